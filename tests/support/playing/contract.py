"""What is asked and answered, held against what a vendor describes."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Receive, Scope, Send

from tests.support.playing import wire
from tests.support.playing.wire import Answer, Asked, Caught


@dataclass(frozen=True)
class Violation:
    """A request that the vendor does not describe, or something that it would not say.

    Args:
        what: the method and the raw path, or the event.
        wrong: what is wrong, in a sentence.
    """

    what: str
    wrong: str

    def __str__(self) -> str:
        return f"{self.what}: {self.wrong}"


@dataclass
class Contract(ABC):
    """What was asked and answered against the description.

    Args:
        violations: all that were found.
    """

    violations: list[Violation] = field(default_factory=list)

    @property
    @abstractmethod
    def vendor(self) -> str:
        """Who is played."""

    @abstractmethod
    def refusal(self, asked: Asked) -> Answer | None:
        """Note what is wrong with a request.

        Returns:
            what it is answered; None is to be answered by who plays the vendor.
        """

    @abstractmethod
    def check(self, asked: Asked, caught: Caught) -> None:
        """Note what is wrong with an answer: its status, or its body."""

    def note(self, asked: Asked, wrong: str) -> None:
        """Note what is wrong with a request or its answer, in a sentence."""
        self.violations.append(Violation(f"{asked.method} {asked.path}", wrong))


class ContractMiddleware:
    """Stands before an application that plays a vendor.

    Args:
        app: it.
        contract: takes note of what violates it.
        requests: whether requests are checked.
        answers: whether answers are.
    """

    def __init__(
        self, app: ASGIApp, contract: Contract, *, requests: bool = True, answers: bool = True
    ) -> None:
        self._app = app
        self._contract = contract
        self._requests = requests
        self._answers = answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = await wire.read(scope, receive)
        if self._requests and (refusal := self._contract.refusal(asked)) is not None:
            await wire.answer(send, refusal)
            return
        again = wire.again(asked.body, receive)
        if not self._answers:
            await self._app(scope, again, send)
            return
        caught = Caught()
        try:
            await self._app(scope, again, caught.send)
        except Exception as error:
            self._contract.note(asked, f"what plays {self._contract.vendor} stumbles: {error!r}")
            raise
        self._contract.check(asked, caught)
        await caught.pass_on(send)
