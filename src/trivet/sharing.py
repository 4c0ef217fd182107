"""The part of the composition root that knows what processes share: nothing, or a Redis and workers."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from trivet.platform.cache.memory import MemoryCache
from trivet.platform.cache.port import Cache
from trivet.platform.errors import StartupError
from trivet.platform.http.breaker import CircuitBreakers
from trivet.platform.pubsub.memory import MemoryPubSub
from trivet.platform.pubsub.port import PubSub
from trivet.platform.ratelimit.memory import MemoryRateLimiter
from trivet.platform.ratelimit.port import RateLimiter
from trivet.platform.settings import Settings
from trivet.platform.tasks.embedded import EmbeddedWorkers
from trivet.platform.tasks.runner import Runner


@dataclass(frozen=True)
class Shared:
    """What one process has in common with the others of an installation.

    Args:
        bus: carries what happens.
        cache: where those find boards that start cold.
        limiter: counts requests exactly: where somebody may guess.
        traffic_limiter: counts every request, at next to no cost.
        breakers: say who answers at all.
        close: lets go of connections.
        redis_answers: whether Redis is there at this moment; None where none is used.
    """

    bus: PubSub
    cache: Cache
    limiter: RateLimiter
    traffic_limiter: RateLimiter
    breakers: CircuitBreakers
    close: Callable[[], Awaitable[None]]
    redis_answers: Callable[[], bool] | None = None


class Workers(Protocol):
    """Whatever sees to it that tasks are run, here or elsewhere."""

    def start(self) -> None:
        """Begin."""

    async def stop(self) -> None:
        """End; what runs here is let finish, or given back."""


def workers_of(settings: Settings, runner: Runner) -> Workers:
    """Workers in this process; or a doorbell for those of Celery, if this one shall have none.

    Raises:
        StartupError: nobody would run tasks.
    """
    if settings.worker_concurrency:
        return EmbeddedWorkers(runner, concurrency=settings.worker_concurrency)
    if settings.redis_url is None:
        raise StartupError(
            "TRIVET_WORKER_CONCURRENCY is 0, and without TRIVET_REDIS_URL nobody else runs tasks: "
            "set it to at least 1."
        )
    # Imported here, since it takes a third of a second that the embedded mode need not wait for.
    from trivet.platform.tasks.celery import Doorbell, celery_app

    return Doorbell(celery_app(settings.redis_url.get_secret_value()), runner.queue)


def shared_of(settings: Settings) -> Shared:
    """In memory for the one process of the embedded mode; else in the Redis that is named."""
    if settings.redis_url is None:
        memory = MemoryCache()
        bus = MemoryPubSub()
        limiters = MemoryRateLimiter(), MemoryRateLimiter()
        return Shared(bus, memory, *limiters, CircuitBreakers(), bus.close)
    return _redis(settings.redis_url.get_secret_value())


def _redis(url: str) -> Shared:
    # Imported here, since it takes a tenth of a second that the embedded mode need not wait for.
    from trivet.platform.cache.redis import RedisCache
    from trivet.platform.http.breaker_redis import RedisCircuits
    from trivet.platform.pubsub.redis import RedisPubSub
    from trivet.platform.ratelimit.redis import RedisRateLimiter
    from trivet.platform.ratelimit.settled import SettledRateLimiter

    bus, cache, limiter = RedisPubSub(url), RedisCache(url), RedisRateLimiter(url)
    traffic_limiter, circuits = SettledRateLimiter(url), RedisCircuits(url)

    async def close() -> None:
        for part in (bus, cache, limiter, traffic_limiter, circuits):
            await part.close()

    breakers = CircuitBreakers(circuits)
    return Shared(bus, cache, limiter, traffic_limiter, breakers, close, lambda: bus.live)
