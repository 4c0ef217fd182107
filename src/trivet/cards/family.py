"""Cards that stand below others: no circles, and not too deep.

Parents may be on any board of the workspace. Whoever sets one holds the workspace meanwhile, so that
two who tie a knot from its two ends at once do not both succeed.
"""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from trivet.auth.callers import Caller
from trivet.boards.access import BoardAccess, workspace_of_board
from trivet.boards.models import Board
from trivet.cards.errors import ParentCycle, TooDeep, UnknownParent
from trivet.cards.finding import card_to_see
from trivet.cards.models import Card
from trivet.cards.repository import CardRepository
from trivet.platform.db.session import WriteSession
from trivet.platform.errors import FieldError
from trivet.workspaces.service import lock_workspace

MOST_LEVELS = 10


class Family:
    """Asks who stands below whom.

    Args:
        session: a write unit's session.
    """

    def __init__(self, session: WriteSession) -> None:
        self._session = session
        self._cards = CardRepository(session)

    async def hold(self, caller: Caller, access: BoardAccess, card_id: UUID) -> UUID:
        """Hold the workspace of a card, before any board is held.

        Raises:
            CardNotFound: it is not the caller's to see.
        """
        card = await card_to_see(self._cards, access, caller, card_id)
        workspace_id = await workspace_of_board(self._session, card.board_id)
        assert workspace_id is not None, "whoever sees the card sees its board"
        await lock_workspace(self._session, workspace_id)
        return workspace_id

    async def refuse_parent(self, workspace_id: UUID, card: Card | None, parent_id: UUID) -> None:
        """Refuse a parent that a card cannot have.

        Args:
            workspace_id: of the card; held, unless the card is new and has nobody below it.
            card: the card; None if it is being made.
            parent_id: the card above it.

        Raises:
            UnknownParent: there is no such card in the workspace.
            ParentCycle: it is the card itself, or stands below it.
            TooDeep: there would be too many levels.
        """
        above = await self._above(workspace_id, parent_id)
        if card is not None and card.id in above:
            raise ParentCycle(
                "It is this card, or stands below it: choose another one, or take that one out first.",
                fields=(FieldError("parent_id", "stands below this card"),),
            )
        below = 0 if card is None else await self._height(card.id)
        if len(above) + 1 + below > MOST_LEVELS:
            raise TooDeep(
                f"Cards stand below one another at most {MOST_LEVELS} levels deep: choose a parent"
                " higher up.",
                fields=(FieldError("parent_id", "is too deep"),),
            )

    async def _above(self, workspace_id: UUID, card_id: UUID) -> list[UUID]:
        """A card and all above it."""
        found: list[UUID] = []
        wanted: UUID | None = card_id
        while wanted is not None and wanted not in found and len(found) <= MOST_LEVELS:
            row = (
                await self._session.execute(
                    select(Card.parent_id, Board.workspace_id)
                    .join(Board, Board.id == Card.board_id)
                    .where(Card.id == wanted, Card.deleted_at.is_(None), Board.deleted_at.is_(None))
                )
            ).one_or_none()
            if row is None or row.workspace_id != workspace_id:
                break
            found.append(wanted)
            wanted = row.parent_id
        if not found:
            raise UnknownParent(
                "Name a card of this workspace by its id.",
                fields=(FieldError("parent_id", "is unknown"),),
            )
        return found

    async def _height(self, card_id: UUID) -> int:
        """How many levels stand below a card."""
        levels = 0
        row: Collection[UUID] = [card_id]
        while levels < MOST_LEVELS:
            row = (
                await self._session.scalars(
                    select(Card.id).where(Card.parent_id.in_(row), Card.deleted_at.is_(None))
                )
            ).all()
            if not row:
                break
            levels += 1
        return levels
