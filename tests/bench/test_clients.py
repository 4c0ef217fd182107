"""The clients that measure: what comes in pieces is put together, what is refused is told."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest

from bench.client import Connection, Refused
from bench.sockets import Socket, opened

SWITCHED = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"


@asynccontextmanager
async def answering(*pieces: bytes) -> AsyncIterator[int]:
    """Somebody who answers each request with these pieces; their port."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while await reader.read(65536):
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(0)
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


@pytest.mark.parametrize(
    "pieces",
    [
        [b"HTTP/1.1 200 OK\r\nETag: x\r\nContent-Length: 4\r\n\r\nbody"],
        [b"HTTP/1.1 200 OK\r\nETag: x\r\ncontent-le", b"ngth: 4\r\n\r", b"\nbo", b"dy"],
    ],
)
async def test_an_answer_is_read_whole(pieces: Sequence[bytes]) -> None:
    async with answering(*pieces) as port:
        http = Connection(port, "token")
        for _ in range(2):
            answer = await http.call("GET", "/")
            assert (answer.status, answer.body, answer.header("etag")) == (200, b"body", "x")
            assert answer.header("location") == ""
        http.close()


async def test_what_has_no_body_has_none_whatever_its_length_says() -> None:
    async with answering(b"HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\n") as port:
        http = Connection(port, "token")
        assert (await http.expect(304, "GET", "/")).body == b""
        with pytest.raises(Refused, match="GET /: 304"):
            await http.expect(200, "GET", "/")
        http.close()


async def test_messages_of_every_length_are_heard() -> None:
    heard: list[bytes] = []
    last = asyncio.Event()

    def hear(_socket: Socket, payload: bytes, _at: float) -> None:
        heard.append(payload)
        if len(heard) == 3:
            last.set()

    sent = [b"a" * 5, b"b" * 300, b"c" * 70_000]
    frames = SWITCHED + b"\x81\x05hello\x89\x00"
    frames += b"\x81\x05" + sent[0]
    frames += b"\x81\x7e" + (300).to_bytes(2, "big") + sent[1]
    frames += b"\x81\x7f" + (70_000).to_bytes(8, "big") + sent[2]
    async with answering(frames[:100], frames[100:]) as port:
        socket = await opened(port, "/ws", "token", hear)
        await asyncio.wait_for(last.wait(), 10)
        socket.close()
    assert heard[:3] == sent


async def test_a_socket_that_is_refused_says_why() -> None:
    async with answering(b"HTTP/1.1 403 Forbidden\r\n\r\n") as port:
        with pytest.raises(Refused, match="403 Forbidden"):
            await opened(port, "/ws", "token", lambda *_: None)
