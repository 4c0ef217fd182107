"""The least client that keeps a connection: what it costs must not hide what the server costs."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import orjson

HOST = "127.0.0.1"
NO_CONTENT = (204, 304)
END = b"\r\n\r\n"
"""Of a head."""
FIRST_BYTES = 2**16
"""Of a buffer, until an answer needs more."""
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class Refused(RuntimeError):
    """An answer is not what it must be."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, which was read whole.

    Args:
        status: of HTTP.
        head: status line and headers, as they came.
    """

    status: int
    head: bytes
    _buffer: bytearray = field(repr=False)
    _begin: int
    _end: int

    @property
    def body(self) -> bytes:
        """As it came; to be asked for before the connection is used again."""
        return bytes(memoryview(self._buffer)[self._begin : self._end])

    def header(self, name: str) -> str:
        """One of its headers; empty if it has none of that name."""
        found = re.search(rf"\r\n{name}: *([^\r]*)", self.head.decode("latin-1"), re.IGNORECASE)
        return found[1] if found else ""


class _Wire(asyncio.BufferedProtocol):
    """One connection: a question at a time, its answer counted by Content-Length.

    What comes is read into one buffer that stays: to allocate megabytes for each answer took several times
    as long as a server takes to send them, or no time at all, as the heap happened to be.
    """

    def __init__(self) -> None:
        self.closed = False
        self._transport: asyncio.Transport | None = None
        self._answered: asyncio.Future[Answer] | None = None
        self._buffer = bytearray(FIRST_BYTES)
        self._filled = 0
        self._head = b""
        self._end = 0

    def ask(self, request: bytes) -> "asyncio.Future[Answer]":
        assert self._transport is not None
        self._answered = asyncio.get_running_loop().create_future()
        self._filled, self._head = 0, b""
        self._transport.write(request)
        return self._answered

    def close(self) -> None:
        self.closed = True
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's is one, though it does not say so.
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self.closed = True
        if self._answered is not None and not self._answered.done():
            self._answered.set_exception(ConnectionResetError("closed before it answered"))

    def get_buffer(self, sizehint: int) -> memoryview:
        if self._filled == len(self._buffer):
            self._grow(2 * len(self._buffer))
        return memoryview(self._buffer)[self._filled :]

    def buffer_updated(self, nbytes: int) -> None:
        self._filled += nbytes
        if not self._head and not self._read_head():
            return
        if self._filled >= self._end and self._answered is not None and not self._answered.done():
            begin = len(self._head) + len(END)
            status = int(self._head[9:12])
            answer = Answer(status, self._head, self._buffer, begin, self._end)
            self._answered.set_result(answer)

    def _read_head(self) -> bool:
        """Look for its end; whether it is there."""
        length = self._buffer.find(END, 0, self._filled)
        if length < 0:
            return False
        self._head = bytes(self._buffer[:length])
        told = _LENGTH.search(self._head)
        bodiless = int(self._head[9:12]) in NO_CONTENT
        self._end = length + len(END) + (0 if bodiless or told is None else int(told[1]))
        if self._end > len(self._buffer):
            self._grow(self._end)
        return True

    def _grow(self, size: int) -> None:
        more = bytearray(size)
        more[: self._filled] = memoryview(self._buffer)[: self._filled]
        self._buffer = more


class Connection:
    """One kept-alive HTTP/1.1 connection, opened when it is first needed.

    Args:
        port: who listens on 127.0.0.1.
        token: an API token.
    """

    def __init__(self, port: int, token: str) -> None:
        self._port = port
        self._head = f"Host: {HOST}:{port}\r\nAuthorization: Bearer {token}\r\n"
        self._wire: _Wire | None = None

    async def call(
        self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Send one request and read its answer whole."""
        return await self.send(method, path, b"" if body is None else orjson.dumps(body), headers)

    async def send(
        self, method: str, path: str, data: bytes, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """The same, with a body that is written already.

        Raises:
            OSError: nobody listens, or the connection ended before the answer came.
        """
        request = self.written(method, path, data, headers)
        if self._wire is None or self._wire.closed:
            loop = asyncio.get_running_loop()
            _, self._wire = await loop.create_connection(_Wire, HOST, self._port)
        return await self._wire.ask(request)

    def written(
        self, method: str, path: str, data: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> bytes:
        """A request as it goes over the wire."""
        more = "".join(f"{name}: {value}\r\n" for name, value in (headers or {}).items())
        if data:
            more += f"Content-Type: application/json\r\nContent-Length: {len(data)}\r\n"
        return f"{method} {path} HTTP/1.1\r\n{self._head}{more}\r\n".encode() + data

    async def expect(self, status: int, method: str, path: str, *args: Any) -> Answer:
        """The same as `call`, for those who know what is answered.

        Raises:
            Refused: something else is.
        """
        answer = await self.call(method, path, *args)
        if answer.status != status:
            raise Refused(f"{method} {path}: {answer.status} {answer.body[:300]!r}")
        return answer

    async def json(self, method: str, path: str, body: Any = None) -> Any:
        """The same for those who want the document, and a success.

        Raises:
            Refused: the answer is no success.
        """
        answer = await self.call(method, path, body)
        if not 200 <= answer.status < 300:
            raise Refused(f"{method} {path}: {answer.status} {answer.body[:300]!r}")
        return orjson.loads(answer.body) if answer.body else None

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        if self._wire is not None:
            self._wire.close()
            self._wire = None
