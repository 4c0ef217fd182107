"""How often somebody may do a thing: counted by key, in windows of time."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from trivet.platform.rates import Rate as Rate


class Standing(NamedTuple):
    """How somebody stands, with this request counted.

    Args:
        allowed: whether it is within the limit.
        limit: how many are, in the window that is nearest to its end.
        remaining: how many are left in it.
        reset_s: whole seconds, at least one, until all of them are there again.

    A tuple, since two are made for every request, and a frozen dataclass costs three times as much.
    """

    allowed: bool
    limit: int
    remaining: int
    reset_s: int


class RateLimiter(Protocol):
    """Counts requests."""

    async def hit(self, key: str, rates: Sequence[Rate], *, cost: int = 1) -> Standing:
        """Count one request.

        Args:
            key: whose, and of what.
            rates: all that hold, the shortest window first; at least one. What one refuses is
                not counted by those behind it.
            cost: as how many it counts.

        Raises:
            ConnectionError: the counters cannot be reached.
        """
