"""No body larger than we are ready to hold."""

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


class BodyLimitMiddleware:
    """Answers 413 to a body over the limit: by its Content-Length, or as it streams in.

    A chunked body is counted as it passes; nothing is held here.

    Args:
        app: what is wrapped.
        max_bytes: the largest body that is let through.
        handler: makes the answer.
        other: paths with a limit of their own, in bytes.
    """

    def __init__(
        self,
        app: ASGIApp,
        max_bytes: int,
        handler: ErrorHandler,
        other: Mapping[str, int] | None = None,
    ) -> None:
        self._app = app
        self._max = max_bytes
        self._handler = handler
        self._other = other or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._other.get(scope["path"], self._max)
        length = _content_length(scope)
        if length is None:
            await self._app(scope, _counted(receive, most), send)
        elif length > most:
            await _drain(scope, receive)
            error = TooLarge(_detail(most), headers=_CLOSE)
            answer = self._handler.handle_exception(error, ErrorContext.of(scope))
            await answer(scope, receive, send)
        else:
            # The server hands on no more than was announced.
            await self._app(scope, receive, send)


def _detail(most: int) -> str:
    return f"A body may have at most {most:,} bytes. Send less at a time."


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
