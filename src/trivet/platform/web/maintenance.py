"""Background work of the web layer."""

from collections.abc import Mapping
from typing import Any

from trivet.platform.tasks.context import TaskContext
from trivet.platform.tasks.declarations import Task
from trivet.platform.tasks.ticker import Every, Schedule
from trivet.platform.web.idempotency import outdated

FORGET_KEYS = Task("forget_idempotency_keys_task")
HOUR_S = 3600.0


async def forget_keys(context: TaskContext, _args: Mapping[str, Any]) -> dict[str, int]:
    """Delete Idempotency-Keys after their 24 hours. A second run finds nothing left."""
    async with context.write() as unit:
        result = await unit.session.run(outdated())
    return {"removed": int(result.rowcount)}


SCHEDULES = (Schedule(FORGET_KEYS, Every(HOUR_S)),)
