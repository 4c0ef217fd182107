"""Publish and subscribe, within a process or between several."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Gap:
    """Stands in a stream where messages are missing. Whoever reads it fetches what it lacks.

    Args:
        missed: how many messages, as far as is known.
    """

    missed: int


Stream = AsyncIterator[bytes | Gap]
"""The messages of one topic in the order of their publication. Ends when the bus is closed."""


class PubSub(Protocol):
    """Carries messages to whoever listens at the moment. Nothing is kept for later."""

    @property
    def pause_s(self) -> float:
        """Seconds between two publications, for who has more to say than now and then.

        What comes meanwhile goes together, which costs hardly more than one message.
        """

    async def publish(self, topic: str, payload: bytes) -> None:
        """Send `payload` to all subscribers of `topic`. Never waits for one of them.

        Raises:
            ConnectionError: the message did not leave; nobody got it.
        """

    async def publish_all(self, messages: Sequence[tuple[str, bytes]]) -> None:
        """Send several messages at once; those of one topic in their order.

        Args:
            messages: topic and payload of each.

        Raises:
            ConnectionError: not all of them left; some may have.
        """

    async def publish_gap(self, topic: str, missed: int) -> None:
        """Tell all subscribers of `topic` that messages before the next one never left.

        Raises:
            ConnectionError: not even that left.
        """

    def subscribe(self, topic: str) -> AbstractAsyncContextManager[Stream]:
        """Listen to `topic`: from the moment the block is entered until it is left.

        A subscriber that does not keep up loses the oldest messages and reads a `Gap` in their
        place.
        """

    async def listeners(self, topic: str) -> int:
        """How many processes listen to `topic`.

        Raises:
            ConnectionError: nobody can tell.
        """

    async def close(self) -> None:
        """End every stream. What was published before is still read."""
