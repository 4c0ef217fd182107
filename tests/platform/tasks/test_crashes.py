"""A worker that dies: its tasks run again, its effects do not double, and not for ever."""

import asyncio
import os
import signal
import sys
from pathlib import Path
from uuid import UUID

import pytest

from tests.platform.tasks.support import (
    News,
    claimed,
    effects_of,
    enqueue,
    nothing,
    row_of,
    runner_of,
    task_of,
)
from tests.platform.tasks.victim import STOPS, TWO_STEPS, two_steps
from tests.support.databases import Place
from trivet.platform.tasks.context import TaskContext
from trivet.platform.tasks.declarations import TaskState
from trivet.platform.tasks.embedded import EmbeddedWorkers
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.uow import Units

ROOT = Path(__file__).parents[3]


async def die_in(place: Place, stop: str) -> None:
    """Have another process run what waits, and kill it where it says it is."""
    where = place.url or str(place.settings().sqlite_path)
    victim = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.platform.tasks.victim",
        where,
        stop,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        stdout=asyncio.subprocess.PIPE,
    )
    assert victim.stdout is not None
    try:
        async with asyncio.timeout(60):
            assert await victim.stdout.readline() == b"here\n"
    finally:
        victim.send_signal(signal.SIGKILL)
        await victim.wait()


@pytest.mark.usefixtures("effects")
@pytest.mark.parametrize("stop", STOPS)
async def test_after_kill_9_a_task_runs_again_and_its_effects_do_not_double(
    place: Place, units: Units, queue: TaskQueue, news: News, stop: str
) -> None:
    task_id = await enqueue(units, TWO_STEPS)
    await die_in(place, stop)
    was_done = stop == "after"

    restarted = EmbeddedWorkers(
        runner_of(units, queue, two_steps(lambda where: None), TWO_STEPS), sweep_s=0.2
    )
    assert await restarted.take_back() == (0 if was_done else 1)
    restarted.start()
    if not was_done:
        await news.until_state(task_id, TaskState.SUCCEEDED)
    await restarted.stop()

    row = await row_of(units, task_id)
    assert (row.state, row.result) == (TaskState.SUCCEEDED, {"both": "done"})
    assert row.attempts == 1  # a crash is no attempt
    assert await effects_of(units, task_id) == ["first", "second"]


async def crash(queue: TaskQueue, times: int) -> None:
    for _ in range(times):
        await claimed(queue)
        assert await queue.reclaim_all() == 1


async def test_a_task_that_kills_its_worker_ten_times_fails(units: Units, queue: TaskQueue) -> None:
    task_id = await enqueue(units)
    await crash(queue, 9)
    assert (await row_of(units, task_id)).state == TaskState.QUEUED
    await crash(queue, 1)
    row = await row_of(units, task_id)
    assert (row.state, row.error_code) == (TaskState.FAILED, "crashed_too_often")
    assert (row.attempts, row.crashes) == (0, 10)
    assert row.finished_at is not None
    assert await queue.claim() is None

    async with units.write() as unit:
        await queue.retry(unit, task_id)
    await crash(queue, 9)
    assert (await row_of(units, task_id)).state == TaskState.QUEUED


async def test_a_checkpoint_forgives_the_crashes_before_it(units: Units, queue: TaskQueue) -> None:
    task_id = await enqueue(units)
    await crash(queue, 9)
    await TaskContext(await claimed(queue), units, queue).checkpoint({"half": True})
    assert await queue.reclaim_all() == 1
    row = await row_of(units, task_id)
    assert (row.state, row.crashes) == (TaskState.QUEUED, 1)
    assert (await claimed(queue)).checkpoint == {"half": True}


async def test_how_many_crashes_are_forgiven_is_declared(units: Units, queue: TaskQueue) -> None:
    task_id = await enqueue(units, task_of(crashes=1))
    await crash(queue, 1)
    assert (await row_of(units, task_id)).error_code == "crashed_too_often"


async def test_more_rows_than_fit_in_one_unit_are_taken_back(
    units: Units, queue: TaskQueue
) -> None:
    async with units.write() as unit:
        wanted: set[UUID] = {unit.enqueue(task_of().call()) for _ in range(120)}
    for _ in wanted:
        await claimed(queue)
    workers = EmbeddedWorkers(runner_of(units, queue, nothing))
    assert await workers.take_back() == 120
    assert await queue.claim() is not None
