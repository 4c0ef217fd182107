"""What is due by itself, and that old rows go."""

import asyncio
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from tests.platform.tasks.conftest import HandOfTime
from tests.platform.tasks.support import News, claimed, enqueue, row_of
from trivet.platform import clock
from trivet.platform.ids import new_id
from trivet.platform.tasks.declarations import Task, TaskState
from trivet.platform.tasks.embedded import EmbeddedWorkers
from trivet.platform.tasks.errors import Indeterminate, PermanentFailure
from trivet.platform.tasks.failures import judge
from trivet.platform.tasks.maintenance import BOUND, PRUNE_TASKS, SCHEDULES
from trivet.platform.tasks.models import TaskRow, TurnRow
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.tasks.runner import Runner
from trivet.platform.tasks.ticker import Daily, Every, Schedule, Ticker, Times
from trivet.platform.uow import Units

TIDY = Task("tidy_task")


async def waiting(units: Units) -> int:
    async with units.read() as unit:
        count = await unit.session.scalar(select(func.count()).select_from(TaskRow))
    return count or 0


async def test_what_is_due_is_enqueued_and_never_twice_while_it_waits(
    units: Units, queue: TaskQueue, hand: HandOfTime
) -> None:
    with clock.held(hand):
        ticker = Ticker(units, [Schedule(TIDY, Every(60))])
        await ticker.tick()
        assert await waiting(units) == 1  # due at the start
        hand.go_on(seconds=59)
        await ticker.tick()
        hand.go_on(seconds=1)
        await ticker.tick()
        assert await waiting(units) == 1  # due again, but the first still waits
        await queue.complete(await claimed(queue), None)
        await ticker.tick()
        assert await waiting(units) == 1
        hand.go_on(seconds=60)
        await ticker.tick()
        assert await waiting(units) == 2


async def test_what_takes_longer_than_a_tick_is_not_overtaken(
    units: Units, queue: TaskQueue, hand: HandOfTime
) -> None:
    with clock.held(hand):
        ticker = Ticker(units, [Schedule(TIDY, Every(5))])
        await ticker.tick()
        first = await claimed(queue)
        hand.go_on(seconds=6)
        await ticker.tick()
        assert await waiting(units) == 2
        assert await queue.claim() is None
        await queue.complete(first, None)
        assert (await claimed(queue)).name == TIDY.name


async def test_the_ticker_ticks_by_itself(units: Units, queue: TaskQueue) -> None:
    rung = asyncio.Event()
    queue.bells.append(rung.set)
    ticker = Ticker(units, [Schedule(TIDY, Daily(time(3)))])
    ticker.start()
    async with asyncio.timeout(20):
        await rung.wait()
    await ticker.stop()
    await ticker.stop()
    assert (await claimed(queue)).name == TIDY.name


@pytest.mark.parametrize(
    ("times", "moment", "next_one"),
    [
        (
            Every(90),
            datetime(2026, 1, 1, 12, tzinfo=UTC),
            datetime(2026, 1, 1, 12, 1, 30, tzinfo=UTC),
        ),
        (Daily(time(3)), datetime(2026, 1, 1, 2, tzinfo=UTC), datetime(2026, 1, 1, 3, tzinfo=UTC)),
        (Daily(time(3)), datetime(2026, 1, 1, 3, tzinfo=UTC), datetime(2026, 1, 2, 3, tzinfo=UTC)),
        (
            Daily(time(3)),
            datetime(2026, 12, 31, 4, tzinfo=UTC),
            datetime(2027, 1, 1, 3, tzinfo=UTC),
        ),
    ],
)
def test_when_it_is_due_next(times: Times, moment: datetime, next_one: datetime) -> None:
    assert times.after(moment) == next_one


async def test_finished_tasks_go_after_30_days_and_failed_ones_after_90(
    units: Units, queue: TaskQueue, news: News, hand: HandOfTime
) -> None:
    with clock.held(hand):
        succeeded, failed, unknown, cancelled = [
            await enqueue(units, workspace_id=new_id()) for _ in range(4)
        ]
        for claim in [await claimed(queue) for _ in range(3)]:
            error = {failed: PermanentFailure("no"), unknown: Indeterminate("maybe")}.get(claim.id)
            if claim.id == succeeded:
                await queue.complete(claim, None)
            elif error is not None:
                await queue.fail(claim, judge(error, claim.id, 1, TIDY.retry))
            else:
                await queue.release(claim)
        async with units.write() as unit:
            await queue.cancel(unit, cancelled)
        for task_id in (succeeded, failed, unknown):
            while not (await row_of(units, task_id)).finished_at:
                await queue.complete(await claimed(queue), None)

        hand.go_on(days=29)
        queued = await enqueue(units, run_at=hand() + timedelta(days=365))
        assert await prune(units, queue, news) == set()
        hand.go_on(days=2)
        assert await prune(units, queue, news) == {succeeded, cancelled}
        hand.go_on(days=60)
        assert await prune(units, queue, news) >= {failed, unknown}
        assert (await row_of(units, queued)).state == TaskState.QUEUED
        async with units.read() as unit:
            turns = (await unit.session.scalars(select(TurnRow.claimed_at))).all()
        assert turns == [hand()]


async def ids(units: Units) -> set[object]:
    async with units.read() as unit:
        return set((await unit.session.scalars(select(TaskRow.id))).all())


async def prune(units: Units, queue: TaskQueue, news: News) -> set[object]:
    """Run the pruning as it is run; answers which rows went."""
    before = await ids(units)
    workers = EmbeddedWorkers(Runner(units, queue, BOUND))
    workers.start()
    task_id = await enqueue(units, SCHEDULES[0].task)
    done = await news.until_state(task_id, TaskState.SUCCEEDED)
    await workers.stop()
    gone = before - await ids(units)
    assert done.result == {"removed": len(gone)}
    return gone


def test_pruning_is_scheduled() -> None:
    assert PRUNE_TASKS in {schedule.task for schedule in SCHEDULES}
    assert PRUNE_TASKS in {bound.task for bound in BOUND}
