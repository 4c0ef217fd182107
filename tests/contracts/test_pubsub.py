"""What every `PubSub` promises. An adapter joins by another parameter of `bus`."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from redis.asyncio.client import PubSub as RedisSubscription

from tests.realtime.followers import eventually
from tests.support.redis import OwnRedis
from trivet.platform.pubsub.memory import MemoryPubSub
from trivet.platform.pubsub.port import Gap, PubSub, Stream
from trivet.platform.pubsub.redis import RedisPubSub

CAPACITY = 5


@pytest.fixture(params=["memory", "redis"])
async def bus(request: pytest.FixtureRequest) -> AsyncIterator[PubSub]:
    bus: PubSub = (
        MemoryPubSub(capacity=CAPACITY)
        if request.param == "memory"
        else RedisPubSub(request.getfixturevalue("redis_url"), capacity=CAPACITY)
    )
    yield bus
    await bus.close()


async def read(stream: Stream, number: int) -> list[bytes | Gap]:
    async with asyncio.timeout(5):
        return [await anext(stream) for _ in range(number)]


async def heard(bus: PubSub) -> None:
    """Wait until what was published has come back to this process."""
    async with bus.subscribe("heard") as stream:
        await bus.publish("heard", b"x")
        await read(stream, 1)


async def test_messages_come_in_order_to_every_subscriber(bus: PubSub) -> None:
    async with bus.subscribe("a") as one, bus.subscribe("a") as two:
        for number in range(CAPACITY):
            await bus.publish("a", b"%d" % number)
        expected = [b"%d" % number for number in range(CAPACITY)]
        assert await read(one, CAPACITY) == expected
        assert await read(two, CAPACITY) == expected


async def test_topics_are_apart(bus: PubSub) -> None:
    async with bus.subscribe("a") as a, bus.subscribe("b") as b:
        await bus.publish("b", b"for b")
        await bus.publish("nobody", b"lost")
        await bus.publish("a", b"for a")
        assert await read(a, 1) == [b"for a"]
        assert await read(b, 1) == [b"for b"]


async def test_one_hears_from_the_moment_of_entering(bus: PubSub) -> None:
    await bus.publish("a", b"before")
    async with bus.subscribe("a") as stream:
        await bus.publish("a", b"after")
        assert await read(stream, 1) == [b"after"]


async def test_a_waiting_reader_is_woken(bus: PubSub) -> None:
    async with bus.subscribe("a") as stream:
        reading = asyncio.create_task(read(stream, 1))
        await asyncio.sleep(0)
        await bus.publish("a", b"x")
        assert await reading == [b"x"]


async def test_a_slow_reader_never_holds_up_a_publisher_and_is_told_of_the_gap(
    bus: PubSub,
) -> None:
    async with bus.subscribe("a") as slow, bus.subscribe("a") as quick:
        for number in range(CAPACITY + 3):
            async with asyncio.timeout(1):
                await bus.publish("a", b"%d" % number)
            assert await read(quick, 1) == [b"%d" % number]
        assert await read(slow, CAPACITY + 1) == [Gap(3), b"3", b"4", b"5", b"6", b"7"]
        await bus.publish("a", b"again")
        assert await read(slow, 1) == [b"again"]


async def test_a_gap_can_be_published(bus: PubSub) -> None:
    async with bus.subscribe("a") as stream:
        await bus.publish("a", b"1")
        await bus.publish_gap("a", 4)
        await bus.publish("a", b"6")
        assert await read(stream, 3) == [b"1", Gap(4), b"6"]
        await bus.publish_gap("a", 4)
        for _ in range(CAPACITY):
            await bus.publish("a", b"x")
        await heard(bus)
        assert await read(stream, 1) == [Gap(4)]


async def test_closing_ends_the_streams_after_what_was_published(bus: PubSub) -> None:
    async with bus.subscribe("a") as stream:
        await bus.publish("a", b"last")
        await bus.close()
        assert [message async for message in stream] == [b"last"]
    async with bus.subscribe("a") as late:
        assert [message async for message in late] == []


async def test_processes_hear_one_another(redis_url: str) -> None:
    one, two = RedisPubSub(redis_url), RedisPubSub(redis_url)
    async with one.subscribe("a") as here, two.subscribe("a") as there:
        for number in range(100):
            await one.publish("a", b"%d" % number)
        expected = [b"%d" % number for number in range(100)]
        assert await read(here, 100) == expected
        assert await read(there, 100) == expected
    await one.close()
    await two.close()


async def test_whoever_did_not_hear_is_told_of_the_gap_once_redis_is_back(
    redis_server: OwnRedis,
) -> None:
    bus = RedisPubSub(redis_server.url)
    async with bus.subscribe("a") as stream:
        await bus.publish("a", b"before")
        assert await read(stream, 1) == [b"before"]
        redis_server.stop()
        with pytest.raises(ConnectionError):
            await bus.publish("a", b"lost")
        async with bus.subscribe("b") as late:
            redis_server.start()
            assert await read(stream, 1) == [Gap(1)]
            assert await read(late, 1) == [Gap(1)]
            for topic in ("a", "b"):
                await bus.publish(topic, b"after")
            assert await read(stream, 1) == [b"after"]
            assert await read(late, 1) == [b"after"]
    await bus.close()


async def test_closing_does_not_wait_for_a_redis_that_is_away(redis_server: OwnRedis) -> None:
    bus = RedisPubSub(redis_server.url)
    async with bus.subscribe("a") as stream:
        redis_server.stop()
        try:
            async with asyncio.timeout(5):
                await bus.close()
                assert [message async for message in stream] == []
        finally:
            redis_server.start()


async def test_several_are_heard_one_by_one(bus: PubSub) -> None:
    async with bus.subscribe("a") as a, bus.subscribe("b") as b:
        await bus.publish_all([("a", b"1"), ("b", b""), ("a", b"\x00s\n"), ("a", b"2" * 70_000)])
        await bus.publish_all([("a", b"last")])
        assert await read(a, 4) == [b"1", b"\x00s\n", b"2" * 70_000, b"last"]
        assert await read(b, 1) == [b""]


async def test_who_comes_while_a_connection_is_made_is_heard_too(
    redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe, reached, go_on = RedisSubscription.subscribe, asyncio.Event(), asyncio.Event()

    async def slowly(self: RedisSubscription, *channels: bytes) -> None:
        if not go_on.is_set():
            reached.set()
            await go_on.wait()
        await subscribe(self, *channels)

    monkeypatch.setattr(RedisSubscription, "subscribe", slowly)
    bus = RedisPubSub(redis_url)

    async def first(topic: str) -> bytes | Gap:
        async with bus.subscribe(topic) as stream:
            return await anext(stream)

    early = asyncio.create_task(first("early"))
    await reached.wait()
    late = asyncio.create_task(first("late"))
    await asyncio.sleep(0)
    go_on.set()

    async def both() -> bool:
        return await bus.listeners("late") + await bus.listeners("early") == 2

    await eventually(both)
    for topic in ("early", "late"):
        await bus.publish(topic, b"hello")
    async with asyncio.timeout(30):
        assert [await early, await late] == [b"hello", b"hello"]
    await bus.close()
