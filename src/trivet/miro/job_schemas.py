"""Shapes of what one reads of queued work at Miro."""

from typing import Any
from uuid import UUID

from pydantic import Field

from trivet.miro.boards import link_of, name_of
from trivet.miro.job_models import MiroOperation, State
from trivet.miro.jobs import JobState, JobView
from trivet.platform.schemas import Answer, Body, Time
from trivet.platform.tasks.schemas import TaskOut


class MiroQueuedOut(Answer):
    """What was taken is kept, and done by and by."""

    job_id: UUID
    enqueued: int = Field(description="How many operations.")


class MiroOperationOut(Answer):
    """What became of one operation."""

    index: int = Field(description="Its place in what was sent.")
    id: str | None = Field(description="What you called it.")
    type: str
    state: str = Field(
        description="pending, working, done, failed, cancelled, or indeterminate: nobody knows whether it was done."
    )
    item_id: str | None = Field(description="What it is about; of one that creates, what was made.")
    code: str | None = None
    detail: str | None = None
    fields: list[dict[str, Any]] = Field([], description="What is at fault, as Miro names it.")


class MiroJobOut(Answer):
    """A job, and how it stands."""

    id: UUID
    board_id: str
    board_name: str | None = Field(
        description="As it was called when it was last read here; null if it is not known."
    )
    view_link: str | None = Field(description="Where the board is in Miro, if that is known.")
    state: JobState = Field(
        description="As its operations stand; `partial` where they ended differently."
    )
    total: int
    pending: int
    working: int
    done: int
    failed: int
    cancelled: int
    indeterminate: int
    created_at: Time
    finished_at: Time | None
    task: TaskOut | None = Field(
        description="What works on it; null once that is forgotten. It waits where `next_attempt_at` is later."
    )


class MiroJobWithOperations(MiroJobOut):
    """A job with all its operations."""

    operations: list[MiroOperationOut]


class MiroJobsOut(Answer):
    """One's jobs, the youngest first."""

    items: list[MiroJobOut]
    next_cursor: str | None = None


class ResolveIn(Body):
    """What you found on the board."""

    made: bool = Field(description="Whether it was done; if not, it is sent once more.")


def job_out(view: JobView) -> MiroJobOut:
    """A job as it is answered."""
    return MiroJobOut(**_members(view))


def whole_job_out(view: JobView) -> MiroJobWithOperations:
    """A job with its operations as it is answered."""
    operations = [_operation(each) for each in view.operations]
    return MiroJobWithOperations(**_members(view), operations=operations)


def _members(view: JobView) -> dict[str, Any]:
    counts = view.counts
    working = counts.get(State.WORKING, 0) + counts.get(State.UNKNOWN, 0)
    board = None if view.board is None else view.board.document
    settled = (State.PENDING, State.DONE, State.FAILED, State.CANCELLED, State.INDETERMINATE)
    return {
        "id": view.job.id,
        "board_id": view.job.board_id,
        "board_name": None if board is None else name_of(board),
        "view_link": None if board is None else link_of(board),
        "state": view.state,
        "total": view.job.total,
        "working": working,
        **{str(state): counts.get(state, 0) for state in settled},
        "created_at": view.job.created_at,
        "finished_at": view.job.finished_at,
        "task": None if view.task is None else TaskOut.model_validate(view.task),
    }


def _operation(row: MiroOperation) -> MiroOperationOut:
    error = row.error or {}
    state = State.WORKING if row.state == State.UNKNOWN else row.state
    return MiroOperationOut(
        index=row.number,
        id=row.name,
        type=f"{row.action}_{row.kind}",
        state=str(state),
        item_id=row.item_id,
        code=error.get("code"),
        detail=error.get("detail"),
        fields=error.get("fields", []),
    )
