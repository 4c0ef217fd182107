"""Which cards wait for nothing any more, after what just happened."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, select

from trivet.boards.events import BoardEvent
from trivet.boards.models import CLOSED, Board, Column
from trivet.cards import events as types
from trivet.cards.models import Card, CardAssignee, CardDependency
from trivet.flows.models import NotificationKind
from trivet.flows.telling import News
from trivet.platform.db.session import ReadSession

MAY_UNBLOCK = (types.CARD_MOVED, types.CARD_ARCHIVED, types.CARD_DELETED, types.CARD_UPDATED)
"""The types of events after which a card may wait for nothing any more."""

_CHUNK = 1000


async def unblocked(session: ReadSession, events: Sequence[BoardEvent]) -> list[News]:
    """Who works on cards whose last open blocker was finished, taken away or taken off.

    A constant number of queries, however many events; none if none of them can matter.

    Args:
        session: sees what the events tell of.
        events: of the types of `MAY_UNBLOCK`.
    """
    causes = await _finished(session, events) | await _taken_off(session, events)
    waiting = list(causes)
    free: set[UUID] = set()
    for start in range(0, len(waiting), _CHUNK):
        part = waiting[start : start + _CHUNK]
        free |= set(part) - await _still_blocked(session, part)
    return [
        News(
            user_id,
            card_id,
            NotificationKind.UNBLOCKED,
            _about(causes[card_id], card_id),
            causes[card_id].actor.user_id,
        )
        for card_id, user_id in await _workers(session, free)
    ]


async def _finished(session: ReadSession, events: Sequence[BoardEvent]) -> dict[UUID, BoardEvent]:
    """Cards that waited for one of those that were finished → the event that finished it."""
    moved = [e for e in events if e.type == types.CARD_MOVED and _between_columns(e)]
    gone = [e for e in events if e.type in (types.CARD_ARCHIVED, types.CARD_DELETED)]
    done = {e.card_id: e for e in (*gone, *await _into_done(session, moved)) if e.card_id}
    found: dict[UUID, BoardEvent] = {}
    ids = list(done)
    for start in range(0, len(ids), _CHUNK):
        pairs = await session.execute(
            select(CardDependency.blocked_id, CardDependency.blocker_id).where(
                CardDependency.blocker_id.in_(ids[start : start + _CHUNK])
            )
        )
        found |= {blocked_id: done[blocker_id] for blocked_id, blocker_id in pairs}
    if not gone or not found:
        return found
    over = await _was_over(session, [event.card_id for event in gone if event.card_id])
    return {card_id: e for card_id, e in found.items() if e not in gone or e.card_id not in over}


def _between_columns(event: BoardEvent) -> bool:
    return bool(event.payload["column_id"] != event.payload["from_column_id"])


async def _into_done(session: ReadSession, moved: Sequence[BoardEvent]) -> list[BoardEvent]:
    """Of the moves those that left nothing to do on their card."""
    if not moved:
        return []
    ends = {UUID(e.payload[name]) for e in moved for name in ("column_id", "from_column_id")}
    closed = set(
        await session.scalars(
            select(Column.id).where(Column.id.in_(ends), Column.category.in_(CLOSED))
        )
    )
    return [
        e
        for e in moved
        if UUID(e.payload["column_id"]) in closed
        and UUID(e.payload["from_column_id"]) not in closed
    ]


async def _was_over(session: ReadSession, card_ids: Sequence[UUID]) -> set[UUID]:
    """Of cards that were archived or deleted those on which nothing was left to do already."""
    found = await session.scalars(
        select(Card.id)
        .join(Column, Column.id == Card.column_id)
        .where(
            Card.id.in_(card_ids),
            Column.category.in_(CLOSED)
            | (Card.archived_at.is_not(None) & Card.deleted_at.is_not(None)),
        )
    )
    return set(found)


async def _taken_off(session: ReadSession, events: Sequence[BoardEvent]) -> dict[UUID, BoardEvent]:
    """Cards of which a blocker that is open was taken off → the event that says so."""
    removed: dict[UUID, tuple[BoardEvent, set[UUID]]] = {}
    for event in events:
        if event.type != types.CARD_UPDATED or "blocked_by" not in event.payload["fields"]:
            continue
        after, before = (event.payload[n].get("blocked_by") or () for n in ("fields", "was"))
        blockers = {UUID(one) for one in set(before) - set(after)}
        if blockers and event.card_id is not None:
            removed[event.card_id] = (event, blockers)
    if not removed:
        return {}
    every = set().union(*(blockers for _, blockers in removed.values()))
    found = await session.scalars(
        select(Card.id)
        .join(Board, Board.id == Card.board_id)
        .join(Column, Column.id == Card.column_id)
        .where(Card.id.in_(every), _is_open())
    )
    still_open = set(found)
    return {card_id: event for card_id, (event, them) in removed.items() if them & still_open}


async def _still_blocked(session: ReadSession, card_ids: Sequence[UUID]) -> set[UUID]:
    found = await session.scalars(
        select(CardDependency.blocked_id)
        .join(Card, Card.id == CardDependency.blocker_id)
        .join(Board, Board.id == Card.board_id)
        .join(Column, Column.id == Card.column_id)
        .where(CardDependency.blocked_id.in_(card_ids), _is_open())
        .distinct()
    )
    return set(found)


async def _workers(session: ReadSession, card_ids: Iterable[UUID]) -> list[tuple[UUID, UUID]]:
    """Open cards of these with the people who work on them."""
    ids, found = list(card_ids), []
    for start in range(0, len(ids), _CHUNK):
        rows = await session.execute(
            select(Card.id, CardAssignee.user_id)
            .join(CardAssignee, CardAssignee.card_id == Card.id)
            .join(Board, Board.id == Card.board_id)
            .join(Column, Column.id == Card.column_id)
            .where(Card.id.in_(ids[start : start + _CHUNK]), _is_open())
        )
        found += [(card_id, user_id) for card_id, user_id in rows]
    return found


def _is_open() -> ColumnElement[bool]:
    """Something is left to do on a card, of which board and column are joined."""
    return (
        Card.archived_at.is_(None)
        & Card.deleted_at.is_(None)
        & Board.deleted_at.is_(None)
        & Column.category.not_in(CLOSED)
    )


def _about(event: BoardEvent, card_id: UUID) -> str:
    version = event.payload["version"]
    return f"v{version}" if event.card_id == card_id else f"{event.card_id}:{version}"
