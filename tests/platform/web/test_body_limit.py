"""No body larger than the limit, however it comes."""

from collections.abc import AsyncIterator

from httpx2 import AsyncClient

from tests.platform.web.conftest import client_of, small_app
from tests.platform.web.test_problems import problem
from trivet.platform.settings import Settings

LIMIT = 4096


async def chunks(count: int, size: int = 1024) -> AsyncIterator[bytes]:
    for _ in range(count):
        yield b"x" * size


async def test_a_body_of_exactly_the_limit_passes(client: AsyncClient) -> None:
    answer = await client.post("/bytes", content=b"x" * LIMIT)
    assert answer.json() == {"bytes": LIMIT}
    answer = await client.post("/bytes", content=chunks(4))
    assert answer.json() == {"bytes": LIMIT}


async def test_a_body_announced_as_too_large_is_413(client: AsyncClient) -> None:
    answer = await client.post("/bytes", content=b"x" * (LIMIT + 1))
    found = problem(answer, 413, "too_large")
    assert "4,096 bytes" in (found.detail or "")
    assert answer.headers["Connection"] == "close"


async def test_a_chunked_body_is_413_as_soon_as_it_is_too_large(client: AsyncClient) -> None:
    problem(await client.post("/bytes", content=chunks(5)), 413, "too_large")
    answer = await client.post(
        "/things", content=chunks(5), headers={"Content-Type": "application/json"}
    )
    problem(answer, 413, "too_large")


async def test_a_length_that_is_no_number_is_counted(client: AsyncClient) -> None:
    answer = await client.post("/bytes", content=chunks(5), headers={"Content-Length": "many"})
    problem(answer, 413, "too_large")


async def test_a_body_that_takes_too_long_is_408() -> None:
    settings = Settings().model_copy(update={"max_body_s": 0})
    async with client_of(small_app(settings)) as client:
        answer = await client.post("/bytes", content=chunks(2))
        found = problem(answer, 408, "request_timeout")
        assert "0 seconds" in (found.detail or "")
        assert answer.headers["Connection"] == "close"
        as_json = {"Content-Type": "application/json"}
        answer = await client.post("/things", content=chunks(2), headers=as_json)
        problem(answer, 408, "request_timeout")
