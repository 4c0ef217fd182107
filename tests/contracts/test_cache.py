"""What every `Cache` promises. An adapter joins by another parameter of `cache`."""

from collections.abc import AsyncIterator, Callable

import pytest

from trivet.platform.cache.memory import MemoryCache
from trivet.platform.cache.port import Cache

ADAPTERS: dict[str, Callable[[], Cache]] = {"memory": MemoryCache}


@pytest.fixture(params=sorted(ADAPTERS))
async def cache(request: pytest.FixtureRequest) -> AsyncIterator[Cache]:
    cache = ADAPTERS[request.param]()
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
