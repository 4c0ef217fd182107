"""Counters in the memory of one process, by the library `limits`.

Fixed windows: they cost one number for each key, and say to the second when there is room again. What
they let through around the end of a window, twice the amount, the next longer window holds down.
"""

import math
import time
from collections.abc import Sequence

from limits import RateLimitItemPerSecond
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import FixedWindowRateLimiter

from trivet.platform.ratelimit.port import Rate, Standing

MOST_COUNTERS = 20_000


class MemoryRateLimiter:
    """The `RateLimiter` of the embedded mode.

    Args:
        most: counters at a time. Beyond that all are forgotten: whoever has that many addresses is not
            held up by counting them, and everybody else must not wait for the counting.
    """

    def __init__(self, most: int = MOST_COUNTERS) -> None:
        self._most = most
        self._storage = MemoryStorage()
        self._limiter = FixedWindowRateLimiter(self._storage)

    async def hit(self, key: str, rates: Sequence[Rate], *, cost: int = 1) -> Standing:
        if len(self._storage.storage) >= self._most:
            await self._storage.reset()
        found: list[Standing] = []
        for rate in rates:
            standing = await self._count(key, rate, cost)
            if not standing.allowed:
                return standing
            found.append(standing)
        return min(found, key=lambda standing: standing.remaining)

    async def _count(self, key: str, rate: Rate, cost: int) -> Standing:
        item = RateLimitItemPerSecond(rate.amount, rate.seconds, namespace="trivet")
        allowed = await self._limiter.hit(item, key, cost=cost)
        window = await self._limiter.get_window_stats(item, key)
        # The library reads the system's clock, so what is left is told by the same one.
        reset_s = max(1, math.ceil(window.reset_time - time.time()))
        return Standing(allowed, rate.amount, window.remaining, reset_s)
