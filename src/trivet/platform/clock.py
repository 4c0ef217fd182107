"""The one place that knows what time it is, so that tests can hold it still."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime


def _system_now() -> datetime:
    return datetime.now(UTC)


_now: Callable[[], datetime] = _system_now


def now() -> datetime:
    """The current instant, in UTC, with microseconds."""
    return _now()


def from_timestamp(seconds: float) -> datetime:
    """The instant that lies so many seconds after 1970 began, in UTC."""
    return datetime.fromtimestamp(seconds, UTC)


def rfc3339(moment: datetime) -> str:
    """Write a moment as every answer and every row of Trivet writes it.

    Fixed width and always UTC, so that texts compare as the moments do (RFC 3339, section 5.1).

    Args:
        moment: an aware datetime.
    """
    utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return f"{utc.isoformat(timespec='microseconds')[:-6]}Z"


def parse_rfc3339(text: str) -> datetime:
    """Read a moment written by `rfc3339`.

    Raises:
        ValueError: the text is no RFC 3339 moment with an offset.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment needs an offset from UTC")
    return moment.astimezone(UTC)


@contextmanager
def held(source: Callable[[], datetime]) -> Iterator[None]:
    """Let `source` tell the time while the block runs. For tests."""
    global _now
    before, _now = _now, source
    try:
        yield
    finally:
        _now = before
