"""Tasks of a whole Trivet, run to their end."""

import asyncio
from collections.abc import Mapping
from typing import Any

from tests.support.apps import Trivet
from trivet.platform.tasks.declarations import Task, TaskState
from trivet.platform.tasks.snapshots import TaskSnapshot

PATIENCE_S = 30
ENDED = {TaskState.SUCCEEDED, TaskState.FAILED, TaskState.CANCELLED, TaskState.INDETERMINATE}


async def run_now(app: Trivet, task: Task, args: Mapping[str, Any] | None = None) -> Any:
    """Have the process do a task now.

    Returns:
        what it answers; it must succeed.
    """
    ended: asyncio.Future[TaskSnapshot] = asyncio.get_running_loop().create_future()
    call = task.call(dict(args or {}))

    def hear(snapshot: TaskSnapshot) -> None:
        if snapshot.id == call.id and snapshot.state in ENDED and not ended.done():
            ended.set_result(snapshot)

    app.runtime.tasks.listeners.append(hear)
    try:
        async with app.runtime.units.write() as unit:
            unit.enqueue(call)
        async with asyncio.timeout(PATIENCE_S):
            done = await ended
    finally:
        app.runtime.tasks.listeners.remove(hear)
    assert done.state == TaskState.SUCCEEDED, done
    return done.result
