"""Getting hold of a card that is to be changed: seen, allowed, locked, and as it is now."""

from uuid import UUID

from trivet.auth.callers import Caller
from trivet.boards.access import BoardAccess
from trivet.boards.models import Board
from trivet.boards.service import BoardService
from trivet.cards.errors import CardArchived, CardNotFound
from trivet.cards.finding import card_to_change
from trivet.cards.models import Card
from trivet.cards.refusals import refuse_elsewhere
from trivet.cards.repository import CardWriteRepository
from trivet.platform.uow import WriteUnit


class CardHolder:
    """Holds cards for somebody until the unit ends.

    Args:
        unit: the write unit.
        caller: on whose behalf.
        access: who may do what.
    """

    def __init__(self, unit: WriteUnit, caller: Caller, access: BoardAccess) -> None:
        self._caller = caller
        self._access = access
        self._cards = CardWriteRepository(unit.session)
        self._boards = BoardService(unit, caller, access)

    async def hold(self, card_id: UUID, *, deleted_too: bool = False) -> tuple[Card, Board]:
        """A card that the caller may edit, and its board, which is held.

        Args:
            card_id: the card.
            deleted_too: whether one in the bin counts.

        Raises:
            CardNotFound: it is not the caller's to see.
            Forbidden: the caller may not edit.
            BoardArchived: its board is archived.
        """
        cards = self._cards
        found = await card_to_change(
            cards, self._access, self._caller, card_id, deleted_too=deleted_too
        )
        board = await self._boards.locked(found.board_id)
        card = await cards.get_by_id(card_id, deleted_too=deleted_too)
        if card is None:
            raise CardNotFound("Somebody deleted it meanwhile.")
        refuse_elsewhere(card, board)
        return card, board

    async def hold_open(self, card_id: UUID) -> tuple[Card, Board]:
        """The same, of a card that is not archived.

        Raises:
            CardArchived: it is.
        """
        card, board = await self.hold(card_id)
        if card.archived_at is not None:
            raise CardArchived('Bring it back with {"archived": false}.')
        return card, board
