"""Where many cards go at once, as far as there is room."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from trivet.boards.models import Board, Column
from trivet.boards.repository import BoardRepository
from trivet.boards.schemas import Placement
from trivet.cards.batch import State, Wish
from trivet.cards.batch_repository import BatchRepository
from trivet.cards.blocks import spot, stands_there
from trivet.cards.bulk_schemas import BulkUpdates, CardError, CardResult
from trivet.cards.errors import UnknownAnchor
from trivet.cards.limits import MOST_OPEN_CARDS
from trivet.cards.refusals import anchor_of
from trivet.cards.repository import CardRepository
from trivet.platform import ranking
from trivet.platform.db.session import ReadSession
from trivet.platform.errors import FieldError

_BOARD_FULL = CardError(
    code="board_full",
    detail=f"A board holds at most {MOST_OPEN_CARDS:,} open cards: archive some first.",
)


@dataclass(slots=True)
class Chunk:
    """What is known of the cards of one transaction.

    Args:
        board: held.
        updates: what is wanted.
        forced: whether an admin goes past hard limits.
        results: card id → what becomes of it.
        wishes: those that can be changed, in the wanted order.
    """

    board: Board
    updates: BulkUpdates
    forced: bool
    results: dict[UUID, CardResult] = field(default_factory=dict)
    wishes: list[Wish] = field(default_factory=list)

    def refuse(self, card_id: UUID, error: CardError) -> None:
        """Leave a card as it is."""
        self.results[card_id] = CardResult(card_id=card_id, status="failed", error=error)
        self.wishes = [wish for wish in self.wishes if wish.card.id != card_id]


class BulkPlaces:
    """Finds places.

    Args:
        session: the unit's session; the board is held.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session
        self._rows = BatchRepository(session)
        self._boards = BoardRepository(session)

    async def find(self, chunk: Chunk) -> None:
        """Give those that move or come back their places, as far as there is room."""
        if chunk.updates.archived is False:
            await self._refuse_full_board(chunk)
        if chunk.updates.moves:
            target = await self.target(chunk)
            await self._put(chunk, target, list(chunk.wishes), chunk.updates)
            return
        back: dict[UUID, list[Wish]] = {}
        for wish in chunk.wishes:
            if wish.state is State.LIVE:
                back.setdefault(wish.card.column_id, []).append(wish)
        for column_id, wishes in back.items():
            await self._put(chunk, column_id, wishes, Placement())

    async def _refuse_full_board(self, chunk: Chunk) -> None:
        coming = [wish.card.id for wish in chunk.wishes if wish.state is State.LIVE]
        if chunk.board.last_number + len(coming) <= MOST_OPEN_CARDS:
            return  # it never had as many cards at all
        room = max(0, MOST_OPEN_CARDS - await self._rows.open_cards(chunk.board.id))
        for card_id in coming[room:]:
            chunk.refuse(card_id, _BOARD_FULL)

    async def target(self, chunk: Chunk) -> UUID:
        """The column that is named, else that of the card beside which they go.

        Raises:
            UnknownAnchor: that card left for another board, so that it says no column any more.
        """
        updates = chunk.updates
        if updates.column_id is not None:
            return updates.column_id
        cards = CardRepository(self._session)
        anchor = await anchor_of(cards, chunk.board.id, updates)
        if anchor is None:  # a position comes with a column
            raise UnknownAnchor(
                "The card is on another board by now: name another one, or a column.",
                fields=(
                    FieldError(
                        "before" if updates.before else "after",
                        "is not on this board",
                    ),
                ),
            )
        return anchor.column_id

    async def _put(
        self, chunk: Chunk, column_id: UUID, wishes: list[Wish], wanted: Placement
    ) -> None:
        column = await self._boards.column(column_id)
        assert column is not None
        there = await self._rows.column(column_id)
        for card_id, error in self._too_many(chunk, column, wishes, len(there)).items():
            chunk.refuse(card_id, error)
        wishes = [wish for wish in wishes if wish.card.id not in chunk.results]
        ids = [wish.card.id for wish in wishes]
        once = await self._once(column_id, wanted, {card_id for card_id, _ in there})
        where = spot(there, set(ids), wanted, once)
        if stands_there(there, ids, where.index):
            return
        ranks = ranking.several(where.low, where.high, len(ids))
        for wish, rank in zip(wishes, ranks, strict=True):
            wish.place = (column_id, rank)

    async def _once(self, column_id: UUID, wanted: Placement, there: set[UUID]) -> str | None:
        """Where a card stood beside which others are wanted, if it has just left."""
        anchor = wanted.before or wanted.after
        if anchor is None or anchor in there:
            return None
        return await CardRepository(self._session).rank_once(column_id, anchor)

    @staticmethod
    def _too_many(
        chunk: Chunk, column: Column, wishes: Sequence[Wish], there: int
    ) -> Mapping[UUID, CardError]:
        """The cards for which a column with a hard limit has no place."""
        if not column.wip_hard or column.wip_limit is None or chunk.forced:
            return {}
        coming = [
            wish.card.id
            for wish in wishes
            if wish.card.column_id != column.id or wish.state is State.LIVE
        ]
        error = CardError(
            code="wip_limit_reached",
            detail=f"{column.name} holds at most {column.wip_limit} cards: move one on first, or"
            " have an admin of this workspace force it.",
        )
        return dict.fromkeys(coming[max(0, column.wip_limit - there) :], error)
