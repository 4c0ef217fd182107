"""The least WebSocket client (RFC 6455): two hundred of them must cost less than who tells them."""

import asyncio
import base64
import os
from collections.abc import Callable
from time import perf_counter
from typing import cast

from bench.client import HOST, Refused

TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA
WHOLE = 0x80
"""The bit of a frame that no other follows."""
_PING = b'{"type":"ping"'

Heard = Callable[["Socket", bytes, float], None]
"""Called with each message, and with when it came (`perf_counter`)."""


class Socket(asyncio.Protocol):
    """One socket that follows a board.

    Args:
        heard: told of each message but the first.
    """

    def __init__(self, heard: Heard) -> None:
        self.seen: set[int] = set()
        self.closed = False
        self._heard = heard
        self._transport: asyncio.Transport | None = None
        self._buffer = bytearray()
        self._open = False
        self._greeted: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

    async def greeted(self, request: bytes) -> None:
        """Send the request that opens it, and wait for the first message.

        Raises:
            Refused: it is not opened.
        """
        self._write(request)
        await self._greeted

    def close(self) -> None:
        """Say so, and go."""
        if not self.closed:
            self._send(CLOSE, (1000).to_bytes(2, "big"))
            self._drop()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's is one, though it does not say so.
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self.closed = True
        self._fail("closed before it was open")

    def data_received(self, data: bytes) -> None:
        at = perf_counter()
        self._buffer += data
        if not self._open and not self._shake_hands():
            return
        start = 0
        while (frame := _frame(self._buffer, start)) is not None:
            kind, payload, start = frame
            self._take(kind, payload, at)
        del self._buffer[:start]

    def _shake_hands(self) -> bool:
        head, end, rest = bytes(self._buffer).partition(b"\r\n\r\n")
        if not end:
            return False
        if b" 101 " not in head.partition(b"\r\n")[0]:
            self._fail(head[:200].decode("latin-1"))
            self._drop()
            return False
        self._buffer = bytearray(rest)
        self._open = True
        return True

    def _take(self, kind: int, payload: bytes, at: float) -> None:
        if kind == PING:
            self._send(PONG, payload)
        elif kind == CLOSE:
            self.close()
        elif not self._greeted.done():
            self._greeted.set_result(payload)
        elif payload.startswith(_PING):
            self._send(TEXT, b'{"type":"pong"}')
        else:
            self._heard(self, payload, at)

    def _fail(self, why: str) -> None:
        if not self._greeted.done():
            self._greeted.set_exception(Refused(f"a socket: {why}"))

    def _drop(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def _send(self, kind: int, payload: bytes) -> None:
        # A client's frames are masked; a mask of zeros leaves them as they are.
        assert len(payload) < 126
        self._write(bytes((WHOLE | kind, 0x80 | len(payload))) + bytes(4) + payload)

    def _write(self, data: bytes) -> None:
        if self._transport is not None and not self.closed:
            self._transport.write(data)


async def opened(port: int, path: str, token: str, heard: Heard) -> Socket:
    """Connect, and wait for the first message, after which nothing is missed.

    Args:
        port: who listens on 127.0.0.1.
        path: of the socket.
        token: an API token.
        heard: told of each further message.

    Raises:
        Refused: the socket is not opened.
    """
    loop = asyncio.get_running_loop()
    _, socket = await loop.create_connection(lambda: Socket(heard), HOST, port)
    key = base64.b64encode(os.urandom(16)).decode()
    await socket.greeted(
        f"GET {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Protocol: trivet.v1, bearer.{token}\r\n\r\n".encode()
    )
    return socket


def _frame(buffer: bytearray, start: int) -> tuple[int, bytes, int] | None:
    """The frame that begins at `start`: its kind, its payload, and where it ends; None if not yet.

    Raises:
        ValueError: the message is in parts; nobody whom we measure sends such.
    """
    if len(buffer) < start + 2:
        return None
    first, length, at = buffer[start], buffer[start + 1], start + 2
    if length >= 126:
        more = 2 if length == 126 else 8
        if len(buffer) < at + more:
            return None
        length = int.from_bytes(buffer[at : at + more], "big")
        at += more
    if len(buffer) < at + length:
        return None
    if not first & WHOLE:
        raise ValueError("a message in parts")
    return first & 0xF, bytes(buffer[at : at + length]), at + length
