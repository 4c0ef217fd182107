"""Who is next: priority, turns, concurrency keys; and each row exactly once."""

import asyncio
from collections import Counter
from typing import Any
from uuid import UUID

import pytest

from tests.platform.tasks.conftest import HandOfTime
from tests.platform.tasks.support import WORK, News, Rollback, claimed, enqueue, rolled_back, row_of
from trivet.platform import clock
from trivet.platform.clock import now
from trivet.platform.events import Actor
from trivet.platform.ids import new_id
from trivet.platform.tasks.declarations import Priority, Task, TaskState
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.tasks.transitions import Claim
from trivet.platform.uow import Units

PERSON_WAITS = Task("person_waits_task", priority=Priority.PERSON)
VENDOR_WAITS = Task("vendor_waits_task", priority=Priority.VENDOR)


async def test_a_person_goes_before_a_vendor_and_a_vendor_before_the_background(
    units: Units, queue: TaskQueue
) -> None:
    for task in (WORK, VENDOR_WAITS, PERSON_WAITS):
        await enqueue(units, task)
    names = [(await claimed(queue)).name for _ in range(3)]
    assert names == [PERSON_WAITS.name, VENDOR_WAITS.name, WORK.name]
    assert await queue.claim() is None


async def test_within_a_workspace_the_oldest_goes_first(units: Units, queue: TaskQueue) -> None:
    workspace = new_id()
    wanted = [await enqueue(units, workspace_id=workspace) for _ in range(4)]
    assert [(await claimed(queue)).id for _ in range(4)] == wanted


async def test_a_thousand_tasks_of_one_workspace_do_not_starve_another(
    units: Units, queue: TaskQueue
) -> None:
    busy, quiet = new_id(), new_id()
    async with units.write() as unit:
        for _ in range(1000):
            unit.enqueue(WORK.call(workspace_id=busy))
    for _ in range(3):
        await claimed(queue)
    only_one = await enqueue(units, workspace_id=quiet)
    assert only_one in {(await claimed(queue)).id for _ in range(2)}


async def test_workspaces_and_the_installation_take_turns(units: Units, queue: TaskQueue) -> None:
    lanes: list[UUID | None] = [new_id(), new_id(), None]
    for lane in lanes:
        for _ in range(4):
            await enqueue(units, workspace_id=lane)
    order = [(await claimed(queue)).workspace_id for _ in range(12)]
    for first in range(0, 12, 3):
        assert set(order[first : first + 3]) == set(lanes)


async def test_a_task_is_not_run_before_its_time(
    units: Units, queue: TaskQueue, hand: HandOfTime
) -> None:
    with clock.held(hand):
        later = await enqueue(units, run_at=hand().replace(minute=10))
        assert await queue.claim() is None
        assert await queue.next_due() == hand().replace(minute=10)
        hand.go_on(minutes=10)
        assert (await claimed(queue)).id == later


async def test_fifty_claimers_share_two_hundred_rows_without_a_double(
    units: Units, queue: TaskQueue
) -> None:
    workspaces = [new_id() for _ in range(4)]
    async with units.write() as unit:
        wanted = {
            unit.enqueue(WORK.call(workspace_id=workspaces[number % 4])) for number in range(200)
        }

    async def claim_all() -> list[Claim]:
        mine: list[Claim] = []
        while (claim := await queue.claim()) is not None:
            mine.append(claim)
        return mine

    claims = [
        claim for mine in await asyncio.gather(*(claim_all() for _ in range(50))) for claim in mine
    ]
    assert len(claims) == 200
    assert {claim.id for claim in claims} == wanted
    assert len({claim.lease_token for claim in claims}) == 200
    assert all(claim.attempt == 1 for claim in claims)


async def test_sixteen_claimers_run_one_at_a_time_of_a_concurrency_key(
    units: Units, queue: TaskQueue
) -> None:
    keys = ["pull_request:7", "miro_item:9"]
    async with units.write() as unit:
        wanted = {unit.enqueue(WORK.call(concurrency_key=keys[number % 2])) for number in range(24)}
    key_of = {task_id: (await row_of(units, task_id)).concurrency_key for task_id in wanted}
    at_work: Counter[str | None] = Counter()
    done: list[UUID] = []

    async def work() -> None:
        while len(done) < len(wanted):
            claim = await queue.claim()
            if claim is None:
                await asyncio.sleep(0)
                continue
            key = key_of[claim.id]
            at_work[key] += 1
            assert at_work[key] == 1
            await asyncio.sleep(0)  # let the others try
            at_work[key] -= 1
            await queue.complete(claim, None)
            done.append(claim.id)

    async with asyncio.timeout(60):
        await asyncio.gather(*(work() for _ in range(16)))
    assert sorted(done) == sorted(wanted)


async def test_a_taken_key_holds_up_only_its_own(units: Units, queue: TaskQueue) -> None:
    workspace = new_id()
    first = await enqueue(units, workspace_id=workspace, concurrency_key="card:1")
    second = await enqueue(units, workspace_id=workspace, concurrency_key="card:1")
    other = await enqueue(units, workspace_id=workspace, concurrency_key="card:2")
    running = await claimed(queue)
    assert running.id == first
    assert (await claimed(queue)).id == other
    assert await queue.claim() is None
    await queue.complete(running, None)
    assert (await claimed(queue)).id == second


async def test_the_row_says_who_asked_and_in_which_request(units: Units, queue: TaskQueue) -> None:
    person, workspace = new_id(), new_id()
    async with units.write(Actor(user_id=person, correlation_id="r-1")) as unit:
        unit.enqueue(WORK.call({"card": "ENG-1"}, workspace_id=workspace, requested_by=person))
    claim = await claimed(queue)
    assert claim.args == {"card": "ENG-1"}
    assert (claim.workspace_id, claim.requested_by) == (workspace, person)
    assert claim.correlation_id == "r-1"


async def test_a_task_of_a_unit_that_rolled_back_does_not_exist(
    units: Units, queue: TaskQueue
) -> None:
    rings: list[None] = []
    queue.bells.append(lambda: rings.append(None))
    async with rolled_back(), units.write() as unit:
        unit.enqueue(WORK.call())
        await unit.flush()
        raise Rollback
    assert rings == []
    assert await queue.claim() is None


async def test_the_bell_rings_after_the_commit(units: Units, queue: TaskQueue) -> None:
    rings: list[None] = []
    queue.bells.append(lambda: rings.append(None))
    async with units.write() as unit:
        unit.enqueue(WORK.call())
        await unit.flush()
        assert rings == []
    assert rings == [None]


async def test_listeners_hear_each_change(units: Units, queue: TaskQueue, news: News) -> None:
    task_id = await enqueue(units)
    await queue.complete(await claimed(queue), {"answer": 42})
    assert news.states_of(task_id) == [TaskState.RUNNING, TaskState.SUCCEEDED]
    last = news.heard[-1]
    assert last.result == {"answer": 42}
    assert last.finished_at is not None
    assert last.finished_at <= now()


@pytest.mark.parametrize(
    "value", [None, {}, {"n": 0, "none": None, "list": [1.5, "é"], "big": 2**53}]
)
async def test_a_result_is_kept_as_it_was_given(
    units: Units, queue: TaskQueue, value: dict[str, Any] | None
) -> None:
    task_id = await enqueue(units)
    await queue.complete(await claimed(queue), value)
    assert (await row_of(units, task_id)).result == value
