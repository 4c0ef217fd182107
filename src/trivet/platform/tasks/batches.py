"""Upkeep of unknown size, a bounded part of it a commit."""

from collections.abc import Awaitable, Callable

from trivet.platform.tasks.context import TaskContext
from trivet.platform.uow import WriteUnit

BATCH = 500
"""Rows that are deleted or emptied in one transaction."""


async def in_batches(context: TaskContext, some: Callable[[WriteUnit, int], Awaitable[int]]) -> int:
    """Do a batch a unit of work, until one is not full.

    What was committed stays: a second run finds only the rest.

    Args:
        context: of the task that does it.
        some: is given a unit and how much of it fits in there; answers how much it did.

    Returns:
        how much this run did.

    Raises:
        TaskCancelled: somebody asked the task to stop.
    """
    most, total = BATCH, 0

    async def batch(unit: WriteUnit) -> int:
        return await some(unit, most)

    while True:
        context.stop_if_cancelled()
        done = await context.retried(batch)
        total += done
        if done < most:
            return total
