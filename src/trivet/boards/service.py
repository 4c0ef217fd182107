"""Boards, columns and labels: rules, permissions, events."""

import re
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.boards import events as types
from trivet.boards.access import BoardAccess, checker, may_edit
from trivet.boards.errors import (
    BoardArchived,
    BoardKeyTaken,
    BoardNotFound,
)
from trivet.boards.events import BoardEvent
from trivet.boards.limits import refuse_boards
from trivet.boards.models import Board, Column, Label
from trivet.boards.repository import BoardRepository, BoardWriteRepository
from trivet.boards.schemas import BoardCreate, BoardPatch
from trivet.boards.templates import TEMPLATES, BoardTemplate
from trivet.boards.wire import board_document, column_document, label_document
from trivet.platform import ranking
from trivet.platform.clock import now
from trivet.platform.db.session import ReadSession
from trivet.platform.errors import FieldError
from trivet.platform.ids import new_id
from trivet.platform.uow import ReadUnit, WriteUnit
from trivet.workspaces.permissions import VIEW
from trivet.workspaces.service import lock_workspace

DEFAULT_KEY = "BOARD"


class BoardQueries:
    """Reads boards of a workspace.

    Args:
        unit: a read unit.
        caller: who asks.
    """

    def __init__(self, unit: ReadUnit, caller: Caller) -> None:
        self._caller = caller
        self._boards = BoardRepository(unit.session)
        self._checker = checker(unit.session)

    async def page(
        self, workspace_id: UUID, *, after: UUID | None, limit: int, archived: bool
    ) -> Sequence[Board]:
        """Boards of a workspace, oldest first.

        Raises:
            WorkspaceNotFound: the caller is no member of it.
        """
        await self._checker.demand(self._caller, workspace_id, VIEW)
        return await self._boards.page(workspace_id, after=after, limit=limit, archived=archived)


