"""What a card has in other places, as far as a card shows it.

The shapes stand here, since they are part of a card; what fills them stands further up, in the
domain of each place, and is given to the services of cards by bootstrap. So cards know that there
are pull requests, and nothing of GitHub.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from pydantic import BaseModel, Field

from trivet.platform.db.session import ReadSession

COUNTERPARTS = ("pull_requests", "branches")
"""The members of a card that show them."""


class PullRequestState(StrEnum):
    """How far a pull request is."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    MERGED = "merged"


class PullRequestOnCard(BaseModel):
    """A pull request of a card."""

    id: UUID
    repository: str = Field(description="Its full name, such as `acme/rocket`.")
    number: int
    title: str
    state: PullRequestState
    branch: str = Field(description="The branch that is to be merged.")
    author: str | None = Field(None, description="The login; null if the account is no more.")
    url: str | None = None


class BranchOnCard(BaseModel):
    """A branch of a card."""

    id: UUID
    repository: str = Field(description="Its full name, such as `acme/rocket`.")
    name: str
    url: str | None = None


class Counterparts(Protocol):
    """Reads what cards have in other places.

    Each answer maps a member of `COUNTERPARTS` to its list, in order; empty ones are left out.
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
