"""What somebody works on, across boards."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, or_, select

from trivet.boards.models import Board, Column
from trivet.cards.models import Card, CardAssignee
from trivet.platform.uow import ReadUnit
from trivet.views.card_refs import CLOSED, CardRef, ref_of, refs, seen_by


class Place(NamedTuple):
    """Where a page ends: the next one begins behind it."""

    due_date: date | None
    card_id: UUID


async def cards_of(
    unit: ReadUnit,
    user_id: UUID,
    workspace_id: UUID | None,
    after: Place | None,
    limit: int,
    *,
    done: bool,
) -> list[CardRef]:
    """The open cards that somebody works on: what is due first, then those without a date, new first.

    Args:
        unit: a read unit.
        user_id: who; only cards of their workspaces.
        workspace_id: only there; None is everywhere.
        after: where the page before ended.
        limit: how many at most.
        done: whether those in columns for what is done or cancelled are shown too.
    """
    mine = select(CardAssignee.card_id).where(CardAssignee.user_id == user_id)
    statement = seen_by(refs(), user_id).where(
        Card.id.in_(mine), Card.archived_at.is_(None), Board.archived_at.is_(None)
    )
    if not done:
        statement = statement.where(Column.category.not_in(CLOSED))
    if workspace_id is not None:
        statement = statement.where(Board.workspace_id == workspace_id)
    if after is not None:
        older = Card.id < after.card_id
        if after.due_date is None:
            statement = statement.where(Card.due_date.is_(None), older)
        else:
            same_day = and_(Card.due_date == after.due_date, older)
            later = or_(Card.due_date > after.due_date, Card.due_date.is_(None))
            statement = statement.where(or_(same_day, later))
    statement = statement.order_by(Card.due_date.is_(None), Card.due_date, Card.id.desc())
    return [ref_of(row) for row in await unit.session.execute(statement.limit(limit))]
