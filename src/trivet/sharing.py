"""The part of the composition root that knows what processes share: nothing, or a Redis."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from trivet.platform.cache.memory import MemoryCache
from trivet.platform.cache.port import Cache
from trivet.platform.pubsub.memory import MemoryPubSub
from trivet.platform.pubsub.port import PubSub
from trivet.platform.ratelimit.memory import MemoryRateLimiter
from trivet.platform.ratelimit.port import RateLimiter
from trivet.platform.settings import Settings


@dataclass(frozen=True)
class Shared:
    """What one process has in common with the others of an installation.

    Args:
        bus: carries what happens.
        cache: where those find boards that start cold.
        limiter: counts requests.
        close: lets go of connections.
    """

    bus: PubSub
    cache: Cache
    limiter: RateLimiter
    close: Callable[[], Awaitable[None]]


def shared_of(settings: Settings) -> Shared:
    """In memory for the one process of the embedded mode; else in the Redis that is named."""
    if settings.redis_url is None:
        memory = MemoryCache()
        bus = MemoryPubSub()
        return Shared(bus, memory, MemoryRateLimiter(), bus.close)
    return _redis(settings.redis_url.get_secret_value())


def _redis(url: str) -> Shared:
    # Imported here, since it takes a tenth of a second that the embedded mode need not wait for.
    from trivet.platform.cache.redis import RedisCache
    from trivet.platform.pubsub.redis import RedisPubSub
    from trivet.platform.ratelimit.redis import RedisRateLimiter

    bus, cache, limiter = RedisPubSub(url), RedisCache(url), RedisRateLimiter(url)

    async def close() -> None:
        for part in (bus, cache, limiter):
            await part.close()

    return Shared(bus, cache, limiter, close)
