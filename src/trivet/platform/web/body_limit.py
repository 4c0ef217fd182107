"""No body larger than we are ready to hold, and none that keeps us waiting."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress

from fastapi import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trivet.platform.errors import TooLarge
from trivet.platform.web.error_handler import ErrorContext, ErrorHandler

# The rest of the body is not read, so the connection cannot serve another request.
_CLOSE = {"Connection": "close"}
_DRAINED = 16 * 1024 * 1024
_DRAINED_S = 5.0


class _TooMuchCame(HTTPException):
    """Raised out of `receive`.

    An HTTPException, because FastAPI turns anything else that is raised while it reads a body
    into "400 There was an error parsing the body".
    """


class _TooSlow(HTTPException):
    """Raised out of `receive`; an HTTPException for the same reason."""


class BodyLimitMiddleware:
    """Answers 413 to a body over the limit: by its Content-Length, or as it streams in.

    And 408 to one that is not there in time. It looks whenever a piece came; that one who sends nothing more
    is noticed is for the server to see to (`punctual`), since a timer for each body would cost more than
    the body does.

    A chunked body is counted as it passes; nothing is held here.

    Args:
        app: what is wrapped.
        max_bytes: the largest body that is let through.
        max_seconds: how long a body may take to arrive.
        handler: makes the answer.
        other: paths with a limit of their own, in bytes.
    """

    def __init__(
        self,
        app: ASGIApp,
        max_bytes: int,
        max_seconds: float,
        handler: ErrorHandler,
        other: Mapping[str, int] | None = None,
    ) -> None:
        self._app = app
        self._max = max_bytes
        self._seconds = max_seconds
        self._handler = handler
        self._other = other or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._other.get(scope["path"], self._max)
        length = _content_length(scope)
        if length is None:
            await self._app(scope, _counted(_timed(receive, self._seconds), most), send)
        elif length > most:
            await _drain(scope, receive)
            error = TooLarge(_detail(most), headers=_CLOSE)
            answer = self._handler.handle_exception(error, ErrorContext.of(scope))
            await answer(scope, receive, send)
        else:
            # The server hands on no more than was announced.
            await self._app(scope, _timed(receive, self._seconds), send)


def _detail(most: int) -> str:
    return f"A body may have at most {most:,} bytes. Send less at a time."


def _timed(receive: Receive, seconds: float) -> Receive:
    loop = asyncio.get_running_loop()
    until = loop.time() + seconds

    async def timing() -> Message:
        message = await receive()
        if message.get("more_body", False) and loop.time() >= until:
            raise _TooSlow(
                408,
                f"A body has {seconds:g} seconds to arrive. Send less at a time.",
                headers=_CLOSE,
            )
        return message

    return timing


def _counted(receive: Receive, most: int) -> Receive:
    came = 0

    async def counting() -> Message:
        nonlocal came
        message = await receive()
        if message["type"] == "http.request":
            came += len(message.get("body", b""))
            if came > most:
                raise _TooMuchCame(413, _detail(most), headers=_CLOSE)
        return message

    return counting


async def _drain(scope: Scope, receive: Receive) -> None:
    """Take some of a body that nobody wants.

    A client that is still sending when the connection closes sees a broken pipe, not our answer.
    Who asked first (RFC 9110, section 10.1.1) is answered at once.
    """
    if any(name == b"expect" for name, _ in scope["headers"]):
        return
    left = _DRAINED
    with suppress(TimeoutError):
        async with asyncio.timeout(_DRAINED_S):
            while left > 0:
                message = await receive()
                left -= len(message.get("body", b""))
                if not message.get("more_body", False):
                    return


def _content_length(scope: Scope) -> int | None:
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value) if value.isdigit() else None
    return None
