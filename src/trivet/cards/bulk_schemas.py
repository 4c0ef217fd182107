"""Shapes of changes of many cards at once, and of undo."""

from enum import StrEnum
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, model_validator

from trivet.boards.schemas import Input, Placement
from trivet.cards.counterparts import Kept
from trivet.cards.models import Priority
from trivet.cards.schemas import Assignees, Estimate, Labels
from trivet.platform.schemas import Day, Time
from trivet.platform.tasks.schemas import TaskOut

MOST_CARDS = 10_000
MOST_AT_ONCE = 200
"""Cards that are changed, or events that are taken back, in one transaction; more are a task."""
BIGGEST_SEQ = 2**62

_EDITED = ("priority", "estimate", "start_date", "due_date")


def _no_repeats(ids: list[UUID]) -> list[UUID]:
    if len(set(ids)) < len(ids):
        raise ValueError("names a card twice")
    return ids


class BulkUpdates(Placement):
    """What becomes of each card. Absent members stay; null empties those that can be empty."""

    column_id: UUID | None = Field(
        None, description="Where the cards go, in the order of card_ids; to its end at least."
    )
    add_label_ids: Labels = Field(default_factory=list)
    remove_label_ids: Labels = Field(default_factory=list)
    add_assignee_ids: Assignees = Field(default_factory=list)
    remove_assignee_ids: Assignees = Field(default_factory=list)
    priority: Priority | None = None
    estimate: Estimate | None = None
    start_date: Day | None = None
    due_date: Day | None = None
    archived: bool | None = Field(None, strict=True, description="Archive them, or bring them back")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("say what changes")
        if self.position is not None and self.column_id is None:
            raise ValueError("a position needs a column_id")
        return self

    @property
    def moves(self) -> bool:
        """Whether it says where the cards go."""
        return self.given or self.column_id is not None

    def edits(self) -> dict[str, Any]:
        """New values of the plain fields that are given; None where a field is emptied."""
        values = {name: getattr(self, name) for name in _EDITED if name in self.model_fields_set}
        if values.get("priority", ...) is None:
            values["priority"] = Priority.NONE
        return values


class BulkMode(StrEnum):
    """What happens to the others if a card cannot be changed."""

    ATOMIC = "atomic"
    PARTIAL = "partial"


class BulkUpdate(Input):
    """Changes of many cards of one board."""

    card_ids: Annotated[
        list[UUID], Field(min_length=1, max_length=MOST_CARDS), AfterValidator(_no_repeats)
    ]
    updates: BulkUpdates
    mode: BulkMode = Field(
        BulkMode.ATOMIC,
        description=f"`atomic`: all or none, up to {MOST_AT_ONCE} cards. `partial`: those that can.",
    )
    force: bool = Field(
        False, strict=True, description="Past a hard limit of the column; for admins."
    )

    @model_validator(mode="after")
    def _anchor_stays(self) -> Self:
        if (self.updates.before or self.updates.after) in self.card_ids:
            raise ValueError("a card cannot go beside itself: name another one")
        return self


class CardError(BaseModel):
    """Why a card was not changed."""

    code: str = Field(description="Stable; what programs decide by.")
    detail: str = Field(description="What to do next.")


class CardResult(BaseModel):
    """What became of one card."""

    card_id: UUID
    status: Literal["updated", "unchanged", "failed"]
    version: int | None = None
    error: CardError | None = None


class BulkOut(BaseModel):
    """What became of the cards, in the order of card_ids."""

    mode: BulkMode
    batch_id: UUID = Field(description="What all events of this change have in common.")
    updated: int
    unchanged: int
    failed: int
    results: list[CardResult]


class TaskBegun(BaseModel):
    """It takes longer: follow the task."""

    task: TaskOut
    batch_id: UUID = Field(description="What all events of this change will have in common.")


class UndoIn(Input):
    """Which change is taken back."""

    seq: Annotated[int, Field(strict=True, ge=1, le=BIGGEST_SEQ)] | None = Field(
        None,
        description="The number of one of its events; if absent, your last change on this board.",
    )


class Undone(BaseModel):
    """An event that was taken back, at least in part."""

    seq: int
    type: str
    card_id: UUID
    key: str
    title: str


class Blocked(BaseModel):
    """What could not be taken back, and why."""

    card_id: UUID
    key: str | None = Field(None, description="Null if the card is no more.")
    field: str = Field(description="A field of the card; `card` for its coming and going.")
    reason: str = Field(
        description=(
            "`changed_since`, `archived`, `deleted`, `gone`, `elsewhere`, `forgotten`, "
            "`column_deleted`, `column_full`, `board_full`, `label_deleted`, `not_a_member`, "
            "`related_elsewhere` or `cycle`."
        )
    )
    by: UUID | None = Field(None, description="Who changed it since, if somebody did.")
    at: Time | None = None


class UndoOut(BaseModel):
    """What was taken back, and what was not."""

    undone: list[Undone]
    blocked: list[Blocked]
    kept: list[Kept]
    batch_id: UUID
    seqs: list[int] = Field(
        description="The numbers of the events that this undo wrote: undo one, and it is redone."
    )
