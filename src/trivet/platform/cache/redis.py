"""A cache in Redis, which all processes share and where a process that starts cold finds boards."""

import math

from trivet.platform.redis import PREFIX, redis_client, unreachable


class RedisCache:
    """The `Cache` of the scaled mode.

    Args:
        url: where Redis is.
    """

    def __init__(self, url: str) -> None:
        self._redis = redis_client(url)

    async def get(self, key: str) -> bytes | None:
        with unreachable():
            found = await self._redis.get(PREFIX + key)
        assert found is None or isinstance(found, bytes)
        return found

    async def set(self, key: str, value: bytes, ttl: float) -> None:
        milliseconds = math.floor(ttl * 1000)
        with unreachable():
            if milliseconds <= 0:
                await self._redis.delete(PREFIX + key)
            else:
                await self._redis.set(PREFIX + key, value, px=milliseconds)

    async def delete(self, key: str) -> None:
        with unreachable():
            await self._redis.delete(PREFIX + key)

    async def close(self) -> None:
        await self._redis.aclose()
