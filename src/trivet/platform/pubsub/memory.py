"""Publish and subscribe within one process."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from trivet.platform.pubsub.port import Gap, Stream
from trivet.platform.pubsub.subscriber import Subscriber


class MemoryPubSub:
    """The `PubSub` of the embedded mode.

    Args:
        capacity: messages kept for a subscriber that does not keep up.
    """

    def __init__(self, capacity: int = 1000) -> None:
        self._capacity = capacity
        self._subscribers: dict[str, set[Subscriber]] = {}
        self._closed = False

    @property
    def pause_s(self) -> float:
        return 0.0

    async def publish(self, topic: str, payload: bytes) -> None:
        for subscriber in self._subscribers.get(topic, ()):
            subscriber.put(payload)

    async def publish_all(self, messages: Sequence[tuple[str, bytes]]) -> None:
        for topic, payload in messages:
            await self.publish(topic, payload)

    async def publish_gap(self, topic: str, missed: int) -> None:
        for subscriber in self._subscribers.get(topic, ()):
            subscriber.put(Gap(missed))

    async def listeners(self, topic: str) -> int:
        return int(topic in self._subscribers)

    @asynccontextmanager
    async def subscribe(self, topic: str) -> AsyncIterator[Stream]:
        subscriber = Subscriber(self._capacity)
        if self._closed:
            subscriber.end()
        self._subscribers.setdefault(topic, set()).add(subscriber)
        try:
            yield subscriber
        finally:
            self._leave(topic, subscriber)

    def _leave(self, topic: str, subscriber: Subscriber) -> None:
        others = self._subscribers[topic]
        others.discard(subscriber)
        if not others:
            del self._subscribers[topic]

    async def close(self) -> None:
        self._closed = True
        for subscribers in self._subscribers.values():
            for subscriber in subscribers:
                subscriber.end()
