"""Background work of what clients log: bodies."""

from collections.abc import Mapping
from typing import Any

from trivet.client_logs.repository import ClientLogWriteRepository
from trivet.client_logs.schemas import KEPT
from trivet.platform.clock import now
from trivet.platform.tasks.batches import in_batches
from trivet.platform.tasks.context import TaskContext
from trivet.platform.uow import WriteUnit


async def forget_client_logs(context: TaskContext, _args: Mapping[str, Any]) -> dict[str, int]:
    """Forget what came long ago, and what came from accounts that were closed. A second run finds nothing left."""
    moment = now() - KEPT

    async def forget_old(unit: WriteUnit, most: int) -> int:
        return await ClientLogWriteRepository(unit.session).forget(moment, most)

    async def forget_closed(unit: WriteUnit, most: int) -> int:
        return await ClientLogWriteRepository(unit.session).forget_closed(most)

    removed = await in_batches(context, forget_old)
    return {"removed": removed + await in_batches(context, forget_closed)}
