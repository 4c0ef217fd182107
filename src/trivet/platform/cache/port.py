"""A cache: what is in it may be gone at any time, and nothing but speed depends on it."""

from typing import Protocol

from trivet.platform.telemetry.logging import Logger

FIVE_MINUTES_S = 300.0


class Cache(Protocol):
    """Bytes by key, for a while."""

    async def get(self, key: str) -> bytes | None:
        """What is kept under `key`, or None.

        Raises:
            ConnectionError: the cache cannot be reached.
        """

    async def set(self, key: str, value: bytes, ttl: float) -> None:
        """Keep `value` under `key`.

        Args:
            key: its name.
            value: what to keep.
            ttl: seconds after which it is gone; it may be gone earlier.

        Raises:
            ConnectionError: the cache cannot be reached.
        """

    async def delete(self, key: str) -> None:
        """Forget `key`; harmless if it is not there.

        Raises:
            ConnectionError: the cache cannot be reached.
        """

    async def close(self) -> None:
        """Let go of connections."""


class CacheManager:
    """A cache as the rest of the house uses it: one part of it, and never a reason to fail.

    A cache that cannot be reached finds nothing and keeps nothing.

    Args:
        cache: where things are kept.
        namespace: what its keys begin with, such as `board`.
    """

    def __init__(self, cache: Cache, namespace: str = "trivet") -> None:
        self._cache = cache
        self._namespace = namespace
        self._log = Logger("trivet.cache", namespace=namespace)

    async def get(self, key: str) -> bytes | None:
        """What is kept under `key`, or None."""
        try:
            return await self._cache.get(self._named(key))
        except ConnectionError as error:
            self._log.warning("the cache cannot be read", error=str(error))
            return None

    async def set(self, key: str, value: bytes, ttl: float = FIVE_MINUTES_S) -> None:
        """Keep `value` under `key`.

        Args:
            key: its name.
            value: what to keep.
            ttl: seconds after which it is gone.
        """
        try:
            await self._cache.set(self._named(key), value, ttl)
        except ConnectionError as error:
            self._log.warning("the cache cannot be written", error=str(error))

    async def delete(self, key: str) -> bool:
        """Forget `key`; says whether that is certain, for what must not be shown again."""
        try:
            await self._cache.delete(self._named(key))
        except ConnectionError as error:
            self._log.warning("the cache cannot be written", error=str(error))
            return False
        return True

    def _named(self, key: str) -> str:
        return f"{self._namespace}:{key}"
