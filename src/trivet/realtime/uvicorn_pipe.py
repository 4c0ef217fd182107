"""The way out to a client under uvicorn: straight into the transport.

uvicorn takes the class of its WebSocket protocol as a setting, so nothing is patched: ours is its
own, and offers itself to the application among the scope's extensions. What it relies on inside
is what its base does in `send` (uvicorn 0.54), and a test over a real socket holds it to that.
"""

from functools import partial
from typing import Any, cast

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from trivet.realtime.frames import CLOSING_S, EXTENSION, Conversation, Frame


class FramedProtocol(WebSocketsSansIOProtocol):
    """uvicorn's sans-I/O protocol, and a `Pipe`."""

    heard = 0.0
    _conversation: Conversation | None = None

    def data_received(self, data: bytes) -> None:
        # Whatever comes shows that somebody is there: messages, and answers to uvicorn's pings.
        self.heard = self.loop.time()
        super().data_received(data)

    async def run_asgi(self) -> None:
        extensions = cast("dict[str, Any]", self.scope["extensions"])
        extensions[EXTENSION] = self
        application: Any = self.app
        self.app = partial(self._pass_through, application)
        await super().run_asgi()

    async def _pass_through(
        self, application: ASGIApp, scope: Scope, receive: Receive, send: Send
    ) -> None:
        await application(scope, receive, send)
        if self._conversation is not None:
            # A third of what a socket holds: of a thousand watchers, ten megabytes.
            del self.app, self.request, self.response
            await self._conversation()

    async def go_on(self, conversation: Conversation) -> None:
        self._conversation = conversation

    def write(self, frame: Frame) -> None:
        if not (self.close_sent or self.disconnected or self.transport.is_closing()):
            self.transport.write(frame.wire)

    def waiting(self) -> int:
        return self.transport.get_write_buffer_size()

    async def drained(self) -> None:
        await self.writable.wait()

    def close(self, code: int, reason: str) -> None:
        if self.close_sent or self.disconnected or self.transport.is_closing():
            return
        # As the base does for `websocket.close`, which would wait for a slow reader first.
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        self.stop_keepalive()
        self.conn.send_close(code, reason)
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()
        # Aborted, not closed: what waits for somebody who does not read would stay for ever.
        self.close_timer = self.loop.call_later(CLOSING_S, self.transport.abort)

    async def ended(self) -> None:
        """The close frame was handed over when `close` returned."""

    def shutdown(self) -> None:
        super().shutdown()
        self.loop.call_later(CLOSING_S, self.transport.abort)
