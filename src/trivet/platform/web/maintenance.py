"""Background work of the web layer."""

from collections.abc import Mapping
from typing import Any

from trivet.platform.tasks.batches import in_batches
from trivet.platform.tasks.context import TaskContext
from trivet.platform.tasks.declarations import Task
from trivet.platform.tasks.ticker import Every, Schedule
from trivet.platform.uow import WriteUnit
from trivet.platform.web.idempotency import forget_outdated

FORGET_KEYS = Task("forget_idempotency_keys_task")
HOUR_S = 3600.0


async def forget_keys(context: TaskContext, _args: Mapping[str, Any]) -> dict[str, int]:
    """Delete Idempotency-Keys after their 24 hours. A second run finds nothing left."""

    async def forget(unit: WriteUnit, most: int) -> int:
        return await forget_outdated(unit.session, most)

    return {"removed": await in_batches(context, forget)}


SCHEDULES = (Schedule(FORGET_KEYS, Every(HOUR_S)),)
