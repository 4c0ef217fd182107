"""`trivet tasks`: what is done in the background, and what is to become of it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar
from uuid import UUID

from rich.text import Text
from sqlalchemy import select

from trivet import bootstrap
from trivet.auth.models import User
from trivet.bootstrap import Runtime
from trivet.commands.beside import beside_the_server, refuse_without_installation
from trivet.commands.tasks_shown import Found, Listing, console, facts_of, plain, short, table_of
from trivet.commands.workspaces_named import workspace_named
from trivet.diagnostics.tasks_dropping import drop
from trivet.platform.db.session import ReadSession
from trivet.platform.errors import AppError, StartupError
from trivet.platform.json import dumps_text
from trivet.platform.settings import Settings
from trivet.platform.tasks.declarations import Task, TaskGroup, TaskState
from trivet.platform.tasks.models import INSTALLATION, TaskRow
from trivet.platform.tasks.repository import TaskFilter, TaskReader
from trivet.platform.tasks.snapshots import TaskSnapshot, snapshot_of
from trivet.platform.uow import WriteUnit
from trivet.workspaces.models import Workspace

NO_WORKSPACE = "none"
"""How one names the tasks that belong to no workspace."""

T = TypeVar("T")


def listed(
    settings: Settings,
    states: Sequence[str],
    workspace: str | None,
    name: str | None,
    before: UUID | None,
    limit: int,
) -> None:
    """Print tasks, the youngest first.

    Args:
        settings: where the database is.
        states: only those in one of these states, or groups of states; none is all.
        workspace: only those of this one, by name or id, or `none`; None is all.
        name: only those of this name.
        before: only those older than this one.
        limit: how many at most.

    Raises:
        StartupError: there is no such state or workspace, or the database cannot be used.
    """
    wanted = _states(states)

    async def read(runtime: Runtime) -> Listing:
        async with runtime.units.read() as unit:
            lane = None if workspace is None else await _lane(unit.session, workspace)
            rows = await TaskReader(unit.session).page(
                TaskFilter(lane, wanted, name), before=before, limit=limit + 1
            )
            tasks = [snapshot_of(row) for row in rows[:limit]]
            names = await _names(unit.session, {task.workspace_id for task in tasks})
        return Listing(tasks, names, more=len(rows) > limit)

    found = _beside(settings, read)
    screen = console()
    if not found.tasks:
        screen.print("There are no such tasks.")
        return
    screen.print(table_of(found, screen.width))
    if found.more:
        screen.print(f"There are older ones: --before {found.tasks[-1].id}")


def shown(settings: Settings, task_id: UUID) -> None:
    """Print all there is to know about a task; of its arguments those that are no secrets.

    Raises:
        StartupError: there is no such task, or the database cannot be used.
    """
    declared = {task.name: task for task in bootstrap.declared_tasks(settings)}

    async def read(runtime: Runtime) -> Found:
        async with runtime.units.read() as unit:
            row = await TaskReader(unit.session).by_id(task_id)
            if row is None:
                raise _unknown(task_id)
            names = await _names(unit.session, {row.workspace_id})
            asked = await unit.session.scalar(select(User.name).where(User.id == row.requested_by))
            task = snapshot_of(row)
            workspace = None if row.workspace_id is None else names.get(row.workspace_id)
            return Found(task, workspace, asked, _arguments(row, declared.get(row.name)))

    found = _beside(settings, read)
    screen = console()
    facts = facts_of(found)
    widest = max(len(label) for label, _ in facts)
    for label, value in facts:
        screen.print(Text.assemble((f"{label:<{widest}}  ", "dim"), value))


def retried(settings: Settings, task_id: UUID) -> None:
    """Start a task again that ended without success.

    Raises:
        StartupError: there is none such, or the database cannot be used.
    """
    _steered(settings, task_id, lambda runtime, unit: runtime.tasks.retry(unit, task_id))
    console().print("It waits for its turn again; a server or worker takes it up in a moment.")


def cancelled(settings: Settings, task_id: UUID) -> None:
    """Stop a task: at once if it waits, at its next step if it runs.

    Raises:
        StartupError: there is none such, or the database cannot be used.
    """
    task = _steered(settings, task_id, lambda runtime, unit: runtime.tasks.cancel(unit, task_id))
    if task.cancelling:
        console().print("It was asked to stop, and does at its next step.")
    else:
        console().print("It is cancelled.")


def dropped(settings: Settings, task_id: UUID) -> None:
    """Forget a task that ended without success.

    Raises:
        StartupError: there is none such, or the database cannot be used.
    """
    task = _steered(settings, task_id, lambda runtime, unit: drop(unit, runtime.tasks, task_id))
    console().print(f"{plain(task.name)}, which was {task.state}, is forgotten.", markup=False)


def _beside(settings: Settings, work: Callable[[Runtime], Awaitable[T]]) -> T:
    refuse_without_installation(settings)

    async def run() -> T:
        async with beside_the_server(settings) as runtime:
            return await work(runtime)

    return asyncio.run(run())


def _steered(
    settings: Settings,
    task_id: UUID,
    steer: Callable[[Runtime, WriteUnit], Awaitable[TaskSnapshot | None]],
) -> TaskSnapshot:
    async def change(runtime: Runtime) -> TaskSnapshot:
        try:
            task = await runtime.units.retried(lambda unit: steer(runtime, unit))
        except AppError as refusal:
            raise StartupError(refusal.detail) from None
        if task is None:
            raise _unknown(task_id)
        return task

    return _beside(settings, change)


def _unknown(task_id: UUID) -> StartupError:
    return StartupError(
        f"There is no task {task_id}: `trivet tasks list` shows those that are there. Finished ones "
        "are kept for 30 days, failed ones for 90."
    )


def _states(named: Sequence[str]) -> frozenset[TaskState] | None:
    found: set[TaskState] = set()
    for name in named:
        if name in set(TaskGroup):
            found |= TaskGroup(name).states
        elif name in set(TaskState):
            found.add(TaskState(name))
        else:
            known = ", ".join([*TaskGroup, *TaskState])
            raise StartupError(f"There is no state {name}: say one of {known}.")
    return frozenset(found) if named else None


async def _lane(session: ReadSession, named: str) -> UUID:
    """The lane of a workspace, by its name in any case or its id."""
    if named == NO_WORKSPACE:
        return INSTALLATION
    otherwise = f", or `{NO_WORKSPACE}` for the tasks that belong to no workspace"
    return await workspace_named(session, named, otherwise)


async def _names(session: ReadSession, ids: set[UUID | None]) -> dict[UUID, str]:
    known = [each for each in ids if each is not None]
    rows = await session.execute(
        select(Workspace.id, Workspace.name).where(Workspace.id.in_(known))
    )
    return {row[0]: row[1] for row in rows}


def _arguments(row: TaskRow, declared: Task | None) -> dict[str, str]:
    if declared is None:
        hint = "(not shown: this version does not know which of them are secret)"
        return {"arguments": hint} if row.args else {}
    return {
        name: "(secret)" if name in declared.secret_args else short(dumps_text(value))
        for name, value in row.args.items()
    }
