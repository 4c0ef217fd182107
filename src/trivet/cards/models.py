"""Tables of cards."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Date, Float, ForeignKey, Index, Integer, String, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from trivet.platform.db.base import Base
from trivet.platform.db.types import Json, Moment, Rank

LIVE = text("archived_at IS NULL AND deleted_at IS NULL")


class Priority(StrEnum):
    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    URGENT = "urgent"


class Card(Base):
    """A piece of work.

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
