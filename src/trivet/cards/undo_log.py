"""Finds in a board's log what is to be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from trivet.boards.models import BoardEventRow
from trivet.cards.batch_repository import BatchRepository
from trivet.cards.bulk_errors import NothingToUndo
from trivet.cards.reversals import UNDOABLE, Past, undone_by
from trivet.platform.clock import now
from trivet.platform.errors import Forbidden
from trivet.platform.events import merged

LOOKS_BACK = 2_000
"""How many events of a board are searched for one's own last change."""
LOOKS_BACK_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Change:
    """What is taken back as one: all events of a batch, or one event.

    Args:
        seqs: their numbers, in order; only of those that can be taken back.
        card_ids: the cards that they are about, each once, in order.
        batch_id: what they have in common; None if it is a single one that has nothing.
    """

    seqs: Sequence[int]
    card_ids: Sequence[UUID]
    batch_id: UUID | None = None


def past_of(row: BoardEventRow) -> Past:
    """An event as the rules of undo see it."""
    payload = merged(row.payload, row.texts)
    return Past(
        seq=row.seq,
        type=row.type,
        payload=payload,
        actor_id=row.actor_id,
        at=row.created_at,
        undoes=frozenset(payload.get("undoes", ())),
    )


async def last_change(rows: BatchRepository, board_id: UUID, seq: int, user_id: UUID) -> Change:
    """Somebody's own last change on a board that is not taken back.

    Args:
        rows: reads.
        board_id: the board.
        seq: the number of its last event.
        user_id: whose change.

    Raises:
        NothingToUndo: there is none among the last events, or of the last day.
    """
    recent = await rows.recent(board_id, seq - LOOKS_BACK)
    void = undone_by([(row.seq, row.undoes or ()) for row in reversed(recent)])
    broken = {row.batch_id for row in recent if row.seq in void and row.batch_id is not None}
    since = now() - LOOKS_BACK_FOR
    for row in recent:
        mine = row.actor_id == user_id and row.created_at >= since
        open_ = row.seq not in void and row.batch_id not in broken
        if mine and open_ and row.type in UNDOABLE and not row.undoes:
            return await _change_of(rows, board_id, row.seq, row.batch_id)
    raise NothingToUndo(
        "You changed no card on this board in the last 24 hours that is not undone."
    )


async def change_at(rows: BatchRepository, board_id: UUID, seq: int, user_id: UUID) -> Change:
    """The change to which an event belongs.

    Args:
        rows: reads.
        board_id: the board.
        seq: the number of the event.
        user_id: whose change it has to be.

    Raises:
        NothingToUndo: there is no such event, or it is not about a card.
        Forbidden: it is somebody else's.
    """
    row = await rows.event(board_id, seq)
    if row is None:
        raise NothingToUndo("Take the number from an event of this board.")
    if row.actor_id != user_id:
        raise Forbidden("Only your own changes can be taken back: ask whoever made this one.")
    change = await _change_of(rows, board_id, seq, row.batch_id)
    if not change.seqs:
        raise NothingToUndo("Only changes of cards can be taken back.")
    return change


async def _change_of(
    rows: BatchRepository, board_id: UUID, seq: int, batch_id: UUID | None
) -> Change:
    heads: Sequence[Any]
    if batch_id is not None:
        heads = await rows.heads_of_batch(board_id, batch_id)
    else:
        row = await rows.event(board_id, seq)
        heads = [] if row is None else [(row.seq, row.type, row.card_id)]
    mine = [(number, card_id) for number, type_, card_id in heads if type_ in UNDOABLE and card_id]
    return Change(
        [number for number, _ in mine],
        list(dict.fromkeys(card_id for _, card_id in mine)),
        batch_id,
    )
