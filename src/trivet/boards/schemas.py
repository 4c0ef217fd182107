"""Shapes of boards, columns, labels and events."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from trivet.boards.models import Category
from trivet.boards.templates import Template
from trivet.platform.web.text import Name, Typed

Color = Annotated[
    str, Field(pattern=r"^#[0-9a-fA-F]{6}$", examples=["#3b82f6"]), AfterValidator(str.lower)
]
LabelName = Annotated[str, Typed(60, filled=True)]
BoardKey = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{0,9}$", examples=["ENG"])]
WipLimit = Annotated[int, Field(strict=True, ge=1, le=1000)]
Position = Annotated[int, Field(strict=True, ge=0, le=1_000_000)]


class Input(BaseModel):
    """What clients send. Unknown members are refused."""

    model_config = ConfigDict(extra="forbid")


class Placement(Input):
    """Where among its siblings: before one, after one, or at a position; at most one of them."""

    before: UUID | None = Field(None, description="Directly before this sibling.")
    after: UUID | None = Field(None, description="Directly after this sibling.")
    position: Position | None = Field(
        None, description="At this place counted from 0; beyond the end means the end."
    )

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if sum(x is not None for x in (self.before, self.after, self.position)) > 1:
            raise ValueError("give one of before, after and position")
        return self

    @property
    def given(self) -> bool:
        return any(x is not None for x in (self.before, self.after, self.position))


class BoardCreate(Input):
    name: Name
    key: BoardKey | None = Field(None, description="Made from the name if absent.")
    template: Template = Field(
        Template.BLANK, description="Which columns and labels it begins with."
    )


class BoardCopyAs(Input):
    """What the copy of a board is called, and whether it gets the cards too."""

    name: Name
    key: BoardKey | None = Field(None, description="Made from the name if absent.")
    with_cards: bool = Field(False, strict=True, description="Its open cards too.")


class BoardPatch(Input):
    name: Name | None = None
    archived: bool | None = Field(None, strict=True)


class ColumnCreate(Placement):
    name: Name
    category: Category = Category.UNSTARTED
    wip_limit: WipLimit | None = None
    wip_hard: bool = Field(
        False,
        strict=True,
        description="Refuse more cards than the limit, unless an admin forces it.",
    )


class ColumnPatch(Placement):
    name: Name | None = None
    category: Category | None = None
    wip_limit: WipLimit | None = Field(None, description="null removes it.")
    wip_hard: bool | None = Field(None, strict=True)


class LabelCreate(Input):
    name: LabelName
    color: Color


class LabelPatch(Input):
    name: LabelName | None = None
    color: Color | None = None


class ColumnOut(BaseModel):
    id: UUID
    name: str
    category: Category
    rank: str
    wip_limit: int | None = None
    wip_hard: bool = False


class LabelOut(BaseModel):
    id: UUID
    name: str
    color: str


class BoardSummary(BaseModel):
    """A board without what stands on it."""

    id: UUID
    workspace_id: UUID
    key: str
    name: str
    created_at: datetime
    archived_at: datetime | None = None


class EventOut(BaseModel):
    """One row of a board's log."""

    seq: int
    type: str
    card_id: UUID | None
    actor_id: UUID | None
    origin: str
    correlation_id: str | None
    batch_id: UUID | None = Field(
        None, description="What events have in common that are one change."
    )
    created_at: datetime
    payload: dict[str, Any]
    board_id: UUID | None = Field(
        None,
        description="Whose log, where a list tells of several: a card goes from board to board.",
    )


class EventsOut(BaseModel):
    """A stretch of a board's log."""

    items: list[EventOut]
    next_cursor: str | None = Field(description="Where to go on, if there is more.")
    seq: int = Field(description="The number of the board's last event.")
    epoch: str = Field(description="Changes when the installation is restored from a copy.")
    resync: bool = Field(
        description="Whether this stretch is incomplete: load the board again instead."
    )
