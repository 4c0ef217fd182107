"""Publish and subscribe between processes, over Redis.

Redis keeps nothing: while the connection is away, messages are lost. So whenever it comes back
every stream reads a `Gap`, and whoever reads it fetches what it lacks from the log.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

from redis.asyncio.client import PubSub as RedisSubscription
from redis.exceptions import RedisError

from trivet.platform.cancellation import ended
from trivet.platform.ids import new_id
from trivet.platform.pubsub.port import Gap, Stream
from trivet.platform.pubsub.subscriber import Subscriber
from trivet.platform.redis import PREFIX, redis_client, unreachable
from trivet.platform.telemetry.logging import Logger

MESSAGE = b"m"
GAP = b"g"
SEVERAL = b"s"
"""What a message on the wire begins with; what tells of messages that never left; and what stands before several
messages, each behind its length in four bytes."""
PAUSE_S = 0.004
"""A publication costs a tenth of a millisecond, and a busy board has one change after the other."""

WAIT_S = 1.0
"""How long a new subscriber waits for Redis to know it. Beyond that it reads a `Gap` later."""
PAUSES_S = (0.05, 0.1, 0.25, 0.5, 1.0)
FAREWELL_S = 2.0
PING_S = 15.0
"""A connection that is silent for that long is asked whether it is still there."""


class RedisPubSub:
    """The `PubSub` of the scaled mode: one connection that listens for the whole process.

    Args:
        url: where Redis is.
        capacity: messages kept for a subscriber that does not keep up.
    """

    def __init__(self, url: str, capacity: int = 1000) -> None:
        self._capacity = capacity
        self._publishing = redis_client(url)
        self._listening = redis_client(url, answer_s=None)
        # A channel of our own, so that there always is one to listen to, and for the farewell.
        self._own = f"{PREFIX}process:{new_id()}".encode()
        self._subscribers: dict[bytes, set[Subscriber]] = {}
        self._known: dict[bytes, asyncio.Event] = {}
        # Channels that had subscribers while Redis did not know of them.
        self._unheard: set[bytes] = set()
        self._subscription: RedisSubscription | None = None
        self._farewell = asyncio.Event()
        self._reader: asyncio.Task[None] | None = None
        self._closed = False
        self._log = Logger("trivet.pubsub")

    async def publish(self, topic: str, payload: bytes) -> None:
        with unreachable():
            await self._publishing.publish(_channel(topic), MESSAGE + payload)

    @property
    def pause_s(self) -> float:
        return PAUSE_S

    async def publish_all(self, messages: Sequence[tuple[str, bytes]]) -> None:
        by_topic: dict[str, list[bytes]] = {}
        for topic, payload in messages:
            by_topic.setdefault(topic, []).append(payload)
        with unreachable():
            if len(by_topic) == 1:  # as nearly always
                [(topic, payloads)] = by_topic.items()
                await self._publishing.publish(_channel(topic), _packed(payloads))
                return
            pipeline = self._publishing.pipeline(transaction=False)
            for topic, payloads in by_topic.items():
                pipeline.publish(_channel(topic), _packed(payloads))
            await pipeline.execute()

    async def publish_gap(self, topic: str, missed: int) -> None:
        with unreachable():
            await self._publishing.publish(_channel(topic), GAP + b"%d" % missed)

    async def listeners(self, topic: str) -> int:
        with unreachable():
            [(_, many)] = await self._publishing.pubsub_numsub(_channel(topic))
        return int(many)

    @property
    def live(self) -> bool:
        """Whether what others publish is heard at this moment."""
        return self._subscription is not None

    @asynccontextmanager
    async def subscribe(self, topic: str) -> AsyncIterator[Stream]:
        subscriber = Subscriber(self._capacity)
        if self._closed:
            subscriber.end()
            yield subscriber
            return
        channel = _channel(topic)
        self._start()
        self._subscribers.setdefault(channel, set()).add(subscriber)
        try:
            await self._heard(channel)
            yield subscriber
        finally:
            await self._leave(channel, subscriber)

    async def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        if self._reader is not None:
            await self._say_farewell()
            await ended(self._reader)
        for subscribers in self._subscribers.values():
            for subscriber in subscribers:
                subscriber.end()
        for client in (self._publishing, self._listening):
            await client.aclose()

    # Listening.

    def _start(self) -> None:
        if self._reader is None:
            self._reader = asyncio.create_task(self._listen(), name="pubsub")

    async def _heard(self, channel: bytes) -> None:
        """Wait until Redis knows of a channel; for a while only, since it may be away."""
        known = self._known.get(channel)
        if known is None:
            known = self._known[channel] = asyncio.Event()
            await self._ask(channel)
        try:
            async with asyncio.timeout(WAIT_S):
                await known.wait()
        except TimeoutError:
            self._unheard.add(channel)

    async def _ask(self, channel: bytes) -> None:
        # A connection that broke is noticed by the reader, which asks for all channels again.
        if self._subscription is not None:
            with suppress(RedisError, OSError):
                await self._subscription.subscribe(channel)

    async def _leave(self, channel: bytes, subscriber: Subscriber) -> None:
        others = self._subscribers[channel]
        others.discard(subscriber)
        if others:
            return
        del self._subscribers[channel]
        self._known.pop(channel, None)
        self._unheard.discard(channel)
        if self._subscription is not None and not self._closed:
            with suppress(RedisError, OSError):
                await self._subscription.unsubscribe(channel)
            if channel in self._subscribers:  # somebody came while we left
                self._known.setdefault(channel, asyncio.Event())
                await self._ask(channel)

    async def _listen(self) -> None:
        failures = 0
        while True:
            subscription = self._listening.pubsub()
            try:
                asked = tuple(self._subscribers)
                await subscription.subscribe(self._own, *asked)
                self._subscription = subscription
                # Who came during that could ask nobody.
                if late := [each for each in self._subscribers if each not in asked]:
                    await subscription.subscribe(*late)
                if failures:
                    self._log.info("listens to Redis again", failures=failures)
                failures = 0
                await self._read(subscription)
            except (RedisError, OSError, TimeoutError) as error:
                if failures == 0:
                    self._log.warning("cannot listen to Redis, goes on trying", error=str(error))
                failures += 1
            finally:
                self._subscription = None
                await _let_go(subscription)
            self._lose()
            await asyncio.sleep(PAUSES_S[min(failures, len(PAUSES_S)) - 1])

    def _lose(self) -> None:
        """Nothing is heard any more: what is said until we are back will be missing."""
        for known in self._known.values():
            known.clear()
        self._unheard.update(self._subscribers)

    async def _read(self, subscription: RedisSubscription) -> None:
        asked = False
        while True:
            message = await subscription.get_message(timeout=PING_S)
            if message is None:
                if asked:
                    raise TimeoutError("Redis does not answer")
                await subscription.ping()
                asked = True
                continue
            asked = False
            self._take(message)

    def _take(self, message: dict[str, Any]) -> None:
        channel = message["channel"]
        if message["type"] == "subscribe":
            self._subscribed(channel)
        elif message["type"] == "message":
            if channel == self._own:
                self._farewell.set()
                return
            for unpacked in _unpacked(message["data"]):
                for subscriber in self._subscribers.get(channel, ()):
                    subscriber.put(unpacked)

    def _subscribed(self, channel: bytes) -> None:
        known = self._known.get(channel)
        if known is None:
            return
        known.set()
        if channel in self._unheard:
            # Only now, since what was said up to this moment was not heard.
            self._unheard.discard(channel)
            for subscriber in self._subscribers.get(channel, ()):
                subscriber.put(Gap(1))

    async def _say_farewell(self) -> None:
        """Hear ourselves: all that was published before has then been heard as well."""
        try:
            with unreachable():
                await self._publishing.publish(self._own, MESSAGE)
                async with asyncio.timeout(FAREWELL_S):
                    await self._farewell.wait()
        except ConnectionError as error:
            self._log.warning("the last messages may be missing", error=str(error))


def _channel(topic: str) -> bytes:
    return f"{PREFIX}topic:{topic}".encode()


def _packed(payloads: Sequence[bytes]) -> bytes:
    if len(payloads) == 1:
        return MESSAGE + payloads[0]
    return SEVERAL + b"".join(len(payload).to_bytes(4, "big") + payload for payload in payloads)


def _unpacked(data: bytes) -> Iterator[bytes | Gap]:
    kind = data[:1]
    if kind == SEVERAL:
        at = 1
        while at < len(data):
            ends = at + 4 + int.from_bytes(data[at : at + 4], "big")
            yield data[at + 4 : ends]
            at = ends
    else:
        yield Gap(int(data[1:])) if kind == GAP else data[1:]


async def _let_go(subscription: RedisSubscription) -> None:
    with suppress(RedisError, OSError):
        await subscription.aclose()  # type: ignore[no-untyped-call]
