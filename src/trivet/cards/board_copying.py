"""Copying a board: what it is made of and, if wanted, the open cards on it."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import insert, select

from trivet.auth.callers import Caller
from trivet.boards.access import BoardAccess
from trivet.boards.errors import BoardNotFound
from trivet.boards.models import Board, Column, Label
from trivet.boards.repository import BoardWriteRepository
from trivet.boards.schemas import BoardCopyAs
from trivet.boards.service import BoardService
from trivet.cards import events as types
from trivet.cards.changing import CardChanges
from trivet.cards.copying import copied
from trivet.cards.models import Card, CardAssignee, CardDependency, CardLabel
from trivet.cards.repository import CardWriteRepository, is_live
from trivet.cards.wire import NO_MEMBERS, Members, card_document, split_texts
from trivet.platform.clock import now
from trivet.platform.ids import new_id
from trivet.platform.uow import WriteUnit
from trivet.workspaces.models import WorkspaceMember


class CopiedBoard(NamedTuple):
    """A new board, and which of its columns stands for which of the original's."""

    board: Board
    columns: Mapping[UUID, UUID]


class BoardCopying:
    """Copies boards within their workspace.

    Args:
        unit: the write unit.
        caller: on whose behalf.
        access: who may do what.
    """

    def __init__(self, unit: WriteUnit, caller: Caller, access: BoardAccess) -> None:
        self._unit = unit
        self._session = unit.session
        self._caller = caller
        self._access = access
        self._service = BoardService(unit, caller, access)
        self._boards = BoardWriteRepository(unit.session)
        self._cards = CardWriteRepository(unit.session)
        self._changes = CardChanges(unit)

    async def copy_board(self, board_id: UUID, wanted: BoardCopyAs) -> CopiedBoard:
        """Make a board like another one.

        Cards are copied with texts, steps as they stand, links, labels, people who still are members,
        and what they are to one another; numbered anew in the same order. Comments, pull requests
        and what is archived stay behind.

        Args:
            board_id: the original, which may be archived.
            wanted: what the copy is called, and whether it gets the cards.

        Raises:
            BoardNotFound: it is not the caller's to see.
            Forbidden: the caller may only look.
            BoardKeyTaken, TooManyBoards: as for every new board.
        """
        await self._access.require_edit(self._caller, board_id, self._session)
        workspace_id = await self._boards.workspace_of(board_id)
        if workspace_id is None:
            raise BoardNotFound("Somebody deleted it meanwhile.")
        board = await self._service.empty_board(workspace_id, wanted.name, wanted.key)
        await self._service.locked(board_id, archived_too=True)  # so that all of it fits together
        columns = await self._copy_columns(board_id, board)
        labels = await self._copy_labels(board_id, board)
        if wanted.with_cards:
            await self._copy_cards(board_id, board, columns, labels)
        return CopiedBoard(board, columns)

    async def _copy_columns(self, board_id: UUID, board: Board) -> Mapping[UUID, UUID]:
        copies: dict[UUID, UUID] = {}
        for column in await self._boards.columns(board_id):
            copy = Column(
                id=new_id(),
                board_id=board.id,
                name=column.name,
                category=column.category,
                rank=column.rank,
                wip_limit=column.wip_limit,
                wip_hard=column.wip_hard,
                created_at=board.created_at,
            )
            self._service.add_column(board, copy)
            copies[column.id] = copy.id
        return copies

    async def _copy_labels(self, board_id: UUID, board: Board) -> Mapping[UUID, UUID]:
        copies: dict[UUID, UUID] = {}
        labels = await self._boards.labels(board_id)
        for label in sorted(labels, key=lambda one: one.id):
            copy = Label(
                id=new_id(),
                board_id=board.id,
                name=label.name,
                color=label.color,
                created_at=board.created_at,
            )
            self._service.add_label(copy)
            copies[label.id] = copy.id
        return copies

    async def _copy_cards(
        self,
        board_id: UUID,
        board: Board,
        columns: Mapping[UUID, UUID],
        labels: Mapping[UUID, UUID],
    ) -> None:
        found = await self._session.scalars(
            select(Card).where(Card.board_id == board_id, is_live()).order_by(Card.number)
        )
        originals = found.all()
        copies = {original.id: new_id() for original in originals}
        cards = [
            copied(
                original,
                id=copies[original.id],
                board_id=board.id,
                column_id=columns[original.column_id],
                number=number,
                rank=original.rank,
                title=original.title,
                checklist=[{**step, "id": str(new_id())} for step in original.checklist],
                parent_id=copies.get(original.parent_id) if original.parent_id else None,
                created_by=self._caller.user_id,
            )
            for number, original in enumerate(originals, 1)
        ]
        board.last_number = len(cards)
        self._session.add_all(cards)
        await self._session.flush()
        members = await self._copy_members(board_id, board, copies, labels)
        for card in cards:
            document = card_document(card, board.key, members.get(card.id, NO_MEMBERS), {})
            facts, texts = split_texts(document)
            self._changes.emit(card, types.CARD_CREATED, {"card": facts}, {"card": texts})

    async def _copy_members(
        self,
        board_id: UUID,
        board: Board,
        copies: Mapping[UUID, UUID],
        labels: Mapping[UUID, UUID],
    ) -> Mapping[UUID, Members]:
        """Labels, people and dependencies of the originals, given to their copies."""
        still = select(WorkspaceMember.user_id)
        still = still.where(WorkspaceMember.workspace_id == board.workspace_id)
        people = set(await self._session.scalars(still))
        there = await self._cards.members_on_board(board_id)
        members = {
            copies[card_id]: Members(
                [labels[one] for one in its.label_ids],
                [one for one in its.assignee_ids if one in people],
                [copies[one] for one in its.blocked_by if one in copies],
                [copies[one] for one in its.blocks if one in copies],
            )
            for card_id, its in there.items()
            if card_id in copies
        }
        await self._write(members)
        return members

    async def _write(self, members: Mapping[UUID, Members]) -> None:
        run_many, at = self._session.run_many, now()
        labels = ((card, one) for card, its in members.items() for one in its.label_ids)
        people = ((card, one) for card, its in members.items() for one in its.assignee_ids)
        waits = ((card, one) for card, its in members.items() for one in its.blocked_by)
        await run_many(insert(CardLabel), [{"card_id": c, "label_id": one} for c, one in labels])
        await run_many(insert(CardAssignee), [{"card_id": c, "user_id": one} for c, one in people])
        await run_many(
            insert(CardDependency),
            [{"blocked_id": c, "blocker_id": one, "created_at": at} for c, one in waits],
        )
