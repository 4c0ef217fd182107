"""Where a card goes: from what was meant to a rank, under the board's lock."""

from collections.abc import Mapping
from uuid import UUID

from trivet.boards.schemas import Placement
from trivet.cards.repository import CardWriteRepository
from trivet.platform import ranking


class Placing:
    """Computes ranks.

    Args:
        cards: the repository; its unit holds the board's lock.
    """

    def __init__(self, cards: CardWriteRepository) -> None:
        self._cards = cards

    async def rank(self, column_id: UUID, wanted: Placement, moving: UUID | None = None) -> str:
        """The rank that puts a card where it is wanted.

        An anchor that has gone gives way to its nearest neighbour.

        Args:
            column_id: the column.
            wanted: before one, after one, at a position, or nothing: the end.
            moving: the card that moves, if it is there already.
        """
        low, high = await self._neighbours(column_id, wanted, moving)
        return ranking.between(low, high)

    async def _neighbours(
        self, column_id: UUID, wanted: Placement, moving: UUID | None
    ) -> tuple[str | None, str | None]:
        cards = self._cards
        anchor = wanted.before or wanted.after
        if anchor is not None:
            rank = await cards.rank_of(column_id, anchor)
            if rank is None:
                return await self._where_it_was(column_id, anchor, moving)
            if wanted.before is not None:
                return await cards.rank_before(column_id, rank, moving), rank
            return rank, await cards.rank_after(column_id, rank, moving)
        if wanted.position is not None:
            high = await cards.rank_at(column_id, wanted.position, moving)
            if high is not None:
                return await cards.rank_before(column_id, high, moving), high
        return await cards.rank_before(column_id, None, moving), None

    async def _where_it_was(
        self, column_id: UUID, anchor: UUID, moving: UUID | None
    ) -> tuple[str | None, str | None]:
        """An anchor that left the column gives way to those beside which it stood."""
        cards = self._cards
        rank = await cards.rank_once(column_id, anchor)
        low = await cards.rank_before(column_id, rank, moving)
        if rank is None:
            return low, None
        if low is None:
            return None, await cards.rank_at(column_id, 0, moving)
        return low, await cards.rank_after(column_id, low, moving)

    async def rebalanced(self, column_id: UUID) -> Mapping[UUID, str]:
        """Give every live card of a column a short rank again, in the same order."""
        ids = await self._cards.live_ids(column_id)
        ranks = dict(zip(ids, ranking.spread(len(ids)), strict=True))
        await self._cards.set_ranks(ranks)
        return ranks
