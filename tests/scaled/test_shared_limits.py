"""Two servers, in processes of their own, count together."""

from collections.abc import AsyncIterator

import httpx2
import pytest
from pydantic import SecretStr

from tests.crash.process import Server, server
from tests.realtime.followers import eventually
from tests.scaled.test_several_processes import at
from tests.support.apps import Person
from tests.support.databases import Place
from tests.support.redis import OwnRedis
from trivet.platform.db.database import Dialect
from trivet.platform.settings import Settings

READS = 20

pytestmark = pytest.mark.parametrize("dialect", [Dialect.POSTGRESQL])


@pytest.fixture
def settings(place: Place, redis_url: str) -> Settings:
    changes = {"redis_url": SecretStr(redis_url), "rate_read": f"{READS}/hour"}
    return place.settings().model_copy(update=changes)


@pytest.fixture
async def two(settings: Settings) -> AsyncIterator[tuple[Server, Server]]:
    async with server(settings) as one, server(settings) as other:
        yield one, other


async def status(person: Person, path: str = "/auth/me") -> int:
    return (await person.ask("GET", path)).status_code


async def sign_in(there: Server) -> httpx2.Response:
    return await there.owner.http.post("/auth/local", json={"token": "x"})


async def test_a_person_has_one_limit_at_all_processes(two: tuple[Server, Server]) -> None:
    one, other = two
    assert [await status(one.owner) for _ in range(READS - 1)] == [200] * (READS - 1)
    there = at(other, one.owner)

    async def refused() -> bool:
        return await status(there) == 429

    # It hears of the others with what it counts itself: by then at most a few more have passed.
    await eventually(refused)

    # And so does the first one.
    async def refused_too() -> bool:
        return await status(one.owner) == 429

    await eventually(refused_too)


async def test_guesses_are_counted_exactly(two: tuple[Server, Server]) -> None:
    one, other = two
    # Each signed its owner in: two of ten are taken.
    found = [(await sign_in(two[number % 2])).status_code for number in range(9)]
    assert found == [401] * 8 + [429]
    assert (await sign_in(one)).status_code == (await sign_in(other)).status_code == 429


async def test_without_redis_each_counts_by_itself_and_refuses_nobody_for_it(
    two: tuple[Server, Server], redis_server: OwnRedis
) -> None:
    one, other = two
    there = at(other, one.owner)
    redis_server.stop()
    try:
        for person in (one.owner, there):
            assert [await status(person) for _ in range(READS)] == [200] * READS
            assert await status(person) == 429
        assert [(await sign_in(one)).status_code for _ in range(12)] == [401] * 12
    finally:
        redis_server.start()
