"""Which entries somebody wants to see, and from where on."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from trivet.client_logs.models import LogLevel


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which entries somebody wants to see.

    Args:
        level: those of this level, and graver ones; None is any.
        user_id: those of this person; None is anybody.
        text: those that hold this in their message or context; None is any.
        since: those that happened then or later; None is any.
        until: those that happened before then; None is any.
        request_id: those that this request delivered, or that are about it; None is any.
        arrived_since: those that came then or later, by their ids; None is any.
    """

    level: LogLevel | None = None
    user_id: UUID | None = None
    text: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    request_id: str | None = None
    arrived_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: behind the entry that happened at this moment, and has this id."""

    happened_at: datetime
    id: UUID
