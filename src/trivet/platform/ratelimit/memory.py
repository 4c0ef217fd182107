"""Counters in the memory of one process."""

import time
from collections.abc import Sequence

from trivet.platform.ratelimit.port import Rate, Standing
from trivet.platform.ratelimit.windows import Clock, Windows

MOST_COUNTERS = 50_000
"""Some 12 MB, if they are ever all needed."""


class MemoryRateLimiter:
    """The `RateLimiter` of the embedded mode.

    Args:
        most: counters at a time; beyond that the oldest are forgotten.
        clock: tells the time, in seconds.
    """

    def __init__(self, most: int = MOST_COUNTERS, clock: Clock = time.monotonic) -> None:
        self._windows = Windows(most, clock)

    def __len__(self) -> int:
        return len(self._windows)

    async def hit(self, key: str, rates: Sequence[Rate], *, cost: int = 1) -> Standing:
        return self._windows.hit(key, rates, cost)
