"""Every request is counted, before anything is done for it: by address, and by person and class of route.

Routes are told apart by method and path, since a request is counted before the router sees it, and refused
before its body is read. Who asks is found out as the routes do it, and remembered for them, so that it
is not looked up twice.

What this costs is paid by every request: some 6 µs. That is why counters are small records in the process
(`platform/ratelimit`), and why the header of an answer is written as bytes.
"""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from starlette.routing import compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trivet.platform.errors import AppError
from trivet.platform.ratelimit.port import Rate, RateLimiter, Standing
from trivet.platform.web.client_address import network_of
from trivet.platform.web.error_handler import ErrorContext, ErrorHandler
from trivet.platform.web.ratelimit import refusal, tightest_of

Template = tuple[str, str]
"""A method and the template of a path, such as `("GET", "/boards/{board_id}")`."""

_ADDRESS = "your network address"
_ACCOUNT = "your account"
_AS = {"HEAD": "GET", "OPTIONS": "GET"}


@dataclass(frozen=True, slots=True)
class TrafficClass:
    """Routes that share a limit.

    Args:
        name: what it is called in the settings.
        by_person: whether a person is counted wherever they are; else, and for whoever is not signed in,
            it is the network.
    """

    name: str
    by_person: bool = True


READ = TrafficClass("read")
WRITE = TrafficClass("write")
HEAVY = TrafficClass("heavy")
VENDOR = TrafficClass("vendor")
LOGS = TrafficClass("logs")
SOCKETS = TrafficClass("sockets")
SIGN_IN = TrafficClass("sign_in", by_person=False)
WEBHOOKS = TrafficClass("webhooks", by_person=False)
CLASSES = (READ, WRITE, HEAVY, SIGN_IN, VENDOR, LOGS, WEBHOOKS, SOCKETS)


class Somebody(NamedTuple):
    """Who asks.

    Args:
        key: names them among the counters.
        caller: what the log line of a refused request shall know of them.
    """

    key: str
    caller: Any = None


Who = Callable[[Scope], Awaitable[Somebody | None]]
"""Tells who asks; None: nobody who is known."""


class RouteClasses:
    """Tells the class of a request; of a route that is not named, by its method.

    Args:
        named: the class of each route that is neither simply read nor written; None is a route that is
            counted by address alone.
        open_paths: paths that are not counted at all.
    """

    def __init__(
        self, named: Mapping[TrafficClass | None, Sequence[Template]], open_paths: Sequence[str]
    ) -> None:
        self.open = frozenset(open_paths)
        texts: dict[Template, dict[TrafficClass | None, list[str]]] = {}
        for its_class, templates in named.items():
            for method, template in templates:
                start = texts.setdefault((method, _start(template)), {})
                start.setdefault(its_class, []).append(_pattern(template))
        self._by_start = {
            start: [(re.compile("|".join(some)), its_class) for its_class, some in found.items()]
            for start, found in texts.items()
        }

    def of(self, method: str, path: str) -> TrafficClass | None:
        """The class of a request; None: it is counted by address alone."""
        method = _AS.get(method, method)
        for pattern, its_class in self._by_start.get((method, _start(path)), ()):
            if pattern.fullmatch(path):
                return its_class
        return READ if method == "GET" else WRITE


def _start(path: str) -> str:
    """The first part of a path, so that a handful of routes is looked at by pattern, not all."""
    return path.split("/", 2)[1] if "/" in path else path


def _pattern(template: str) -> str:
    """The router's own pattern for a path, without the names of its parameters, which occur once in a pattern."""
    pattern, _, _ = compile_path(template)
    return re.sub(r"\?P<\w+>", "?:", pattern.pattern).removeprefix("^").removesuffix("$")


