"""Credits at Miro: counted by all processes together, whatever an answer's headers say."""

import asyncio
import random
from collections.abc import AsyncIterator

import pytest

from tests.miro.connected import connected
from tests.support.fake_miro import MiroServer
from trivet.miro.credits import A_MINUTE, LONGEST_WAIT_S, Credits
from trivet.miro.errors import MiroLimited
from trivet.platform.cache.memory import MemoryCache
from trivet.platform.cache.port import Cache, CacheManager
from trivet.platform.cache.redis import RedisCache
from trivet.platform.clock import now
from trivet.platform.http.turns import PEOPLE_AT_ONCE
from trivet.platform.settings import Settings

MINE = "1"


@pytest.fixture
def credits_() -> Credits:
    return credits_on(MemoryCache())


@pytest.fixture(params=["memory", "redis"])
async def shared(request: pytest.FixtureRequest) -> AsyncIterator[Cache]:
    """A cache that several processes share."""
    if request.param == "memory":
        cache: Cache = MemoryCache()
    else:
        cache = RedisCache(request.getfixturevalue("redis_url"))
    yield cache
    await cache.close()


def credits_on(cache: Cache) -> Credits:
    return Credits(CacheManager(cache, "miro"))


def in_seconds(seconds: float) -> str:
    return str(int(now().timestamp() + seconds))


def told(remaining: str, reset: str) -> dict[str, str]:
    return {"x-ratelimit-remaining": remaining, "x-ratelimit-reset": reset}


async def left(credits_: Credits) -> int:
    return (await credits_.standing(MINE)).left(now().timestamp())


async def test_turns_hold_however_requests_end_and_begin(credits_: Credits) -> None:
    lots = random.Random(1)
    at_once = most = 0

    async def ask() -> None:
        nonlocal at_once, most
        for _ in range(100):
            async with credits_.turn(MINE, 50):
                at_once += 1
                most = max(most, at_once)
                for _ in range(lots.randrange(6)):
                    await asyncio.sleep(0)
                at_once -= 1

    await asyncio.gather(*(ask() for _ in range(12)))  # nothing is raised
    assert most <= PEOPLE_AT_ONCE


async def test_what_is_under_way_counts_as_spent(credits_: Credits) -> None:
    await credits_.note(MINE, told("120", in_seconds(30)), limited=False)
    async with credits_.turn(MINE, 100):
        with pytest.raises(MiroLimited):
            async with credits_.turn(MINE, 50):
                pass
    async with credits_.turn(MINE, 50):
        pass


@pytest.mark.parametrize(("said", "remaining"), [("-50", 0), ("0", 0), ("7", 7)])
async def test_what_is_left_below_nothing_is_nothing(
    credits_: Credits, said: str, remaining: int
) -> None:
    await credits_.note(MINE, told(said, in_seconds(30)), limited=False)
    assert await left(credits_) == remaining


@pytest.mark.parametrize("said", ["", "-", "--1", "1e3", "٣", "9" * 30, "9" * 5_000, "many"])
async def test_what_is_no_number_says_nothing(credits_: Credits, said: str) -> None:
    assert await credits_.note(MINE, told(said, in_seconds(30)), limited=False) == 0
    assert await credits_.note(MINE, told("5", said), limited=False) == 0
    assert await left(credits_) == A_MINUTE
    assert 59 <= await credits_.note(MINE, {"retry-after": said}, limited=True) <= 60


@pytest.mark.parametrize("factor", [1_000, 10])
async def test_a_reset_that_is_no_minutes_end_is_not_believed(
    credits_: Credits, factor: int
) -> None:
    absurd = str(int(in_seconds(30)) * factor)
    await credits_.note(MINE, told("10", absurd), limited=False)
    assert await left(credits_) == A_MINUTE
    await credits_.note(MINE, told("90000", in_seconds(30)), limited=False)
    assert await left(credits_) == 90_000
    assert await credits_.note(MINE, told("0", absurd), limited=True) <= 60


async def test_what_another_clock_believed_is_not() -> None:
    cache = MemoryCache()
    kept = f'{{"remaining":10,"reset_at":{in_seconds(LONGEST_WAIT_S * 10)}}}'
    await cache.set("miro:credits:1", kept.encode(), 60)
    credits_ = credits_on(cache)
    assert await left(credits_) == A_MINUTE
    await credits_.note(MINE, told("90000", in_seconds(30)), limited=False)
    assert await left(credits_) == 90_000


async def test_a_reset_in_milliseconds_keeps_nobody_from_being_told_their_limits(
    settings: Settings, fake_miro: MiroServer
) -> None:
    async with connected(settings, fake_miro) as there:
        await there.connect(there.owner, there.ada)
        spent = there.trivet.runtime.miro.access.transport.credits
        await spent.note(there.ada.id, told("10", in_seconds(30) + "000"), limited=False)
        credits_ = (await there.owner.get("/api/limits"))["credits"]
        assert credits_["reset_at"] is None or credits_["remaining"] > 10


class Held:
    """A cache to which one process writes slowly.

    Args:
        cache: what it is.
        what: that is in what is written slowly.
    """

    def __init__(self, cache: Cache, what: bytes) -> None:
        self._cache = cache
        self._what = what
        self.reached, self.go_on = asyncio.Event(), asyncio.Event()
        self.get, self.delete, self.close = cache.get, cache.delete, cache.close

    async def set(self, key: str, value: bytes, ttl: float) -> None:
        if self._what in value:
            self.reached.set()
            await self.go_on.wait()
        await self._cache.set(key, value, ttl)


async def test_a_limit_that_another_process_met_is_not_overwritten(shared: Cache) -> None:
    slow = Held(shared, b'"remaining":900')
    one, other, third = credits_on(slow), credits_on(shared), credits_on(shared)
    fine = told("900", in_seconds(30))
    noting = asyncio.ensure_future(one.note(MINE, fine, limited=False))
    await slow.reached.wait()
    await other.note(MINE, {"retry-after": "60"}, limited=True)
    slow.go_on.set()
    await noting
    for each in (one, other, third):
        assert (await each.standing(MINE)).blocked_until > now().timestamp()
        with pytest.raises(MiroLimited):
            async with each.turn(MINE, 50):
                pass
    assert await left(third) == 900


async def test_of_two_limits_the_longer_holds(shared: Cache) -> None:
    one, other = credits_on(shared), credits_on(shared)
    await one.note(MINE, {"retry-after": "60"}, limited=True)
    assert await other.note(MINE, {"retry-after": "1"}, limited=True) > 50
    await other.note(MINE, {"retry-after": "0"}, limited=True)
    assert (await credits_on(shared).standing(MINE)).wait_s(0, now().timestamp()) > 50
