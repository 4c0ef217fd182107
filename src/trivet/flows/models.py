"""Tables of notifications."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from trivet.platform.db.base import Base
from trivet.platform.db.types import Moment

UNREAD = text("read_at IS NULL")


class NotificationKind(StrEnum):
    """Why somebody is told."""

    ASSIGNED = "assigned"
    MENTIONED = "mentioned"
    DUE_SOON = "due_soon"
    UNBLOCKED = "unblocked"


class Notification(Base):
    """Something that one person should know of a card.

    `about` tells apart what is told once each: a comment's id, a due date, an event's number. The
    same person is told the same of the same card only once.
    """

    __tablename__ = "notifications"
    __table_args__ = (
        Index(
            "uq_notifications_user_id_card_id_kind_about",
            "user_id",
            "card_id",
            "kind",
            "about",
            unique=True,
        ),
        Index("ix_notifications_user_id_id", "user_id", "id"),
        Index("ix_notifications_unread", "user_id", sqlite_where=UNREAD, postgresql_where=UNREAD),
        Index("ix_notifications_created_at", "created_at"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    card_id: Mapped[UUID] = mapped_column(ForeignKey("cards.id", ondelete="CASCADE"))
    kind: Mapped[NotificationKind] = mapped_column(String(16))
    about: Mapped[str] = mapped_column(String(64))
    actor_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    read_at: Mapped[datetime | None] = mapped_column(Moment)
