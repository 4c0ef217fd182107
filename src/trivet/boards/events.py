"""What happens on a board. The types of events that boards, columns and labels emit."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from trivet.platform.clock import rfc3339
from trivet.platform.events import Event

BOARD_CREATED = "board.created"
BOARD_UPDATED = "board.updated"
BOARD_ARCHIVED = "board.archived"
BOARD_RESTORED = "board.restored"
BOARD_DELETED = "board.deleted"
COLUMN_CREATED = "column.created"
COLUMN_UPDATED = "column.updated"
COLUMN_DELETED = "column.deleted"
COLUMNS_RERANKED = "columns.reranked"
LABEL_CREATED = "label.created"
LABEL_UPDATED = "label.updated"
LABEL_DELETED = "label.deleted"


@dataclass(slots=True, kw_only=True)
class BoardEvent(Event):
    """One row of a board's log.

    Args:
        board_id: whose log.
        card_id: the card it is about, if it is about one.
        batch_id: what events have in common that are one change; given by the log where one unit
            emits several for a board, unless it is given here.
    """

    kind: ClassVar[str] = "board"

    board_id: UUID
    card_id: UUID | None = None
    batch_id: UUID | None = None

    @property
    def topic(self) -> str:
        return f"board:{self.board_id}"

    def on_the_wire(self) -> dict[str, Any]:
        """The event as clients get it: payload and texts merged."""
        assert self.created_at is not None
        wire = {
            "seq": self.seq,
            "type": self.type,
            "card_id": self.card_id,
            "actor_id": self.actor.user_id,
            "origin": self.actor.origin,
            "correlation_id": self.actor.correlation_id,
            "created_at": rfc3339(self.created_at),
            "payload": self.whole,
        }
        if self.batch_id is not None:
            wire["batch_id"] = self.batch_id
        return wire
