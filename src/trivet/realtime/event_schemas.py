"""The shapes of a board's events as clients get them: one model for each type.

They describe, and are checked against what is emitted by a test; nothing is validated by them at
run time. Members that are null or empty are left out of cards, columns and labels.
"""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, RootModel

from trivet.boards.models import Category
from trivet.boards.schemas import BoardSummary, ColumnOut, LabelOut
from trivet.cards.counterparts import BranchOnCard, HeldBack, PullRequestOnCard, PullRequestState
from trivet.cards.models import Priority
from trivet.cards.schemas import CardOut, ChecklistItem, CommentOut, LinkOut
from trivet.github.judging import Verdict
from trivet.github.rule_schemas import RuleOut
from trivet.github.rules import MoveCause, RuleEvent
from trivet.github.schemas import BranchingOut
from trivet.platform.events import Origin


class Exact(BaseModel):
    """Has the members that are named, and no others."""

    model_config = ConfigDict(extra="forbid")


class Empty(Exact):
    """Nothing: the type says it all."""


class CardVersion(Exact):
    """Which version of its card the event made."""

    version: int
    undoes: list[int] = Field(
        default_factory=list, description="The numbers of the events that it takes back, if any."
    )


class NewCard(Exact):
    card: CardOut


class RestoredCard(CardVersion):
    card: CardOut


class CardDeparture(CardVersion):
    to_board_id: UUID
    to_key: str


class CardArrival(RestoredCard):
    from_board_id: UUID
    from_key: str


class NewComment(Exact):
    comment: CommentOut
    comment_count: int = Field(description="How many the card has now.")


class CommentChange(Exact):
    comment: CommentOut


class CommentEnd(Exact):
    comment_id: UUID
    comment_count: int


class CardFieldChanges(Exact):
    """New values, or old ones; null where there is none. Only those that changed."""

    title: str = ""
    description: str = ""
    acceptance_criteria: str = ""
    priority: Priority = Priority.NONE
    estimate: float | None = None
    start_date: date | None = None
    due_date: date | None = None
    label_ids: list[UUID] = Field(default_factory=list)
    assignee_ids: list[UUID] = Field(default_factory=list)
    parent_id: UUID | None = None
    blocked_by: list[UUID] = Field(default_factory=list)
    blocks: list[UUID] = Field(default_factory=list)
    checklist: list[ChecklistItem] = Field(default_factory=list)
    links: list[LinkOut] = Field(default_factory=list)


class CardChange(CardVersion):
    fields: CardFieldChanges
    was: CardFieldChanges


class MoveReason(Exact):
    """Why a card was moved by a rule of its board."""

    rule: RuleEvent = Field(description="Which rule; of a correction, the one that is taken back.")
    corrected: bool = Field(
        False,
        description="The card goes back: it turns out that an earlier move was for no reason.",
    )
    cause: MoveCause = Field(description="What became known of the pull request or the branch.")
    repository: str
    pull_request: int | None = Field(None, description="Its number, if it is about one.")
    branch: str | None = Field(None, description="Its name, if it is about one.")


class CardPlaces(CardVersion):
    column_id: UUID
    rank: str
    from_column_id: UUID
    from_rank: str
    reason: MoveReason | None = Field(None, description="If a rule moved it.")


class CardRanks(Exact):
    column_id: UUID
    ranks: dict[UUID, str] = Field(description="Card id → new rank.")


class PullRequestFacts(Exact):
    pull_request: PullRequestOnCard


class PullRequestChange(PullRequestFacts):
    was_state: PullRequestState = Field(description="What it was before; perhaps the same.")
    was_review: Verdict | None = Field(
        None, description="If reviewers say something else now: what they said before, if anything."
    )


class PullRequestEnd(Exact):
    pull_request_id: UUID
    repository: str
    number: int


class BranchFacts(Exact):
    branch: BranchOnCard


class BranchEnd(Exact):
    branch_id: UUID
    repository: str
    name: str


class CardHold(Exact):
    held_back: HeldBack | None = Field(
        description="Why a rule could not move the card; null if nothing keeps it any more."
    )


class Rules(Exact):
    rules: list[RuleOut]


class BranchNaming(Exact):
    branching: BranchingOut


class NewBoard(Exact):
    board: BoardSummary


class BoardFieldChanges(Exact):
    name: str


class BoardChange(Exact):
    fields: BoardFieldChanges
    was: BoardFieldChanges


class NewColumn(Exact):
    column: ColumnOut


class ColumnFieldChanges(Exact):
    """Only those that changed."""

    name: str = ""
    category: Category = Category.UNSTARTED
    rank: str = ""
    wip_limit: int | None = None
    wip_hard: bool | None = Field(False, description="Null where it is not hard.")


class ColumnChange(Exact):
    column_id: UUID
    fields: ColumnFieldChanges
    was: ColumnFieldChanges


class PlacedCard(Exact):
    """A card that went to another column, at its end."""

    id: UUID
    rank: str
    version: int


class ColumnEnd(Exact):
    column_id: UUID
    cards: list[PlacedCard]
    to_column_id: UUID | None = Field(None, description="Where the cards went, if there were any.")


class ColumnRanks(Exact):
    ranks: dict[UUID, str] = Field(description="Column id → new rank.")


class NewLabel(Exact):
    label: LabelOut


class LabelFieldChanges(Exact):
    """Only those that changed."""

    name: str = ""
    color: str = ""


class LabelChange(Exact):
    label_id: UUID
    fields: LabelFieldChanges
    was: LabelFieldChanges


