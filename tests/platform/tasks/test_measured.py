"""Every way in which a worker lays a task down is counted, once."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.platform.tasks.support import WORK, claimed, enqueue, nothing, runner_of
from tests.support.measured import Measured, counted
from trivet.platform.errors import Unavailable
from trivet.platform.tasks.context import Body, TaskContext
from trivet.platform.tasks.errors import GoOnLater, Indeterminate, PermanentFailure, TaskCancelled
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.uow import Units


def ended(before: Measured, after: Measured) -> dict[str, float]:
    """How many more there are, by outcome."""
    name = "trivet_tasks_ended_total"

    def more(outcome: str) -> float:
        labels = {"task": WORK.name, "outcome": outcome}
        return after.of(name, **labels) - before.of(name, **labels)

    outcomes = after.values(name, "outcome")
    return {outcome: more(outcome) for outcome in outcomes if more(outcome)}


def raising(error: Exception) -> Body:
    async def body(_context: TaskContext, _args: Mapping[str, Any]) -> None:
        raise error

    return body


async def succeeding(context: TaskContext, _args: Mapping[str, Any]) -> None:
    async with context.write() as unit:
        await context.succeed(unit)


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (nothing, "succeeded"),
        (succeeding, "succeeded"),
        (raising(Unavailable("Not now.")), "retrying"),
        (raising(PermanentFailure("Never.")), "failed"),
        (raising(TaskCancelled("It was asked to.")), "cancelled"),
        (raising(Indeterminate("Who knows?")), "indeterminate"),
        (raising(GoOnLater(after_s=5)), "put_off"),
    ],
)
async def test_what_became_of_a_task_is_counted(
    units: Units, queue: TaskQueue, body: Body, outcome: str
) -> None:
    before = counted()
    await enqueue(units)
    await runner_of(units, queue, body).run(await claimed(queue))
    after = counted()
    assert ended(before, after) == {outcome: 1}
    for name in ("trivet_tasks_started_total", "trivet_task_seconds_count"):
        assert after.of(name, task=WORK.name) == before.of(name, task=WORK.name) + 1


async def test_what_a_worker_gives_back_or_dies_with_is_counted(
    units: Units, queue: TaskQueue
) -> None:
    before = counted()
    await enqueue(units)
    await queue.release(await claimed(queue))
    await claimed(queue)
    assert await queue.reclaim_all() == 1
    assert ended(before, counted()) == {"released": 1, "crashed": 1}
