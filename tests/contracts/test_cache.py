"""What every `Cache` promises. An adapter joins by another parameter of `cache`."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.support.redis import OwnRedis
from trivet.platform.cache.memory import MemoryCache
from trivet.platform.cache.port import Cache, CacheManager
from trivet.platform.cache.redis import RedisCache


@pytest.fixture(params=["memory", "redis"])
async def cache(request: pytest.FixtureRequest) -> AsyncIterator[Cache]:
    cache: Cache = (
        MemoryCache()
        if request.param == "memory"
        else RedisCache(request.getfixturevalue("redis_url"))
    )
    yield cache
    await cache.close()


async def test_what_is_set_is_found_as_it_was(cache: Cache) -> None:
    await cache.set("a", b"\x00\xff bytes", 60)
    await cache.set("b", b"", 60)
    assert await cache.get("a") == b"\x00\xff bytes"
    assert await cache.get("b") == b""
    assert await cache.get("c") is None


async def test_the_last_value_counts(cache: Cache) -> None:
    await cache.set("a", b"1", 60)
    await cache.set("a", b"2", 60)
    assert await cache.get("a") == b"2"


async def test_what_is_deleted_is_gone(cache: Cache) -> None:
    await cache.set("a", b"1", 60)
    await cache.delete("a")
    await cache.delete("never there")
    assert await cache.get("a") is None


async def test_no_time_to_live_is_none(cache: Cache) -> None:
    await cache.set("a", b"1", 60)
    await cache.set("a", b"2", 0)
    assert await cache.get("a") is None


async def test_what_lives_shortly_is_gone_soon(redis_url: str) -> None:
    """The memory's own test holds the clock; here it is Redis's, so time has to pass."""
    cache = RedisCache(redis_url)
    await cache.set("a", b"1", 0.001)
    async with asyncio.timeout(5):
        while await cache.get("a") is not None:  # noqa: ASYNC110 - Redis keeps the clock
            await asyncio.sleep(0)
    await cache.close()


async def test_a_cache_that_is_away_is_a_connection_error(redis_server: OwnRedis) -> None:
    cache = RedisCache(redis_server.url)
    await cache.set("a", b"1", 60)
    redis_server.stop()
    try:
        for ask in (cache.get("a"), cache.set("a", b"2", 60), cache.delete("a")):
            with pytest.raises(ConnectionError):
                await ask
        manager = CacheManager(cache)
        assert await manager.get("a") is None
        await manager.set("a", b"3")
    finally:
        redis_server.start()
    await cache.set("a", b"4", 60)
    assert await cache.get("a") == b"4"
    await cache.close()
