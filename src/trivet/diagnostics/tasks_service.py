"""Who may watch a task, and who may start it again, stop it or drop it.

A task of a workspace is seen by its members; it is steered by its admins, and by whoever asked
for it while they may still edit there. A task of no workspace is seen and steered by whoever asked
for it and by instance admins. For everybody else there is no such task.
"""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import structlog

from trivet.auth.callers import Caller
from trivet.auth.errors import NotInstanceAdmin
from trivet.boards.access import checker
from trivet.diagnostics.tasks_dropping import drop, retry
from trivet.diagnostics.tasks_errors import TaskNotFound, TaskNotYours
from trivet.platform.db.session import ReadSession
from trivet.platform.tasks.models import INSTALLATION
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.tasks.repository import TaskFilter, TaskReader
from trivet.platform.tasks.snapshots import TaskSnapshot, snapshot_of
from trivet.platform.uow import ReadUnit, WriteUnit
from trivet.workspaces.models import Role
from trivet.workspaces.permissions import EDIT, MANAGE, VIEW

log = structlog.get_logger(__name__)


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
        self, workspace_id: UUID, wanted: TaskFilter, *, before: UUID | None, limit: int
    ) -> Sequence[TaskSnapshot]:
        """The tasks of a workspace, the youngest first.

        Args:
            workspace_id: whose tasks.
            wanted: which of them.
            before: only those older than this one.
            limit: how many at most.

        Raises:
            WorkspaceNotFound: there is none that the caller is a member of.
        """
        await checker(self._session).demand(self._caller, workspace_id, VIEW)
        return await self._page(replace(wanted, lane=workspace_id), before, limit)

    async def of_installation(
        self, wanted: TaskFilter, *, before: UUID | None, limit: int
    ) -> Sequence[TaskSnapshot]:
        """The tasks that belong to no workspace, the youngest first. For instance admins.

        Args:
            wanted: which of them.
            before: only those older than this one.
            limit: how many at most.

        Raises:
            NotInstanceAdmin: the caller is none, or their API token lacks `admin`.
        """
        if not self._caller.instance_admin:
            raise NotInstanceAdmin(
                "Ask an instance admin; they need an API token with the scope `admin`, or a session."
            )
        return await self._page(replace(wanted, lane=INSTALLATION), before, limit)

    async def _page(
        self, wanted: TaskFilter, before: UUID | None, limit: int
    ) -> Sequence[TaskSnapshot]:
        rows = await TaskReader(self._session).page(wanted, before=before, limit=limit)
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
        return _found(await retry(self._unit, self._queue, task_id))

    async def cancel(self, task_id: UUID) -> TaskSnapshot:
        """Stop a task: at once if it waits, at its next step if it runs.

        Raises:
            TaskNotFound: there is none that the caller may see.
            TaskNotYours: the caller may only watch it.
            TaskNotCancellable: it has ended.
        """
        await self._check(task_id)
        return _found(await self._queue.cancel(self._unit, task_id))

    async def drop(self, task_id: UUID) -> None:
        """Forget a task that ended without success; the audit log keeps who did.

        Raises:
            TaskNotFound: there is none that the caller may see.
            TaskNotYours: the caller may only watch it.
            TaskNotDroppable: it has not ended, or it succeeded.
        """
        await self._check(task_id)
        task = _found(await drop(self._unit, self._queue, task_id))
        self._unit.after_commit(
            lambda: log.info(
                "task_dropped",
                task=task.name,
                task_id=str(task_id),
                state=str(task.state),
                user_id=str(self._caller.user_id),
            )
        )

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
