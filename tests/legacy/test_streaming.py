"""Bodies pass piece by piece, both ways, and what breaks off does not look whole."""

import asyncio
import hashlib
import socket
from collections.abc import AsyncIterator

import httpx2
import pytest
from structlog.testing import capture_logs

from tests.legacy.conftest import another, raw
from tests.legacy.test_routes import counted
from tests.legacy.upstream import OK, Asked, Upstream, saying
from tests.platform.web.test_problems import problem
from trivet.platform.settings import Settings

CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
SOON_S = 20
"""No test should come near to it; one that does would wait for ever."""


async def test_an_answer_arrives_piece_by_piece_as_it_is_sent(
    http: httpx2.AsyncClient, legacy: Upstream
) -> None:
    seen: asyncio.Queue[bytes] = asyncio.Queue()

    async def trickle(asked: Asked) -> None:
        await asked.say(CHUNKED)
        for piece in (b"one", b"two", b"three"):
            await seen.get()  # what came before has arrived at the client
            await asked.chunk(piece)
        await seen.get()
        await asked.chunk(b"")

    legacy.answer = trickle
    async with asyncio.timeout(SOON_S), http.stream("GET", "/api/feed") as answer:
        assert answer.status_code == 200
        seen.put_nowait(b"the headers")
        pieces = []
        async for piece in answer.aiter_raw():
            pieces.append(piece)
            seen.put_nowait(piece)
    assert pieces == [b"one", b"two", b"three"]


@pytest.mark.parametrize("length", [True, False])
async def test_a_request_arrives_piece_by_piece_as_it_is_sent(
    http: httpx2.AsyncClient, legacy: Upstream, length: bool
) -> None:
    arrived: asyncio.Queue[bytes] = asyncio.Queue()

    async def taking(asked: Asked) -> None:
        arrived.put_nowait(b"the headers")
        async for piece in asked.pieces():
            arrived.put_nowait(piece)
        await asked.say(OK)

    async def body() -> AsyncIterator[bytes]:
        assert await arrived.get() == b"the headers"
        for piece in (b"one", b"two", b"three"):
            yield piece
            assert await arrived.get() == piece

    legacy.answer = taking
    headers = {"Content-Length": "11"} if length else {}
    async with asyncio.timeout(SOON_S):
        answer = await http.post("/api/upload", content=body(), headers=headers)
    assert answer.text == "ok"
    assert legacy.last.one("Transfer-Encoding") == (None if length else "chunked")


async def test_what_is_large_passes_whole_both_ways(
    http: httpx2.AsyncClient, legacy: Upstream
) -> None:
    block, count = bytes(range(256)) * 1024, 64  # 16 MiB, beyond what Trivet itself would take
    whole = hashlib.sha256(block * count).digest()

    async def echo_length(asked: Asked) -> None:
        came = hashlib.sha256()
        async for piece in asked.pieces():
            came.update(piece)
        assert came.digest() == whole
        await asked.say(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (len(block) * count))
        for _ in range(count):
            await asked.say(block)

    async def body() -> AsyncIterator[bytes]:
        for _ in range(count):
            yield block

    legacy.answer = echo_length
    back = hashlib.sha256()
    async with asyncio.timeout(SOON_S), http.stream("PUT", "/api/file", content=body()) as answer:
        async for piece in answer.aiter_raw():
            back.update(piece)
    assert back.digest() == whole


async def test_nothing_is_taken_ahead_of_a_service_that_is_slow_to_take(
    address: str, legacy: Upstream
) -> None:
    go_on = asyncio.Event()

    async def waits(asked: Asked) -> None:
        await go_on.wait()
        await asked.body()
        await asked.say(OK)

    legacy.answer = waits
    host, port = address.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    size, block = 64 << 20, b"x" * (1 << 16)
    writer.write(
        b"PUT /api/file HTTP/1.1\r\nHost: trivet.test\r\nContent-Length: %d\r\n\r\n" % size
    )
    full, sent = asyncio.Event(), 0

    async def send() -> None:
        nonlocal sent
        while sent < size:
            writer.write(block)
            sent += len(block)
            # What waits in this process says that the sockets in between are full.
            if writer.transport.get_write_buffer_size():
                full.set()
            await writer.drain()

    async with asyncio.timeout(SOON_S):
        sending = asyncio.create_task(send())
        await full.wait()
        await legacy.came.get()
        assert sent < size / 2
        go_on.set()
        await sending
        assert await reader.readline() == b"HTTP/1.1 200 OK\r\n"
    writer.close()


@pytest.mark.parametrize(("begins", "status"), [(b"", 499), (CHUNKED, 200)])
async def test_a_client_that_goes_away_ends_the_request_to_the_service(
    settings: Settings, legacy: Upstream, begins: bytes, status: int
) -> None:
    async def silent(asked: Asked) -> None:
        await asked.say(begins)
        assert await asked.reader.read() == b""  # the connection ends

    legacy.answer = silent
    before = counted("other", "GET", status)
    async with asyncio.timeout(SOON_S), another(settings) as http:
        asking = asyncio.create_task(http.get("/api/feed"))
        asked = await legacy.came.get()
        asking.cancel()
        await asyncio.wait([asking])
        await asked.over.wait()
    assert counted("other", "GET", status) == before + 1


