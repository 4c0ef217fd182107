"""One log line a request, and its place among those that are counted."""

from dataclasses import dataclass
from time import perf_counter
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trivet.platform.db.statements import Counting
from trivet.platform.telemetry.logging import Logger
from trivet.platform.telemetry.metrics import request_answered
from trivet.platform.web.route_names import nameless, route_template

# Asked every few seconds by whoever watches us: worth a line only when somebody debugs.
_QUIET = frozenset({"/healthz", "/readyz", "/metrics"})
# The client went away before there was an answer (a number made popular by nginx).
CLIENT_GONE = 499
_REFUSED = 400
LOGGER = "trivet.access"
TRIED = "tried"


def line_of(
    method: str, route: str, status: int, seconds: float, size: int, queries: int, caller: Any
) -> dict[str, object]:
    """What the line of a request tells.

    Args:
        method: of HTTP.
        route: its template.
        status: of the answer.
        seconds: that it took.
        size: bytes of the answer's body.
        queries: statements that were sent to the database.
        caller: who sent it; None if that is not known.
    """
    line: dict[str, object] = {
        "method": method,
        "route": route,
        "status": status,
        "duration_ms": round(seconds * 1000, 2),
        "bytes": size,
        "queries": queries,
    }
    if caller is not None:
        line["user_id"] = str(caller.user_id)
    return line


@dataclass(frozen=True, slots=True)
class Tried:
    """What a request has cost before it went the ordinary way; in its state, under `TRIED`.

    Args:
        began: when it came, by `perf_counter`.
        queries: statements that were sent for it.
        attempted: whether the express lane attempted to answer it.
    """

    began: float
    queries: int
    attempted: bool


class AccessLogMiddleware:
    """Writes method, route, status, duration, size and statements of each request, once it is answered; and counts it.

    The route is written as its template, which names no one and holds no secret; the query string
    is never written. A line costs 12 to 17 µs, so it is built once and by a logger bound beforehand.

    Args:
        app: what is wrapped.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._log = Logger(LOGGER)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, size = CLIENT_GONE, 0
        tried: Tried | None = scope.get("state", {}).get(TRIED)
        began, before = (perf_counter(), 0) if tried is None else (tried.began, tried.queries)

        async def counting(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        with Counting() as queries:
            try:
                await self._app(scope, receive, counting)
            finally:
                seconds, route = perf_counter() - began, route_template(scope)
                request_answered(route, scope["method"], status, seconds)
                sent = before + queries.statements
                self._write(scope, route, status, size, seconds, sent)

    def _write(
        self,
        scope: Scope,
        route: str | None,
        status: int,
        size: int,
        seconds: float,
        queries: int,
    ) -> None:
        quiet = scope["path"] in _QUIET and status < _REFUSED
        log = self._log.debug if quiet else self._log.info
        caller = scope["state"].get("caller") if "state" in scope else None
        name = route or nameless(scope["path"])
        log("request", **line_of(scope["method"], name, status, seconds, size, queries, caller))