class LabelEnd(Exact):
    label_id: UUID


class EventFacts(Exact):
    """What every event has."""

    seq: int
    card_id: UUID | None = Field(description="The card it is about, if it is about one.")
    actor_id: UUID | None
    origin: Origin
    correlation_id: str | None = Field(description="The `X-Request-ID` of the request behind it.")
    batch_id: UUID | None = Field(
        None, description="What events have in common that are one change."
    )
    created_at: datetime


class BoardCreatedEvent(EventFacts):
    type: Literal["board.created"]
    payload: NewBoard


class BoardUpdatedEvent(EventFacts):
    type: Literal["board.updated"]
    payload: BoardChange


class BoardArchivedEvent(EventFacts):
    type: Literal["board.archived"]
    payload: Empty


class BoardRestoredEvent(EventFacts):
    type: Literal["board.restored"]
    payload: Empty


class BoardDeletedEvent(EventFacts):
    type: Literal["board.deleted"]
    payload: Empty


class ColumnCreatedEvent(EventFacts):
    type: Literal["column.created"]
    payload: NewColumn


class ColumnUpdatedEvent(EventFacts):
    type: Literal["column.updated"]
    payload: ColumnChange


class ColumnDeletedEvent(EventFacts):
    type: Literal["column.deleted"]
    payload: ColumnEnd


class ColumnsRerankedEvent(EventFacts):
    type: Literal["columns.reranked"]
    payload: ColumnRanks


class LabelCreatedEvent(EventFacts):
    type: Literal["label.created"]
    payload: NewLabel


class LabelUpdatedEvent(EventFacts):
    type: Literal["label.updated"]
    payload: LabelChange


class LabelDeletedEvent(EventFacts):
    type: Literal["label.deleted"]
    payload: LabelEnd


class CardCreatedEvent(EventFacts):
    type: Literal["card.created"]
    payload: NewCard


class CardUpdatedEvent(EventFacts):
    type: Literal["card.updated"]
    payload: CardChange


class CardMovedEvent(EventFacts):
    type: Literal["card.moved"]
    payload: CardPlaces


class CardArchivedEvent(EventFacts):
    type: Literal["card.archived"]
    payload: CardVersion


class CardRestoredEvent(EventFacts):
    type: Literal["card.restored"]
    payload: RestoredCard


class CardDeletedEvent(EventFacts):
    type: Literal["card.deleted"]
    payload: CardVersion


class CardLeftEvent(EventFacts):
    type: Literal["card.left"]
    payload: CardDeparture


class CardArrivedEvent(EventFacts):
    type: Literal["card.arrived"]
    payload: CardArrival


class CommentCreatedEvent(EventFacts):
    type: Literal["comment.created"]
    payload: NewComment


class CommentUpdatedEvent(EventFacts):
    type: Literal["comment.updated"]
    payload: CommentChange


class CommentDeletedEvent(EventFacts):
    type: Literal["comment.deleted"]
    payload: CommentEnd


class CardsRerankedEvent(EventFacts):
    type: Literal["cards.reranked"]
    payload: CardRanks


class PullRequestLinkedEvent(EventFacts):
    type: Literal["pull_request.linked"]
    payload: PullRequestFacts


class PullRequestUpdatedEvent(EventFacts):
    type: Literal["pull_request.updated"]
    payload: PullRequestChange


class PullRequestUnlinkedEvent(EventFacts):
    type: Literal["pull_request.unlinked"]
    payload: PullRequestEnd


class BranchCreatedEvent(EventFacts):
    type: Literal["branch.created"]
    payload: BranchFacts


class BranchUpdatedEvent(EventFacts):
    type: Literal["branch.updated"]
    payload: BranchFacts


class BranchDeletedEvent(EventFacts):
    type: Literal["branch.deleted"]
    payload: BranchEnd


class CardHeldBackEvent(EventFacts):
    type: Literal["card.held_back"]
    payload: CardHold


class RulesUpdatedEvent(EventFacts):
    type: Literal["rules.updated"]
    payload: Rules


class BranchingUpdatedEvent(EventFacts):
    type: Literal["branching.updated"]
    payload: BranchNaming


class BoardEvent(
    RootModel[
        Annotated[
            BoardCreatedEvent
            | BoardUpdatedEvent
            | BoardArchivedEvent
            | BoardRestoredEvent
            | BoardDeletedEvent
            | ColumnCreatedEvent
            | ColumnUpdatedEvent
            | ColumnDeletedEvent
            | ColumnsRerankedEvent
            | LabelCreatedEvent
            | LabelUpdatedEvent
            | LabelDeletedEvent
            | CardCreatedEvent
            | CardUpdatedEvent
            | CardMovedEvent
            | CardArchivedEvent
            | CardRestoredEvent
            | CardDeletedEvent
            | CardLeftEvent
            | CardArrivedEvent
            | CardsRerankedEvent
            | CommentCreatedEvent
            | CommentUpdatedEvent
            | CommentDeletedEvent
            | PullRequestLinkedEvent
            | PullRequestUpdatedEvent
            | PullRequestUnlinkedEvent
            | BranchCreatedEvent
            | BranchUpdatedEvent
            | BranchDeletedEvent
            | CardHeldBackEvent
            | RulesUpdatedEvent
            | BranchingUpdatedEvent,
            Field(discriminator="type"),
        ]
    ]
):
    """One row of a board's log. Further types come: skip what you do not know, and go on."""