async def test_a_client_that_goes_away_within_its_body_ends_the_request_too(
    address: str, legacy: Upstream
) -> None:
    async def taking(asked: Asked) -> None:
        with pytest.raises((AssertionError, ConnectionError)):
            await asked.body()

    legacy.answer = taking
    host, port = address.removeprefix("http://").split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"PUT /api/file HTTP/1.1\r\nHost: trivet.test\r\nContent-Length: 9\r\n\r\nhalf")
    async with asyncio.timeout(SOON_S):
        asked = await legacy.came.get()
        writer.close()
        await asked.over.wait()


@pytest.mark.parametrize(
    "begins",
    [CHUNKED + b"4\r\nhalf\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"],
)
async def test_an_answer_that_breaks_off_does_not_end_cleanly(
    settings: Settings, legacy: Upstream, begins: bytes
) -> None:
    async def breaks(asked: Asked) -> None:
        await asked.say(begins)
        asked.cut()

    legacy.answer = breaks
    before = counted("other", "GET", 502)
    async with asyncio.timeout(SOON_S), another(settings) as http:
        with capture_logs() as logs:
            async with http.stream("GET", "/api/feed") as answer:
                assert answer.status_code == 200
                with pytest.raises(httpx2.RemoteProtocolError):
                    await answer.aread()
    assert counted("other", "GET", 502) == before + 1
    (said,) = [line for line in logs if line["event"] == "legacy answer broke off"]
    assert said["route"] == "legacy other"


async def test_a_service_that_falls_silent_within_its_answer_is_cut_off(
    settings: Settings, legacy: Upstream
) -> None:
    async def falls_silent(asked: Asked) -> None:
        await asked.say(CHUNKED, b"4\r\nhalf\r\n")
        assert await asked.reader.read() == b""

    legacy.answer = falls_silent
    async with asyncio.timeout(SOON_S), another(settings, legacy_timeout_s=0.05) as http:
        with pytest.raises(httpx2.RemoteProtocolError):
            await http.get("/api/feed")


async def test_a_service_that_does_not_answer_in_time_is_504(
    settings: Settings, legacy: Upstream
) -> None:
    async def silent(asked: Asked) -> None:
        assert await asked.reader.read() == b""

    legacy.answer = silent
    before = counted("other", "GET", 504)
    async with asyncio.timeout(SOON_S), another(settings, legacy_timeout_s=0.05) as http:
        told = problem(await http.get("/api/feed"), 504, "legacy_timed_out")
    assert "0.05 s" in (told.detail or "")
    assert counted("other", "GET", 504) == before + 1


async def test_a_service_that_is_not_there_is_502(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    before = counted("other", "POST", 502)
    async with another(settings, legacy_api_url=f"http://127.0.0.1:{port}") as http:
        told = problem(await http.post("/api/feed", content=b"x"), 502, "legacy_unreachable")
    assert "Try again" in (told.detail or "")
    assert counted("other", "POST", 502) == before + 1


@pytest.mark.parametrize(
    "answered",
    [b"", b"SSH-2.0-OpenSSH\r\n\r\n", b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"],
)
async def test_what_is_no_answer_is_502(
    http: httpx2.AsyncClient, legacy: Upstream, answered: bytes
) -> None:
    async def cuts(asked: Asked) -> None:
        await asked.say(answered)
        asked.cut()

    legacy.answer = cuts
    problem(await http.get("/api/feed"), 502, "legacy_no_answer")


async def test_an_answer_that_comes_before_the_body_has_ended_passes(
    address: str, legacy: Upstream
) -> None:
    async def refuses(asked: Asked) -> None:
        await asked.say(b"HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno")
        await asked.body()

    legacy.answer = refuses
    answer = await raw(
        address,
        "PUT /api/file HTTP/1.1",
        f"Content-Length: {8 << 20}",
        body=b"x" * (8 << 20),
    )
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert answer.endswith(b"\r\n\r\nno")


async def test_a_body_over_the_limit_is_413_and_one_under_it_passes(
    settings: Settings, legacy: Upstream
) -> None:
    async def body(size: int) -> AsyncIterator[bytes]:
        for _ in range(size // 1024):
            yield b"x" * 1024

    before = counted("other", "PUT", 413)
    changes = {"legacy_max_body_bytes": 64 * 1024, "max_body_bytes": 1024}
    legacy.answer = saying(OK)
    async with another(settings, **changes) as http:
        assert (await http.put("/api/file", content=b"x" * 65536)).text == "ok"
        assert (await http.put("/api/file", content=body(65536))).text == "ok"
        problem(await http.put("/api/file", content=b"x" * 65537), 413, "too_large")
        problem(await http.put("/api/file", content=body(66560)), 413, "too_large")
        # Trivet's own keep their limit.
        problem(await http.post("/api/batch", content=b"x" * 2048), 413, "too_large")
    assert counted("other", "PUT", 413) == before + 2


async def test_a_client_that_asks_first_is_told_to_go_on(address: str, legacy: Upstream) -> None:
    answer = await raw(
        address,
        *("PUT /api/file HTTP/1.1", "Expect: 100-continue", "Content-Length: 2"),
        body=b"hi",
    )
    assert answer.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK")
    assert legacy.last.one("Expect") is None
