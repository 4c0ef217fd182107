"""What goes wrong at GitHub, to order: once, or until it is lifted."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from starlette.types import ASGIApp, Receive, Scope, Send

from tests.support.fake_github import refusals, wire
from tests.support.fake_github.limits import KNOWN
from tests.support.fake_github.refusals import Refused
from tests.support.fake_github.wire import Answer, Asked, Caught

UNICORN = b"<!DOCTYPE html>\n<html><head><title>Unicorn! &middot; GitHub</title></head></html>\n"
TWO_MB = 2_000_000


@dataclass(frozen=True)
class Exchange:
    """A request to which something goes wrong.

    Args:
        asked: the request.
        process: has GitHub do what was asked; returns what it would answer.
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
    """GitHub does nothing, and answers so."""

    async def fault(exchange: Exchange) -> None:
        await exchange.answer(given)

    return fault


def _refusing(refused: Refused) -> Fault:
    return answering(Answer(refused.status, refused.body, refused.headers))


def error(status: int = 502) -> Fault:
    """A 5xx, with the page that GitHub has for it."""
    return answering(Answer(status, raw=UNICORN, headers={"Content-Type": "text/html"}))


def server_error(message: str = "Server Error") -> Fault:
    """What GitHub says when it takes longer than ten seconds itself."""
    return answering(Answer(502, {"message": message}))


def primary(status: int = 403, reset_s: int = 60) -> Fault:
    """The hour's requests are used up.

    Args:
        status: 403 or 429; GitHub gives either.
        reset_s: seconds until there are new ones.
    """

    async def fault(exchange: Exchange) -> None:
        body = Refused(status, refusals.PRIMARY.format(whom="user ID 1")).body
        headers = {
            "X-RateLimit-Limit": str(KNOWN),
            "X-RateLimit-Remaining": "0",
            "X-RateLimit-Used": str(KNOWN),
            "X-RateLimit-Reset": str(int(exchange.now()) + reset_s),
            "X-RateLimit-Resource": "core",
        }
        await exchange.answer(Answer(status, body, headers))

    return fault


def secondary(status: int = 403, retry_after_s: int | None = None) -> Fault:
    """Too much at once.

    Args:
        status: 403 or 429; GitHub gives either.
        retry_after_s: what `Retry-After` says; None is no such header.
    """
    message = refusals.SECONDARY.format(request="0400:TEST")
    headers = {} if retry_after_s is None else {"Retry-After": str(retry_after_s)}
    headers |= {"X-RateLimit-Remaining": str(KNOWN - 1), "X-RateLimit-Limit": str(KNOWN)}
    return _refusing(Refused(status, message, headers=headers, docs=refusals.SECONDARY_DOCS))


def unauthorized() -> Fault:
    """The token is refused, though it is good."""
    return _refusing(refusals.bad_credentials())


def redirect(status: int, location: str) -> Fault:
    """It is elsewhere.

    Args:
        status: 301, 302 or 307.
        location: where.
    """
    body = {"message": "Moved", "url": location, "documentation_url": refusals.DOCS}
    return answering(Answer(status, body, {"Location": location}))


def garbage(status: int = 200) -> Fault:
    """What says it is JSON, and is not."""
    json = {"Content-Type": "application/json"}
    return answering(Answer(status, raw=b'{"id": 1, "na', headers=json))


def html(status: int = 200) -> Fault:
    """A page for people in place of JSON."""
    return answering(Answer(status, raw=UNICORN, headers={"Content-Type": "text/html"}))


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
