"""The cache in memory is bounded, and a cache that is away is no reason to fail."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from trivet.platform.cache.memory import MemoryCache
from trivet.platform.cache.port import CacheManager
from trivet.platform.clock import held

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


async def test_a_value_lives_as_long_as_it_was_given() -> None:
    cache = MemoryCache()
    with held(lambda: NOON):
        await cache.set("a", b"1", 60)
    with held(lambda: NOON + timedelta(seconds=59.9)):
        assert await cache.get("a") == b"1"
    with held(lambda: NOON + timedelta(seconds=60)):
        assert await cache.get("a") is None
    assert cache.weight == 0


async def test_who_was_not_asked_for_the_longest_time_goes_first() -> None:
    cache = MemoryCache(max_bytes=3 * 1300)
    for key in ("a", "b", "c"):
        await cache.set(key, b"x" * 1000, 60)
    await cache.get("a")
    await cache.set("d", b"x" * 1000, 60)
    assert await cache.get("b") is None
    assert [await cache.get(key) is not None for key in ("a", "c", "d")] == [True, True, True]


async def test_what_is_larger_than_the_cache_is_not_kept_nor_is_its_predecessor() -> None:
    cache = MemoryCache(max_bytes=1000)
    await cache.set("a", b"old", 60)
    await cache.set("b", b"small", 60)
    await cache.set("a", b"x" * 1000, 60)
    assert await cache.get("a") is None
    assert await cache.get("b") == b"small"


@given(
    st.lists(
        st.tuples(st.sampled_from("abcdef"), st.integers(0, 2500), st.sampled_from([0, 60])),
        max_size=60,
    )
)
async def test_it_never_takes_more_than_it_may(steps: list[tuple[str, int, int]]) -> None:
    cache = MemoryCache(max_bytes=4000)
    for key, size, ttl in steps:
        await cache.set(key, b"x" * size, ttl)
        assert 0 <= cache.weight <= 4000
    for key in "abcdef":
        await cache.delete(key)
    assert cache.weight == 0


class Away:
    """A cache that cannot be reached."""

    async def get(self, key: str) -> bytes | None:
        raise ConnectionRefusedError

    async def set(self, key: str, value: bytes, ttl: float) -> None:
        raise ConnectionRefusedError

    async def delete(self, key: str) -> None:
        raise ConnectionRefusedError

    async def close(self) -> None: ...


async def test_a_manager_keeps_to_its_part() -> None:
    cache = MemoryCache()
    boards, pages = CacheManager(cache, "board"), CacheManager(cache, "page")
    await boards.set("1", b"board")
    await pages.set("1", b"page", ttl=10)
    assert (await boards.get("1"), await pages.get("1")) == (b"board", b"page")
    assert await boards.delete("1") is True
    assert (await boards.get("1"), await pages.get("1")) == (None, b"page")


async def test_a_cache_that_is_away_finds_nothing_and_says_so() -> None:
    manager = CacheManager(Away())
    with capture_logs() as logs:
        assert await manager.get("a") is None
        await manager.set("a", b"1", 60)
        assert await manager.delete("a") is False
    assert [line["log_level"] for line in logs] == ["warning"] * 3


async def test_other_faults_are_not_hidden() -> None:
    class Broken(Away):
        async def get(self, key: str) -> bytes | None:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await CacheManager(Broken()).get("a")
