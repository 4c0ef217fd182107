"""One process with 2,000 tasks to do, killed twenty times."""

import asyncio
import random
import sys
from collections import Counter
from itertools import count

import pytest
from sqlalchemy import func, select

from tests.crash.evidence import all_tasks_done, gathered
from tests.crash.process import server
from tests.crash.server import RECORD
from tests.support.apps import make_board
from tests.support.databases import Place
from trivet.platform.db.database import Database
from trivet.platform.ids import new_id
from trivet.platform.tasks.declarations import TaskState
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.uow import Units

TASKS = 2000
KILLS = 20
SEED = 20

pytestmark = pytest.mark.chaos


async def test_each_effect_is_there_once(place: Place, database: Database) -> None:
    chance = random.Random(SEED)
    units = Units(database=database, tasks=TaskQueue(database))
    wanted = [str(new_id()) for _ in range(TASKS)]
    async with server(place.settings()) as first:
        board = await make_board(first.owner)
        assert await first.stop() == 0
    for at in range(0, TASKS, 100):
        async with units.write() as unit:
            for card_id in wanted[at : at + 100]:
                unit.enqueue(RECORD.call({"board_id": board.id, "card_id": card_id}))
    done = 0
    for kill in range(KILLS):
        async with server(place.settings()) as life:
            # Each life gets about its share done, and is killed in the midst of it.
            share = done + chance.uniform(0.2, 1.0) * (TASKS - done) / (KILLS - kill)
            done = await _until(units, share)
            life.process.kill()
            await life.process.wait()
    left = TASKS - await _succeeded(units)
    async with server(place.settings()) as last:
        await all_tasks_done(database)
        assert await last.stop() == 0
    evidence = await gathered(database, board)
    assert Counter(evidence.recorded) == Counter(wanted)
    assert {task.state for task in evidence.tasks} == {TaskState.SUCCEEDED}
    crashes = sum(task.crashes for task in evidence.tasks)
    sys.stdout.write(
        f"\n{place.dialect}: {KILLS} lives, {crashes} tasks begun in vain, {left} left to the last\n"
    )


async def _until(units: Units, share: float) -> int:
    """Wait until so many are done; how many are."""
    for _ in count():
        if (done := await _succeeded(units)) >= share:
            return done
        await asyncio.sleep(0.01)
    raise AssertionError("unreachable")


async def _succeeded(units: Units) -> int:
    async with units.read() as unit:
        found = select(func.count()).where(TaskRow.state == TaskState.SUCCEEDED)
        return int(await unit.session.scalar(found) or 0)
