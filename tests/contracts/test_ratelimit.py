"""What every `RateLimiter` promises. An adapter joins by another parameter of `limiter`."""

import asyncio
from collections.abc import AsyncIterator
from itertools import count as forever

import pytest
from pydantic import ValidationError

from tests.realtime.followers import eventually
from tests.support.redis import OwnRedis
from trivet.platform.ratelimit.memory import MemoryRateLimiter
from trivet.platform.ratelimit.port import Rate, RateLimiter
from trivet.platform.ratelimit.redis import RedisRateLimiter
from trivet.platform.ratelimit.settled import SettledRateLimiter
from trivet.platform.rates import rates_in
from trivet.platform.settings import Settings

TWO_A_MINUTE = Rate(2, 60)
TEN_A_MINUTE = Rate(10, 60)


class Clock:
    """Stands still, until it is told to go on."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(params=["memory", "redis", "settled"])
async def limiter(request: pytest.FixtureRequest) -> AsyncIterator[RateLimiter]:
    if request.param == "memory":
        yield MemoryRateLimiter()
        return
    kind = RedisRateLimiter if request.param == "redis" else SettledRateLimiter
    shared = kind(request.getfixturevalue("redis_url"))
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


async def test_a_window_ends() -> None:
    clock = Clock()
    limiter = MemoryRateLimiter(clock=clock)
    found = []
    for _ in range(3):
        found.append(await limiter.hit("a", [TWO_A_MINUTE]))
        clock.now += 10
    assert [each.reset_s for each in found] == [60, 50, 40]
    assert not found[-1].allowed
    clock.now = 159.9
    assert not (await limiter.hit("a", [TWO_A_MINUTE])).allowed
    clock.now = 160.0
    assert await limiter.hit("a", [TWO_A_MINUTE]) == (True, 2, 1, 60)


async def test_memory_is_bounded_and_the_oldest_is_forgotten() -> None:
    limiter = MemoryRateLimiter(most=10)
    for number in range(100):
        await limiter.hit(str(number), [TWO_A_MINUTE])
    assert len(limiter) == 10
    assert (await limiter.hit("99", [TWO_A_MINUTE])).remaining == 0
    assert (await limiter.hit("0", [TWO_A_MINUTE])).remaining == 1


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


@pytest.fixture
async def two(redis_url: str) -> AsyncIterator[tuple[SettledRateLimiter, SettledRateLimiter]]:
    """Two processes that settle when they are told to."""
    never = 3600.0
    one, two = (SettledRateLimiter(redis_url, every_s=never) for _ in range(2))
    yield one, two
    await one.close()
    await two.close()


async def hits(limiter: RateLimiter, count: int) -> int:
    """How many of so many are allowed."""
    return sum([(await limiter.hit("a", [TEN_A_MINUTE])).allowed for _ in range(count)])


async def test_processes_settle_what_they_counted(
    two: tuple[SettledRateLimiter, SettledRateLimiter],
) -> None:
    one, other = two
    assert await hits(one, 6) == 6
    assert await hits(other, 3) == 3
    for each in (one, other, one):
        await each.settle()
    # Nine of ten are taken, as both know, and one knows it only with what it counts next.
    assert await hits(other, 1) == 1
    await other.settle()
    assert await hits(other, 5) == 0
    assert await hits(one, 1) == 1
    await one.settle()
    assert await hits(one, 5) == 0


async def test_what_passes_the_limit_is_what_comes_between_two_settlements(
    two: tuple[SettledRateLimiter, SettledRateLimiter],
) -> None:
    one, other = two
    assert await hits(one, 30) == 10
    assert await hits(other, 30) == 10
    await one.settle()
    await other.settle()
    assert (await hits(one, 30), await hits(other, 30)) == (0, 0)


async def test_a_window_ends_everywhere_when_the_first_one_ends(redis_url: str) -> None:
    late, clock = Clock(), Clock()
    one, other = (SettledRateLimiter(redis_url, every_s=3600, clock=each) for each in (clock, late))
    await one.hit("a", [TEN_A_MINUTE])
    await one.settle()
    # A process that begins to count when half of the window is over, and whose own clock says something else.
    await one._redis.pexpire("trivet:limits/a/10/60", 30_000)
    late.now = 7.0
    await other.hit("a", [TEN_A_MINUTE])
    await other.settle()
    standing = await other.hit("a", [TEN_A_MINUTE])
    assert (standing.remaining, standing.reset_s) == (7, 30)
    # What is left over when a window ends is not counted in the next one.
    late.now += 31
    await other.settle()
    assert (await other.hit("a", [TEN_A_MINUTE])).remaining == 9
    for each in (one, other):
        await each.close()


async def test_processes_settle_by_themselves(redis_url: str) -> None:
    one, other = SettledRateLimiter(redis_url), SettledRateLimiter(redis_url)
    await hits(one, 9)

    async def refused() -> bool:
        return not await hits(other, 1)

    await eventually(refused)
    for each in (one, other):
        await each.close()


async def test_without_redis_a_process_counts_alone_and_settles_when_it_is_back(
    redis_server: OwnRedis,
) -> None:
    redis_server.empty()
    one = SettledRateLimiter(redis_server.url, every_s=3600)
    other = SettledRateLimiter(redis_server.url, every_s=3600)
    redis_server.stop()
    try:
        assert await hits(one, 4) == 4
        with pytest.raises(ConnectionError):
            await one.settle()
        assert await hits(one, 20) == 6
    finally:
        redis_server.start()
    await one.settle()
    assert await hits(other, 1) == 1
    await other.settle()
    assert await hits(other, 1) == 0
    for each in (one, other):
        await each.close()


async def test_counters_that_settle_are_bounded_too(redis_server: OwnRedis) -> None:
    limiter = SettledRateLimiter(redis_server.url, every_s=3600, most=10)
    for number in range(100):
        await limiter.hit(str(number), [TWO_A_MINUTE])
    assert len(limiter._windows) == len(limiter._unsettled) == 10
    await limiter.close()


async def test_redis_is_asked_once_for_many_keys(
    redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    limiter = SettledRateLimiter(redis_url, every_s=3600)
    sent: list[int] = []
    script = limiter._settle_all

    async def counted(keys: list[str], arguments: list[int]) -> object:
        sent.append(len(keys))
        return await script(keys, arguments)

    monkeypatch.setattr(limiter, "_settle_all", counted)
    for number in range(600):
        await limiter.hit(str(number % 300), [TWO_A_MINUTE, Rate(50, 3600)])
    await limiter.settle()
    assert sent == [500, 100]
    await limiter.close()


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("600/minute", [Rate(600, 60)]),
        ("600 per minute; 20/second", [Rate(20, 1), Rate(600, 60)]),
        ("5/10 minute", [Rate(5, 600)]),
    ],
)
def test_rates_are_read(text: str, rates: list[Rate]) -> None:
    assert list(rates_in(text)) == rates


@pytest.mark.parametrize("text", ["", "many", "0/minute", "-1/minute", "5/fortnight"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="such as 600/minute"):
        Settings(rate_read=text)
