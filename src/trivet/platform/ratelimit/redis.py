"""Counters in Redis, which all processes share, by the library `limits`."""

import math
import time
from collections.abc import Sequence
from typing import Any

from limits import RateLimitItemPerSecond
from limits.aio.storage import RedisStorage
from limits.aio.strategies import FixedWindowRateLimiter

from trivet.platform.ratelimit.port import Rate, Standing
from trivet.platform.redis import PREFIX, redis_client, unreachable


class RedisRateLimiter:
    """The `RateLimiter` of the scaled mode. Redis forgets a counter when its window ends.

    Args:
        url: where Redis is.
    """

    def __init__(self, url: str) -> None:
        self._redis = redis_client(url)
        # The pool goes as it is to redis-py; the library's types do not know that one may give it.
        options: dict[str, Any] = {"connection_pool": self._redis.connection_pool}
        self._storage = RedisStorage(
            f"async+{url}", implementation="redispy", key_prefix=f"{PREFIX}limits", **options
        )
        self._limiter = FixedWindowRateLimiter(self._storage)

    async def hit(self, key: str, rates: Sequence[Rate], *, cost: int = 1) -> Standing:
        with unreachable():
            return await self._hit(key, rates, cost)

    async def _hit(self, key: str, rates: Sequence[Rate], cost: int) -> Standing:
        found: list[Standing] = []
        for rate in rates:
            item = RateLimitItemPerSecond(rate.amount, rate.seconds)
            allowed = await self._limiter.hit(item, key, cost=cost)
            window = await self._limiter.get_window_stats(item, key)
            reset_s = max(1, math.ceil(window.reset_time - time.time()))
            standing = Standing(allowed, rate.amount, window.remaining, reset_s)
            if not allowed:
                return standing
            found.append(standing)
        return min(found, key=lambda standing: standing.remaining)

    async def close(self) -> None:
        """Let go of connections."""
        await self._redis.aclose(close_connection_pool=True)
