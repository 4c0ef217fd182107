"""A legacy service that is played: it sees the bytes that come, and answers as it is told."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@dataclass
class Asked:
    """A request as it came.

    Args:
        line: method, target and version.
        headers: in their order, names as they were written.
        reader: where its body is.
        writer: where the answer goes.
        over: set once its connection has ended.
    """

    line: str
    headers: list[tuple[str, str]]
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    over: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def target(self) -> str:
        return self.line.split(" ")[1]

    def all(self, name: str) -> list[str]:
        """The values of a header."""
        return [value for key, value in self.headers if key.lower() == name.lower()]

    def one(self, name: str) -> str | None:
        """The value of a header that stands there once at most."""
        values = self.all(name)
        assert len(values) <= 1, values
        return values[0] if values else None

    async def pieces(self) -> AsyncIterator[bytes]:
        """The body, piece by piece as it was sent."""
        if self.one("Transfer-Encoding") == "chunked":
            while size := int(await self.reader.readline(), 16):
                yield await self.reader.readexactly(size)
                await self.reader.readline()
            await self.reader.readline()
            return
        left = int(self.one("Content-Length") or 0)
        while left:
            piece = await self.reader.read(min(left, 1 << 16))
            assert piece, "the body broke off"
            left -= len(piece)
            yield piece

    async def body(self) -> bytes:
        return b"".join([piece async for piece in self.pieces()])

    async def say(self, *parts: bytes) -> None:
        """Send some bytes, at once."""
        self.writer.write(b"".join(parts))
        await self.writer.drain()

    async def chunk(self, piece: bytes) -> None:
        """Send a piece of a chunked body; an empty one ends it."""
        await self.say(b"%x\r\n" % len(piece), piece, b"\r\n")

    def cut(self) -> None:
        """End the connection, with nothing more said."""
        self.writer.close()


Answer = Callable[[Asked], Awaitable[None]]


def saying(raw: bytes) -> Answer:
    """Takes the whole body, then answers so."""

    async def answer(asked: Asked) -> None:
        await asked.body()
        await asked.say(raw)

    return answer


@dataclass
class Upstream:
    """The service.

    Args:
        port: where it listens.
        answer: what it does with a request; a test sets it.
        asked: what came.
    """

    port: int = 0
    answer: Answer = field(default_factory=lambda: saying(OK))
    asked: list[Asked] = field(default_factory=list)
    came: asyncio.Queue[Asked] = field(default_factory=asyncio.Queue)
    open: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def authority(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        return f"http://{self.authority}"

    @property
    def last(self) -> Asked:
        return self.asked[-1]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self.open.add(task)
        task.add_done_callback(self.open.discard)
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while not writer.is_closing():
                head = await reader.readuntil(b"\r\n\r\n")
                line, *headers = head.decode("latin-1").rstrip("\r\n").split("\r\n")
                pairs = [header.partition(":") for header in headers]
                named = [(name, value.strip()) for name, _, value in pairs]
                asked = Asked(line, named, reader, writer)
                self.asked.append(asked)
                self.came.put_nowait(asked)
                try:
                    await self.answer(asked)
                finally:
                    asked.over.set()
        writer.close()


@asynccontextmanager
async def upstream() -> AsyncIterator[Upstream]:
    """The service on a free port, for a while."""
    service = Upstream()
    server = await asyncio.start_server(service.serve, "127.0.0.1", 0)
    service.port = server.sockets[0].getsockname()[1]
    try:
        yield service
    finally:
        server.close()
        for task in list(service.open):
            task.cancel()
        await asyncio.gather(*service.open, return_exceptions=True)
        await server.wait_closed()
