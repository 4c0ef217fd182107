"""The contract, held before whatever plays Miro: what Miro does not describe is not passed on."""

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from tests.support.fake_miro.contract import Contract
from tests.support.fake_miro.description import described
from tests.support.fake_miro.further_paths import PATHS
from tests.support.playing import proxy as playing
from tests.support.playing.openapi import JSON, Operation
from tests.support.playing.routing import match
from tests.support.playing.wire import Answer, Asked, Caught

NO_TOKEN = {*PATHS, "/v2/oauth/revoke"}
"""Where nobody's token is sent."""
FOR_BROWSERS = {"/oauth/authorize"}
_SENT = {
    *("accept", "accept-encoding", "authorization", "connection", "content-length"),
    *("content-type", "host", "user-agent"),
    "x-request-id",  # whose request caused it; to Miro it is one of the headers that it does not know
}
"""The headers that a client of Miro's needs; anything else came from whoever called us."""


@dataclass
class HeldContract(Contract):
    """The contract where it stands alone: it refuses by itself, and looks at headers, too.

    Args:
        exercised: how often Miro did what, by method and template, as both sides are described.
    """

    exercised: Counter[str] = field(default_factory=Counter)

    def refusal(self, asked: Asked) -> Answer | None:
        """What a request is answered with that Miro does not describe; None is one that it does."""
        before = len(self.violations)
        super().refusal(asked)
        operation = self._operation(asked)
        if operation is not None:
            for wrong in (*_places(operation, asked), *_headers(operation, asked)):
                self.note(asked, wrong)
        wrongs = [each.wrong for each in self.violations[before:]]
        if not wrongs:
            return None
        return Answer(500, {"message": f"Contract violated: {' '.join(wrongs)}"})

    def check(self, asked: Asked, caught: Caught) -> None:
        """Note what is wrong with an answer; count it where nothing is."""
        before = len(self.violations)
        operation = self._operation(asked)
        if operation is None or caught.status is None:
            return
        if wrong := _media(operation, caught):
            self.note(asked, wrong)
        else:
            try:
                super().check(asked, caught)
            except ValueError as error:
                self.note(asked, f"the answer is no JSON: {error}")
        if caught.status < 400 and len(self.violations) == before:
            self.exercised[f"{operation.method} {operation.template}"] += 1

    def _operation(self, asked: Asked) -> Operation | None:
        return described().find(asked.method, asked.path) if self._checks else None


def _places(operation: Operation, asked: Asked) -> Iterator[str]:
    """What is wrong with the path's values, and with the query where a name is given twice."""
    for name, text in (match(operation.parts, asked.path.split("/")) or {}).items():
        for wrong in described().errors(operation.path.get(name, {}), text):
            yield f"{name} in the path: {wrong}."
    given = Counter(name for name, _ in parse_qsl(asked.query, keep_blank_values=True))
    yield from (f"{name} is given twice." for name, times in given.items() if times > 1)


def _headers(operation: Operation, asked: Asked) -> Iterator[str]:
    """What is wrong with the headers.

    Sources: "OAuth 2.0 authorization", Miro; that nothing of our callers reaches a vendor is ours.
    """
    if operation.template in FOR_BROWSERS:
        return
    for name in sorted(asked.headers.keys() - _SENT):
        yield f"the header {name} is none of Miro's."
    scheme = asked.headers.get("authorization", "").partition(" ")[0]
    wanted = "" if operation.template in NO_TOKEN else "Bearer"
    if scheme != wanted:
        yield f"Authorization is {scheme or 'left out'}, not {wanted or 'left out'}."
    if not {JSON, "*/*"} & {each.strip() for each in asked.headers.get("accept", "").split(",")}:
        yield f"Accept is not {JSON}."
    if "content-type" in asked.headers and not asked.body:
        yield "there is a Content-Type, and no body."


def _media(operation: Operation, caught: Caught) -> str | None:
    """What is wrong with the type of a body that is described."""
    if not caught.body or operation.answers.get(caught.status or 0) is None:
        return None
    kinds = [value for name, value in caught.headers if name.lower() == b"content-type"]
    if [kind.partition(b";")[0] for kind in kinds] == [JSON.encode()]:
        return None
    return f"the answer: Content-Type is {b' '.join(kinds).decode() or 'left out'}, not {JSON}."


@dataclass(frozen=True)
class MiroProxy(playing.ContractProxy):
    """Passes on what Miro describes, and nothing else."""

    contract: HeldContract

    @property
    def exercised(self) -> Counter[str]:
        """What Miro did, by method and template."""
        return self.contract.exercised


@asynccontextmanager
async def contract_proxy(upstream: str) -> AsyncIterator[MiroProxy]:
    """A proxy on a free port of this machine; requests and answers are checked.

    Args:
        upstream: where whatever plays Miro is reached, without a slash at the end.
    """
    contract = HeldContract()
    async with playing.proxy(upstream, contract, answers=True) as held:
        yield MiroProxy(held.address, contract, held.requests)
