"""Where a block of cards goes in a column. Pure functions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from trivet.boards.schemas import Placement
from trivet.platform import ranking

Ranked = Sequence[tuple[UUID, str]]
"""The live cards of a column with their ranks, in order."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a block goes.

    Args:
        index: how many of the cards that stay stand before it.
        low: the rank behind which it goes; None is the top.
        high: the rank before which it goes; None is the bottom.
    """

    index: int
    low: str | None
    high: str | None


def spot(there: Ranked, moving: Collection[UUID], wanted: Placement, once: str | None) -> Spot:
    """Where a block is put.

    What moves away keeps its rank until it has gone: the block goes behind that too, so that no new
    rank is one that is still taken.

    Args:
        there: the column as it is.
        moving: the cards of the block; those that stand in the column count as gone.
        wanted: before one, after one, at a position, or nothing: the end.
        once: the rank that a card had here beside which they are wanted and which has left.
    """
    staying = [(card_id, rank) for card_id, rank in there if card_id not in moving]
    index = _index(staying, wanted, once)
    high = staying[index][1] if index < len(staying) else None
    low = max((rank for _, rank in there if high is None or rank < high), default=None)
    return Spot(index, low, high)


def _index(staying: Ranked, wanted: Placement, once: str | None) -> int:
    anchor = wanted.before or wanted.after
    if anchor is not None:
        for index, (card_id, _) in enumerate(staying):
            if card_id == anchor:
                return index if wanted.before is not None else index + 1
        if once is None:
            return len(staying)
        return next((i for i, (_, rank) in enumerate(staying) if rank > once), len(staying))
    return len(staying) if wanted.position is None else min(wanted.position, len(staying))


def stands_there(there: Ranked, block: Sequence[UUID], index: int) -> bool:
    """Whether a column already looks as it would after a block was put at an index."""
    moving = set(block)
    ids = [card_id for card_id, _ in there]
    staying = [card_id for card_id in ids if card_id not in moving]
    return ids == [*staying[:index], *block, *staying[index:]]


def nearest_free(taken: Collection[str], wanted: str) -> str:
    """The rank that is wanted, or one directly behind it if it is taken."""
    if wanted not in taken:
        return wanted
    return ranking.between(wanted, min((rank for rank in taken if rank > wanted), default=None))
