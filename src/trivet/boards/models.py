"""Tables of boards. Every row that belongs to a board goes with it."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    Uuid,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from trivet.platform.db.base import Base
from trivet.platform.db.types import Json, Moment, Rank


class Category(StrEnum):
    """What a column means for the flow."""

    BACKLOG = "backlog"
    UNSTARTED = "unstarted"
    STARTED = "started"
    REVIEW = "review"
    DONE = "done"
    CANCELLED = "cancelled"


CLOSED = frozenset({Category.DONE, Category.CANCELLED})
"""Categories of columns in which nothing is left to do."""


class Board(Base):
    """Columns with cards.

    `seq` is the number of its last event, `last_number` the number of its newest card.
    `structure_version` changes with whatever a single-statement write must not miss: columns come
    or go, the board is archived or deleted. `texts_emptied_to` is the last event whose texts were
    emptied: who has seen less must load the board again.
    """

    __tablename__ = "boards"
    __table_args__ = (
        # A deleted board keeps its key to itself, so that it can come back under its name.
        Index("uq_boards_workspace_id_key", "workspace_id", "key", unique=True),
        # Every change of a card takes a number here: room on the page for the row's next version.
        {"postgresql_with": {"fillfactor": 20}},
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(120))
    seq: Mapped[int] = mapped_column(BigInteger, default=0)
    last_number: Mapped[int] = mapped_column(Integer, default=0)
    structure_version: Mapped[int] = mapped_column(Integer, default=0)
    texts_emptied_to: Mapped[int] = mapped_column(BigInteger, default=0)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)
    archived_at: Mapped[datetime | None] = mapped_column(Moment)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)


class Column(Base):
    """A step of the flow.

    More live cards than `wip_limit` are warned of, and refused where the limit is hard.
    """

    __tablename__ = "columns"
    __table_args__ = (
        Index("uq_columns_board_id_rank", "board_id", "rank", unique=True),
        CheckConstraint("wip_limit > 0", name="wip_limit_positive"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    board_id: Mapped[UUID] = mapped_column(ForeignKey("boards.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    category: Mapped[Category] = mapped_column(String(16))
    rank: Mapped[str] = mapped_column(Rank)
    wip_limit: Mapped[int | None] = mapped_column(Integer)
    wip_hard: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    created_at: Mapped[datetime] = mapped_column(Moment)


class Label(Base):
    """A coloured word that cards of one board can carry."""

    __tablename__ = "labels"
    __table_args__ = (Index("uq_labels_board_id_name", "board_id", "name", unique=True),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    board_id: Mapped[UUID] = mapped_column(ForeignKey("boards.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(60))
    color: Mapped[str] = mapped_column(String(7))
    created_at: Mapped[datetime] = mapped_column(Moment)


class BoardEventRow(Base):
    """One row of a board's log: the fact, and apart from it what people wrote.

    Events that are one change (a request that edits and moves, a bulk edit) share a `batch_id`; an
    event without one is a change of its own.

    Nothing is a foreign key: the log outlives cards and people, and the board's own row was changed
    by the same transaction, so that the check would cost 50 µs an event to find what is certain.
    """

    __tablename__ = "board_events"
    __table_args__ = (
        Index("ix_board_events_card_id_seq", "card_id", "seq"),
        Index(
            "ix_board_events_batch_id",
            "board_id",
            "batch_id",
            sqlite_where=text("batch_id IS NOT NULL"),
            postgresql_where=text("batch_id IS NOT NULL"),
        ),
    )

    board_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    type: Mapped[str] = mapped_column(String(40))
    card_id: Mapped[UUID | None] = mapped_column(Uuid)
    actor_id: Mapped[UUID | None] = mapped_column(Uuid)
    origin: Mapped[str] = mapped_column(String(16))
    correlation_id: Mapped[str | None] = mapped_column(String(128))
    batch_id: Mapped[UUID | None] = mapped_column(Uuid)
    payload: Mapped[dict[str, Any]] = mapped_column(Json)
    texts: Mapped[dict[str, Any] | None] = mapped_column(Json)
    created_at: Mapped[datetime] = mapped_column(Moment)
