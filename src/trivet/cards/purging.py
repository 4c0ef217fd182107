"""What has been in a bin for 30 days goes for good."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, or_, select

from trivet.boards.log import boards_with_texts_of_cards, redact_cards
from trivet.boards.models import Board
from trivet.boards.repository import BoardWriteRepository
from trivet.cards import events as types
from trivet.cards.changing import CardChanges
from trivet.cards.models import Card, CardDependency
from trivet.cards.repository import CardWriteRepository
from trivet.cards.wire import Members, change_payload
from trivet.platform.clock import now
from trivet.platform.db.session import ReadSession
from trivet.platform.tasks.context import TaskContext
from trivet.platform.uow import WriteUnit

KEPT = timedelta(days=30)
AT_ONCE = 100
"""How many cards of one board go in one transaction."""


async def purge_bin(context: TaskContext, _args: Mapping[str, Any]) -> dict[str, int]:
    """Purge what is due, a hundred cards of one board a unit. A second run finds nothing left."""
    before = now() - KEPT
    async with context.units.read() as reading:
        board_ids = await _boards(reading.session, before)
    purged = 0
    for board_id in board_ids:
        while True:
            context.stop_if_cancelled()
            count = await context.retried(_of(board_id, before))
            purged += count
            if not count:
                break
    return {"purged": purged}


async def _boards(session: ReadSession, before: datetime) -> Sequence[UUID]:
    found = await session.scalars(
        select(Card.board_id)
        .join(Board, Board.id == Card.board_id)
        .where(Card.deleted_at < before, Board.deleted_at.is_(None))
        .distinct()
        .order_by(Card.board_id)
    )
    return found.all()


def _of(board_id: UUID, before: datetime) -> Callable[[WriteUnit], Awaitable[int]]:
    return lambda unit: Purge(unit, board_id, before).some()


class Purge:
    """Deletes cards of one board for good.

    Args:
        unit: the write unit.
        board_id: the board.
        before: when they were deleted, at the latest.
    """

    def __init__(self, unit: WriteUnit, board_id: UUID, before: datetime) -> None:
        self._unit = unit
        self._session = unit.session
        self._board_id = board_id
        self._before = before
        self._boards = BoardWriteRepository(unit.session)
        self._cards = CardWriteRepository(unit.session)
        self._changes = CardChanges(unit)

    async def some(self) -> int:
        """Purge up to a hundred.

        Comments, labels, old keys and links go with their card. Cards that waited for it, for which it
        waited, or whose parent it was, are told so; and the logs forget what was written on it.

        Returns:
            How many went.
        """
        ids = await self._due()
        if not ids:
            return 0
        logs = await boards_with_texts_of_cards(self._session, ids)
        held = await self._hold({self._board_id, *logs, *await self._boards_beside(ids)})
        # Somebody may have brought one back before all was held.
        ids = [card_id for card_id in await self._due() if card_id in ids]
        if self._board_id not in held or not held.issuperset(await self._boards_beside(ids)):
            return 0  # or tied it to a card of yet another board: another day, then
        for board_id in sorted(logs):
            await redact_cards(self._session, board_id, ids)
        await self._untie(ids)
        await self._session.run(delete(Card).where(Card.id.in_(ids)))
        return len(ids)

    async def _due(self) -> list[UUID]:
        found = await self._session.scalars(
            select(Card.id)
            .where(Card.board_id == self._board_id, Card.deleted_at < self._before)
            .order_by(Card.id)
            .limit(AT_ONCE)
        )
        return list(found)

    async def _hold(self, board_ids: set[UUID]) -> set[UUID]:
        """Hold boards in ascending order; those that are gone are left out."""
        held = [await self._boards.lock(board_id) for board_id in sorted(board_ids)]
        return {board.id for board in held if board is not None}

    async def _boards_beside(self, ids: Collection[UUID]) -> set[UUID]:
        """The boards of the cards that know these."""
        found = await self._session.scalars(
            select(Card.board_id)
            .join(Board, Board.id == Card.board_id)
            .where(_beside(ids), Board.deleted_at.is_(None))
            .distinct()
        )
        return set(found)

    async def _untie(self, ids: Sequence[UUID]) -> None:
        """Take cards from those that know them."""
        found = await self._session.scalars(
            select(Card)
            .where(_beside(ids))
            .order_by(Card.id)
            .execution_options(populate_existing=True)
        )
        beside = found.all()
        before = {card.id: await self._cards.members_of(card.id) for card in beside}
        await self._session.run(
            delete(CardDependency).where(
                or_(CardDependency.blocked_id.in_(ids), CardDependency.blocker_id.in_(ids))
            )
        )
        gone = set(ids)
        for card in beside:
            was = _ties(card, before[card.id], gone)
            if "parent_id" in was:
                card.parent_id = None
            if card.deleted_at is None:
                await self._tell(card, was, gone)

    async def _tell(self, card: Card, was: Mapping[str, Any], gone: Collection[UUID]) -> None:
        names = set(map(str, gone))
        fields = {
            name: None if name == "parent_id" else [one for one in value if one not in names]
            for name, value in was.items()
        }
        await self._changes.change(card, {}, fields=tuple(fields))
        payload, texts = change_payload(card.version, fields, was)
        self._changes.emit(card, types.CARD_UPDATED, payload, texts)


def _beside(ids: Collection[UUID]) -> ColumnElement[bool]:
    """The cards that know some others: their children, and those that wait or are waited for."""
    blocked = select(CardDependency.blocked_id).where(CardDependency.blocker_id.in_(ids))
    blocking = select(CardDependency.blocker_id).where(CardDependency.blocked_id.in_(ids))
    known = or_(Card.parent_id.in_(ids), Card.id.in_(blocked), Card.id.in_(blocking))
    return and_(known, Card.id.not_in(ids))


def _ties(card: Card, members: Members, gone: set[UUID]) -> dict[str, Any]:
    """What a card says of some others: the members that change when they go, as they are."""
    ties: dict[str, Any] = {}
    if card.parent_id in gone:
        ties["parent_id"] = str(card.parent_id)
    for name, ids in (("blocked_by", members.blocked_by), ("blocks", members.blocks)):
        listed = list(ids)
        if not gone.isdisjoint(listed):
            ties[name] = sorted(map(str, listed))
    return ties
