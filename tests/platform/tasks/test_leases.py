"""A lease that ends gives the task to another, and fences the first worker off."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from tests.platform.tasks.conftest import HandOfTime
from tests.platform.tasks.support import (
    WORK,
    News,
    Rollback,
    claimed,
    effects_of,
    enqueue,
    have_effect,
    rolled_back,
    row_of,
    runner_of,
    task_of,
)
from trivet.platform import clock
from trivet.platform.db.database import Database
from trivet.platform.tasks.context import TaskContext
from trivet.platform.tasks.declarations import TaskState
from trivet.platform.tasks.errors import LeaseLost, PermanentFailure
from trivet.platform.tasks.failures import judge
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.tasks.transitions import Claim
from trivet.platform.uow import Units

LEASES_S = {WORK.name: 30.0}


async def write_something(context: TaskContext) -> None:
    async with context.write() as unit:
        await have_effect(unit, context.task_id, "too late")


async def test_a_lease_that_ended_gives_the_task_to_the_next_worker(
    units: Units, queue: TaskQueue, hand: HandOfTime
) -> None:
    with clock.held(hand):
        await enqueue(units)
        dead = await claimed(queue, LEASES_S)
        hand.go_on(seconds=29)
        assert await queue.reclaim_expired() == 0
        hand.go_on(seconds=2)
        assert await queue.reclaim_expired() == 1
        alive = await claimed(queue, LEASES_S)
    assert alive.id == dead.id
    assert alive.lease_token != dead.lease_token
    row = await row_of(units, alive.id)
    assert (row.attempts, row.crashes) == (1, 1)  # the claim that crashed is no attempt


async def test_a_sign_of_life_renews_the_lease(
    units: Units, queue: TaskQueue, hand: HandOfTime
) -> None:
    with clock.held(hand):
        await enqueue(units)
        claim = await claimed(queue, LEASES_S)
        for _ in range(3):
            hand.go_on(seconds=20)
            assert await queue.renew(claim) is False
            assert await queue.reclaim_expired() == 0


@pytest.mark.usefixtures("effects")
async def test_a_late_worker_changes_nothing(
    units: Units, queue: TaskQueue, hand: HandOfTime
) -> None:
    with clock.held(hand):
        await enqueue(units)
        late = await claimed(queue, LEASES_S)
        context = TaskContext(late, units, queue)
        hand.go_on(seconds=31)
        await queue.reclaim_expired()
        alive = await claimed(queue, LEASES_S)

        with pytest.raises(LeaseLost):
            await queue.complete(late, {"too": "late"})
        with pytest.raises(LeaseLost):
            await queue.fail(late, judge(PermanentFailure("no"), late.id, 1, WORK.retry))
        with pytest.raises(LeaseLost):
            await queue.renew(late)
        with pytest.raises(LeaseLost):
            await context.progress(1, 2)
        with pytest.raises(LeaseLost):
            await write_something(context)
        assert await effects_of(units, late.id) == []
        assert (await row_of(units, late.id)).state == TaskState.RUNNING

        async with TaskContext(alive, units, queue).write() as unit:
            await have_effect(unit, alive.id, "in time")
        await queue.complete(alive, {"done": True})
    assert await effects_of(units, late.id) == ["in time"]
    assert (await row_of(units, late.id)).result == {"done": True}


@pytest.mark.usefixtures("effects")
async def test_effects_and_success_are_one_commit(
    units: Units, queue: TaskQueue, news: News
) -> None:
    task_id = await enqueue(units)
    context = TaskContext(await claimed(queue), units, queue)
    async with rolled_back(), context.write() as unit:
        await have_effect(unit, task_id, "once")
        await context.succeed(unit, {"done": True})
        raise Rollback
    assert await effects_of(units, task_id) == []
    assert (await row_of(units, task_id)).state == TaskState.RUNNING

    async with context.write() as unit:
        await have_effect(unit, task_id, "once")
        await context.succeed(unit, {"done": True})
    assert context.ended
    assert await effects_of(units, task_id) == ["once"]
    assert news.states_of(task_id) == [TaskState.RUNNING, TaskState.SUCCEEDED]
    with pytest.raises(LeaseLost):
        await context.progress(1, 1)


@pytest.mark.usefixtures("effects")
async def test_progress_within_a_unit_belongs_to_it(
    units: Units, queue: TaskQueue, news: News
) -> None:
    task_id = await enqueue(units)
    context = TaskContext(await claimed(queue), units, queue)
    async with rolled_back(), context.write():
        await context.progress(1, 2, "halfway")
        await context.checkpoint({"done": 1})
        raise Rollback
    row = await row_of(units, task_id)
    assert (row.progress, row.checkpoint) == (None, None)
    async with context.write():
        await context.progress(1, 2, "halfway")
        await context.checkpoint({"done": 1})
    row = await row_of(units, task_id)
    assert row.progress == {"done": 1, "total": 2, "note": "halfway"}
    assert row.checkpoint == {"done": 1}
    assert news.heard[-1].progress == row.progress


async def test_a_body_writes_in_one_unit_at_a_time(units: Units, queue: TaskQueue) -> None:
    await enqueue(units)
    context = TaskContext(await claimed(queue), units, queue)
    with pytest.raises(RuntimeError, match="one unit at a time"):
        async with context.write(), context.write():
            pass


class HeardQueue(TaskQueue):
    """Says when a heartbeat came through."""

    renewed = asyncio.Event()

    async def renew(self, claim: Claim) -> bool:
        asked_to_stop = await super().renew(claim)
        self.renewed.set()
        return asked_to_stop


async def test_a_long_body_keeps_its_lease_and_a_lost_lease_ends_it(
    database: Database, units: Units, hand: HandOfTime
) -> None:
    """The heartbeat goes by real time; whether a lease has ended, by the clock that we hold."""
    queue = HeardQueue(database)
    began, stopped = asyncio.Event(), asyncio.Event()

    async def endless(context: TaskContext, args: Mapping[str, Any]) -> None:
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()

    task = task_of(lease_s=0.3)
    runner = runner_of(units, queue, endless, task)
    with clock.held(hand):
        task_id = await enqueue(units, task)
        claim = await runner.claim()
        assert claim is not None
        run = asyncio.create_task(runner.run(claim))
        await began.wait()
        hand.go_on(seconds=0.2)
        queue.renewed.clear()
        await queue.renewed.wait()
        hand.go_on(seconds=0.2)
        assert await queue.reclaim_expired() == 0

        await queue.reclaim_all()
        async with asyncio.timeout(20):
            await run  # ended by its own heartbeat, without an exception
        assert stopped.is_set()
    row = await row_of(units, task_id)
    assert (row.state, row.error_code) == (TaskState.QUEUED, None)
