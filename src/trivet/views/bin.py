"""What is in the bin of a board."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import Select, and_, or_, select

from trivet.auth.callers import Caller
from trivet.boards.access import BoardAccess
from trivet.boards.errors import BoardNotFound
from trivet.boards.models import Board, BoardEventRow
from trivet.boards.repository import BoardRepository
from trivet.cards.counterparts import Counterparts
from trivet.cards.events import CARD_DELETED
from trivet.cards.models import Card
from trivet.cards.schemas import CardOnBoard
from trivet.cards.wire import plain
from trivet.platform.uow import ReadUnit
from trivet.views.snapshot import short_forms


class DeletedCard(BaseModel):
    """A card in the bin."""

    card: CardOnBoard
    deleted_at: datetime
    deleted_by: UUID | None = Field(None, description="Null if that was no person.")


class BinReader:
    """Reads bins.

    Args:
        unit: a read unit.
        caller: who asks.
        access: who may do what.
        elsewhere: what cards have in other places.
    """

    def __init__(
        self, unit: ReadUnit, caller: Caller, access: BoardAccess, elsewhere: Counterparts
    ) -> None:
        self._session = unit.session
        self._caller = caller
        self._access = access
        self._elsewhere = elsewhere

    async def page(
        self, board_id: UUID, after: tuple[datetime, UUID] | None, limit: int
    ) -> list[dict[str, Any]]:
        """Cards in the bin of a board, those last that were deleted first.

        Args:
            board_id: the board.
            after: when the last one of the page before was deleted, and its id.
            limit: how many at most.

        Raises:
            BoardNotFound: it is not the caller's to see.
        """
        await self._access.role(self._caller, board_id, self._session)
        board = await BoardRepository(self._session).get(board_id)
        if board is None:
            raise BoardNotFound("Somebody deleted it meanwhile.")
        found = list(await self._session.execute(_deleted(board_id, after, limit)))
        ids = [card_id for card_id, _ in found]
        forms = await self._forms(board, ids)
        who = await self._who(board_id, ids)
        return [
            {"card": forms[card_id], "deleted_at": plain(at), "deleted_by": who.get(card_id)}
            for card_id, at in found
        ]

    async def _forms(self, board: Board, ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
        forms = await short_forms(self._session, board, Card.id.in_(ids), self._elsewhere, ids)
        return {UUID(form["id"]): form for form in forms}

    async def _who(self, board_id: UUID, ids: Sequence[UUID]) -> dict[UUID, UUID | None]:
        """Card id → who deleted it last."""
        rows = await self._session.execute(
            select(BoardEventRow.card_id, BoardEventRow.actor_id)
            .where(
                BoardEventRow.card_id.in_(ids),
                BoardEventRow.board_id == board_id,
                BoardEventRow.type == CARD_DELETED,
            )
            .order_by(BoardEventRow.seq)
        )
        return {card_id: actor_id for card_id, actor_id in rows if card_id is not None}


def _deleted(
    board_id: UUID, after: tuple[datetime, UUID] | None, limit: int
) -> Select[UUID, datetime | None]:
    wanted = select(Card.id, Card.deleted_at).where(
        Card.board_id == board_id, Card.deleted_at.is_not(None)
    )
    if after is not None:
        at, card_id = after
        older = or_(Card.deleted_at < at, and_(Card.deleted_at == at, Card.id < card_id))
        wanted = wanted.where(older)
    return wanted.order_by(Card.deleted_at.desc(), Card.id.desc()).limit(limit)
