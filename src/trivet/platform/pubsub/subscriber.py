"""What one subscriber of a bus has yet to read."""

import asyncio
from collections import deque

from trivet.platform.pubsub.port import Gap


class Subscriber:
    """Bounded: the oldest gives way, and is counted.

    Args:
        capacity: messages kept while it does not read.
    """

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._waiting: deque[bytes | Gap] = deque()
        self._missed = 0
        self._something = asyncio.Event()
        self._ended = False

    def put(self, message: bytes | Gap) -> None:
        """Give it one message more."""
        if len(self._waiting) >= self._capacity:
            lost = self._waiting.popleft()
            self._missed += lost.missed if isinstance(lost, Gap) else 1
        self._waiting.append(message)
        self._something.set()

    def end(self) -> None:
        """Nothing comes after what waits."""
        self._ended = True
        self._something.set()

    def __aiter__(self) -> "Subscriber":
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
