"""Cards as they are written of in other places: what they are called, and what they wait for.

Nobody's permission is asked here: who has it written decided who may read it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, select

from trivet.boards.models import CLOSED, Board, Column
from trivet.cards.models import Card, CardDependency
from trivet.platform.db.session import ReadSession


@dataclass(frozen=True, slots=True)
class CardWritten:
    """A card, as far as it is written of.

    Args:
        id: its id.
        board_id: its board.
        key: what it is called, such as `ENG-42`.
        title: its title.
        waits_for: the keys of the open cards that it waits for; of one that is closed itself, none.
    """

    id: UUID
    board_id: UUID
    key: str
    title: str
    waits_for: tuple[str, ...] = ()


async def cards_written(session: ReadSession, card_ids: Collection[UUID]) -> Sequence[CardWritten]:
    """Cards that are there, archived or not; by the keys of their boards, then by their numbers.

    Args:
        session: reads.
        card_ids: which; those in the bin, and of boards that are gone, are left out.
    """
    if not card_ids:
        return []
    waits_for = await _open_blockers(session, card_ids)
    rows = await session.execute(
        select(Card.id, Card.board_id, Board.key, Card.number, Card.title)
        .join(Board, Board.id == Card.board_id)
        .where(Card.id.in_(list(card_ids)), Card.deleted_at.is_(None), Board.deleted_at.is_(None))
        .order_by(Board.key, Card.number)
    )
    return [
        CardWritten(
            row.id, row.board_id, f"{row.key}-{row.number}", row.title, waits_for.get(row.id, ())
        )
        for row in rows
    ]


async def _open_blockers(
    session: ReadSession, card_ids: Collection[UUID]
) -> dict[UUID, tuple[str, ...]]:
    waiting = await session.scalars(
        select(Card.id)
        .join(Board, Board.id == Card.board_id)
        .join(Column, Column.id == Card.column_id)
        .where(Card.id.in_(list(card_ids)), _is_open())
    )
    rows = await session.execute(
        select(CardDependency.blocked_id, Board.key, Card.number)
        .join(Card, Card.id == CardDependency.blocker_id)
        .join(Board, Board.id == Card.board_id)
        .join(Column, Column.id == Card.column_id)
        .where(CardDependency.blocked_id.in_(list(waiting)), _is_open())
        .order_by(Board.key, Card.number)
    )
    found: dict[UUID, tuple[str, ...]] = {}
    for blocked_id, key, number in rows:
        found[blocked_id] = (*found.get(blocked_id, ()), f"{key}-{number}")
    return found


def _is_open() -> ColumnElement[bool]:
    """Something is left to do on a card, of which board and column are joined."""
    return (
        Card.archived_at.is_(None)
        & Card.deleted_at.is_(None)
        & Board.deleted_at.is_(None)
        & Column.category.not_in(CLOSED)
    )
