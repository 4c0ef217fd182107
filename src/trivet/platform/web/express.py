"""The express lane: what is asked all the time, answered without the way through all middleware and the router.

One of the hot path's places. The way of a request through thirteen layers costs 60 µs, twice what finding the answer to
most of them takes. Here a request that is as nearly all are (a token that is known, a host of ours, nothing
unusual in its head) gets in one go what it gets on that way: its id, its count among the limits, its headers, its
line in the log and its place among the metrics, by the same functions. Whatever is unusual is left to the ordinary
way, and so is all that an attempt leaves alone: nothing is refused here for its form, and nobody is let in whom the
ordinary way would not let in. A test sends requests both ways and holds the answers against each other.
"""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any, NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trivet.platform.db.statements import Count, Counting
from trivet.platform.ratelimit.port import Standing
from trivet.platform.telemetry.logging import Logger, Speaking
from trivet.platform.telemetry.metrics import request_answered
from trivet.platform.web.access_log import CLIENT_GONE, LOGGER, TRIED, Tried, line_of
from trivet.platform.web.body_shape import is_harmless
from trivet.platform.web.error_handler import ErrorContext, ErrorHandler
from trivet.platform.web.hosts import HostJudge
from trivet.platform.web.request_id import HEADER as REQUEST_ID
from trivet.platform.web.request_id import given_or_new
from trivet.platform.web.traffic import Somebody, TooMany, Traffic, standing_headers

LARGEST = 64 * 1024
"""Bytes of a body that is read here, unless fewer are let in at all."""
_UNUSUAL = frozenset({b"expect", b"idempotency-key", b"prefer", b"range"})
_JSON = b"application/json"
_LENGTH = b"content-length"
_ID = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
"""The text of a UUID (RFC 9562, section 4). Of other ways to write one, and of keys, the routes know what they mean."""

Head = Mapping[bytes, bytes]
"""The headers of a request, names in small letters, none of them twice."""

Known = Callable[[Head, bool], Somebody | None]
"""Who sends a request, if that is known without asking anybody; told whether it changes something."""


class Reply(NamedTuple):
    """An answer.

    Args:
        status: of HTTP.
        headers: beside those that every answer has.
        body: all of it.
    """

    status: int
    headers: Sequence[tuple[bytes, bytes]]
    body: bytes


@dataclass(slots=True)
class Call:
    """A request.

    Args:
        name: the id in its path.
        head: its headers.
        caller: who sends it.
        request_id: its id.
        body: JSON; empty where nothing is changed.
        state: of the application.
        began: when it came, by `perf_counter`.
    """

    name: str
    head: Head
    caller: Any
    request_id: str
    body: bytes
    state: Any
    began: float


Attempt = Callable[[Call], Awaitable[Reply | None]]
"""Answers a request, or leaves it alone: then it has done nothing."""


class ExpressRoute:
    """A route that has an attempt before it, where its path names an id as we write them.

    Args:
        method: of HTTP.
        template: its path as the route has it, with one parameter.
        attempt: answers, or leaves it alone.
    """

    def __init__(self, method: str, template: str, attempt: Attempt) -> None:
        self.template = template
        self.attempt = attempt
        self.changes = method != "GET"
        self.key = method, template.split("/", 2)[1]
        self.pattern = re.compile(re.sub(r"\{\w+\}", _ID, template))


@dataclass(frozen=True, slots=True)
class Express:
    """What an application has tried in the lane.

    Args:
        routes: those that are tried.
        known: tells who sends a request.
    """

    routes: Sequence[ExpressRoute]
    known: Known


@dataclass(frozen=True, slots=True)
class Lane:
    """What requests get on their way.

    Args:
        routes: those that are tried.
        known: tells who sends a request.
        is_ours: tells which hosts are.
        traffic: counts; None: nobody does.
        headers: that every answer has, unless it has its own.
        unusual: further headers with which a request goes the ordinary way.
        largest: body that is read, in bytes.
    """

    routes: Sequence[ExpressRoute]
    known: Known
    is_ours: HostJudge
    traffic: Traffic | None
    headers: Sequence[tuple[bytes, bytes]]
    unusual: frozenset[bytes] = frozenset()
    largest: int = LARGEST


