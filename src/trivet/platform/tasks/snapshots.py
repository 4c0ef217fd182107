"""A task as it stood at one moment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from trivet.platform.tasks.declarations import TaskState
from trivet.platform.tasks.models import TaskRow


@dataclass(frozen=True, slots=True)
class TaskError:
    """Why a task did not succeed, or not yet."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSnapshot:
    """What may be told of a task; neither its arguments nor its checkpoint.

    Args:
        workspace_id: to whom it belongs; None is the installation.
        requested_by: who is told how it goes.
        next_attempt_at: not before this moment, while it waits.
        progress: `{done, total, note}`, once the task said so.
        cancelling: whether it runs and was asked to stop.
    """

    id: UUID
    name: str
    state: TaskState
    workspace_id: UUID | None
    requested_by: UUID | None
    correlation_id: str | None
    attempts: int
    max_attempts: int
    next_attempt_at: datetime | None
    progress: dict[str, Any] | None
    error: TaskError | None
    result: dict[str, Any] | None
    cancelling: bool
    created_at: datetime
    finished_at: datetime | None


TaskListener = Callable[[TaskSnapshot], None]
"""Told of a task after it changed. Quick, and raises nothing."""

_WAITING = {TaskState.QUEUED, TaskState.RETRYING}


def snapshot_of(row: TaskRow) -> TaskSnapshot:
    """What the row says now."""
    state = TaskState(row.state)
    error = None
    if row.error_code is not None:
        error = TaskError(code=row.error_code, detail=row.error_detail or "")
    return TaskSnapshot(
        id=row.id,
        name=row.name,
        state=state,
        workspace_id=row.workspace_id,
        requested_by=row.requested_by,
        correlation_id=row.correlation_id,
        attempts=row.attempts,
        max_attempts=row.max_attempts,
        next_attempt_at=row.run_at if state in _WAITING else None,
        progress=row.progress,
        error=error,
        result=row.result,
        cancelling=state is TaskState.RUNNING and row.cancel_requested_at is not None,
        created_at=row.created_at,
        finished_at=row.finished_at,
    )
