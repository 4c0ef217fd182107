"""Tables of queued work at Miro."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from trivet.platform.db.base import Base
from trivet.platform.db.types import Json, Moment


class State(StrEnum):
    """Where an operation stands.

    pending → working → done | failed | cancelled | indeterminate. `unknown` is one that was sent, and of which
    no answer came: what was to be made is looked for on the board, the rest is sent again.
    """

    PENDING = "pending"
    WORKING = "working"
    UNKNOWN = "unknown"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INDETERMINATE = "indeterminate"


OPEN = (State.PENDING, State.WORKING, State.UNKNOWN)
_OPEN = text("state IN ('pending', 'working', 'unknown')")


class MiroJob(Base):
    """What somebody has done on one board, by and by."""

    __tablename__ = "miro_jobs"
    __table_args__ = (Index("ix_miro_jobs_user_id", "user_id", "id"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    user_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("users.id", ondelete="CASCADE"))
    board_id: Mapped[str] = mapped_column(String(64))
    # The task that works on it, or did.
    task_id: Mapped[UUID] = mapped_column(Uuid)
    total: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(Moment)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)
    # From when on nothing more of it is sent.
    cancelled_at: Mapped[datetime | None] = mapped_column(Moment)


class MiroOperation(Base):
    """One operation of a job."""

    __tablename__ = "miro_operations"
    __table_args__ = (
        Index(
            "ix_miro_operations_open",
            "board_id",
            "job_id",
            "number",
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_miro_operations_item", "board_id", "item_id"),
    )

    job_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("miro_jobs.id", ondelete="CASCADE"), primary_key=True
    )
    # Its place in what was sent; operations of one item are done in that order.
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    board_id: Mapped[str] = mapped_column(String(64))
    # What the caller calls it.
    name: Mapped[str | None] = mapped_column(String(100))
    action: Mapped[str] = mapped_column(String(8))
    kind: Mapped[str] = mapped_column(String(16))
    # What it is about; of one that creates, what was made.
    item_id: Mapped[str | None] = mapped_column(String(32))
    # As Miro is sent it.
    body: Mapped[dict[str, Any]] = mapped_column(Json)
    # Of what is sent: two that would make the same have the same.
    fingerprint: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(16))
    # How often it was sent without an answer.
    tries: Mapped[int] = mapped_column(Integer, default=0)
    # When it was sent last, and with which others in one request, which makes all of them or none.
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    sent_with: Mapped[UUID | None] = mapped_column(Uuid)
    # By whose account there, Miro's id of it.
    sent_by: Mapped[str | None] = mapped_column(String(64))
    # The board's number then, and of which count: what is known since before is nothing that it made.
    sent_epoch: Mapped[int | None] = mapped_column(BigInteger)
    sent_after: Mapped[int | None] = mapped_column(BigInteger)
    # When it was given up to wait for its answer.
    lost_at: Mapped[datetime | None] = mapped_column(Moment)
    # `{code, detail, fields}`, of one that failed.
    error: Mapped[dict[str, Any] | None] = mapped_column(Json)
