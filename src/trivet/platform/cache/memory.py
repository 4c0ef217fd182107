"""A cache in the memory of one process."""

from collections import OrderedDict
from dataclasses import dataclass

from trivet.platform.clock import now

MIB = 1024 * 1024
# What the entry itself weighs beside key and value, roughly; so that a million empty values
# count for something.
_OVERHEAD = 200


@dataclass(frozen=True, slots=True)
class _Entry:
    value: bytes
    expires_at: float
    weight: int


class MemoryCache:
    """The `Cache` of the embedded mode. Who was not asked for the longest time goes first.

    Args:
        max_bytes: the most memory that it takes.
    """

    def __init__(self, max_bytes: int = 64 * MIB) -> None:
        self._max = max_bytes
        self._entries: OrderedDict[str, _Entry] = OrderedDict()
        self._weight = 0

    @property
    def weight(self) -> int:
        """The bytes that it takes now."""
        return self._weight

    async def get(self, key: str) -> bytes | None:
        entry = self._entries.get(key)
        if entry is None:
            return None
        if entry.expires_at <= now().timestamp():
            self._drop(key)
            return None
        self._entries.move_to_end(key)
        return entry.value

    async def set(self, key: str, value: bytes, ttl: float) -> None:
        self._drop(key)
        weight = len(key) + len(value) + _OVERHEAD
        if ttl <= 0 or weight > self._max:
            return
        while self._weight + weight > self._max:
            self._drop(next(iter(self._entries)))
        self._entries[key] = _Entry(value, now().timestamp() + ttl, weight)
        self._weight += weight

    async def delete(self, key: str) -> None:
        self._drop(key)

    async def close(self) -> None:
        self._entries.clear()
        self._weight = 0

    def _drop(self, key: str) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self._weight -= entry.weight
