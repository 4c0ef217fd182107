"""What goes out to a socket: encoded once, and the same bytes written to every transport.

One of the hot path's places. A task and a queue for every socket would cost half as much again for
each message, and twice the memory; here the transport's own write buffer is the bounded queue.
`uvicorn_pipe` reaches it. On a server where it is out of reach (`AsgiPipe`), messages go by ASGI's
`send`, with a task of their own.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from starlette.websockets import WebSocket

EXTENSION = "trivet.pipe"
"""Under this name a server's scope offers its `Pipe` among the extensions."""

MOST_WAITING = 2 * 1024 * 1024
"""Bytes that may wait for a reader before it is too slow."""
CLOSING_S = 10.0
"""How long a peer may take to answer our close."""

_TEXT = 0x81  # the last, and only, fragment of a text message: RFC 6455, section 5.2
_AT_ONCE = 64 * 1024


class Frame:
    """One text message as it stands on the wire. Never masked: RFC 6455, section 5.1.

    Args:
        payload: the message, UTF-8.
    """

    __slots__ = ("_head", "wire")

    def __init__(self, payload: bytes) -> None:
        head = _head(len(payload))
        self._head = len(head)
        self.wire = head + payload

    @property
    def text(self) -> str:
        """The message, for those who frame it themselves."""
        return self.wire[self._head :].decode()


def _head(length: int) -> bytes:
    if length < 126:
        return bytes((_TEXT, length))
    if length < 65536:
        return bytes((_TEXT, 126)) + length.to_bytes(2, "big")
    return bytes((_TEXT, 127)) + length.to_bytes(8, "big")


Conversation = Callable[[], Awaitable[None]]
"""Speaks with a client until it goes."""


class Pipe(Protocol):
    """The way out to one client."""

    heard: float
    """When the client last sent anything at all; in seconds of the event loop's clock."""

    async def go_on(self, conversation: Conversation) -> None:
        """Have a conversation, as the last thing that the application does with this client.

        It may begin only once the application has returned: what the request for the socket passed through, and
        what it said, is then not kept for as long as the socket is there.
        """

    def write(self, frame: Frame) -> None:
        """Hand a message over. Returns at once; after the end it does nothing."""

    def waiting(self) -> int:
        """How many bytes were handed over and have not left."""

    async def drained(self) -> None:
        """Wait until little waits, or until the end."""

    def close(self, code: int, reason: str) -> None:
        """Send a close frame behind what waits, and let go of the client. Returns at once."""

    async def ended(self) -> None:
        """Wait until the close frame was handed to the server."""


def pipe_of(websocket: WebSocket) -> Pipe:
    """The best way out that the server of this socket offers; always the same for one socket."""
    extensions: dict[str, Any] = websocket.scope.setdefault("extensions", {})
    pipe: Pipe = extensions.get(EXTENSION) or AsgiPipe(websocket)
    extensions[EXTENSION] = pipe
    return pipe


class AsgiPipe:
    """Any ASGI server's `send`, with a bounded queue in front of it.

    Args:
        websocket: an accepted socket.
    """

    def __init__(self, websocket: WebSocket) -> None:
        loop = asyncio.get_running_loop()
        self.heard = loop.time()
        self._websocket = websocket
        self._frames: deque[Frame] = deque()
        self._waiting = 0
        self._closing: tuple[int, str] | None = None
        self._something = asyncio.Event()
        self._room = asyncio.Event()
        self._room.set()
        self._task = loop.create_task(self._run())

    async def go_on(self, conversation: Conversation) -> None:
        await conversation()

    def write(self, frame: Frame) -> None:
        if self._closing is not None or self._task.done():
            return
        self._frames.append(frame)
        self._waiting += len(frame.wire)
        if self._waiting > _AT_ONCE:
            self._room.clear()
        self._something.set()

    def waiting(self) -> int:
        return self._waiting

    async def drained(self) -> None:
        await self._room.wait()

    def close(self, code: int, reason: str) -> None:
        if self._closing is None:
            self._closing = code, reason
            self._something.set()

    async def ended(self) -> None:
        done, _ = await asyncio.wait([self._task], timeout=CLOSING_S if self._closing else 0)
        if not done:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def _run(self) -> None:
        try:
            while True:
                while self._frames:
                    await self._send(self._frames.popleft())
                if self._closing is not None:
                    await self._websocket.close(*self._closing)
                    return
                self._something.clear()
                await self._something.wait()
        except (OSError, RuntimeError):
            return  # the client has gone; whoever receives learns of it
        finally:
            self._room.set()

    async def _send(self, frame: Frame) -> None:
        await self._websocket.send_text(frame.text)
        self._waiting -= len(frame.wire)
        if self._waiting <= _AT_ONCE:
            self._room.set()
