"""What happened to a card, over all boards on which it stood.

Each board has a log of its own, and a card that goes to another board leaves one and goes on in the
other: `card.left` and `card.arrived`, in one transaction and with one version. So its history is read
board by board, from where it is back to where it was made.
"""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from trivet.boards.events import BoardEvent
from trivet.boards.log import event_of
from trivet.boards.models import BoardEventRow
from trivet.boards.repository import BoardRepository
from trivet.cards.events import CARD_ARRIVED, CARD_LEFT
from trivet.platform.db.session import ReadSession


class Spot(NamedTuple):
    """An event of some board's log."""

    board_id: UUID
    seq: int


async def events_of_card(
    session: ReadSession, board_id: UUID, card_id: UUID, before: Spot | None, limit: int
) -> Sequence[BoardEvent]:
    """What happened to a card, the newest first.

    Args:
        session: reads.
        board_id: the board on which the card is now.
        card_id: the card.
        before: only what is older than this event; None is everything.
        limit: how many events at most.
    """
    board, seq = board_id, None
    if before is not None:
        board, seq = await _behind(session, before, card_id)
    found: list[BoardEvent] = []
    while len(found) < limit:
        rows = await BoardRepository(session).events_of_card(
            board, card_id, seq, limit - len(found)
        )
        stay = _until_arrival(rows)
        found += map(event_of, stay)
        if not stay or stay[-1].type != CARD_ARRIVED:
            break
        board, seq = await _left(session, stay[-1])
    return found


def _until_arrival(rows: Sequence[BoardEventRow]) -> Sequence[BoardEventRow]:
    """The events of one stay: what is older than the arrival belongs to an earlier one."""
    for index, row in enumerate(rows):
        if row.type == CARD_ARRIVED:
            return rows[: index + 1]
    return rows


async def _behind(session: ReadSession, before: Spot, card_id: UUID) -> tuple[UUID, int]:
    """The board on which a card's history goes on behind an event, and before which number."""
    row = await session.scalar(
        select(BoardEventRow).where(
            BoardEventRow.board_id == before.board_id,
            BoardEventRow.seq == before.seq,
            BoardEventRow.card_id == card_id,
        )
    )
    if row is not None and row.type == CARD_ARRIVED:
        return await _left(session, row)
    return before.board_id, before.seq


async def _left(session: ReadSession, arrival: BoardEventRow) -> tuple[UUID, int]:
    """The board from which a card came, and a number behind the last event there."""
    board_id = UUID(arrival.payload["from_board_id"])
    departures = await session.scalars(
        select(BoardEventRow)
        .where(
            BoardEventRow.card_id == arrival.card_id,
            BoardEventRow.board_id == board_id,
            BoardEventRow.type == CARD_LEFT,
        )
        .order_by(BoardEventRow.seq.desc())
    )
    version = arrival.payload["version"]
    return board_id, next(
        (row.seq + 1 for row in departures if row.payload["version"] == version), 0
    )
