"""Publish and subscribe within one process."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from trivet.platform.pubsub.port import Gap, Stream


class MemoryPubSub:
    """The `PubSub` of the embedded mode.

    Args:
        capacity: messages kept for a subscriber that does not keep up.
    """

    def __init__(self, capacity: int = 1000) -> None:
        self._capacity = capacity
        self._subscribers: dict[str, set[_Subscriber]] = {}
        self._closed = False

    async def publish(self, topic: str, payload: bytes) -> None:
        for subscriber in self._subscribers.get(topic, ()):
            subscriber.put(payload)

    async def publish_gap(self, topic: str, missed: int) -> None:
        for subscriber in self._subscribers.get(topic, ()):
            subscriber.put(Gap(missed))

    @asynccontextmanager
    async def subscribe(self, topic: str) -> AsyncIterator[Stream]:
        subscriber = _Subscriber(self._capacity)
        if self._closed:
            subscriber.end()
        self._subscribers.setdefault(topic, set()).add(subscriber)
        try:
            yield subscriber
        finally:
            self._leave(topic, subscriber)

    def _leave(self, topic: str, subscriber: "_Subscriber") -> None:
        others = self._subscribers[topic]
        others.discard(subscriber)
        if not others:
            del self._subscribers[topic]

    async def close(self) -> None:
        self._closed = True
        for subscribers in self._subscribers.values():
            for subscriber in subscribers:
                subscriber.end()


class _Subscriber:
    """What one subscriber has yet to read. Bounded: the oldest gives way, and is counted."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._waiting: deque[bytes | Gap] = deque()
        self._missed = 0
        self._something = asyncio.Event()
        self._ended = False

    def put(self, message: bytes | Gap) -> None:
        if len(self._waiting) >= self._capacity:
            lost = self._waiting.popleft()
            self._missed += lost.missed if isinstance(lost, Gap) else 1
        self._waiting.append(message)
        self._something.set()

    def end(self) -> None:
        self._ended = True
        self._something.set()

    def __aiter__(self) -> "_Subscriber":
        return self

    async def __anext__(self) -> bytes | Gap:
        while not self._waiting:
            if self._ended:
                raise StopAsyncIteration
            self._something.clear()
            await self._something.wait()
        if self._missed:
            # What was lost is always older than what waits.
            gap, self._missed = Gap(self._missed), 0
            return gap
        return self._waiting.popleft()
