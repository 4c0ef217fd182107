"""Shapes of cards."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, model_validator

from trivet.boards.schemas import BoardSummary, ColumnOut, LabelOut, Placement
from trivet.cards.counterparts import BranchOnCard, HeldBack, PullRequestOnCard
from trivet.cards.models import Priority
from trivet.platform.schemas import Day
from trivet.platform.web.text import LongText, Typed

MOST_LABELS = 50
MOST_ASSIGNEES = 50


def _without_repeats(ids: list[UUID]) -> list[UUID]:
    return list(dict.fromkeys(ids))


Title = Annotated[str, Typed(500, filled=True)]
Estimate = Annotated[float, Field(strict=True, ge=0, le=10_000, allow_inf_nan=False)]
Version = Annotated[int, Field(strict=True, ge=1, le=2_147_483_647)]
Labels = Annotated[list[UUID], Field(max_length=MOST_LABELS), AfterValidator(_without_repeats)]
Assignees = Annotated[
    list[UUID], Field(max_length=MOST_ASSIGNEES), AfterValidator(_without_repeats)
]


Force = Annotated[
    bool,
    Field(strict=True, description="Past a hard limit of the column; for admins."),
]


class CardCreate(Placement):
    """A new card; at the end of its column unless a place is given."""

    column_id: UUID
    force: Force = False
    title: Title
    description: LongText = ""
    acceptance_criteria: LongText = ""
    priority: Priority = Priority.NONE
    estimate: Estimate | None = None
    start_date: Day | None = None
    due_date: Day | None = None
    parent_id: UUID | None = Field(None, description="A card of the same workspace.")
    label_ids: Labels = Field(default_factory=list)
    assignee_ids: Assignees = Field(default_factory=list)


class CardMove(Placement):
    """Where a card goes; to the end of the column unless a place is given."""

    column_id: UUID | None = Field(
        None, description="If absent: that of the card beside which it goes, else the one it has."
    )
    base_version: Version | None = Field(
        None, description="The version you saw; what somebody else changed since is refused."
    )
    force: Force = False

    def as_patch(self) -> "CardPatch":
        """The same as the patch that it is."""
        return CardPatch.model_validate(self.model_dump(exclude_unset=True))


class CardPlace(Placement):
    """A place on a board, for a card that comes to it."""

    column_id: UUID | None = Field(
        None,
        description="If absent: that of the card beside which it goes, else the column like the one"
        " it comes from, by name or by category.",
    )
    force: Force = False


class CardRestore(Placement):
    """Where a card comes back; to the end of its column unless a place is given."""

    column_id: UUID | None = Field(None, description="If absent: the one it had.")
    force: Force = False


class CardCopy(CardPlace):
    """A copy of a card; on the same board behind the original unless a place is given."""

    board_id: UUID | None = Field(None, description="Of the same workspace; its own if absent.")
    title: Title | None = Field(None, description="The original's if absent.")


class CardTransferTo(CardPlace):
    """Another board for a card; at the end of the column unless a place is given."""

    board_id: UUID = Field(description="Of the same workspace.")


class CardPatch(CardMove):
    """What changes. Absent members stay; null empties those that can be empty."""

    title: Title | None = None
    description: LongText | None = None
    acceptance_criteria: LongText | None = None
    priority: Priority | None = None
    estimate: Estimate | None = None
    start_date: Day | None = None
    due_date: Day | None = None
    parent_id: UUID | None = Field(None, description="A card of the same workspace; null for none.")
    add_label_ids: Labels = Field(default_factory=list)
    remove_label_ids: Labels = Field(default_factory=list)
    add_assignee_ids: Assignees = Field(default_factory=list)
    remove_assignee_ids: Assignees = Field(default_factory=list)
    archived: bool | None = Field(None, strict=True, description="Archive it, or bring it back.")

    @model_validator(mode="after")
    def _title_stays(self) -> Self:
        if "title" in self.model_fields_set and self.title is None:
            raise ValueError("a card keeps a title")
        return self

    @property
    def moves(self) -> bool:
        """Whether it says where the card goes."""
        return self.given or self.column_id is not None

    def edits(self) -> dict[str, Any]:
        """New values of the plain fields that are given; None where a field is emptied."""
        given = self.model_fields_set
        values: dict[str, Any] = {}
        for name in PLAIN_FIELDS:
            if name in given:
                values[name] = getattr(self, name)
        if values.get("priority", ...) is None:
            values["priority"] = Priority.NONE
        for name in ("description", "acceptance_criteria"):
            if values.get(name, ...) is None:
                values[name] = ""
        return values


PLAIN_FIELDS = (
    "title",
    "description",
    "acceptance_criteria",
    "priority",
    "estimate",
    "start_date",
    "due_date",
    "parent_id",
)


class CardFacts(BaseModel):
    """What every form of a card has. Members that are null or empty are left out."""

    id: UUID
    key: str
    number: int
    title: str
    column_id: UUID
    rank: str
    version: int
    priority: Priority = Priority.NONE
    estimate: float | None = None
    start_date: date | None = None
    due_date: date | None = None
    assignee_ids: list[UUID] = Field(default_factory=list)
    label_ids: list[UUID] = Field(default_factory=list)
    parent_id: UUID | None = None
    blocked_by: list[UUID] = Field(default_factory=list, description="Cards that it waits for.")
    blocks: list[UUID] = Field(default_factory=list, description="Cards that wait for it.")
    comment_count: int = 0
    pull_requests: list[PullRequestOnCard] = Field(default_factory=list)
    branches: list[BranchOnCard] = Field(default_factory=list)
    held_back: HeldBack | None = Field(None, description="Only if a rule could not move it.")
    created_by: UUID | None = None
    created_at: datetime
    updated_at: datetime
    archived_at: datetime | None = None


class CardOnBoard(CardFacts):
    """A card in a board's answer. Members that are null or empty are left out."""

    has_description: bool = False
    has_acceptance_criteria: bool = False
    checklist_total: int = 0
    checklist_done: int = 0


class ChecklistItem(BaseModel):
    """A small step of a card."""

    id: UUID
    text: str
    done: bool


class LinkOut(BaseModel):
    """An address that belongs to a card."""

    id: UUID
    url: str
    title: str = ""


class CardOut(CardFacts):
    """A whole card. Members that are null or empty are left out."""

    board_id: UUID
    description: str = ""
    acceptance_criteria: str = ""
    checklist: list[ChecklistItem] = Field(default_factory=list, description="In order.")
    links: list[LinkOut] = Field(default_factory=list, description="In order.")


class CommentOut(BaseModel):
    """What somebody said about a card."""

    id: UUID
    card_id: UUID
    author_id: UUID | None = Field(None, description="Null once the account is gone.")
    body: str = Field(description="Markdown. `[@Name](user:<id>)` mentions a member.")
    version: int
    created_at: datetime
    edited_at: datetime | None = None


class BoardOut(BoardSummary):
    """A board with everything that stands on it, in order."""

    seq: int
    epoch: str
    columns: list[ColumnOut]
    labels: list[LabelOut]
    cards: list[CardOnBoard]
