"""Copying one card, to its own board or to another one of the workspace."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from trivet.auth.callers import Caller
from trivet.boards.access import BoardAccess
from trivet.boards.models import Board
from trivet.boards.repository import BoardWriteRepository
from trivet.boards.service import BoardService
from trivet.cards import events as types
from trivet.cards.changing import CardChanges
from trivet.cards.finding import card_to_see
from trivet.cards.landing import Landing, refuse_other_workspace
from trivet.cards.models import Card
from trivet.cards.placing import Placing
from trivet.cards.repository import CardWriteRepository
from trivet.cards.schemas import CardCopy
from trivet.cards.wire import Document, Members, card_document, split_texts
from trivet.platform.clock import now
from trivet.platform.ids import new_id
from trivet.platform.uow import WriteUnit
from trivet.workspaces.models import WorkspaceMember


class CardCopying:
    """Copies cards.

    Args:
        unit: the write unit.
        caller: on whose behalf.
        access: who may do what.
    """

    def __init__(self, unit: WriteUnit, caller: Caller, access: BoardAccess) -> None:
        self._unit = unit
        self._caller = caller
        self._access = access
        self._cards = CardWriteRepository(unit.session)
        self._boards = BoardWriteRepository(unit.session)
        self._landing = Landing(unit, caller, access)
        self._placing = Placing(self._cards)
        self._changes = CardChanges(unit)

    async def copy_card(self, card_id: UUID, wanted: CardCopy) -> Document:
        """Make a card with what another one says: texts, facts, labels, people, steps, links.

        Its steps are all to be done. Comments, dependencies, children, pull requests and branches
        stay with the original. On the same board it stands behind the original, unless a place is
        given.

        Args:
            card_id: the original, which may be archived.
            wanted: the board, the place there, and the title.

        Raises:
            CardNotFound: the original is not the caller's to see.
            BoardNotFound: the board is not.
            Forbidden: the caller may only look.
            OtherWorkspace: the board belongs to another workspace.
            BoardArchived: the board is archived.
            UnknownColumn, UnknownAnchor, WipLimitReached, BoardFull, TooManyLabels: as on arrival.
        """
        session = self._unit.session
        original = await card_to_see(self._cards, self._access, self._caller, card_id)
        board_id = wanted.board_id or original.board_id
        await self._access.require_edit(self._caller, board_id, session)
        board = await BoardService(self._unit, self._caller, self._access).locked(board_id)
        original = await card_to_see(self._cards, self._access, self._caller, card_id)
        if original.board_id != board.id:
            source = await self._boards.get(original.board_id)
            if source is not None:
                refuse_other_workspace(source, board)
        wanted = _beside(original, board, wanted)
        column = await self._landing.column(board, wanted, like=original.column_id)
        members = Members(await self._labels(original, board), await self._people(original, board))
        card = copied(
            original,
            id=new_id(),
            board_id=board.id,
            column_id=column.id,
            number=await self._boards.take_number(board.id),
            rank=await self._placing.rank(column.id, wanted),
            title=wanted.title or original.title,
            checklist=[{**step, "id": str(new_id()), "done": False} for step in original.checklist],
            parent_id=original.parent_id,
            created_by=self._caller.user_id,
        )
        session.add(card)
        await session.flush()
        await self._cards.add_labels(card.id, members.label_ids)
        await self._cards.add_assignees(card.id, members.assignee_ids)
        document = card_document(card, board.key, members, {})
        facts, texts = split_texts(document)
        self._changes.emit(card, types.CARD_CREATED, {"card": facts}, {"card": texts})
        await self._changes.rebalance_if_long(card, board)
        return {**document, "rank": card.rank}

    async def _labels(self, original: Card, board: Board) -> list[UUID]:
        if original.board_id == board.id:
            return await self._cards.labels_of(original.id)
        return await self._landing.labels(board, original)

    async def _people(self, original: Card, board: Board) -> list[UUID]:
        """Those who work on it and still are members."""
        people = await self._cards.assignees_of(original.id)
        members = await self._unit.session.scalars(
            select(WorkspaceMember.user_id).where(
                WorkspaceMember.workspace_id == board.workspace_id,
                WorkspaceMember.user_id.in_(people),
            )
        )
        return list(members)


def copied(original: Card, **own: Any) -> Card:
    """A new row that says what another one says.

    Args:
        original: the other one.
        own: what is its own: id, board, place, number, title, checklist, parent and author.
    """
    moment = now()
    return Card(
        description=original.description,
        acceptance_criteria=original.acceptance_criteria,
        priority=original.priority,
        estimate=original.estimate,
        start_date=original.start_date,
        due_date=original.due_date,
        links=[{**link, "id": str(new_id())} for link in original.links],
        comment_count=0,
        version=1,
        field_versions={},
        created_at=moment,
        updated_at=moment,
        **own,
    )


def _beside(original: Card, board: Board, wanted: CardCopy) -> CardCopy:
    """Directly behind the original, if nothing else is said and it is there."""
    here = original.board_id == board.id and original.archived_at is None
    if not here or wanted.given or wanted.column_id not in (None, original.column_id):
        return wanted
    return wanted.model_copy(update={"after": original.id})
