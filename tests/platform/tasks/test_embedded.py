"""The workers within the server: woken in time, and ended in order."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from tests.platform.tasks.support import (
    WORK,
    News,
    enqueue,
    nothing,
    row_of,
    runner_of,
    task_of,
)
from tests.support.databases import Place
from trivet.platform.clock import now
from trivet.platform.errors import Unavailable
from trivet.platform.tasks.context import Body, TaskContext
from trivet.platform.tasks.declarations import TaskState
from trivet.platform.tasks.embedded import EmbeddedWorkers
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.uow import Units

A_LONG_SWEEP_S = 300.0
"""So long that a test which needs the sweep would not end."""


@asynccontextmanager
async def at_work(
    units: Units,
    queue: TaskQueue,
    body: Body,
    *,
    concurrency: int = 4,
    sweep_s: float = A_LONG_SWEEP_S,
) -> AsyncIterator[EmbeddedWorkers]:
    workers = EmbeddedWorkers(
        runner_of(units, queue, body), concurrency=concurrency, sweep_s=sweep_s
    )
    workers.start()
    try:
        yield workers
    finally:
        await workers.stop(grace_s=20)


class Gate:
    """A body that waits until it is let through."""

    def __init__(self) -> None:
        self.began = asyncio.Event()
        self.shared = asyncio.Event()
        self.open = asyncio.Event()
        self.at_once = 0
        self.most_at_once = 0

    async def __call__(self, context: TaskContext, args: Mapping[str, Any]) -> None:
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        self.began.set()
        if self.at_once > 1:
            self.shared.set()
        try:
            await self.open.wait()
        finally:
            self.at_once -= 1


async def test_a_task_runs_as_soon_as_its_unit_has_committed(
    units: Units, queue: TaskQueue, news: News
) -> None:
    async with at_work(units, queue, nothing):
        task_id = await enqueue(units)
        await news.until_state(task_id, TaskState.SUCCEEDED)


async def test_what_waited_before_the_start_runs(
    units: Units, queue: TaskQueue, news: News
) -> None:
    waiting = [await enqueue(units) for _ in range(10)]
    async with at_work(units, queue, nothing):
        for task_id in waiting:
            await news.until_state(task_id, TaskState.SUCCEEDED)


async def test_no_more_run_at_a_time_than_allowed(
    units: Units, queue: TaskQueue, news: News
) -> None:
    gate = Gate()
    waiting = [await enqueue(units) for _ in range(6)]
    async with at_work(units, queue, gate, concurrency=2):
        await gate.shared.wait()
        gate.open.set()
        for task_id in waiting:
            await news.until_state(task_id, TaskState.SUCCEEDED)
    assert gate.most_at_once == 2


async def test_a_retry_wakes_the_workers_when_it_is_due(
    units: Units, queue: TaskQueue, news: News
) -> None:
    async def second_time_lucky(context: TaskContext, args: Mapping[str, Any]) -> None:
        if context.attempt == 1:
            raise Unavailable("Not now.")

    task = task_of(0.1)
    workers = EmbeddedWorkers(
        runner_of(units, queue, second_time_lucky, task), sweep_s=A_LONG_SWEEP_S
    )
    workers.start()
    task_id = await enqueue(units, task)
    await news.until_state(task_id, TaskState.SUCCEEDED)
    await workers.stop()
    assert news.states_of(task_id) == [
        TaskState.RUNNING,
        TaskState.RETRYING,
        TaskState.RUNNING,
        TaskState.SUCCEEDED,
    ]


async def test_a_task_for_later_wakes_the_workers_at_its_time(
    units: Units, queue: TaskQueue, news: News
) -> None:
    async with at_work(units, queue, nothing):
        task_id = await enqueue(units, run_at=now() + timedelta(seconds=0.2))
        done = await news.until_state(task_id, TaskState.SUCCEEDED)
    row = await row_of(units, task_id)
    assert done.finished_at is not None
    assert done.finished_at >= row.run_at


async def test_a_row_that_another_process_stored_is_found_by_the_sweep(
    place: Place, units: Units, queue: TaskQueue, news: News
) -> None:
    elsewhere = place.open()
    try:
        async with at_work(units, queue, nothing, sweep_s=0.05):
            task_id = await enqueue(Units(database=elsewhere, tasks=TaskQueue(elsewhere)))
            await news.until_state(task_id, TaskState.SUCCEEDED)
    finally:
        await elsewhere.close()


async def test_a_key_that_becomes_free_lets_the_next_one_run(
    units: Units, queue: TaskQueue, news: News
) -> None:
    gate = Gate()
    gate.open.set()
    waiting = [await enqueue(units, concurrency_key="card:1") for _ in range(5)]
    async with at_work(units, queue, gate):
        for task_id in waiting:
            await news.until_state(task_id, TaskState.SUCCEEDED)
    assert gate.most_at_once == 1


async def test_stopping_waits_for_what_runs_and_begins_nothing_new(
    units: Units, queue: TaskQueue, news: News
) -> None:
    gate = Gate()
    workers = EmbeddedWorkers(runner_of(units, queue, gate), concurrency=1)
    running = await enqueue(units)
    waiting = await enqueue(units)
    workers.start()
    await gate.began.wait()
    stopping = asyncio.create_task(workers.stop(grace_s=20))
    await asyncio.sleep(0)
    gate.open.set()
    await stopping
    assert (await row_of(units, running)).state == TaskState.SUCCEEDED
    assert (await row_of(units, waiting)).state == TaskState.QUEUED
    assert queue.bells == []


async def test_what_does_not_end_in_time_is_given_back_without_counting(
    units: Units, queue: TaskQueue, news: News
) -> None:
    gate = Gate()
    workers = EmbeddedWorkers(runner_of(units, queue, gate))
    task_id = await enqueue(units)
    workers.start()
    await gate.began.wait()
    await workers.stop(grace_s=0)
    row = await row_of(units, task_id)
    assert (row.state, row.attempts, row.crashes) == (TaskState.QUEUED, 0, 0)
    assert row.lease_token is None

    gate.open.set()
    async with at_work(units, queue, gate):
        await news.until_state(task_id, TaskState.SUCCEEDED)


async def test_stopping_twice_or_before_the_start_is_harmless(
    units: Units, queue: TaskQueue
) -> None:
    workers = EmbeddedWorkers(runner_of(units, queue, nothing))
    await workers.stop()
    workers.start()
    await workers.stop()
    await workers.stop()


async def test_the_work_of_a_dead_worker_is_found_by_the_sweep(
    units: Units, queue: TaskQueue, news: News
) -> None:
    task_id = await enqueue(units)
    assert await queue.claim({WORK.name: 0.0}) is not None  # and never heard of again
    async with at_work(units, queue, nothing, sweep_s=0.05):
        await news.until_state(task_id, TaskState.SUCCEEDED)
    assert (await row_of(units, task_id)).crashes == 1
