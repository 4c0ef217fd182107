"""What happened: the base of every event."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID


class Origin(StrEnum):
    """Where a change came from."""

    BOARD = "board"
    GITHUB = "github"
    MIRO = "miro"
    API = "api"
    AGENT = "agent"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Actor:
    """On whose behalf, and from where, a unit of work writes."""

    user_id: UUID | None = None
    origin: Origin = Origin.BOARD
    correlation_id: str | None = None


@dataclass(slots=True, kw_only=True)
class Event:
    """One fact, written in the transaction that makes it true.

    Args:
        type: what happened, such as `card.moved`.
        payload: the facts; kept for ever.
        texts: what people wrote; emptied after the replay horizon. Merged into the payload on
            the wire.
        seq: its place in its topic's log; allotted once, at flush.
    """

    kind: ClassVar[str]

    type: str
    payload: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, Any] = field(default_factory=dict)
    actor: Actor = field(default_factory=Actor)
    seq: int = 0
    created_at: datetime | None = None
    _whole: dict[str, Any] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def whole(self) -> dict[str, Any]:
        """Payload and texts as one object: what is said on the wire. Asked of events that are written."""
        if self._whole is None:
            self._whole = merged(self.payload, self.texts)
        return self._whole

    @property
    def topic(self) -> str:
        """Whom it concerns: `board:<id>`, `workspace:<id>` or `user:<id>`."""
        raise NotImplementedError(f"{type(self).__name__} names no topic")


def merged(payload: dict[str, Any], texts: dict[str, Any] | None) -> dict[str, Any]:
    """Payload and texts as one object, members of objects merged.

    Args:
        payload: the facts.
        texts: what people wrote, shaped like the payload; None once they were emptied.
    """
    if not texts:
        return payload
    out = dict(payload)
    for key, value in texts.items():
        below = out.get(key)
        out[key] = (
            merged(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
        )
    return out
