"""One id for a request: in its logs, its errors, its events and its answer."""

import re

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trivet.platform.ids import new_id

HEADER = b"x-request-id"
# What may stand in a log line and in a header without a second thought.
_SANE = re.compile(rb"[A-Za-z0-9._-]{1,128}")


class RequestIdMiddleware:
    """Takes the caller's `X-Request-ID` if it is sane, makes one otherwise, and returns it always.

    It is `request.state.request_id`, and `request_id` in every log line that is written meanwhile.

    Args:
        app: what is wrapped.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        # The express lane may have made one.
        request_id = state.get("request_id") or given_or_new(_given(scope))
        state["request_id"] = request_id

        header = (HEADER, request_id.encode())

        async def send_with_id(message: Message) -> None:
            if message["type"] in {"http.response.start", "websocket.accept"}:
                message["headers"] = [*message.get("headers", ()), header]
            await send(message)

        tokens = structlog.contextvars.bind_contextvars(request_id=request_id)
        try:
            await self._app(scope, receive, send_with_id)
        finally:
            structlog.contextvars.reset_contextvars(**tokens)


def given_or_new(value: bytes | None) -> str:
    """The id that a request brings, if it is sane; else a new one."""
    return value.decode() if value is not None and _SANE.fullmatch(value) else new_id().hex


def _given(scope: Scope) -> bytes | None:
    return next((value for name, value in scope["headers"] if name == HEADER), None)
