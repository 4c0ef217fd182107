"""Tasks that are given up or started again, and the record of who did so."""

from uuid import UUID

from trivet.auth.events import UserEvent
from trivet.platform.events import Event
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.tasks.snapshots import TaskSnapshot
from trivet.platform.uow import WriteUnit
from trivet.workspaces.events import WorkspaceEvent
from trivet.workspaces.models import Workspace

TASK_DROPPED = "task.dropped"
TASK_RETRIED = "task.retried"


async def drop(unit: WriteUnit, queue: TaskQueue, task_id: UUID) -> TaskSnapshot | None:
    """Forget a task that ended without success; None if there is no such task.

    The row goes, with its arguments; that it was dropped, and by whom, stays in the audit log: of its
    workspace, or, where it has none, of the account that dropped it.

    Args:
        unit: in which it is done, on behalf of who does it.
        queue: what keeps the tasks.
        task_id: which one.

    Returns:
        how it stood.

    Raises:
        TaskNotDroppable: it has not ended, or it succeeded.
    """
    task = await queue.drop(unit, task_id)
    if task is not None and (event := await _event(unit, task, TASK_DROPPED)) is not None:
        unit.emit(event)
    return task


async def retry(unit: WriteUnit, queue: TaskQueue, task_id: UUID) -> TaskSnapshot | None:
    """Start a task again that ended without success; None if there is no such task.

    A task acts in the name of whoever asked for it. Where somebody else starts it again, the audit log
    keeps that.

    Args:
        unit: in which it is done, on behalf of who does it.
        queue: what keeps the tasks.
        task_id: which one.

    Raises:
        TaskNotRetryable: it has not ended, or it succeeded.
    """
    task = await queue.retry(unit, task_id)
    if task is None or task.requested_by in {None, unit.actor.user_id}:
        return task
    if (event := await _event(unit, task, TASK_RETRIED)) is not None:
        unit.emit(event)
    return task


async def _event(unit: WriteUnit, task: TaskSnapshot, type_: str) -> Event | None:
    payload = {
        "task_id": str(task.id),
        "name": task.name,
        "state": str(task.state),
        "code": None if task.error is None else task.error.code,
    }
    if task.workspace_id is not None:
        # A program that calls tasks by Celery may name whatever it likes.
        if await unit.session.get(Workspace, task.workspace_id) is None:
            return None
        return WorkspaceEvent(type=type_, workspace_id=task.workspace_id, payload=payload)
    if unit.actor.user_id is None:  # by a command: whoever runs those needs no log of ours
        return None
    return UserEvent(type=type_, user_id=unit.actor.user_id, payload=payload)
