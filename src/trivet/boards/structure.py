"""What a board is made of: its columns and labels."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.boards import events as types
from trivet.boards.access import BoardAccess
from trivet.boards.errors import (
    ColumnNotFound,
    LabelNameTaken,
    LabelNotFound,
    UnknownColumn,
)
from trivet.boards.events import BoardEvent
from trivet.boards.limits import refuse_columns, refuse_labels
from trivet.boards.models import Board, Column, Label
from trivet.boards.repository import BoardWriteRepository
from trivet.boards.schemas import ColumnCreate, ColumnPatch, LabelCreate, LabelPatch, Placement
from trivet.boards.service import BoardService
from trivet.boards.wire import column_document, label_document
from trivet.platform import ranking
from trivet.platform.clock import now
from trivet.platform.errors import FieldError
from trivet.platform.ids import new_id
from trivet.platform.uow import WriteUnit


class StructureService:
    """Changes columns and labels.

    Args:
        unit: the write unit.
        caller: on whose behalf.
        access: who may do what.
    """

    def __init__(self, unit: WriteUnit, caller: Caller, access: BoardAccess) -> None:
        self._unit = unit
        self._caller = caller
        self._access = access
        self._boards = BoardWriteRepository(unit.session)
        self._service = BoardService(unit, caller, access)

    async def create_column(self, board_id: UUID, wanted: ColumnCreate) -> Column:
        """Add a column; at the end unless a place is given.

        Raises:
            BoardNotFound, Forbidden, BoardArchived: as for every change of a board.
            UnknownColumn: the column beside which it should stand is not on this board.
            TooManyColumns: there are as many as there may be.
        """
        board = await self.editable(board_id)
        await refuse_columns(self._boards, board_id)
        rank = place(await self._boards.columns(board_id), wanted)
        column = Column(
            id=new_id(),
            board_id=board_id,
            name=wanted.name,
            category=wanted.category,
            rank=rank,
            wip_limit=wanted.wip_limit,
            wip_hard=wanted.wip_hard,
            created_at=now(),
        )
        self._unit.session.add(column)
        board.structure_version += 1
        self.emit(board_id, types.COLUMN_CREATED, {"column": column_document(column)})
        await self._rebalance_if_long(column, board)
        return column

    async def patch_column(self, column_id: UUID, patch: ColumnPatch) -> Column:
        """Rename a column, change what it means or its limit, or move it.

        Raises:
            ColumnNotFound: it is not the caller's to see.
            Forbidden, BoardArchived: as for every change of a board.
            UnknownColumn: the column beside which it should stand is not on this board.
        """
        column = await self.column(column_id)
        before = column_document(column)
        given = patch.model_fields_set
        if patch.name is not None:
            column.name = patch.name
        if patch.category is not None:
            column.category = patch.category
        if "wip_limit" in given:
            column.wip_limit = patch.wip_limit
        if patch.wip_hard is not None:
            column.wip_hard = patch.wip_hard
        if patch.given:
            siblings = await self._boards.columns(column.board_id)
            column.rank = place(siblings, patch, moving=column)
        change = changed(before, column_document(column))
        if change:
            board = await self._service.locked(column.board_id)
            board.structure_version += 1
            self.emit(
                column.board_id, types.COLUMN_UPDATED, {"column_id": str(column_id), **change}
            )
            await self._rebalance_if_long(column, board)
        return column

    async def _rebalance_if_long(self, column: Column, board: Board) -> None:
        """Give all columns short ranks again, in the same order, once one has grown too long."""
        if len(column.rank) <= ranking.MAX_LENGTH:
            return
        await self._unit.session.flush()
        columns = await self._boards.columns(board.id)
        ranks = dict(zip((c.id for c in columns), ranking.spread(len(columns)), strict=True))
        await self._boards.set_column_ranks(ranks)
        column.rank = ranks[column.id]
        board.structure_version += 1
        payload = {"ranks": {str(column_id): rank for column_id, rank in ranks.items()}}
        self.emit(board.id, types.COLUMNS_RERANKED, payload)

    async def create_label(self, board_id: UUID, wanted: LabelCreate) -> Label:
        """Add a label.

        Raises:
            BoardNotFound, Forbidden, BoardArchived: as for every change of a board.
            LabelNameTaken: there is one of this name.
            TooManyLabels: there are as many as there may be.
        """
        await self.editable(board_id)
        await self._refuse_taken(board_id, wanted.name)
        await refuse_labels(self._boards, board_id)
        label = Label(
            id=new_id(),
            board_id=board_id,
            name=wanted.name,
            color=wanted.color,
            created_at=now(),
        )
        self._unit.session.add(label)
        self.emit(board_id, types.LABEL_CREATED, {"label": label_document(label)})
        return label

    async def patch_label(self, label_id: UUID, patch: LabelPatch) -> Label:
        """Rename or recolour a label.

        Raises:
            LabelNotFound: it is not the caller's to see.
            LabelNameTaken: there is another one of this name.
        """
        label = await self._label(label_id)
        before = label_document(label)
        if patch.name is not None and patch.name != label.name:
            await self._refuse_taken(label.board_id, patch.name)
            label.name = patch.name
        if patch.color is not None:
            label.color = patch.color
        change = changed(before, label_document(label))
        if change:
            self.emit(label.board_id, types.LABEL_UPDATED, {"label_id": str(label_id), **change})
        return label

    async def delete_label(self, label_id: UUID) -> None:
        """Take a label from the board and from all its cards.

        Raises:
            LabelNotFound: it is not the caller's to see.
        """
        label = await self._label(label_id)
        await self._unit.session.delete(label)
        self.emit(label.board_id, types.LABEL_DELETED, {"label_id": str(label_id)})

    async def editable(self, board_id: UUID) -> Board:
        """The board, locked, if the caller may change it."""
        await self._access.require_edit(self._caller, board_id, self._unit.session)
        return await self._service.locked(board_id)

    async def column(self, column_id: UUID) -> Column:
        """A column of a board that is locked now and that the caller may change."""
        found = await self._boards.column(column_id)
        if found is not None and await self._visible(found.board_id):
            await self.editable(found.board_id)
            found = await self._boards.column(column_id)
            if found is not None:
                return found
        raise ColumnNotFound("Somebody may have deleted it meanwhile.")

    async def _label(self, label_id: UUID) -> Label:
        found = await self._boards.label(label_id)
        if found is not None and await self._visible(found.board_id):
            await self.editable(found.board_id)
            found = await self._boards.label(label_id)
            if found is not None:
                return found
        raise LabelNotFound("Somebody may have deleted it meanwhile.")

    async def _visible(self, board_id: UUID) -> bool:
        role = await self._access.role_or_none(self._caller, board_id, self._unit.session)
        return role is not None

    async def _refuse_taken(self, board_id: UUID, name: str) -> None:
        if await self._boards.label_named(board_id, name) is not None:
            raise LabelNameTaken(
                f"Use the label {name} that is there, or choose another name.",
                fields=(FieldError("name", "is taken"),),
            )

    def emit(
        self, board_id: UUID, type_: str, payload: dict[str, Any], at: datetime | None = None
    ) -> None:
        self._unit.emit(BoardEvent(type=type_, board_id=board_id, payload=payload, created_at=at))


def changed(before: dict[str, Any], after: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What differs between two documents, as `fields` and `was`; empty if nothing does."""
    names = [n for n in {**before, **after} if before.get(n) != after.get(n)]
    if not names:
        return {}
    return {
        "fields": {n: after.get(n) for n in names},
        "was": {n: before.get(n) for n in names},
    }


def place(columns: Sequence[Column], wanted: Placement, moving: Column | None = None) -> str:
    """The rank that puts a column where it is wanted; at the end if nothing is said.

    Args:
        columns: the board's columns, in order.
        wanted: the place.
        moving: the column that moves, if it is one of them.

    Raises:
        UnknownColumn: the column beside which it should stand is not among them.
    """
    others = [c for c in columns if moving is None or c.id != moving.id]
    anchor = wanted.before or wanted.after
    if anchor is not None:
        ids = [c.id for c in others]
        if anchor not in ids:
            raise UnknownColumn(
                "Name another column of this board.",
                fields=(FieldError("before" if wanted.before else "after", "is not here"),),
            )
        index = ids.index(anchor) + (0 if wanted.before else 1)
    elif wanted.position is not None:
        index = min(wanted.position, len(others))
    else:
        index = len(others)
    low = others[index - 1].rank if index > 0 else None
    high = others[index].rank if index < len(others) else None
    return ranking.between(low, high)
