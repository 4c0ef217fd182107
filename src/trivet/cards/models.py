"""Tables of cards."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Float, ForeignKey, Index, Integer, String, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from trivet.platform.db.base import Base
from trivet.platform.db.types import Json, Moment, Rank

LIVE = text("archived_at IS NULL AND deleted_at IS NULL")
HAS_PARENT = text("parent_id IS NOT NULL")
GONE = text("deleted_at IS NOT NULL")


class Priority(StrEnum):
    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    URGENT = "urgent"


class Card(Base):
    """A piece of work.

    `checklist` and `links` are short lists that are read and written with their card, in order:
    `{id, text, done}` and `{id, url, title}`. `comment_count` counts the comments that are there.
    `parent_id` is no foreign key, since SQLite adds none to a table that exists: whoever purges a
    card takes it from its children.

    `version` counts its changes; `field_versions` says for each field at which version it last
    changed, so that two people who edit different fields do not stand in each other's way.
    """

    __tablename__ = "cards"
    __table_args__ = (
        Index("uq_cards_board_id_number", "board_id", "number", unique=True),
        # Unique among the live only: an archived card keeps its rank as a memory, not as a claim.
        Index(
            "uq_cards_column_id_rank",
            "column_id",
            "rank",
            unique=True,
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        ),
        Index(
            "ix_cards_parent_id",
            "parent_id",
            sqlite_where=HAS_PARENT,
            postgresql_where=HAS_PARENT,
        ),
        # What the bin holds, and what has been in it too long.
        Index("ix_cards_deleted_at", "deleted_at", sqlite_where=GONE, postgresql_where=GONE),
        # Room on the page for a card's next version, so that an edit touches no index.
        {"postgresql_with": {"fillfactor": 80}},
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    board_id: Mapped[UUID] = mapped_column(ForeignKey("boards.id", ondelete="CASCADE"))
    column_id: Mapped[UUID] = mapped_column(ForeignKey("columns.id"))
    number: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(String(500))
    description: Mapped[str] = mapped_column(Text, default="")
    acceptance_criteria: Mapped[str] = mapped_column(Text, default="")
    priority: Mapped[Priority] = mapped_column(String(8), default=Priority.NONE)
    estimate: Mapped[float | None] = mapped_column(Float)
    start_date: Mapped[date | None] = mapped_column(Date)
    due_date: Mapped[date | None] = mapped_column(Date)
    checklist: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list, server_default="[]")
    links: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list, server_default="[]")
    parent_id: Mapped[UUID | None] = mapped_column(Uuid)
    comment_count: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    rank: Mapped[str] = mapped_column(Rank)
    version: Mapped[int] = mapped_column(Integer, default=1)
    field_versions: Mapped[dict[str, int]] = mapped_column(Json)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)
    archived_at: Mapped[datetime | None] = mapped_column(Moment)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)


class CardLabel(Base):
    """A label on a card."""

    __tablename__ = "card_labels"
    __table_args__ = (Index("ix_card_labels_label_id", "label_id"),)

    card_id: Mapped[UUID] = mapped_column(
        ForeignKey("cards.id", ondelete="CASCADE"), primary_key=True
    )
    label_id: Mapped[UUID] = mapped_column(
        ForeignKey("labels.id", ondelete="CASCADE"), primary_key=True
    )


class CardAssignee(Base):
    """A person who works on a card."""

    __tablename__ = "card_assignees"
    __table_args__ = (Index("ix_card_assignees_user_id", "user_id"),)

    card_id: Mapped[UUID] = mapped_column(
        ForeignKey("cards.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )


class CardDependency(Base):
    """One card waits for another one."""

    __tablename__ = "card_dependencies"
    __table_args__ = (Index("ix_card_dependencies_blocker_id", "blocker_id"),)

    blocked_id: Mapped[UUID] = mapped_column(
        ForeignKey("cards.id", ondelete="CASCADE"), primary_key=True
    )
    blocker_id: Mapped[UUID] = mapped_column(
        ForeignKey("cards.id", ondelete="CASCADE"), primary_key=True
    )
    created_at: Mapped[datetime] = mapped_column(Moment)


class CardAlias(Base):
    """A key that a card had on a board that it left; it still finds the card."""

    __tablename__ = "card_aliases"
    __table_args__ = (Index("ix_card_aliases_card_id", "card_id"),)

    board_id: Mapped[UUID] = mapped_column(
        ForeignKey("boards.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    card_id: Mapped[UUID] = mapped_column(ForeignKey("cards.id", ondelete="CASCADE"))


class Comment(Base):
    """What somebody said about a card, in Markdown.

    A comment that was deleted keeps its row without its body.
    """

    __tablename__ = "comments"
    __table_args__ = (Index("ix_comments_card_id_id", "card_id", "id"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    card_id: Mapped[UUID] = mapped_column(ForeignKey("cards.id", ondelete="CASCADE"))
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    body: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[datetime] = mapped_column(Moment)
    edited_at: Mapped[datetime | None] = mapped_column(Moment)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)
