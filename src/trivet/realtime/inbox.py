"""What a client sends: one message after the other, within bounds."""

import asyncio
from collections.abc import Mapping
from typing import Any

from starlette.websockets import WebSocket

from trivet.realtime import protocol
from trivet.realtime.frames import Pipe
from trivet.realtime.protocol import Close, FromClient, Refused

BURST = 100
A_SECOND = 10.0
"""A client may send so many messages in the long run, and a burst at once."""


class Left(Exception):
    """The client is gone.

    Args:
        code: as it was closed (RFC 6455, section 7.4).
    """

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Inbox:
    """Reads a socket's messages.

    Args:
        websocket: an accepted socket.
        pipe: its way out, which is told that somebody is there.
    """

    def __init__(self, websocket: WebSocket, pipe: Pipe) -> None:
        self._websocket = websocket
        self._pipe = pipe
        self._loop = asyncio.get_running_loop()
        self._left = float(BURST)
        self._since = self._loop.time()

    async def next(self) -> FromClient:
        """The next message.

        Raises:
            Left: there is none: the socket was closed, by either side.
            Refused: it is no message of ours, or one too many.
        """
        message: Mapping[str, Any] = await self._websocket.receive()
        if message["type"] == "websocket.disconnect":
            raise Left(message.get("code") or 1005)
        self._pipe.heard = self._loop.time()
        self._count()
        text = message.get("text")
        if text is None:
            raise Refused(Close.PROTOCOL_ERROR, "Messages are texts.")
        return protocol.read(text)

    def _count(self) -> None:
        now = self._loop.time()
        self._left = min(float(BURST), self._left + (now - self._since) * A_SECOND) - 1
        self._since = now
        if self._left < 0:
            raise Refused(Close.PROTOCOL_ERROR, "Too many messages.")
