"""Credits: so many a minute for each person with each app ("Rate limiting", Miro)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

MINUTE_S = 60
CREDITS = 100_000
COST = {0: 0, 1: 50, 2: 100, 3: 500, 4: 2_000}
"""Of a request, in credits, by its level; 0 is what Miro names no level for."""


@dataclass
class Bucket:
    """What is left in this minute.

    Args:
        reset: when the minute is over, in seconds since 1970.
        limit: credits a minute.
        used: credits in this minute.
    """

    reset: int
    limit: int = CREDITS
    used: int = 0

    @property
    def remaining(self) -> int:
        return max(self.limit - self.used, 0)

    @property
    def headers(self) -> dict[str, str]:
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": str(self.reset),
        }


@dataclass
class Limits:
    """The buckets of everybody with every app.

    Args:
        clock: tells the time.
        credits: how many there are a minute, in new buckets.
    """

    clock: Callable[[], datetime]
    credits: int = CREDITS
    _buckets: dict[tuple[str, str], Bucket] = field(default_factory=dict)

    def bucket(self, whose: tuple[str, str]) -> Bucket:
        """What somebody has left with an app; a new one where the minute is over."""
        now = int(self.clock().timestamp())
        bucket = self._buckets.get(whose)
        if bucket is None or bucket.reset <= now:
            bucket = self._buckets[whose] = Bucket(now + MINUTE_S, self.credits)
        return bucket
