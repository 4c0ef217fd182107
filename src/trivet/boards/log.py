"""The one log: every change to a board writes one row here, in the same transaction.

It feeds the live snapshot, sockets, replay, the timeline, audit, analytics and undo; nothing else
feeds them. `seq` counts 1, 2, 3 … per board, with no gap.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select, update

from trivet.boards.events import BoardEvent
from trivet.boards.models import Board, BoardEventRow
from trivet.boards.repository import BoardRepository, BoardWriteRepository
from trivet.platform.db.session import ReadSession, WriteSession
from trivet.platform.events import Actor, Event, Origin
from trivet.platform.ids import new_id


class BoardLog:
    """Writes the events of kind `board`."""

    async def append(self, session: WriteSession, events: Sequence[Event]) -> None:
        """Allot numbers board by board, in ascending id (the lock order), and write the rows."""
        by_board: dict[UUID, list[BoardEvent]] = {}
        for event in events:
            assert isinstance(event, BoardEvent)
            by_board.setdefault(event.board_id, []).append(event)
        boards = BoardWriteRepository(session)
        for board_id in sorted(by_board):
            own = by_board[board_id]
            _one_change(own)
            first = await boards.take_seqs(board_id, len(own))
            for seq, event in enumerate(own, first):
                event.seq = seq
            session.add_all(row_of(event) for event in own)


def _one_change(events: Sequence[BoardEvent]) -> None:
    """Give what one unit says of a board something in common, so that it is undone together."""
    if len(events) > 1:
        batch_id = next((e.batch_id for e in events if e.batch_id is not None), None) or new_id()
        for event in events:
            event.batch_id = event.batch_id or batch_id


def row_of(event: BoardEvent) -> BoardEventRow:
    """The row that keeps an event."""
    return BoardEventRow(
        board_id=event.board_id,
        seq=event.seq,
        type=event.type,
        card_id=event.card_id,
        actor_id=event.actor.user_id,
        origin=event.actor.origin,
        correlation_id=event.actor.correlation_id,
        batch_id=event.batch_id,
        payload=event.payload,
        texts=event.texts or None,
        created_at=event.created_at,
    )


def event_of(row: BoardEventRow) -> BoardEvent:
    """The event that a row keeps."""
    return BoardEvent(
        type=row.type,
        board_id=row.board_id,
        card_id=row.card_id,
        payload=row.payload,
        texts=row.texts or {},
        batch_id=row.batch_id,
        actor=Actor(row.actor_id, Origin(row.origin), row.correlation_id),
        seq=row.seq,
        created_at=row.created_at,
    )


async def events_since(
    session: ReadSession, board_id: UUID, since: int, limit: int | None = None
) -> Sequence[BoardEvent]:
    """What happened on a board behind `since`, in order."""
    rows = await BoardRepository(session).events(board_id, since, limit)
    return [event_of(row) for row in rows]


async def events_before(
    session: ReadSession, board_id: UUID, before: int | None, limit: int
) -> Sequence[BoardEvent]:
    """What happened on a board, the newest first.

    Args:
        session: reads.
        board_id: the board.
        before: only what is older than the event of this number; None is everything.
        limit: how many events at most.
    """
    rows = await BoardRepository(session).events_before(board_id, before, limit)
    return [event_of(row) for row in rows]


async def events_of_types(
    session: ReadSession,
    board_id: UUID,
    types: Collection[str],
    since: datetime,
    card_ids: Collection[UUID] | None = None,
) -> Sequence[BoardEvent]:
    """What happened on a board since a moment, of some types, in order.

    Args:
        session: reads.
        board_id: the board.
        types: which.
        since: the moment.
        card_ids: to these cards; None is what is about no card.
    """
    about = BoardEventRow.card_id
    rows = await session.scalars(
        select(BoardEventRow)
        .where(
            BoardEventRow.board_id == board_id,
            about.is_(None) if card_ids is None else about.in_(card_ids),
            BoardEventRow.type.in_(types),
            BoardEventRow.created_at >= since,
        )
        .order_by(BoardEventRow.seq)
    )
    return [event_of(row) for row in rows]


async def empty_texts(session: WriteSession, board_id: UUID, before: datetime) -> int:
    """Forget what people typed on a board before a moment; the facts stay.

    Afterwards the board's `texts_emptied_to` says up to which seq a replay would be incomplete.

    Args:
        session: a write unit's session.
        board_id: whose log.
        before: the replay horizon.

    Returns:
        How many rows lost their texts.
    """
    return await _empty(session, board_id, BoardEventRow.created_at < before)


async def redact_texts(session: WriteSession, board_id: UUID, user_id: UUID) -> int:
    """Forget what one person typed on a board, as far as the log tells; the facts stay.

    Args:
        session: a write unit's session.
        board_id: whose log.
        user_id: who asked to be forgotten.

    Returns:
        How many rows lost their texts.
    """
    return await _empty(session, board_id, BoardEventRow.actor_id == user_id)


async def redact_cards(session: WriteSession, board_id: UUID, card_ids: Collection[UUID]) -> int:
    """Forget what was written on some cards, in the log of one board; the facts stay.

    Args:
        session: a write unit's session.
        board_id: whose log.
        card_ids: the cards.

    Returns:
        How many rows lost their texts.
    """
    return await _empty(session, board_id, BoardEventRow.card_id.in_(card_ids))


async def _empty(session: WriteSession, board_id: UUID, which: ColumnElement[bool]) -> int:
    await BoardWriteRepository(session).lock(board_id)
    wanted = and_(BoardEventRow.board_id == board_id, BoardEventRow.texts.is_not(None), which)
    last = await session.scalar(select(func.max(BoardEventRow.seq)).where(wanted))
    if last is None:
        return 0
    emptied = await session.run(update(BoardEventRow).where(wanted).values(texts=None))
    await session.run(
        update(Board)
        .where(Board.id == board_id, Board.texts_emptied_to < last)
        .values(texts_emptied_to=last)
    )
    return int(emptied.rowcount)


async def boards_with_texts_of_cards(session: ReadSession, card_ids: Collection[UUID]) -> set[UUID]:
    """The boards whose log holds texts of some cards, also those that the cards left."""
    found = await session.scalars(
        select(BoardEventRow.board_id)
        .where(BoardEventRow.card_id.in_(card_ids), BoardEventRow.texts.is_not(None))
        .distinct()
    )
    return set(found)


async def boards_with_texts_of(session: ReadSession, user_id: UUID) -> Sequence[UUID]:
    """The boards whose log holds texts that somebody typed."""
    found = await session.scalars(
        select(BoardEventRow.board_id)
        .where(BoardEventRow.actor_id == user_id, BoardEventRow.texts.is_not(None))
        .distinct()
    )
    return list(found)


async def boards_with_texts(session: ReadSession, before: datetime) -> Sequence[UUID]:
    """The boards whose log holds texts from before a moment."""
    found = await session.scalars(
        select(BoardEventRow.board_id)
        .where(BoardEventRow.created_at < before, BoardEventRow.texts.is_not(None))
        .distinct()
        .order_by(BoardEventRow.board_id)
    )
    return found.all()
