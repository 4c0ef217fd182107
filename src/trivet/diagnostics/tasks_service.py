"""Who may watch a task, and who may start it again or stop it.

A task of a workspace is seen by its members; it is steered by its admins, and by whoever asked
for it while they may still edit there. A task of no workspace is seen and steered by whoever asked
for it and by instance admins. For everybody else there is no such task.
"""

from collections.abc import Sequence
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.boards.access import checker
from trivet.diagnostics.tasks_errors import TaskNotFound, TaskNotYours
from trivet.platform.db.session import ReadSession
from trivet.platform.tasks.declarations import TaskState
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.tasks.repository import TaskReader
from trivet.platform.tasks.snapshots import TaskSnapshot, snapshot_of
from trivet.platform.uow import ReadUnit, WriteUnit
from trivet.workspaces.models import Role
from trivet.workspaces.permissions import EDIT, MANAGE, VIEW


class TaskQueries:
    """What somebody may see of tasks.

    Args:
        unit: in which it is read.
        caller: who asks.
    """

    def __init__(self, unit: ReadUnit, caller: Caller) -> None:
        self._session = unit.session
        self._caller = caller

    async def get(self, task_id: UUID) -> TaskSnapshot:
        """One task.

        Raises:
            TaskNotFound: there is none that the caller may see.
        """
        task, _ = await _visible(self._session, self._caller, task_id)
        return task

    async def of_workspace(
        self, workspace_id: UUID, *, state: TaskState | None, before: UUID | None, limit: int
    ) -> Sequence[TaskSnapshot]:
        """The tasks of a workspace, the youngest first.

        Args:
            workspace_id: whose tasks.
            state: only those in this state; None is any.
            before: only those older than this one.
            limit: how many at most.

        Raises:
            WorkspaceNotFound: there is none that the caller is a member of.
        """
        await checker(self._session).demand(self._caller, workspace_id, VIEW)
        rows = await TaskReader(self._session).of_workspace(
            workspace_id, state=state, before=before, limit=limit
        )
        return [snapshot_of(row) for row in rows]


class TaskService:
    """What somebody may do to tasks.

    Args:
        unit: in which it is done.
        caller: who asks.
        queue: what keeps the tasks.
    """

    def __init__(self, unit: WriteUnit, caller: Caller, queue: TaskQueue) -> None:
        self._unit = unit
        self._caller = caller
        self._queue = queue

    async def retry(self, task_id: UUID) -> TaskSnapshot:
        """Start a task again that ended without success; its attempts begin anew.

        Raises:
            TaskNotFound: there is none that the caller may see.
            TaskNotYours: the caller may only watch it.
            TaskNotRetryable: it has not ended, or it succeeded.
        """
        await self._check(task_id)
        return _found(await self._queue.retry(self._unit, task_id))

    async def cancel(self, task_id: UUID) -> TaskSnapshot:
        """Stop a task: at once if it waits, at its next step if it runs.

        Raises:
            TaskNotFound: there is none that the caller may see.
            TaskNotYours: the caller may only watch it.
            TaskNotCancellable: it has ended.
        """
        await self._check(task_id)
        return _found(await self._queue.cancel(self._unit, task_id))

    async def _check(self, task_id: UUID) -> None:
        task, role = await _visible(self._unit.session, self._caller, task_id)
        if role is None or MANAGE.allows(self._caller, role):
            return
        if not (_asked_for(task, self._caller) and EDIT.allows(self._caller, role)):
            raise TaskNotYours("Ask an admin of the workspace, or whoever started the task.")


async def _visible(
    session: ReadSession, caller: Caller, task_id: UUID
) -> tuple[TaskSnapshot, Role | None]:
    """The task with the caller's role in its workspace; no role where it has no workspace."""
    row = await TaskReader(session).by_id(task_id)
    if row is None:
        raise TaskNotFound
    task = snapshot_of(row)
    if task.workspace_id is None:
        if not (caller.instance_admin or _asked_for(task, caller)):
            raise TaskNotFound
        return task, None
    role = await checker(session).role_in_workspace(caller.user_id, task.workspace_id)
    if role is None:
        raise TaskNotFound
    return task, role


def _asked_for(task: TaskSnapshot, caller: Caller) -> bool:
    return task.requested_by == caller.user_id


def _found(task: TaskSnapshot | None) -> TaskSnapshot:
    if task is None:
        raise TaskNotFound
    return task
