"""No body larger than the limit, however it comes."""

from collections.abc import AsyncIterator

from httpx2 import AsyncClient

from tests.platform.web.test_problems import problem

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
