"""Whether this process can do its work right now."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sqlalchemy import select, true

from trivet.platform.errors import Unavailable
from trivet.platform.telemetry.logging import Logger
from trivet.platform.uow import Units

DATABASE_WITHIN_S = 2.0


class NotReady(Unavailable):
    code = "not_ready"
    title = "Trivet cannot do its work right now"


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that we depend on.

    Args:
        name: what it is.
        ready: whether it answered in time.
        needed: whether we cannot work without it.
    """

    name: str
    ready: bool
    needed: bool = True


class Readiness:
    """Asks what we depend on whether it is there.

    A database that hangs may hang for minutes, even in closing: one question is under way at a
    time, and whoever asks meanwhile waits for the same.

    Args:
        units: reach the database.
        redis_answers: whether Redis is there; None where none is used.
        github_answers: whether GitHub is being asked; None where nobody does.
        miro_answers: the same of Miro.
        within_s: seconds that the database may take.
    """

    def __init__(
        self,
        units: Units,
        redis_answers: Callable[[], bool] | None = None,
        github_answers: Callable[[], Awaitable[bool]] | None = None,
        miro_answers: Callable[[], Awaitable[bool]] | None = None,
        within_s: float = DATABASE_WITHIN_S,
    ) -> None:
        self._units = units
        self._redis_answers = redis_answers
        self._vendors = {"github": github_answers, "miro": miro_answers}
        self._within_s = within_s
        self._asked: asyncio.Task[bool] | None = None
        self._log = Logger("trivet.readiness")

    async def parts(self) -> tuple[Part, ...]:
        """How each part is."""
        found = [Part("database", await self.database())]
        if self._redis_answers is not None:
            # Others are heard later without it, and nothing is lost.
            found.append(Part("redis", self._redis_answers(), needed=False))
        for name, answers in self._vendors.items():
            if answers is not None:
                # Boards work without it, and what is to be done there waits.
                found.append(Part(name, await answers(), needed=False))
        return tuple(found)

    async def database(self) -> bool:
        """Whether the database answers, in time, a question that costs it nothing."""
        if self._asked is None or self._asked.done():
            self._asked = asyncio.create_task(self._ask(), name="readiness")
        asked = self._asked
        done, _ = await asyncio.wait({asked}, timeout=self._within_s)
        return bool(done) and asked.result()

    async def _ask(self) -> bool:
        try:
            async with self._units.read() as unit:
                return await unit.session.scalar(select(true())) is not None
        except Exception as error:  # whatever it is, the answer is "not ready"
            self._log.warning("the database does not answer", error=type(error).__name__)
            return False
