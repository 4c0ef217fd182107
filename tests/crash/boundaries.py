"""The boundaries that a task gets to, and a process that ends at one of them.

A boundary is where something leaves the process, or has come back: a commit, a request to a vendor, a
mail. Between two of them a crash makes no difference, since nobody but the process knows what it did.

The end is played within the process of the tests, because it has to be played hundreds of times: a
`Crash` that no handler catches, after which that life reaches nothing any more, neither the database
nor a vendor. What its open transaction had written is undone, as the database does for a client that
is gone. Real processes that are really killed are in `test_kill.py` and beside it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx2
import pytest

from trivet.bootstrap import Runtime
from trivet.platform.db.session import WriteSession
from trivet.platform.mail import Mail, Mailer

BEFORE_COMMIT, AFTER_COMMIT = "before a commit", "after a commit"
BEFORE_MAIL, AFTER_MAIL = "before a mail", "after a mail"


class Crash(BaseException):
    """The process is no more. No Exception, so that nothing that is tested handles it."""


@dataclass
class Fate:
    """Counts the boundaries that one life gets to, and ends it at one of them.

    Args:
        ends_at: at which, from 0 on; None lets it live.
        passed: those that it got past.
        over: whether it has ended.
    """

    ends_at: int | None = None
    passed: list[str] = field(default_factory=list)
    over: bool = False

    def reached(self, boundary: str) -> None:
        """Go past a boundary, or end there."""
        self.not_over()
        if len(self.passed) == self.ends_at:
            self.over = True
            raise Crash(boundary)
        self.passed.append(boundary)

    def not_over(self) -> None:
        """Nothing is done after the end."""
        if self.over:
            raise Crash("it is over")


@contextmanager
def fated(runtime: Runtime, fate: Fate) -> Iterator[None]:
    """Have a process end as is written.

    Args:
        runtime: what the process is made of; nothing of it is of any use after its end.
        fate: where it ends.
    """
    with pytest.MonkeyPatch.context() as patch:
        _around_commits(patch, runtime, fate)
        _around_mail(patch, fate)
        _around_requests(patch, runtime.parts.http, fate)
        yield


def _around_commits(patch: pytest.MonkeyPatch, runtime: Runtime, fate: Fate) -> None:
    begin, finish = WriteSession._begin, WriteSession.finish

    async def begun(self: WriteSession) -> None:
        if self._database is runtime.database:
            fate.not_over()
        await begin(self)

    async def finished(self: WriteSession, *, commit: bool) -> None:
        if self._database is not runtime.database or not commit or not self.begun:
            await finish(self, commit=commit)
            return
        try:
            fate.reached(BEFORE_COMMIT)
        except Crash:
            await finish(self, commit=False)
            raise
        await finish(self, commit=True)
        fate.reached(AFTER_COMMIT)

    patch.setattr(WriteSession, "_begin", begun)
    patch.setattr(WriteSession, "finish", finished)


def _around_mail(patch: pytest.MonkeyPatch, fate: Fate) -> None:
    send = Mailer.send

    async def sent(self: Mailer, mail: Mail) -> None:
        fate.reached(BEFORE_MAIL)
        await send(self, mail)
        fate.reached(AFTER_MAIL)

    patch.setattr(Mailer, "send", sent)


def _around_requests(patch: pytest.MonkeyPatch, http: httpx2.AsyncClient, fate: Fate) -> None:
    async def leaves(request: httpx2.Request) -> None:
        fate.reached(f"before {request.method} {request.url.path}")

    async def answered(response: httpx2.Response) -> None:
        request = response.request
        fate.reached(f"after {request.method} {request.url.path}")

    patch.setattr(http, "event_hooks", {"request": [leaves], "response": [answered]})
