"""What goes wrong at a vendor that is played, to order: once, or until it is lifted."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from starlette.types import ASGIApp, Receive, Scope, Send

from tests.support.playing import wire
from tests.support.playing.wire import Answer, Asked, Caught

TWO_MB = 2_000_000


@dataclass(frozen=True)
class Exchange:
    """A request to which something goes wrong.

    Args:
        asked: the request.
        process: has the vendor do what was asked; returns what it would answer.
        answer: answers.
        cut: closes the connection, with nothing (more) said.
        wait: waits for something, but not past the end of the server.
        now: the present time, in seconds since 1970.
    """

    asked: Asked
    process: Callable[[], Awaitable[Caught]]
    answer: Callable[[Answer | Caught], Awaitable[None]]
    cut: Callable[[], Awaitable[None]]
    wait: Callable[[Awaitable[object]], Awaitable[None]]
    now: Callable[[], float]


Fault = Callable[[Exchange], Awaitable[None]]


def answering(given: Answer) -> Fault:
    """The vendor does nothing, and answers so."""

    async def fault(exchange: Exchange) -> None:
        await exchange.answer(given)

    return fault


def garbage(status: int = 200) -> Fault:
    """What says it is JSON, and is not."""
    json = {"Content-Type": "application/json"}
    return answering(Answer(status, raw=b'{"id": 1, "na', headers=json))


def page(status: int, text: bytes) -> Fault:
    """A page for people in place of JSON."""
    return answering(Answer(status, raw=text, headers={"Content-Type": "text/html"}))


def huge(size: int = TWO_MB) -> Fault:
    """An answer far longer than any that is expected: valid JSON, of so many bytes."""
    raw = b'{"message":"' + b"x" * (size - 14) + b'"}'
    return answering(Answer(200, raw=raw, headers={"Content-Type": "application/json"}))


def slow(until: asyncio.Event | float) -> Fault:
    """The request lies there before it is processed.

    Args:
        until: an event that is set, or so many seconds.
    """

    async def fault(exchange: Exchange) -> None:
        await exchange.wait(_lapse(until))
        await exchange.answer(await exchange.process())

    return fault


def late(until: asyncio.Event | float) -> Fault:
    """The request is processed at once, and the answer comes late.

    Args:
        until: an event that is set, or so many seconds.
    """

    async def fault(exchange: Exchange) -> None:
        caught = await exchange.process()
        await exchange.wait(_lapse(until))
        await exchange.answer(caught)

    return fault


def cut() -> Fault:
    """The connection breaks before the request is processed."""

    async def fault(exchange: Exchange) -> None:
        await exchange.cut()

    return fault


def lost() -> Fault:
    """The request is processed, and the answer is lost: the connection breaks in place of it."""

    async def fault(exchange: Exchange) -> None:
        await exchange.process()
        await exchange.cut()

    return fault


def followed(by: Callable[[], object]) -> Fault:
    """The request is processed and answered; before the answer arrives, something else happens.

    Args:
        by: what, such as somebody deleting an item between two pages.
    """

    async def fault(exchange: Exchange) -> None:
        caught = await exchange.process()
        by()
        await exchange.answer(caught)

    return fault


def _lapse(until: asyncio.Event | float) -> Awaitable[object]:
    return until.wait() if isinstance(until, asyncio.Event) else asyncio.sleep(until)


@dataclass(eq=False)
class Ordered:
    """A fault that was ordered.

    Args:
        method: to which requests it happens; `*` is all.
        path: to which; a glob of the raw path, in which `*` also stands for slashes.
        fault: what happens.
        left: to how many more requests; None is to all until it is lifted.
        met: to which it happened.
    """

    method: str
    path: str
    fault: Fault
    left: int | None = 1
    met: list[Asked] = field(default_factory=list)

    def lift(self) -> None:
        """It happens to no further request."""
        self.left = 0

    def takes(self, asked: Asked) -> bool:
        fits = self.method in {"*", asked.method} and fnmatchcase(asked.path, self.path)
        return fits and (self.left is None or self.left > 0)


class Faults:
    """An application to which things go wrong.

    Args:
        app: answers where nothing does.
        cut: closes a connection, by where it comes from.
        now: the present time, in seconds since 1970.
    """

    def __init__(
        self, app: ASGIApp, cut: Callable[[tuple[str, int] | None], None], now: Callable[[], float]
    ) -> None:
        self._app = app
        self._cut = cut
        self._now = now
        self._orders: list[Ordered] = []
        self._over = asyncio.Event()

    def order(self, method: str, path: str, fault: Fault, times: int | None = 1) -> Ordered:
        """Have something go wrong; what was ordered first happens first.

        Args:
            method: to which requests; `*` is all.
            path: to which; a glob of the raw path, in which `*` also stands for slashes.
            fault: what.
            times: to how many of them; None is to all until it is lifted.
        """
        ordered = Ordered(method, path, fault, times)
        self._orders.append(ordered)
        return ordered

    def lift_all(self) -> None:
        """Nothing goes wrong any more."""
        for each in self._orders:
            each.lift()

    def end(self) -> None:
        """Nobody waits any longer: the server stops."""
        self._over.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = await wire.read(scope, receive)
        again = wire.again(asked.body, receive)
        ordered = next((each for each in self._orders if each.takes(asked)), None)
        if ordered is None:
            await self._app(scope, again, send)
            return
        if ordered.left is not None:
            ordered.left -= 1
        ordered.met.append(asked)
        await ordered.fault(self._exchange(asked, scope, again, send))

    def _exchange(self, asked: Asked, scope: Scope, receive: Receive, send: Send) -> Exchange:
        async def process() -> Caught:
            caught = Caught()
            await self._app(scope, receive, caught.send)
            return caught

        async def answer(given: Answer | Caught) -> None:
            if isinstance(given, Caught):
                await given.pass_on(send)
            else:
                await wire.answer(send, given)

        async def cut() -> None:
            self._cut(asked.peer)
            # The server notices a moment later; until then it would answer for us.
            while (await receive())["type"] != "http.disconnect":
                pass

        return Exchange(asked, process, answer, cut, self._wait, self._now)

    async def _wait(self, awaited: Awaitable[object]) -> None:
        waits = {asyncio.ensure_future(awaited), asyncio.ensure_future(self._over.wait())}
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in waits:
                each.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.gather(*waits, return_exceptions=True)