@dataclass(frozen=True, slots=True)
class Traffic:
    """How requests are counted.

    Args:
        limiter: counts.
        who: tells who asks.
        classes: tells classes.
        rates: how many of each class, by its name.
        by_address: how many of all classes together, from one address.
    """

    limiter: RateLimiter
    who: Who
    classes: RouteClasses
    rates: Mapping[str, Sequence[Rate]]
    by_address: Sequence[Rate]

    async def count(self, scope: Scope, who: Somebody | None = None) -> Standing:
        """Count a request.

        Args:
            scope: of the request.
            who: sends it; looked for unless it is said.

        Returns:
            The tightest of its limits.

        Raises:
            TooMany: it is.
        """
        client = scope.get("client")
        network = network_of(client[0] if client else "")
        # First, and whoever it is: from here on a token may have to be looked up.
        of_address = await self.limiter.hit(f"address/{network}", self.by_address)
        if not of_address.allowed:
            raise TooMany(refusal("address", _ADDRESS, of_address), of_address)
        its_class = (
            SOCKETS
            if scope["type"] == "websocket"
            else self.classes.of(scope["method"], scope["path"])
        )
        if its_class is None:
            return of_address
        who = (who or await self._find(scope)) if its_class.by_person else None
        whose, whom = (network, _ADDRESS) if who is None else (who.key, _ACCOUNT)
        standing = await self.limiter.hit(f"{its_class.name}/{whose}", self.rates[its_class.name])
        if not standing.allowed:
            if who is not None:
                scope.setdefault("state", {}).setdefault("caller", who.caller)
            raise TooMany(refusal(its_class.name, whom, standing), standing)
        return of_address if of_address.remaining < standing.remaining else standing

    async def _find(self, scope: Scope) -> Somebody | None:
        try:
            return await self.who(scope)
        except Exception:  # the route asks again, and tells what is wrong
            return None


class TooMany(Exception):
    """A request is one too many.

    Args:
        error: the refusal.
        standing: of the limit that was passed.
    """

    def __init__(self, error: AppError, standing: Standing) -> None:
        super().__init__(error.detail)
        self.error = error
        self.standing = standing


class TrafficMiddleware:
    """Counts requests and handshakes of sockets; refuses with 429 what is too much.

    Every answer says how its limit stands, by `RateLimit-Limit`, `-Remaining` and `-Reset` (seconds): the
    tightest one of the class, of the address, and of those by which the route itself counts.

    Args:
        app: what is wrapped.
        traffic: how they are counted.
        handler: makes the answer.
    """

    def __init__(self, app: ASGIApp, traffic: Traffic, handler: ErrorHandler) -> None:
        self._app = app
        self._traffic = traffic
        self._handler = handler

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        kind = scope["type"]
        if kind not in {"http", "websocket"} or scope["path"] in self._traffic.classes.open:
            await self._app(scope, receive, send)
            return
        try:
            standing = await self._standing(scope)
        except TooMany as refused:
            answer = self._handler.handle_exception(refused.error, ErrorContext.of(scope))
            answer.raw_headers.extend(standing_headers(refused.standing))
            await answer(scope, receive, send)
            return
        if kind == "websocket":
            await self._app(scope, receive, send)
            return

        async def telling(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _with_standing(scope, message.get("headers", ()), standing)
            await send(message)

        await self._app(scope, receive, telling)

    async def _standing(self, scope: Scope) -> Standing:
        """Count a request, unless the express lane did."""
        counted: Standing | TooMany | None = scope.get("state", {}).pop("standing", None)
        if isinstance(counted, TooMany):
            raise counted
        return counted or await self._traffic.count(scope)


def _with_standing(
    scope: Scope, headers: Sequence[tuple[bytes, bytes]], standing: Standing
) -> list[tuple[bytes, bytes]]:
    finer = tightest_of(scope)
    if finer is None:
        return [*headers, *standing_headers(standing)]
    tightest = finer if finer.remaining <= standing.remaining else standing
    others = [pair for pair in headers if not pair[0].lower().startswith(b"ratelimit-")]
    return [*others, *standing_headers(tightest)]


def standing_headers(standing: Standing) -> tuple[tuple[bytes, bytes], ...]:
    """What an answer says of a limit."""
    return (
        (b"ratelimit-limit", b"%d" % standing.limit),
        (b"ratelimit-remaining", b"%d" % standing.remaining),
        (b"ratelimit-reset", b"%d" % standing.reset_s),
    )
