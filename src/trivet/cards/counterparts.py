"""What a card has in other places, as far as a card shows it.

The shapes stand here, since they are part of a card; what fills them stands further up, in the
domain of each place, and is given to the services of cards by bootstrap. So cards know that there
are pull requests, and nothing of GitHub.
"""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Any, Literal, Protocol
from uuid import UUID

from pydantic import BaseModel, Field

from trivet.platform.db.session import ReadSession
from trivet.platform.schemas import Time
from trivet.platform.uow import WriteUnit

HELD_BACK = "held_back"
COUNTERPARTS = ("pull_requests", "branches", HELD_BACK)
"""The members of a card that show them, and why a rule that follows them could not move it."""


class PullRequestState(StrEnum):
    """How far a pull request is."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    MERGED = "merged"


class ReviewOnCard(BaseModel):
    """The last word of a reviewer."""

    login: str | None = Field(description="Whose; null if the account is no more.")
    state: Literal["approved", "changes_requested", "commented", "dismissed", ""] = Field(
        description="Empty while only a part of it is known."
    )
    at: Time


class CheckCounts(BaseModel):
    """How many checks of the newest commit stand how."""

    pending: int = 0
    passing: int = 0
    failing: int = 0
    neutral: int = 0


class PullRequestOnCard(BaseModel):
    """A pull request of a card."""

    id: UUID
    repository: str = Field(description="Its full name, such as `acme/rocket`.")
    number: int
    title: str
    state: PullRequestState
    branch: str = Field(description="The branch that is to be merged.")
    base: str = Field(description="The branch into which it is to be merged.")
    author: str | None = Field(None, description="The login; null if the account is no more.")
    url: str | None = None
    closes: bool = Field(
        True, description="Whether merging it finishes the card; else it only mentions it."
    )
    review: Literal["review_requested", "changes_requested", "approved"] | None = Field(
        None, description="What reviewers say, taken together; null if nobody was asked."
    )
    reviews: list[ReviewOnCard] = Field(default_factory=list)
    requested: list[str] = Field(
        default_factory=list, description="The logins and teams that are asked for a review."
    )
    checks: CheckCounts | None = Field(
        None, description="Checks and statuses of its newest commit; null if there are none."
    )
    mergeable: bool | None = Field(
        None, description="Whether it has no conflicts; null as long as GitHub has not said."
    )
    commits: int | None = None
    head_sha: str | None = Field(None, description="Its newest commit.")
    opened_at: Time | None = None
    merged_at: Time | None = None


class BranchOnCard(BaseModel):
    """A branch of a card."""

    id: UUID
    repository: str = Field(description="Its full name, such as `acme/rocket`.")
    name: str
    url: str | None = None
    head_sha: str | None = Field(None, description="The commit that it points at, if known.")
    pushed_at: Time | None = Field(None, description="When that was pushed, if known.")


class HeldBack(BaseModel):
    """Why a rule could not move a card. Gone as soon as the card is moved, by whomever."""

    rule: str = Field(description="Which rule, by its event.")
    column_id: UUID = Field(description="The column to which it would go; it may be gone since.")
    why: Literal["wip_limit"] = Field(description="Its hard limit was reached.")
    at: Time = Field(description="When that was.")
    corrected: bool = Field(
        False, description="It would go back: an earlier move was for no reason."
    )
    cause: str = Field(description="What became known of the pull request or the branch.")
    repository: str
    pull_request: int | None = Field(None, description="Its number, if it is about one.")
    branch: str | None = Field(None, description="Its name, if it is about one.")


class Kept(BaseModel):
    """What an undo leaves on GitHub as it is."""

    kind: Literal["branch", "pull_request", "deleted_branch"]
    name: str
    url: str | None = None


class Counterparts(Protocol):
    """Reads what cards have in other places.

    Each answer maps a member of `COUNTERPARTS` to what it shows, lists in order; empty ones are left out.
    """

    async def of_card(self, session: ReadSession, card_id: UUID) -> Mapping[str, Any]:
        """What one card has."""

    async def on_board(
        self, session: ReadSession, board_id: UUID, card_ids: Collection[UUID] | None = None
    ) -> Mapping[UUID, Mapping[str, Any]]:
        """Card id → what it has, for cards of a board, in a fixed number of queries.

        Args:
            session: reads.
            board_id: the board.
            card_ids: only these; None is all that are not archived or deleted.
        """

    async def let_go(
        self, unit: WriteUnit, workspace_id: UUID, card_id: UUID, batch_id: UUID
    ) -> Sequence[Kept] | None:
        """Stop what a change of a card began elsewhere, since it is about to be taken back.

        Before the card's board is held.

        Args:
            unit: the write unit of the undo.
            workspace_id: where the card is.
            card_id: the card.
            batch_id: what the events of the change have in common.

        Returns:
            What happened already, or can no longer be stopped; None if it began nothing.
        """
