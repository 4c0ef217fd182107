"""The primary rate limit: so many requests an hour, a person or installation."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

HOUR_S = 3_600
KNOWN, UNKNOWN = 5_000, 60
"""Requests an hour: with a token, without ("Rate limits for the REST API")."""


@dataclass
class Bucket:
    """What one person has left in this hour.

    Args:
        limit: requests an hour.
        reset: when the hour is over, in seconds since 1970.
        used: requests in this hour.
    """

    limit: int
    reset: int
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
            "X-RateLimit-Used": str(self.used),
            "X-RateLimit-Resource": "core",
        }

    @property
    def shape(self) -> dict[str, int]:
        return {
            "limit": self.limit,
            "remaining": self.remaining,
            "reset": self.reset,
            "used": self.used,
        }


@dataclass
class Limits:
    """The buckets of everybody, by who they are.

    Args:
        clock: tells the time.
    """

    clock: Callable[[], datetime]
    _buckets: dict[str, Bucket] = field(default_factory=dict)

    def bucket(self, whose: str) -> Bucket:
        """What somebody has left; a new one where the hour is over."""
        now = int(self.clock().timestamp())
        bucket = self._buckets.get(whose)
        if bucket is None or bucket.reset <= now:
            limit = UNKNOWN if whose.startswith("ip:") else KNOWN
            bucket = self._buckets[whose] = Bucket(limit, now + HOUR_S)
        return bucket
