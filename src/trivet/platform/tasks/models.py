"""The tables of the queue: tasks, and whose turn it is."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Integer, SmallInteger, String, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from trivet.platform.clock import now
from trivet.platform.db.base import Base
from trivet.platform.db.types import Json, Moment
from trivet.platform.ids import new_id

INSTALLATION = UUID(int=0)
"""The lane of the tasks that belong to no workspace, and have none of their own."""

# Written out, not bound: both databases use a partial index only for a query that says the very
# condition of the index in literals.
_READY = text("state IN ('queued', 'retrying')")
_RUNNING = text("state = 'running'")
_FINISHED = text("finished_at IS NOT NULL")
_OF_NONE = text("workspace_id IS NULL")
_UNSETTLED = text("state IN ('queued', 'running', 'retrying', 'failed', 'indeterminate')")


class TaskRow(Base):
    """One task. The row is the truth; whatever rings a worker is only a doorbell.

    No foreign keys: the platform knows no workspaces and no people, and a task outlives both.
    """

    __tablename__ = "tasks"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(100))
    args: Mapped[dict[str, Any]] = mapped_column(Json)
    state: Mapped[str] = mapped_column(String(16))
    priority: Mapped[int] = mapped_column(SmallInteger)
    workspace_id: Mapped[UUID | None] = mapped_column(Uuid)
    # Whose turn it takes: the workspace, or INSTALLATION. Never null, so that the index can be
    # walked from lane to lane.
    lane: Mapped[UUID] = mapped_column(Uuid)
    requested_by: Mapped[UUID | None] = mapped_column(Uuid)
    correlation_id: Mapped[str | None] = mapped_column(String(200))
    concurrency_key: Mapped[str | None] = mapped_column(String(200))
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    max_attempts: Mapped[int] = mapped_column(Integer)
    crashes: Mapped[int] = mapped_column(Integer, default=0)
    max_crashes: Mapped[int] = mapped_column(Integer)
    run_at: Mapped[datetime] = mapped_column(Moment)
    lease_token: Mapped[UUID | None] = mapped_column(Uuid)
    lease_until: Mapped[datetime | None] = mapped_column(Moment)
    cancel_requested_at: Mapped[datetime | None] = mapped_column(Moment)
    progress: Mapped[dict[str, Any] | None] = mapped_column(Json)
    checkpoint: Mapped[dict[str, Any] | None] = mapped_column(Json)
    result: Mapped[dict[str, Any] | None] = mapped_column(Json)
    error_code: Mapped[str | None] = mapped_column(String(100))
    error_detail: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    started_at: Mapped[datetime | None] = mapped_column(Moment)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (
        # What can be claimed, and nothing else: finished rows do not slow a claim down.
        Index(
            "ix_tasks_ready",
            "priority",
            "lane",
            "run_at",
            "id",
            sqlite_where=_READY,
            postgresql_where=_READY,
        ),
        Index("ix_tasks_lease", "lease_until", sqlite_where=_RUNNING, postgresql_where=_RUNNING),
        # One at a time: of two claimers of the same key the database lets one win.
        Index(
            "uq_tasks_running_key",
            "concurrency_key",
            unique=True,
            sqlite_where=_RUNNING,
            postgresql_where=_RUNNING,
        ),
        Index(
            "ix_tasks_finished", "finished_at", sqlite_where=_FINISHED, postgresql_where=_FINISHED
        ),
        # What people look at: all of a lane, and what is open or dead among the many that are done.
        Index("ix_tasks_lane", "lane", "id"),
        # Those that belong to no workspace, whatever they take turns with.
        Index("ix_tasks_of_none", "id", sqlite_where=_OF_NONE, postgresql_where=_OF_NONE),
        Index(
            "ix_tasks_unsettled",
            "lane",
            "id",
            sqlite_where=_UNSETTLED,
            postgresql_where=_UNSETTLED,
        ),
    )


class TurnRow(Base):
    """When a lane last had its turn, so that the one that waited longest is next."""

    __tablename__ = "task_turns"

    lane: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    claimed_at: Mapped[datetime] = mapped_column(Moment)
