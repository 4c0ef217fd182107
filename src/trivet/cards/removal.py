"""Deleting a column: its cards go to another one, or it has none."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement

from trivet.auth.callers import Caller
from trivet.boards import events as types
from trivet.boards.access import BoardAccess
from trivet.boards.errors import ColumnNotEmpty, LastColumn
from trivet.boards.models import Column
from trivet.boards.repository import BoardWriteRepository
from trivet.boards.structure import StructureService
from trivet.cards.editing import PLACE
from trivet.cards.limits import refuse_full
from trivet.cards.models import Card
from trivet.cards.refusals import known_column
from trivet.cards.repository import CardWriteRepository
from trivet.platform import ranking
from trivet.platform.clock import now
from trivet.platform.errors import FieldError
from trivet.platform.uow import WriteUnit


class ColumnRemoval:
    """Deletes columns.

    Args:
        unit: the write unit.
        caller: on whose behalf.
        access: who may do what.
    """

    def __init__(self, unit: WriteUnit, caller: Caller, access: BoardAccess) -> None:
        self._unit = unit
        self._structure = StructureService(unit, caller, access)
        self._boards = BoardWriteRepository(unit.session)
        self._cards = CardWriteRepository(unit.session)

    async def delete_column(self, column_id: UUID, move_cards_to: UUID | None) -> None:
        """Delete a column; its cards go to the end of another one, in their order.

        Args:
            column_id: the column.
            move_cards_to: where its cards go; archived ones too, for when they come back.

        Raises:
            ColumnNotFound: it is not the caller's to see.
            ColumnNotEmpty: it has cards, and nothing is said about them.
            UnknownColumn: the other column is not on this board.
            LastColumn: the board has no other.
            WipLimitReached: there is no place for its cards in the other column.
        """
        column = await self._structure.column(column_id)
        board = await self._structure.editable(column.board_id)
        others = [c for c in await self._boards.columns(board.id) if c.id != column_id]
        if not others:
            raise LastColumn("Add another column first, or delete the board.")
        target = await self._target(column, move_cards_to)
        at = now()
        # Cards that were deleted still refer to it; they go where nobody sees them.
        await self._cards.put_away(column.id, (target or others[0]).id)
        moved = await self._move_all(column, target.id, at) if target is not None else []
        await self._unit.session.flush()
        await self._unit.session.delete(column)
        board.structure_version += 1
        payload = {"column_id": str(column_id), "cards": moved}
        if target is not None:
            payload["to_column_id"] = str(target.id)
        self._structure.emit(board.id, types.COLUMN_DELETED, payload, at)

    async def _target(self, column: Column, wanted: UUID | None) -> Column | None:
        if wanted is not None and wanted != column.id:
            target = await known_column(self._boards, column.board_id, wanted)
            coming = await self._cards.count_in(column.id)
            await refuse_full(self._unit.session, target, coming)
            return target
        if await self._cards.any_in(column.id):
            raise ColumnNotEmpty(
                "Add ?move_cards_to= with the id of another column; archived cards count too.",
                fields=(FieldError("move_cards_to", "is missing"),),
            )
        return None

    async def _move_all(
        self, column: Column, target: UUID, at: datetime
    ) -> list[dict[str, object]]:
        in_column: list[ColumnElement[bool]] = [Card.column_id == column.id]
        cards = await self._cards.get_by_board(column.board_id, in_column)
        low = await self._cards.rank_before(target, None, None)
        moved: list[dict[str, object]] = []
        for card in cards:
            low = ranking.between(low, None)
            card.column_id, card.rank = target, low
            card.version += 1
            card.updated_at = at
            card.field_versions = {**card.field_versions, PLACE: card.version}
            moved.append({"id": str(card.id), "rank": low, "version": card.version})
        return moved
