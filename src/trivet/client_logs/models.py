"""The table of what clients log."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from trivet.platform.db.base import Base
from trivet.platform.db.types import Moment

ABOUT_ONE = text("about_request_id IS NOT NULL")


class LogLevel(StrEnum):
    """How grave an entry is, the least first."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
    FATAL = "fatal"

    @property
    def and_graver(self) -> list["LogLevel"]:
        """This level, and those above it."""
        levels = list(LogLevel)
        return levels[levels.index(self) :]


class ClientLog(Base):
    """One entry of a client's log.

    `context` is the text of a JSON object, searched like `message`. The order of the ids is that in which
    entries came, and within a delivery that in which they stood.
    """

    __tablename__ = "client_logs"
    __table_args__ = (
        Index("ix_client_logs_happened_at_id", "happened_at", "id"),
        Index("ix_client_logs_level_happened_at_id", "level", "happened_at", "id"),
        Index("ix_client_logs_user_id_happened_at_id", "user_id", "happened_at", "id"),
        Index("ix_client_logs_request_id", "request_id"),
        Index(
            "ix_client_logs_about_request_id",
            "about_request_id",
            sqlite_where=ABOUT_ONE,
            postgresql_where=ABOUT_ONE,
        ),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    # By the client's clock, but never later than it came: by this they are ordered.
    happened_at: Mapped[datetime] = mapped_column(Moment)
    received_at: Mapped[datetime] = mapped_column(Moment)
    level: Mapped[LogLevel] = mapped_column(String(8))
    message: Mapped[str] = mapped_column(Text)
    context: Mapped[str | None] = mapped_column(Text)
    # What was changed of it on the way in, for who reads it.
    note: Mapped[str | None] = mapped_column(Text)
    # The request that delivered it, and the one that the client says it is about.
    request_id: Mapped[str] = mapped_column(String(128))
    about_request_id: Mapped[str | None] = mapped_column(String(128))
