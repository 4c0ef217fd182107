"""Cards as those see them who come from other places: named by their keys, moved by rules.

Nobody's permission is asked here: what a rule may do was decided by whoever made it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from trivet.boards.models import Board, Column
from trivet.boards.repository import BoardWriteRepository
from trivet.boards.schemas import Placement
from trivet.cards.changing import CardChanges
from trivet.cards.editing import PLACE
from trivet.cards.limits import is_full
from trivet.cards.models import Card, CardAlias
from trivet.cards.placing import Placing
from trivet.cards.repository import CardWriteRepository
from trivet.platform.db.session import ReadSession
from trivet.platform.uow import WriteUnit


async def cards_named(
    session: ReadSession, workspace_id: UUID, keys: Collection[tuple[str, int]]
) -> dict[UUID, UUID]:
    """The cards behind some keys, in one workspace.

    Args:
        session: reads.
        workspace_id: where.
        keys: a board's key, in capitals, and a card's number, each.

    Returns:
        Card id → board id, also by keys that cards had on boards that they left. Deleted cards, and
        those of deleted boards, are left out.
    """
    found = await cards_by_key(session, workspace_id, keys)
    return {card_id: board_id for card_id, (board_id, _) in found.items()}


async def cards_by_key(
    session: ReadSession, workspace_id: UUID, keys: Collection[tuple[str, int]]
) -> dict[UUID, tuple[UUID, tuple[str, int]]]:
    """The same: card id → board id, and the key by which it was found."""
    if not keys:
        return {}
    known = set(keys)
    wanted = {
        "workspace": workspace_id,
        "boards": sorted({board for board, _ in known}),
        "numbers": sorted({number for _, number in known}),
    }
    found: dict[UUID, tuple[UUID, tuple[str, int]]] = {}
    for statement in _BY_KEYS:
        rows = await session.execute(statement.params(wanted))
        found |= {card: (board, (key, no)) for card, board, key, no in rows if (key, no) in known}
    return found


async def boards_of(session: ReadSession, card_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Card id → board id, of the cards that are there."""
    if not card_ids:
        return {}
    rows = await session.execute(
        select(Card.id, Card.board_id)
        .join(Board, Board.id == Card.board_id)
        .where(
            Card.id.in_(list(card_ids)),
            Card.deleted_at.is_(None),
            Board.deleted_at.is_(None),
        )
    )
    return {row.id: row.board_id for row in rows}


async def keys_of_cards(session: ReadSession, card_ids: Collection[UUID]) -> dict[UUID, str]:
    """Card id → what it is called, such as `ENG-42`; also of cards in the bin."""
    if not card_ids:
        return {}
    rows = await session.execute(
        select(Card.id, Board.key, Card.number)
        .join(Board, Board.id == Card.board_id)
        .where(Card.id.in_(list(card_ids)))
    )
    return {row.id: f"{row.key}-{row.number}" for row in rows}


def _by_keys(
    board_id: InstrumentedAttribute[UUID], number: InstrumentedAttribute[int]
) -> Select[UUID, UUID, str, int]:
    """Card id, board id and key, of the cards that have some keys, or had them where they came from."""
    home, named = aliased(Board), aliased(Board)
    wanted = (
        select(Card.id, Card.board_id, named.key, number)
        .join(home, home.id == Card.board_id)
        .where(
            home.deleted_at.is_(None),
            Card.deleted_at.is_(None),
            named.workspace_id == bindparam("workspace"),
            named.key.in_(bindparam("boards", expanding=True)),
            number.in_(bindparam("numbers", expanding=True)),
        )
    )
    if board_id.class_ is CardAlias:
        wanted = wanted.join(CardAlias, CardAlias.card_id == Card.id)
    return wanted.join(named, named.id == board_id)


# Put together once: with two names for one table that takes longer than all that a delivery asks.
_BY_KEYS = (_by_keys(CardAlias.board_id, CardAlias.number), _by_keys(Card.board_id, Card.number))


@dataclass(frozen=True, slots=True)
class HeldBoard:
    """A board that is held until the unit ends, and its columns from left to right."""

    board: Board
    columns: Sequence[Column]

    def column(self, column_id: UUID) -> Column:
        """One of its columns."""
        return next(column for column in self.columns if column.id == column_id)

    def key_of(self, card: Card) -> str:
        """What a card of this board is called."""
        return f"{self.board.key}-{card.number}"

    def may_move(self, card: Card) -> bool:
        """Whether rules move a card: what is archived stands still."""
        return self.board.archived_at is None and card.archived_at is None


class AutomaticMoves:
    """Moves cards by rule.

    Args:
        unit: the write unit; its actor says from where.
    """

    def __init__(self, unit: WriteUnit) -> None:
        self._unit = unit
        self._boards = BoardWriteRepository(unit.session)
        self._cards = CardWriteRepository(unit.session)
        self._placing = Placing(self._cards)
        self._changes = CardChanges(unit)

    async def hold(self, board_ids: Collection[UUID]) -> Mapping[UUID, HeldBoard]:
        """Hold some boards, archived ones too; those that are gone are left out.

        In ascending order, before anything else of them is locked.
        """
        held: dict[UUID, HeldBoard] = {}
        for board_id in sorted(board_ids):
            board = await self._boards.lock(board_id)
            if board is not None:
                self._unit.held[board_id] = board.seq
                held[board_id] = HeldBoard(board, await self._boards.columns(board_id))
        return held

    async def keys_of(self, card: Card, held: HeldBoard) -> set[str]:
        """What a card is called, and was called on boards that it left."""
        old = await self._cards.old_keys(card.id)
        return {held.key_of(card), *(f"{key}-{number}" for key, number in old)}

    async def card(self, card_id: UUID) -> Card | None:
        """A card of a board that is held, archived or not; None if it is gone."""
        return await self._cards.get_by_id(card_id)

    async def has_room(self, column: Column) -> bool:
        """Whether a card that stands elsewhere may come to a column of a board that is held.

        What a column's limit refuses to people it refuses to rules; only an admin goes past it.
        """
        return not await is_full(self._unit.session, column)

    async def move(
        self, card: Card, board: Board, column_id: UUID, reason: Mapping[str, Any]
    ) -> int:
        """Move a card to the end of a column.

        Args:
            card: as `card` gave it.
            board: its board, held.
            column_id: a column of that board.
            reason: why; stands in the log.

        Returns:
            The version of its place.
        """
        rank = await self._placing.rank(column_id, Placement(), moving=card.id)
        await self._changes.put(card, board, column_id, rank, reason)
        return card.version


def place_version(card: Card) -> int:
    """The version of a card at which it last changed its place."""
    return place_version_in(card.field_versions)


def place_version_in(field_versions: Mapping[str, int]) -> int:
    """The same, from what a card's row has."""
    return field_versions.get(PLACE, 1)
