"""What every `RateLimiter` promises. An adapter joins by another parameter of `limiter`."""

import asyncio
import time
from collections.abc import AsyncIterator
from itertools import count as forever

import pytest

from tests.support.redis import OwnRedis
from trivet.platform.ratelimit.memory import MemoryRateLimiter
from trivet.platform.ratelimit.port import Rate, RateLimiter
from trivet.platform.ratelimit.redis import RedisRateLimiter

TWO_A_MINUTE = Rate(2, 60)


@pytest.fixture(params=["memory", "redis"])
async def limiter(request: pytest.FixtureRequest) -> AsyncIterator[RateLimiter]:
    if request.param == "memory":
        yield MemoryRateLimiter()
        return
    shared = RedisRateLimiter(request.getfixturevalue("redis_url"))
    yield shared
    await shared.close()


async def test_what_is_within_the_limit_is_allowed_and_counted_down(limiter: RateLimiter) -> None:
    found = [await limiter.hit("a", [TWO_A_MINUTE]) for _ in range(4)]
    assert [(each.allowed, each.remaining) for each in found] == [
        (True, 1),
        (True, 0),
        (False, 0),
        (False, 0),
    ]
    assert all(each.limit == 2 and 1 <= each.reset_s <= 60 for each in found)


async def test_keys_are_counted_apart(limiter: RateLimiter) -> None:
    for key in ("a", "b"):
        assert (await limiter.hit(key, [Rate(1, 60)])).allowed
        assert not (await limiter.hit(key, [Rate(1, 60)])).allowed


async def test_of_several_windows_the_tightest_is_told(limiter: RateLimiter) -> None:
    rates = [Rate(2, 60), Rate(3, 3600)]
    found = [await limiter.hit("a", rates) for _ in range(3)]
    assert [each.limit for each in found] == [2, 2, 2]
    # What the short window refused was not counted by the long one.
    assert (await limiter.hit("a", [Rate(3, 3600)])).remaining == 0
    assert found[-1].allowed is False
    assert found[-1].reset_s <= 60


async def test_one_may_count_as_many(limiter: RateLimiter) -> None:
    ten = [Rate(10, 60)]
    found = [await limiter.hit("a", ten, cost=cost) for cost in (6, 4, 1)]
    assert [(each.allowed, each.remaining) for each in found] == [(True, 4), (True, 0), (False, 0)]
    assert not (await limiter.hit("b", ten, cost=11)).allowed


async def test_a_window_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    limiter = MemoryRateLimiter()
    passed = 0.0
    real = time.time
    monkeypatch.setattr("time.time", lambda: real() + passed)
    for _ in range(3):
        last = await limiter.hit("a", [TWO_A_MINUTE])
    assert not last.allowed
    passed = last.reset_s + 0.1
    assert (await limiter.hit("a", [TWO_A_MINUTE])).remaining == 1


async def test_memory_is_bounded() -> None:
    limiter = MemoryRateLimiter(most=10)
    for number in range(100):
        await limiter.hit(str(number), [TWO_A_MINUTE])
    assert len(limiter._storage.storage) <= 10


async def test_a_shared_window_ends(redis_url: str) -> None:
    limiter = RedisRateLimiter(redis_url)
    second = Rate(1, 1)
    assert (await limiter.hit("a", [second])).allowed
    async with asyncio.timeout(5):
        for _ in forever():  # Redis keeps the clock
            if (await limiter.hit("a", [second])).allowed:
                break
            await asyncio.sleep(0.01)
    await limiter.close()


async def test_processes_count_together(redis_url: str) -> None:
    one, two = RedisRateLimiter(redis_url), RedisRateLimiter(redis_url)
    found = [await each.hit("a", [TWO_A_MINUTE]) for each in (one, two, one)]
    assert [each.allowed for each in found] == [True, True, False]
    await one.close()
    await two.close()


async def test_counters_that_are_away_are_a_connection_error(redis_server: OwnRedis) -> None:
    limiter = RedisRateLimiter(redis_server.url)
    await limiter.hit("a", [TWO_A_MINUTE])
    redis_server.stop()
    try:
        with pytest.raises(ConnectionError):
            await limiter.hit("a", [TWO_A_MINUTE])
    finally:
        redis_server.start()
    assert (await limiter.hit("a", [TWO_A_MINUTE])).allowed
    await limiter.close()
