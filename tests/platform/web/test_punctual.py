"""Clients that keep us waiting, over a real socket."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import Route
from structlog.testing import capture_logs

from tests.realtime.conftest import served
from tests.support.apps import trivet
from trivet.platform.settings import Settings
from trivet.platform.web.punctual import PunctualProtocol

PATIENCE_S = 60.0
ASKED = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n"
SLOW = b"GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n"
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
        said = bytearray()
        async with asyncio.timeout(PATIENCE_S):
            try:
                while piece := await self._reader.read(65_536):
                    said += piece
            except ConnectionResetError:
                # Closed while something of ours was on its way. What came before stands in the buffer, which
                # a reader does not hand out any more.
                said += getattr(self._reader, "_buffer")  # noqa: B009 - it is not typed
        return bytes(said)

    async def until(self, text: bytes) -> bytes:
        """What the server says, up to a text."""
        async with asyncio.timeout(PATIENCE_S):
            return await self._reader.readuntil(text)

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


patient = pytest.mark.parametrize("head_s", [PATIENCE_S])
brief = pytest.mark.parametrize("head_s", [0.1])


@pytest.fixture
def head_s() -> float:
    return 0.0


@pytest.fixture
async def connection(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, head_s: float
) -> AsyncIterator[Connection]:
    """To a server that has no patience at all, or as much with heads as is said."""
    monkeypatch.setattr(PunctualProtocol, "look_s", 0.01)
    monkeypatch.setattr(PunctualProtocol, "head_s", head_s)
    hasty = settings.model_copy(update={"max_body_s": 0})
    go_on = asyncio.Event()

    async def slow(_request: Request) -> StreamingResponse:
        async def said() -> AsyncIterator[bytes]:
            yield b"begun"
            await go_on.wait()

        return StreamingResponse(said())

    async with trivet(hasty) as app:
        app.app.router.routes.insert(0, Route("/slow", slow))
        async with served(app) as (address, _):
            port = int(address.rpartition(":")[2])
            connection = Connection(*await asyncio.open_connection("127.0.0.1", port))
            yield connection
            go_on.set()
            connection.close()


def head_of(size: int, *, in_address: bool) -> bytes:
    """A request without a body, of so many bytes."""
    first, rest = b"GET /healthz?", b" HTTP/1.1\r\nHost: localhost\r\nX-More: x\r\n\r\n"
    more = b"x" * (size - len(first) - len(rest))
    return first + more + rest if in_address else first + rest.replace(b"x\r", b"x" + more + b"\r")


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


@patient
async def test_a_head_that_is_too_large_is_431_before_it_ends(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PunctualProtocol, "longest_head", 1000)
    connection.send(ASKED + b"X-More: " + b"x" * 2000)
    said = await connection.all()
    assert said.startswith(b"HTTP/1.1 431 Request Header Fields Too Large\r\n")
    assert b'"code":"head_too_large"' in said


@patient
@pytest.mark.parametrize("in_address", [True, False])
@pytest.mark.parametrize("before", [b"", ASKED + b"\r\n"])
async def test_a_head_has_64_kib_to_the_byte(
    connection: Connection, in_address: bool, before: bytes
) -> None:
    connection.send(before + head_of(64 * 1024, in_address=in_address))
    for _ in range(2 if before else 1):
        assert (await connection.answer()).startswith(b"HTTP/1.1 200")
    connection.send(head_of(64 * 1024 + 1, in_address=in_address))
    assert (await connection.all()).startswith(b"HTTP/1.1 431")


@patient
async def test_what_is_sent_in_pieces_is_not_counted_twice(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PunctualProtocol, "longest_head", 400)
    body = b'{"token": "' + b"x" * 500 + b'"}'
    posted = POSTED + b"Content-Length: %d\r\n\r\n" % len(body) + body
    for _ in range(2):
        connection.send(posted + ASKED)
        assert (await connection.answer()).startswith(b"HTTP/1.1 401")
        connection.send(b"\r\n")
        assert (await connection.answer()).startswith(b"HTTP/1.1 200")


@patient
async def test_headers_behind_a_body_are_part_of_the_head(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PunctualProtocol, "longest_head", 1000)
    chunked = POSTED + b'Transfer-Encoding: chunked\r\n\r\n5\r\n{"tok\r\n0\r\n'
    connection.send(chunked + b"X: 1\r\n" * 999)
    assert (await connection.all()).startswith(b"HTTP/1.1 431")


@patient
@pytest.mark.parametrize(
    "wrong", [ASKED + b"X-More: " + b"x" * 2000, ASKED + b"X: 1\r\n" * 999, b"\0"]
)
async def test_nothing_is_written_into_another_answer(
    connection: Connection, monkeypatch: pytest.MonkeyPatch, wrong: bytes
) -> None:
    monkeypatch.setattr(PunctualProtocol, "longest_head", 1000)
    connection.send(SLOW)
    assert (await connection.until(b"begun\r\n")).startswith(b"HTTP/1.1 200")
    connection.send(wrong)
    assert await connection.all() == b""


async def test_who_is_refused_is_told_a_number_that_is_in_the_log(connection: Connection) -> None:
    with capture_logs() as lines:
        connection.send(ASKED)
        said = await connection.all()
    (line,) = [each for each in lines if each["event"] == "request"]
    assert (line["status"], line["address"], line["log_level"]) == (408, "127.0.0.1", "info")
    number = line["request_id"].encode()
    assert b"\r\nx-request-id: " + number + b"\r\n" in said
    assert b'"request_id":"' + number + b'"' in said
    assert b"\r\nx-content-type-options: nosniff\r\n" in said


async def test_what_is_not_http_is_400(connection: Connection) -> None:
    connection.send(b"\0\0\r\n\r\n")
    said = await connection.all()
    assert said.startswith(b"HTTP/1.1 400 Bad Request\r\n")
    assert b'"code":"bad_request"' in said
    assert b"\r\nx-request-id: " in said


@brief
async def test_empty_lines_behind_a_request_hold_nothing(connection: Connection) -> None:
    connection.send(ASKED + b"\r\n")
    assert (await connection.answer()).startswith(b"HTTP/1.1 200")
    connection.send(b"\r\n")
    assert await connection.all() == b""


@brief
@pytest.mark.parametrize("begun", [b"", b"x", b"x" * 99])
async def test_a_body_that_nobody_reads_holds_nothing(connection: Connection, begun: bytes) -> None:
    connection.send(b"POST /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n")
    assert (await connection.answer()).startswith(b"HTTP/1.1 405")
    connection.send(begun)
    assert await connection.all() == b""


@patient
async def test_a_body_that_nobody_reads_may_come_late(connection: Connection) -> None:
    connection.send(b"POST /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n")
    assert (await connection.answer()).startswith(b"HTTP/1.1 405")
    connection.send(b"x" * 100 + ASKED + b"\r\n")
    assert (await connection.answer()).startswith(b"HTTP/1.1 200")


@patient  # with the head: with none at all, a busy machine ends the connection before it was heard
@pytest.mark.parametrize(
    "length", [b"Content-Length: 100\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n"]
)
@pytest.mark.parametrize("begun", [b"", b'5\r\n{"tok\r\n'])
async def test_a_body_that_does_not_come_is_408(
    connection: Connection, length: bytes, begun: bytes
) -> None:
    connection.send(POSTED + length + begun)
    said = await connection.all()  # and it ends
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
