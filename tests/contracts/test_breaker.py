"""What circuit breakers promise, wherever their states are kept."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from tests.support.redis import OwnRedis
from trivet.platform.http.breaker import CircuitBreakers, CircuitOpen
from trivet.platform.http.breaker_redis import RedisCircuits

HOST = "api.github.test"


class Broken(Exception):
    """The other side does not answer."""


@pytest.fixture(params=["memory", "redis"])
async def breakers(request: pytest.FixtureRequest) -> AsyncIterator[CircuitBreakers]:
    if request.param == "memory":
        yield CircuitBreakers(threshold=3)
        return
    circuits = RedisCircuits(request.getfixturevalue("redis_url"))
    yield CircuitBreakers(circuits, threshold=3)
    await circuits.close()


async def fail(breakers: CircuitBreakers, times: int, host: str = HOST) -> None:
    for _ in range(times):
        with pytest.raises(Broken):
            async with breakers.guard(host):
                raise Broken


async def test_it_opens_after_failures_in_a_row(breakers: CircuitBreakers) -> None:
    await fail(breakers, 2)
    async with breakers.guard(HOST):
        pass  # it answered: what was before does not count any more
    await fail(breakers, 2)
    assert not (await breakers.state(HOST)).open
    await fail(breakers, 1)
    with pytest.raises(CircuitOpen) as refused:
        async with breakers.guard(HOST):
            raise AssertionError("nothing is sent")
    assert 1 <= refused.value.retry_after_s <= 30
    state = await breakers.state(HOST)
    assert state.open
    assert state.since is not None
    assert state.retry_at is not None
    assert (state.retry_at - state.since).total_seconds() == pytest.approx(30)


async def test_hosts_are_judged_apart(breakers: CircuitBreakers) -> None:
    await fail(breakers, 3)
    async with breakers.guard("api.miro.test"):
        pass
    assert not (await breakers.state("api.miro.test")).open


async def test_a_probe_closes_it_or_opens_it_again(
    breakers: CircuitBreakers, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed = 0.0
    real = time.time
    monkeypatch.setattr("time.time", lambda: real() + passed)
    await fail(breakers, 3)
    passed = 31
    assert not (await breakers.state(HOST)).open
    await fail(breakers, 1)
    assert (await breakers.state(HOST)).open, "one failure is enough for who has failed before"
    passed = 62
    async with breakers.guard(HOST):
        pass
    await fail(breakers, 2)
    assert not (await breakers.state(HOST)).open


async def test_who_is_cancelled_says_nothing_about_the_other_side(
    breakers: CircuitBreakers,
) -> None:
    for _ in range(4):
        with pytest.raises(asyncio.CancelledError):
            async with breakers.guard(HOST):
                raise asyncio.CancelledError
    assert not (await breakers.state(HOST)).open


async def test_processes_share_what_they_know(redis_url: str) -> None:
    ours, theirs = RedisCircuits(redis_url), RedisCircuits(redis_url)
    await fail(CircuitBreakers(ours, threshold=3), 3)
    with pytest.raises(CircuitOpen):
        async with CircuitBreakers(theirs, threshold=3).guard(HOST):
            raise AssertionError("nothing is sent")
    await ours.close()
    await theirs.close()


async def test_without_redis_each_process_judges_by_itself(redis_server: OwnRedis) -> None:
    redis_server.empty()
    circuits = RedisCircuits(redis_server.url)
    breakers = CircuitBreakers(circuits, threshold=3)
    await fail(breakers, 1)
    redis_server.stop()
    await fail(breakers, 3)
    with pytest.raises(CircuitOpen):
        async with breakers.guard(HOST):
            raise AssertionError("nothing is sent")
    redis_server.start()
    async with breakers.guard(HOST):
        pass
    await circuits.close()
