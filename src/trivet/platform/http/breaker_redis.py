"""States of circuit breakers in Redis, which all processes share."""

from purgatory.domain.messages.base import Message
from purgatory.domain.model import Context
from purgatory.service._async.repository import AsyncAbstractRepository

from trivet.platform.json import dumps, loads
from trivet.platform.redis import PREFIX, redis_client, unreachable

_KEPT_S = 3600
"""A breaker that nobody asked for so long is closed; so Redis forgets it."""


class RedisCircuits(AsyncAbstractRepository):
    """Where `CircuitBreakers` keep their states in the scaled mode.

    Every method raises a `ConnectionError` where Redis cannot be reached.

    Args:
        url: where Redis is.
    """

    def __init__(self, url: str) -> None:
        self._redis = redis_client(url)
        self.messages: list[Message] = []

    async def get(self, name: str) -> Context | None:
        with unreachable():
            kept, failures = await self._redis.mget(self._key(name), self._failures(name))
        if kept is None:
            return None
        return Context(**loads(kept), failure_count=int(failures or 0))

    async def register(self, context: Context) -> None:
        await self._write(
            context.name,
            {
                "name": context.name,
                "threshold": context.threshold,
                "ttl": context.ttl,
                "state": context.state,
                "opened_at": context.opened_at,
            },
        )

    async def update_state(self, name: str, state: str, opened_at: float | None) -> None:
        with unreachable():
            kept = await self._redis.get(self._key(name))
        if kept is not None:
            await self._write(name, {**loads(kept), "state": state, "opened_at": opened_at})

    async def inc_failures(self, name: str, failure_count: int) -> None:
        with unreachable():
            await self._redis.incr(self._failures(name))
            await self._redis.expire(self._failures(name), _KEPT_S)

    async def reset_failure(self, name: str) -> None:
        with unreachable():
            await self._redis.delete(self._failures(name))

    async def close(self) -> None:
        """Let go of connections."""
        await self._redis.aclose(close_connection_pool=True)

    async def _write(self, name: str, document: dict[str, object]) -> None:
        with unreachable():
            await self._redis.set(self._key(name), dumps(document), ex=_KEPT_S)

    def _key(self, name: str) -> str:
        return f"{PREFIX}circuit:{name}"

    def _failures(self, name: str) -> str:
        return f"{PREFIX}circuit:{name}:failures"
