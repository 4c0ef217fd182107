"""Time that stands still until it is moved."""

from datetime import UTC, datetime, timedelta


class HeldTime:
    """A clock for `clock.held`: `with held(time.now): … time.pass_(seconds=30)`."""

    def __init__(self, begins: datetime = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)) -> None:
        self._now = begins

    def now(self) -> datetime:
        return self._now

    def pass_(self, **amount: float) -> None:
        """Let time go by, in the words of `timedelta`."""
        self._now += timedelta(**amount)
