"""What the tests of the queue share: a table for effects, and a way to wait for news."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Integer, MetaData, String, Table, Uuid, insert, select

from trivet.platform.db.database import Database
from trivet.platform.tasks.context import Body, Bound, TaskContext
from trivet.platform.tasks.declarations import RetryPolicy, Task, TaskState
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.tasks.repository import TaskReader
from trivet.platform.tasks.runner import Runner
from trivet.platform.tasks.snapshots import TaskSnapshot
from trivet.platform.tasks.transitions import Claim
from trivet.platform.uow import Units, WriteUnit

WORK = Task("some_work_task")

EFFECTS = Table(
    "task_effects",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("task_id", Uuid),
    Column("what", String(40)),
)


class Rollback(Exception):
    """Ends a unit without a commit."""


class rolled_back:  # noqa: N801 - reads as a word in `async with`
    """The block must end in `Rollback`."""

    async def __aenter__(self) -> None: ...

    async def __aexit__(self, kind: type[BaseException] | None, *rest: object) -> bool:
        assert kind is not None, "it ended without a Rollback"
        return kind is Rollback


async def make_effects_table(database: Database) -> None:
    async with database.taking_turns(), database.writers.begin() as connection:
        await connection.run_sync(EFFECTS.metadata.create_all)


async def have_effect(unit: WriteUnit, task_id: UUID, what: str) -> None:
    await unit.session.run(insert(EFFECTS).values(task_id=task_id, what=what))


async def effects_of(units: Units, task_id: UUID) -> list[str]:
    async with units.read() as unit:
        query = select(EFFECTS.c.what).where(EFFECTS.c.task_id == task_id).order_by(EFFECTS.c.id)
        return list(await unit.session.scalars(query))


async def enqueue(units: Units, task: Task = WORK, **wanted: Any) -> UUID:
    """Store one task, in a unit of its own."""
    async with units.write() as unit:
        return unit.enqueue(task.call(**wanted))


async def row_of(units: Units, task_id: UUID) -> TaskRow:
    async with units.read() as unit:
        row = await TaskReader(unit.session).by_id(task_id)
    assert row is not None
    return row


async def claimed(queue: TaskQueue, leases_s: Mapping[str, float] | None = None) -> Claim:
    """The next claim; there must be one."""
    claim = await queue.claim(leases_s)
    assert claim is not None
    return claim


def runner_of(units: Units, queue: TaskQueue, body: Body, task: Task = WORK) -> Runner:
    """A runner that knows one task."""
    return Runner(units, queue, [Bound(task, body)])


def task_of(*delays_s: float, lease_s: float = 60.0, crashes: int = 10) -> Task:
    """`WORK`, declared otherwise."""
    return Task(WORK.name, retry=RetryPolicy(delays_s, crashes), lease_s=lease_s)


async def nothing(context: TaskContext, args: Mapping[str, Any]) -> None:
    """A body that succeeds."""


class News:
    """Listens to a queue, and waits for what it says."""

    def __init__(self, queue: TaskQueue) -> None:
        self.heard: list[TaskSnapshot] = []
        self._changed = asyncio.Event()
        queue.listeners.append(self._hear)

    def _hear(self, snapshot: TaskSnapshot) -> None:
        self.heard.append(snapshot)
        self._changed.set()

    def states_of(self, task_id: UUID) -> list[TaskState]:
        return [heard.state for heard in self.heard if heard.id == task_id]

    async def until(self, meets: Callable[[TaskSnapshot], bool]) -> TaskSnapshot:
        """The first thing said that meets a condition, now or within 20 s."""
        async with asyncio.timeout(20):
            while True:
                self._changed.clear()
                for heard in self.heard:
                    if meets(heard):
                        return heard
                await self._changed.wait()

    async def until_state(self, task_id: UUID, state: TaskState) -> TaskSnapshot:
        return await self.until(lambda heard: heard.id == task_id and heard.state is state)
