"""A process that is killed in the middle of a task. Run by test_crashes.py.

python -m tests.platform.tasks.victim <SQLite file or PostgreSQL address> <where to stop>
"""

import asyncio
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.platform.tasks.support import have_effect, runner_of, task_of
from trivet.platform.db.database import Database
from trivet.platform.db.postgresql import postgresql_database
from trivet.platform.db.sqlite import sqlite_database
from trivet.platform.tasks.context import Body, TaskContext
from trivet.platform.tasks.embedded import EmbeddedWorkers
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.uow import Units

TWO_STEPS = task_of(5.0, 25.0, 125.0)
STOPS = ("before", "in_first_unit", "between", "in_second_unit", "after")


def two_steps(reached: Callable[[str], None]) -> Body:
    """A body with two effects. A second run skips what the checkpoint says is done."""

    async def body(context: TaskContext, args: Mapping[str, Any]) -> None:
        reached("before")
        if context.saved is None:
            async with context.write() as unit:
                await have_effect(unit, context.task_id, "first")
                await context.checkpoint({"first": "done"})
                reached("in_first_unit")
        reached("between")
        async with context.write() as unit:
            await have_effect(unit, context.task_id, "second")
            await context.succeed(unit, {"both": "done"})
            reached("in_second_unit")
        reached("after")

    return body


def _database(place: str) -> Database:
    if place.startswith("postgresql"):
        return postgresql_database(place, pool_size=2)
    return sqlite_database(Path(place))


async def _main(place: str, stop: str) -> None:
    def reached(where: str) -> None:
        if where == stop:
            print("here", flush=True)  # noqa: T201 - the test waits for it
            time.sleep(600)  # the whole process stands still, heartbeat and all

    database = _database(place)
    queue = TaskQueue(database)
    units = Units(database=database, tasks=queue)
    workers = EmbeddedWorkers(runner_of(units, queue, two_steps(reached), TWO_STEPS))
    await workers.take_back()
    workers.start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_main(sys.argv[1], sys.argv[2]))
