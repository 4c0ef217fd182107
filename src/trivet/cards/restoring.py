"""Bringing cards back onto their board, from the archive or from the bin."""

from trivet.boards.models import Board, Column
from trivet.cards import events as types
from trivet.cards.changing import CardChanges
from trivet.cards.counterparts import Counterparts
from trivet.cards.editing import PLACE
from trivet.cards.limits import refuse_full, refuse_full_board
from trivet.cards.models import Card
from trivet.cards.placing import Placing
from trivet.cards.repository import CardWriteRepository
from trivet.cards.schemas import CardMove
from trivet.cards.wire import card_document, split_texts
from trivet.platform.uow import WriteUnit


class Restoring:
    """Brings cards back. Who may is asked elsewhere; the board is held.

    Args:
        unit: the write unit.
        elsewhere: what cards have in other places.
    """

    def __init__(self, unit: WriteUnit, elsewhere: Counterparts) -> None:
        self._unit = unit
        self._elsewhere = elsewhere
        self._cards = CardWriteRepository(unit.session)
        self._placing = Placing(self._cards)
        self._changes = CardChanges(unit)

    async def bring_back(
        self, card: Card, board: Board, column: Column, wanted: CardMove, *, forced: bool
    ) -> None:
        """Put a card that was archived or deleted to where it is wanted; else to the end.

        Args:
            card: the row.
            board: its board.
            column: a column of that board.
            wanted: the place there.
            forced: whether an admin insists on a full column.

        Raises:
            WipLimitReached, BoardFull: there is no place for it.
        """
        session = self._unit.session
        await refuse_full(session, column, forced=forced)
        await refuse_full_board(session, board)
        rank = await self._placing.rank(column.id, wanted, moving=card.id)
        changes = {
            "archived_at": None,
            "deleted_at": None,
            "column_id": column.id,
            "rank": rank,
        }
        await self._changes.change(card, changes, fields=(PLACE,))
        members = await self._cards.members_of(card.id)
        places = await self._elsewhere.of_card(session, card.id)
        facts, texts = split_texts(card_document(card, board.key, members, places))
        payload = {"version": card.version, "card": facts}
        self._changes.emit(card, types.CARD_RESTORED, payload, {"card": texts})
        await self._changes.rebalance_if_long(card, board)
