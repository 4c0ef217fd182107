"""Writes what becomes of many cards of one board, in few statements, and says so in the log.

What bulk edits and undo have in common. Who may, and what is wanted, is theirs to know.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from trivet.boards.events import BoardEvent
from trivet.boards.models import Board
from trivet.cards import events as types
from trivet.cards.batch_repository import BatchWriteRepository
from trivet.cards.changing import CardChanges
from trivet.cards.counterparts import Counterparts
from trivet.cards.editing import PLACE
from trivet.cards.models import Card
from trivet.cards.wire import Document, Members, card_document, change_payload, plain, split_texts
from trivet.platform import ranking
from trivet.platform.clock import now
from trivet.platform.uow import WriteUnit

Place = tuple[UUID, str]
"""A column and a rank in it."""


class State(StrEnum):
    """Where a card is, as far as its board is concerned."""

    LIVE = "live"
    ARCHIVED = "archived"
    BINNED = "deleted"


def state_of(card: Card) -> State:
    """Where a card is."""
    if card.deleted_at is not None:
        return State.BINNED
    return State.LIVE if card.archived_at is None else State.ARCHIVED


@dataclass(slots=True, kw_only=True)
class Wish:
    """What becomes of one card.

    Args:
        card: its row; of a card that comes back, with its long texts.
        members: what it has in tables of its own, all that is known of it.
        fields: column → new value, of those that differ.
        members_after: member → its ids afterwards, of those that differ.
        place: where it goes, or comes back to; a rank that nobody there has.
        memory: where it stood, for a card that leaves the board and had been elsewhere before.
        state: where it ends up; None is where it is.
        undoes: the numbers of the events that this takes back.
    """

    card: Card
    members: dict[str, set[UUID]] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)
    members_after: dict[str, set[UUID]] = field(default_factory=dict)
    place: Place | None = None
    memory: Place | None = None
    state: State | None = None
    undoes: Sequence[int] = ()

    @property
    def changes(self) -> bool:
        """Whether anything becomes of it."""
        return bool(self.fields or self.members_after or self.place or self.state)


class CardBatch:
    """Changes many cards whose board is held.

    Args:
        unit: the write unit.
        board: the board.
        elsewhere: what cards have in other places.
        batch_id: what the events have in common.
    """

    def __init__(
        self, unit: WriteUnit, board: Board, elsewhere: Counterparts, batch_id: UUID
    ) -> None:
        self._unit = unit
        self._board = board
        self._elsewhere = elsewhere
        self._batch_id = batch_id
        self._rows = BatchWriteRepository(unit.session)

    async def write(self, wishes: Iterable[Wish]) -> None:
        """Change rows and members, and emit the events, card by card in the given order."""
        wanted = [wish for wish in wishes if wish.changes]
        elsewhere = await self._places_of(wanted)
        for wish in wanted:
            self._write(wish, elsewhere)
        await self._unit.session.flush()
        await self._members(wanted)
        await self._rebalance(wanted)

    async def _places_of(self, wishes: Sequence[Wish]) -> Mapping[UUID, Mapping[str, Any]]:
        """What cards that come back have elsewhere: their events show them whole."""
        back = [wish.card.id for wish in wishes if _comes_back(wish)]
        if not back:
            return {}
        return await self._elsewhere.on_board(self._unit.session, self._board.id, back)

    def _write(self, wish: Wish, elsewhere: Mapping[UUID, Mapping[str, Any]]) -> None:
        if _comes_back(wish):
            self._bring_back(wish, elsewhere.get(wish.card.id, {}))
        elif wish.place is not None:
            self._move(wish, wish.place)
        self._edit(wish)
        if wish.state in (State.ARCHIVED, State.BINNED):
            self._take_away(wish, wish.state)

    def _bring_back(self, wish: Wish, elsewhere: Mapping[str, Any]) -> None:
        card = wish.card
        if wish.place is not None:
            card.column_id, card.rank = wish.place
        card.archived_at = card.deleted_at = None
        self._raise(card, (PLACE,))
        document: Document = card_document(
            card, self._board.key, Members(**wish.members), elsewhere
        )
        facts, texts = split_texts(document)
        self._emit(wish, types.CARD_RESTORED, {"card": facts}, {"card": texts})

    def _move(self, wish: Wish, place: Place) -> None:
        card = wish.card
        payload = {
            "from_column_id": str(card.column_id),
            "from_rank": card.rank,
            "column_id": str(place[0]),
            "rank": place[1],
        }
        card.column_id, card.rank = place
        self._raise(card, (PLACE,))
        self._emit(wish, types.CARD_MOVED, payload)

    def _edit(self, wish: Wish) -> None:
        card = wish.card
        if not wish.fields and not wish.members_after:
            return
        was = {name: plain(getattr(card, name)) for name in wish.fields}
        fields = {name: plain(value) for name, value in wish.fields.items()}
        for name, after in wish.members_after.items():
            was[name] = sorted(map(str, wish.members[name]))
            fields[name] = sorted(map(str, after))
        for name, value in wish.fields.items():
            setattr(card, name, value)
        self._raise(card, tuple(fields))
        payload, texts = change_payload(card.version, fields, was)
        self._emit(wish, types.CARD_UPDATED, payload, texts)

    def _take_away(self, wish: Wish, state: State) -> None:
        card, at = wish.card, now()
        if wish.memory is not None:
            card.column_id, card.rank = wish.memory
        if state is State.ARCHIVED:
            card.archived_at = at
        else:
            card.deleted_at = at
        self._raise(card, ())
        gone = types.CARD_ARCHIVED if state is State.ARCHIVED else types.CARD_DELETED
        self._emit(wish, gone, {})

    @staticmethod
    def _raise(card: Card, fields: Sequence[str]) -> None:
        """Bring a row to its next version."""
        card.version += 1
        card.updated_at = now()
        if fields:
            card.field_versions = {**card.field_versions, **dict.fromkeys(fields, card.version)}

    def _emit(
        self, wish: Wish, type_: str, payload: dict[str, Any], texts: dict[str, Any] | None = None
    ) -> None:
        card = wish.card
        payload["version"] = card.version
        if wish.undoes:
            payload["undoes"] = list(wish.undoes)
        self._unit.emit(
            BoardEvent(
                type=type_,
                board_id=card.board_id,
                card_id=card.id,
                payload=payload,
                texts=texts or {},
                batch_id=self._batch_id,
                created_at=card.updated_at,
            )
        )

    async def _members(self, wishes: Sequence[Wish]) -> None:
        names = sorted({name for wish in wishes for name in wish.members_after} - {"blocks"})
        for name in names:
            added, removed = [], []
            for wish in wishes:
                before = wish.members.get(name, set())
                after = wish.members_after.get(name, before)
                added += [(wish.card.id, one) for one in sorted(after - before)]
                removed += [(wish.card.id, one) for one in sorted(before - after)]
            more: dict[str, datetime] = {"created_at": now()} if name == "blocked_by" else {}
            await self._rows.add(name, added, more)
            await self._rows.remove(name, removed)

    async def _rebalance(self, wishes: Sequence[Wish]) -> None:
        """Give every column short ranks again in which one has grown too long."""
        changes = CardChanges(self._unit)
        longest: dict[UUID, Card] = {}
        for wish in wishes:
            if wish.place is None or state_of(wish.card) is not State.LIVE:
                continue
            there = longest.get(wish.card.column_id)
            if there is None or len(wish.card.rank) > len(there.rank):
                longest[wish.card.column_id] = wish.card
        for card in longest.values():
            if len(card.rank) > ranking.MAX_LENGTH:
                await changes.rebalance_if_long(card, self._board)


def _comes_back(wish: Wish) -> bool:
    here, there = state_of(wish.card), wish.state
    if there is State.LIVE:
        return here is not State.LIVE
    return here is State.BINNED and there is State.ARCHIVED