class ExpressMiddleware:
    """Answers what is usual; passes on what is not.

    Args:
        app: the ordinary way.
        lane: what requests get.
        handler: makes answers of what is raised.
    """

    def __init__(self, app: ASGIApp, lane: Lane, handler: ErrorHandler) -> None:
        self._app = app
        self._lane = lane
        self._handler = handler
        self._log = Logger(LOGGER)
        self._unusual = _UNUSUAL | lane.unusual
        self._routes: dict[tuple[str, str], list[ExpressRoute]] = {}
        for route in lane.routes:
            self._routes.setdefault(route.key, []).append(route)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["query_string"]:
            await self._app(scope, receive, send)
            return
        path: str = scope["path"]
        some = self._routes.get((scope["method"], path[1:].partition("/")[0]), ())
        for route in some:
            found = route.pattern.fullmatch(path)
            if found is not None:
                await self._try(route, found[1], scope, receive, send)
                return
        await self._app(scope, receive, send)

    async def _try(
        self, route: ExpressRoute, name: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        began, queries, attempted = perf_counter(), 0, False
        head: dict[bytes, bytes] = dict(scope["headers"])
        state = scope.setdefault("state", {})
        body: bytes | None = b""
        who = self._usual(route, head, scope)
        if who is not None and await self._counted(scope, who, state):
            if route.changes:
                message = await receive()
                receive, body = _replayed(message, receive), _whole(message, head)
            # Who was known when the head came may have been shut out while the rest was waited for.
            who = None if body is None else self._lane.known(head, route.changes)
        else:
            body = None
        if who is not None and body is not None:
            request_id = state["request_id"] = given_or_new(head.get(REQUEST_ID))
            call = Call(name, head, who.caller, request_id, body, scope["app"].state, began)
            with Speaking(request_id=request_id), Counting() as counted:
                if await self._answered(route, call, send, state.get("standing"), counted):
                    return
                queries, attempted = counted.statements, True
        state[TRIED] = Tried(began, queries, attempted)
        await self._app(scope, receive, send)

    async def _counted(self, scope: Scope, who: Somebody, state: dict[str, Any]) -> bool:
        """Count a request; whether it is within its limits. The ordinary way need not count it again."""
        if self._lane.traffic is None:
            return True
        try:
            state["standing"] = await self._lane.traffic.count(scope, who)
        except TooMany as refused:
            state["standing"] = refused
            return False
        return True

    async def _answered(
        self, route: ExpressRoute, call: Call, send: Send, standing: Standing | None, counted: Count
    ) -> bool:
        """Answer a request, if the attempt does; whether it did."""
        status, size, left_alone = CLIENT_GONE, 0, False
        try:
            reply = await self._reply(route, call)
            left_alone = reply is None
            if reply is not None:
                await send(self._start(reply, standing, call.request_id))
                status = reply.status
                await send({"type": "http.response.body", "body": reply.body})
                size = len(reply.body)
        finally:
            if not left_alone:
                self._note(route, call, status, size, counted.statements)
        return not left_alone

    def _note(self, route: ExpressRoute, call: Call, status: int, size: int, queries: int) -> None:
        method, _ = route.key
        seconds = perf_counter() - call.began
        request_answered(route.template, method, status, seconds)
        line = line_of(method, route.template, status, seconds, size, queries, call.caller)
        # All of it is ours, unless the id is the caller's.
        write = self._log.info if REQUEST_ID in call.head else self._log.ours
        write("request", **line)

    def _usual(self, route: ExpressRoute, head: Head, scope: Scope) -> Somebody | None:
        """Who sends a request, if it is as nearly all are."""
        if len(head) != len(scope["headers"]) or not self._unusual.isdisjoint(head):
            return None
        if route.changes and not self._has_a_small_body(head):
            return None
        host = head.get(b"host")
        if host is None or not self._lane.is_ours(host):
            return None
        return self._lane.known(head, route.changes)

    def _has_a_small_body(self, head: Head) -> bool:
        length = head.get(_LENGTH, b"")
        if head.get(b"content-type") != _JSON or b"transfer-encoding" in head:
            return False
        return length.isdigit() and 0 < int(length) <= self._lane.largest

    async def _reply(self, route: ExpressRoute, call: Call) -> Reply | None:
        try:
            return await route.attempt(call)
        except Exception as error:
            method, _ = route.key
            context = ErrorContext(call.request_id, method, route.template)
            answer = self._handler.handle_exception(error, context)
            return Reply(answer.status_code, answer.raw_headers, bytes(answer.body))

    def _start(self, reply: Reply, standing: Standing | None, request_id: str) -> Message:
        headers = [*reply.headers, (REQUEST_ID, request_id.encode())]
        if standing is not None:
            headers += standing_headers(standing)
        given = {name for name, _ in reply.headers}
        headers += [pair for pair in self._lane.headers if pair[0] not in given]
        if _LENGTH not in given and reply.status != 304:
            headers.append((_LENGTH, b"%d" % len(reply.body)))
        return {"type": "http.response.start", "status": reply.status, "headers": headers}


def _whole(message: Message, head: Head) -> bytes | None:
    """A body of which all is there, as nearly always, and harmless; what is still to come takes its time elsewhere."""
    body: bytes = message.get("body", b"")
    return body if len(body) == int(head[_LENGTH]) and is_harmless(body) else None


def _replayed(message: Message, receive: Receive) -> Receive:
    """What was taken comes first, for whoever has to read it all."""
    waiting = [message]

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    return again
