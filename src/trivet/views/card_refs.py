"""Cards as lists across boards show them: what they are called, and where they stand."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import ColumnElement, Row, Select, select

from trivet.boards.models import Board, Category, Column
from trivet.cards.models import Card, Priority
from trivet.platform.db.session import ReadSession
from trivet.workspaces.models import Workspace, WorkspaceMember

CLOSED = (Category.DONE, Category.CANCELLED)
"""Categories of columns in which nothing is left to do."""


class CardRef(BaseModel):
    """A card in a list across boards."""

    id: UUID
    key: str
    title: str
    board_id: UUID
    board_key: str
    board_name: str
    workspace_id: UUID
    column_name: str
    category: Category
    priority: Priority = Priority.NONE
    due_date: date | None = None
    updated_at: datetime
    archived_at: datetime | None = Field(None, description="Null for an open card.")


def refs(*more: Any) -> Select[Any]:
    """Selects what a `CardRef` is made of, and more behind it."""
    columns: list[Any] = [
        *(Card.id, Card.number, Card.title, Card.board_id),
        *(Card.priority, Card.due_date, Card.updated_at, Card.archived_at),
        *(Board.key, Board.name, Board.workspace_id),
        *(Column.name.label("column_name"), Column.category),
    ]
    return (
        select(*columns, *more)
        .select_from(Card)
        .join(Board, Board.id == Card.board_id)
        .join(Column, Column.id == Card.column_id)
    )


def seen_by(statement: Select[Any], user: UUID | ColumnElement[UUID]) -> Select[Any]:
    """Only cards that are there, in workspaces that somebody is a member of.

    Args:
        statement: selects from cards and their boards.
        user: who looks; an id, or the column that has it.
    """
    return (
        statement.join(Workspace, Workspace.id == Board.workspace_id)
        .join(WorkspaceMember, WorkspaceMember.workspace_id == Board.workspace_id)
        .where(
            WorkspaceMember.user_id == user,
            Card.deleted_at.is_(None),
            Board.deleted_at.is_(None),
            Workspace.deleted_at.is_(None),
        )
    )


def ref_of(row: Row[Any]) -> CardRef:
    """The card of a row that `refs` selected."""
    return CardRef(
        id=row.id,
        key=f"{row.key}-{row.number}",
        title=row.title,
        board_id=row.board_id,
        board_key=row.key,
        board_name=row.name,
        workspace_id=row.workspace_id,
        column_name=row.column_name,
        category=row.category,
        priority=row.priority,
        due_date=row.due_date,
        updated_at=row.updated_at,
        archived_at=row.archived_at,
    )


async def refs_by_id(session: ReadSession, card_ids: Sequence[UUID]) -> dict[UUID, CardRef]:
    """The cards of these ids, whoever may see them."""
    rows = await session.execute(refs().where(Card.id.in_(card_ids)))
    return {row.id: ref_of(row) for row in rows}
