"""Clients that keep us waiting, over a real socket."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.realtime.conftest import served
from tests.support.apps import trivet
from trivet.platform.settings import Settings
from trivet.platform.web.punctual import PunctualProtocol

PATIENCE_S = 60.0
ASKED = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n"
POSTED = b"POST /auth/local HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"


class Connection:
    """A socket to the server."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    def send(self, data: bytes) -> None:
        self._writer.write(data)

    async def all(self) -> bytes:
        """What the server says until it closes the connection."""
        async with asyncio.timeout(PATIENCE_S):
            return await self._reader.read()

    async def answer(self) -> bytes:
        """The head of the next answer, and nothing behind it."""
        async with asyncio.timeout(PATIENCE_S):
            head = await self._reader.readuntil(b"\r\n\r\n")
            (length,) = (
                int(line.partition(b":")[2])
                for line in head.split(b"\r\n")
                if line.lower().startswith(b"content-length")
            )
            await self._reader.readexactly(length)
            return head

    def close(self) -> None:
        self._writer.close()


@pytest.fixture
async def connection(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Connection]:
    """To a server that has no patience at all."""
    monkeypatch.setattr(PunctualProtocol, "look_s", 0.01)
    monkeypatch.setattr(PunctualProtocol, "head_s", 0.0)
    hasty = settings.model_copy(update={"max_body_s": 0})
    async with trivet(hasty) as app, served(app) as (address, _):
        port = int(address.rpartition(":")[2])
        connection = Connection(*await asyncio.open_connection("127.0.0.1", port))
        yield connection
        connection.close()


async def test_who_says_nothing_is_told_nothing(connection: Connection) -> None:
    assert await connection.all() == b""


async def test_a_head_that_does_not_end_is_408(connection: Connection) -> None:
    connection.send(ASKED)
    said = await connection.all()
    assert said.startswith(b"HTTP/1.1 408 Request Timeout\r\n")
    assert b"application/problem+json" in said
    assert b'"code":"request_timeout"' in said


async def test_a_head_that_does_not_end_is_408_on_a_connection_that_was_used_too(
    connection: Connection,
) -> None:
    connection.send(ASKED + b"\r\n")
    assert (await connection.answer()).startswith(b"HTTP/1.1 200")
    connection.send(ASKED)
    assert (await connection.all()).startswith(b"HTTP/1.1 408")


async def test_a_head_that_is_too_large_is_431(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PunctualProtocol, "head_s", PATIENCE_S)
    monkeypatch.setattr(PunctualProtocol, "longest_head", 1000)
    connection.send(ASKED + b"X-More: " + b"x" * 2000)
    said = await connection.all()
    assert said.startswith(b"HTTP/1.1 431 Request Header Fields Too Large\r\n")
    assert b'"code":"head_too_large"' in said


@pytest.mark.parametrize(
    "length", [b"Content-Length: 100\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n"]
)
@pytest.mark.parametrize("begun", [b"", b'5\r\n{"tok\r\n'])
async def test_a_body_that_does_not_come_is_408(
    connection: Connection, length: bytes, begun: bytes
) -> None:
    connection.send(POSTED + length + begun)
    said = await connection.all()
    assert said.startswith(b"HTTP/1.1 408 Request Timeout\r\n")
    assert b"application/problem+json" in said
    assert b'"code":"request_timeout"' in said
    assert b"x-request-id" in said


async def test_what_is_there_at_once_is_in_time(connection: Connection) -> None:
    body = b'{"token": "x"}'
    request = POSTED + b"Content-Length: %d\r\n\r\n" % len(body) + body
    for _ in range(3):
        connection.send(request)
        assert (await connection.answer()).startswith(b"HTTP/1.1 401")
