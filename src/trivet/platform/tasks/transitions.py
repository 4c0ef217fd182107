"""How a task's row goes from state to state. Pure: each changes the row it is given.

queued → running → succeeded | retrying | failed | cancelled | indeterminate
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from trivet.platform.clock import now, rfc3339
from trivet.platform.ids import new_id
from trivet.platform.tasks.declarations import TaskCall, TaskState
from trivet.platform.tasks.failures import Failure
from trivet.platform.tasks.models import INSTALLATION, TaskRow


@dataclass(frozen=True, slots=True)
class Claim:
    """A task that is ours to run, as long as the lease holds.

    Args:
        attempt: which one this is; the first is 1.
        lease_token: what fences us off once the lease is another's.
        lease_s: seconds for which a renewal lasts.
        checkpoint: what an earlier run left for this one.
    """

    id: UUID
    name: str
    args: dict[str, Any]
    attempt: int
    workspace_id: UUID | None
    requested_by: UUID | None
    correlation_id: str | None
    lease_token: UUID
    lease_s: float
    checkpoint: dict[str, Any] | None


def row_values(call: TaskCall, args: dict[str, Any]) -> dict[str, Any]:
    """The columns of a new task, for whoever writes its row in a statement of their own.

    Args:
        call: what is wanted.
        args: its arguments as they are stored: those that are secret, encrypted.
    """
    moment = now()
    return {
        "id": call.id,
        "name": call.task.name,
        "args": args,
        "state": str(TaskState.QUEUED),
        "priority": int(call.task.priority),
        "workspace_id": call.workspace_id,
        "lane": call.workspace_id or call.lane or INSTALLATION,
        "requested_by": call.requested_by,
        "correlation_id": call.correlation_id,
        "concurrency_key": call.concurrency_key,
        "attempts": 0,
        "max_attempts": call.task.retry.max_attempts,
        "crashes": 0,
        "max_crashes": call.task.retry.crashes,
        "run_at": call.run_at or moment,
        "created_at": moment,
    }


def lease(row: TaskRow, lease_s: float) -> Claim:
    """Hand a ready row to a worker: the attempt counts from here.

    Args:
        row: a row that is locked.
        lease_s: seconds without a sign of life after which the worker counts as dead.
    """
    moment = now()
    row.state = TaskState.RUNNING
    row.attempts += 1
    row.lease_token = token = new_id()
    row.lease_until = moment + timedelta(seconds=lease_s)
    row.started_at = moment
    return Claim(
        id=row.id,
        name=row.name,
        args=row.args,
        attempt=row.attempts,
        workspace_id=row.workspace_id,
        requested_by=row.requested_by,
        correlation_id=row.correlation_id,
        lease_token=token,
        lease_s=lease_s,
        checkpoint=row.checkpoint,
    )


def mark_succeeded(row: TaskRow, result: Mapping[str, Any] | None) -> None:
    """It is done.

    Args:
        row: a row that is held.
        result: what it answers, if anything; must have a JSON form.
    """
    _finish(row, TaskState.SUCCEEDED)
    row.result = None if result is None else dict(result)
    row.error_code = row.error_detail = None


def mark_failed(row: TaskRow, failure: Failure) -> None:
    """An attempt ended without success: wait for the next one, or end as judged."""
    row.error_code, row.error_detail = failure.code, failure.detail
    if failure.state is not TaskState.RETRYING:
        _finish(row, failure.state)
    elif row.cancel_requested_at is not None:
        mark_cancelled(row)
    else:
        _end_lease(row)
        row.state = TaskState.RETRYING
        row.run_at = now() + timedelta(seconds=failure.delay_s)


def mark_cancelled(row: TaskRow) -> None:
    """It will not run, or not go on."""
    _finish(row, TaskState.CANCELLED)


def give_back(row: TaskRow) -> None:
    """Its worker lets go of it: it waits again, as if it had not been claimed."""
    row.attempts -= 1
    if row.cancel_requested_at is not None:
        mark_cancelled(row)
        return
    _end_lease(row)
    row.state = TaskState.QUEUED
    row.run_at = now()


def put_off(row: TaskRow, after_s: float, told: tuple[str, str] | None = None) -> None:
    """A part of it is done: it waits for its next turn, and neither attempts nor crashes count on.

    Args:
        row: a row that is held.
        after_s: for how many seconds at least.
        told: what it waits for: a code, and words for people; None where it only gives way.
    """
    give_back(row)
    row.attempts = row.crashes = 0
    row.error_code, row.error_detail = told or (None, None)
    if row.state == TaskState.QUEUED:
        row.state = TaskState.QUEUED if told is None else TaskState.RETRYING
        row.run_at = now() + timedelta(seconds=after_s)


def count_crash(row: TaskRow) -> None:
    """Its worker died. That is no attempt, but it may not happen for ever either."""
    row.crashes += 1
    if row.crashes < row.max_crashes or row.cancel_requested_at is not None:
        give_back(row)
        return
    since = "" if row.started_at is None else f" from {rfc3339(row.started_at)} on"
    row.attempts -= 1
    row.error_code = "crashed_too_often"
    row.error_detail = (
        f"Its worker died {row.crashes} times while it ran. Look in the log{since},"
        " mend the cause, then retry it."
    )
    _finish(row, TaskState.FAILED)


def start_again(row: TaskRow) -> None:
    """A person wants it once more. The checkpoint stays, so that it goes on where it was."""
    row.state = TaskState.QUEUED
    row.attempts = row.crashes = 0
    row.run_at = now()
    row.progress = row.result = None
    row.error_code = row.error_detail = None
    row.started_at = row.finished_at = None


def _finish(row: TaskRow, state: TaskState) -> None:
    _end_lease(row)
    row.state = state
    row.finished_at = now()


def _end_lease(row: TaskRow) -> None:
    row.lease_token = None
    row.lease_until = None
    row.cancel_requested_at = None
