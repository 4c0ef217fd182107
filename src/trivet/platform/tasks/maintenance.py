"""The queue's own upkeep. Other places declare theirs in the same way."""

from collections.abc import Mapping, Sequence
from datetime import time, timedelta
from typing import Any
from uuid import UUID

from trivet.platform.clock import now
from trivet.platform.tasks.context import Bound, TaskContext
from trivet.platform.tasks.declarations import Task, TaskState
from trivet.platform.tasks.repository import TaskReader, TaskRepository
from trivet.platform.tasks.ticker import Daily, Schedule

KEPT = {
    # Long enough to answer "did that ever run?".
    timedelta(days=30): (TaskState.SUCCEEDED, TaskState.CANCELLED),
    # What went wrong may wait for somebody to come back from holidays.
    timedelta(days=90): (TaskState.FAILED, TaskState.INDETERMINATE),
}
BATCH = 500

TURNS_KEPT = timedelta(hours=1)
"""A lane that had no turn for so long counts as one that never had: it is next either way."""

PRUNE_TASKS = Task("prune_tasks_task")


async def prune_tasks(context: TaskContext, args: Mapping[str, Any]) -> dict[str, int]:
    """Delete finished tasks after their time. A second run finds nothing left to delete."""
    removed = 0
    for age, states in KEPT.items():
        while ids := await _over_age(context, age, states):
            async with context.write() as unit:
                await TaskRepository(unit.session).remove(ids)
            removed += len(ids)
    async with context.write() as unit:
        await TaskRepository(unit.session).forget_turns(now() - TURNS_KEPT)
    return {"removed": removed}


async def _over_age(
    context: TaskContext, age: timedelta, states: Sequence[TaskState]
) -> Sequence[UUID]:
    async with context.units.read() as unit:
        return await TaskReader(unit.session).finished_before(now() - age, states, BATCH)


BOUND = (Bound(PRUNE_TASKS, prune_tasks),)
SCHEDULES = (Schedule(PRUNE_TASKS, Daily(time(3, 17))),)