class BoardService:
    """Changes boards.

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

    async def create_board(self, workspace_id: UUID, wanted: BoardCreate) -> Board:
        """Make a board with the columns and labels of its template.

        Raises:
            WorkspaceNotFound: the caller is no member of the workspace.
            Forbidden: the caller can only look.
            BoardKeyTaken: the key that was asked for is in use.
            TooManyBoards: the workspace has as many as it may.
        """
        board = await self.empty_board(workspace_id, wanted.name, wanted.key)
        self._furnish(board, TEMPLATES[wanted.template])
        return board

    async def empty_board(self, workspace_id: UUID, name: str, wanted_key: str | None) -> Board:
        """Make a board without columns. Holds the workspace: before any board is held.

        Raises:
            WorkspaceNotFound, Forbidden, BoardKeyTaken, TooManyBoards: as above.
        """
        session = self._unit.session
        await lock_workspace(session, workspace_id)  # before the role is asked: it holds then
        may_edit(self._caller, await checker(session).demand(self._caller, workspace_id, VIEW))
        key = wanted_key or await self._free_key(workspace_id, name)
        if wanted_key and await self._boards.key_taken(workspace_id, key):
            raise BoardKeyTaken(
                f"Choose another key than {key}.", fields=(FieldError("key", "is taken"),)
            )
        await refuse_boards(self._boards, workspace_id)
        moment = now()
        board = Board(
            id=new_id(),
            workspace_id=workspace_id,
            key=key,
            name=name,
            seq=0,
            last_number=0,
            structure_version=0,
            texts_emptied_to=0,
            created_by=self._caller.user_id,
            created_at=moment,
            updated_at=moment,
        )
        session.add(board)
        await session.flush()
        self._emit(board.id, types.BOARD_CREATED, {"board": board_document(board)})
        return board

    def _furnish(self, board: Board, template: BoardTemplate) -> None:
        ranks = ranking.spread(len(template.columns))
        for wanted, rank in zip(template.columns, ranks, strict=True):
            column = Column(
                id=new_id(),
                board_id=board.id,
                name=wanted.name,
                category=wanted.category,
                rank=rank,
                wip_limit=wanted.wip_limit,
                wip_hard=False,
                created_at=board.created_at,
            )
            self.add_column(board, column)
        for name, color in template.labels:
            self.add_label(
                Label(
                    id=new_id(),
                    board_id=board.id,
                    name=name,
                    color=color,
                    created_at=board.created_at,
                )
            )

    def add_column(self, board: Board, column: Column) -> None:
        """Put a column, whose place is known to be free, on a board that is held."""
        self._unit.session.add(column)
        board.structure_version += 1
        self._emit(board.id, types.COLUMN_CREATED, {"column": column_document(column)})

    def add_label(self, label: Label) -> None:
        """Give a board that is held a label, whose name is known to be free."""
        self._unit.session.add(label)
        self._emit(label.board_id, types.LABEL_CREATED, {"label": label_document(label)})

    async def patch_board(self, board_id: UUID, patch: BoardPatch) -> Board:
        """Rename a board, archive it or bring it back.

        Raises:
            BoardNotFound: the board is not the caller's to see.
            Forbidden: the caller may not.
        """
        if patch.archived is None:
            await self._access.require_edit(self._caller, board_id, self._unit.session)
        else:
            await self._access.require_manage(self._caller, board_id)
        board = await self.locked(board_id, archived_too=True)
        at = now()
        if patch.name is not None and patch.name != board.name:
            change = {"fields": {"name": patch.name}, "was": {"name": board.name}}
            board.name = patch.name
            self._emit(board_id, types.BOARD_UPDATED, change)
        if patch.archived is not None and patch.archived != (board.archived_at is not None):
            board.archived_at = at if patch.archived else None
            board.structure_version += 1
            self._emit(
                board_id, types.BOARD_ARCHIVED if patch.archived else types.BOARD_RESTORED, {}, at
            )
        board.updated_at = at
        return board

    async def delete_board(self, board_id: UUID) -> None:
        """Delete a board with everything on it.

        Raises:
            BoardNotFound: the board is not the caller's to see.
            Forbidden: the caller is no admin.
        """
        await self._access.require_manage(self._caller, board_id)
        board = await self.locked(board_id, archived_too=True)
        board.deleted_at = now()
        board.structure_version += 1
        self._emit(board_id, types.BOARD_DELETED, {})

    async def locked(self, board_id: UUID, *, archived_too: bool = False) -> Board:
        """The board, held until the unit ends.

        Raises:
            BoardNotFound: it is not there any more.
            BoardArchived: it is archived, and that matters.
        """
        board = await self._boards.lock(board_id)
        if board is None:
            raise BoardNotFound("Somebody deleted it meanwhile.")
        self._unit.held[board_id] = board.seq
        if board.archived_at is not None and not archived_too:
            raise BoardArchived('Bring it back with PATCH /boards/{id} {"archived": false}.')
        return board

    def _emit(
        self, board_id: UUID, type_: str, payload: dict[str, Any], at: datetime | None = None
    ) -> None:
        self._unit.emit(BoardEvent(type=type_, board_id=board_id, payload=payload, created_at=at))

    async def _free_key(self, workspace_id: UUID, name: str) -> str:
        wanted = suggested_key(name)
        key, number = wanted, 1
        while await self._boards.key_taken(workspace_id, key):
            number += 1
            key = f"{wanted[: 10 - len(str(number))]}{number}"
        return key


async def boards_in_workspace(
    session: ReadSession, workspace_id: UUID, board_ids: Collection[UUID]
) -> set[UUID]:
    """Those of some boards that are in a workspace."""
    return await BoardRepository(session).in_workspace(workspace_id, board_ids)


async def columns_of(session: ReadSession, board_id: UUID) -> Sequence[Column]:
    """The columns of a board, from left to right. Whether it may be seen is asked elsewhere."""
    return await BoardRepository(session).columns(board_id)


def suggested_key(name: str) -> str:
    """A short key for a board: initials of several words, or the start of one.

    Args:
        name: the board's name.
    """
    words = re.findall(r"[A-Z0-9]+", name.upper())
    letters = "".join(word[0] for word in words)[:4] if len(words) > 1 else "".join(words)[:4]
    return letters if letters and letters[0].isalpha() else DEFAULT_KEY
