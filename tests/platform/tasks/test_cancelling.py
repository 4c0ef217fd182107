"""Stopping a task: at once while it waits, at its next step while it runs."""

import asyncio
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest

from tests.platform.tasks.support import (
    News,
    Rollback,
    claimed,
    enqueue,
    nothing,
    rolled_back,
    row_of,
    runner_of,
)
from tests.support.databases import Place
from trivet.platform.ids import new_id
from trivet.platform.tasks.context import TaskContext
from trivet.platform.tasks.declarations import TaskState
from trivet.platform.tasks.embedded import EmbeddedWorkers
from trivet.platform.tasks.errors import (
    TaskNotCancellable,
    TaskNotDroppable,
    TaskNotRetryable,
)
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.tasks.snapshots import TaskSnapshot
from trivet.platform.uow import Units


async def cancel(units: Units, queue: TaskQueue, task_id: UUID) -> TaskSnapshot | None:
    async with units.write() as unit:
        return await queue.cancel(unit, task_id)


async def drop(units: Units, queue: TaskQueue, task_id: UUID) -> TaskSnapshot | None:
    async with units.write() as unit:
        return await queue.drop(unit, task_id)


class Steps:
    """A body of many steps, each of which looks whether it should go on."""

    def __init__(self) -> None:
        self.began = asyncio.Event()

    async def __call__(self, context: TaskContext, args: Mapping[str, Any]) -> None:
        self.began.set()
        while True:
            context.stop_if_cancelled()
            await asyncio.sleep(0)


async def test_a_waiting_task_is_cancelled_at_once(units: Units, queue: TaskQueue) -> None:
    task_id = await enqueue(units)
    snapshot = await cancel(units, queue, task_id)
    assert snapshot is not None
    assert (snapshot.state, snapshot.next_attempt_at) == (TaskState.CANCELLED, None)
    assert snapshot.finished_at is not None
    assert await queue.claim() is None


async def test_a_running_task_stops_at_its_next_step(
    units: Units, queue: TaskQueue, news: News
) -> None:
    steps = Steps()
    workers = EmbeddedWorkers(runner_of(units, queue, steps), sweep_s=300)
    workers.start()
    task_id = await enqueue(units)
    await steps.began.wait()
    snapshot = await cancel(units, queue, task_id)
    assert snapshot is not None
    assert (snapshot.state, snapshot.cancelling) == (TaskState.RUNNING, True)
    done = await news.until_state(task_id, TaskState.CANCELLED)
    await workers.stop()
    assert done.error is not None
    assert done.error.code == "cancelled"


async def test_a_running_task_hears_of_a_cancellation_by_another_process(
    place: Place, units: Units, queue: TaskQueue, news: News
) -> None:
    steps = Steps()
    workers = EmbeddedWorkers(runner_of(units, queue, steps), sweep_s=0.05)
    workers.start()
    elsewhere = place.open()
    try:
        task_id = await enqueue(units)
        await steps.began.wait()
        other = TaskQueue(elsewhere)
        await cancel(Units(database=elsewhere, tasks=other), other, task_id)
        await news.until_state(task_id, TaskState.CANCELLED)
    finally:
        await workers.stop()
        await elsewhere.close()


async def test_progress_tells_the_body_that_it_should_stop(units: Units, queue: TaskQueue) -> None:
    task_id = await enqueue(units)
    context = TaskContext(await claimed(queue), units, queue)
    await cancel(units, queue, task_id)
    assert not context.cancelled
    await context.progress(1, 3)
    assert context.cancelled


async def test_who_was_asked_to_stop_and_dies_is_cancelled(units: Units, queue: TaskQueue) -> None:
    task_id = await enqueue(units)
    await claimed(queue)
    await cancel(units, queue, task_id)
    await queue.reclaim_all()
    assert (await row_of(units, task_id)).state == TaskState.CANCELLED


async def test_what_is_done_before_it_hears_of_it_stays_done(
    units: Units, queue: TaskQueue
) -> None:
    task_id = await enqueue(units)
    runner = runner_of(units, queue, nothing)
    claim = await runner.claim()
    assert claim is not None
    await cancel(units, queue, task_id)
    await runner.run(claim)
    assert (await row_of(units, task_id)).state == TaskState.SUCCEEDED


async def test_cancelling_twice_is_harmless_and_cancelling_what_ended_is_refused(
    units: Units, queue: TaskQueue
) -> None:
    waiting = await enqueue(units)
    first = await cancel(units, queue, waiting)
    assert await cancel(units, queue, waiting) == first

    done = await enqueue(units)
    await queue.complete(await claimed(queue), None)
    with pytest.raises(TaskNotCancellable, match="succeeded"):
        await cancel(units, queue, done)


async def test_only_what_ended_without_success_is_retried(units: Units, queue: TaskQueue) -> None:
    task_id = await enqueue(units)
    for _ in range(2):
        with pytest.raises(TaskNotRetryable, match="Only a task that failed"):
            async with units.write() as unit:
                await queue.retry(unit, task_id)
        await cancel(units, queue, task_id)
        async with units.write() as unit:
            await queue.retry(unit, task_id)
    await queue.complete(await claimed(queue), None)
    with pytest.raises(TaskNotRetryable, match="succeeded"):
        async with units.write() as unit:
            await queue.retry(unit, task_id)


async def test_only_what_ended_without_success_is_dropped(units: Units, queue: TaskQueue) -> None:
    task_id = await enqueue(units)
    with pytest.raises(TaskNotDroppable, match=r"queued\. Cancel it first"):
        await drop(units, queue, task_id)
    await cancel(units, queue, task_id)
    dropped = await drop(units, queue, task_id)
    assert dropped is not None
    assert (dropped.id, dropped.state) == (task_id, TaskState.CANCELLED)
    assert await drop(units, queue, task_id) is None

    await enqueue(units)
    claim = await claimed(queue)
    with pytest.raises(TaskNotDroppable, match="running"):
        await drop(units, queue, claim.id)
    await queue.complete(claim, None)
    with pytest.raises(TaskNotDroppable, match="succeeded: it is forgotten by itself"):
        await drop(units, queue, claim.id)


async def test_a_task_that_does_not_exist_is_none(units: Units, queue: TaskQueue) -> None:
    assert await cancel(units, queue, new_id()) is None
    assert await drop(units, queue, new_id()) is None
    async with units.write() as unit:
        assert await queue.retry(unit, new_id()) is None


async def test_a_change_that_rolls_back_is_not_told(
    units: Units, queue: TaskQueue, news: News
) -> None:
    task_id = await enqueue(units)
    async with rolled_back(), units.write() as unit:
        await queue.cancel(unit, task_id)
        raise Rollback
    assert news.heard == []
    assert (await row_of(units, task_id)).state == TaskState.QUEUED
