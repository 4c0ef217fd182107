"""Upkeep: a bounded number of rows a commit, and nobody waits for what others hold."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import and_, func, or_, select

from tests.platform.tasks.support import claimed, enqueue, row_of, runner_of
from trivet.platform.clock import now
from trivet.platform.db.database import Database, Dialect
from trivet.platform.db.some import remove_some
from trivet.platform.tasks import batches
from trivet.platform.tasks.batches import in_batches
from trivet.platform.tasks.context import TaskContext
from trivet.platform.tasks.declarations import Task, TaskState
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.uow import Units, WriteUnit
from trivet.platform.web.models import IdempotencyRecord

OLD = Task("old_task")
OF_OLD = TaskRow.name == OLD.name


async def remove_old(unit: WriteUnit, most: int) -> int:
    return await remove_some(unit.session, TaskRow, OF_OLD, most=most)


async def how_many(units: Units) -> int:
    async with units.read() as unit:
        return await unit.session.scalar(select(func.count()).where(OF_OLD)) or 0


async def old_ones(units: Units, count: int) -> list[UUID]:
    async with units.write() as unit:
        return [unit.enqueue(OLD.call()) for _ in range(count)]


@pytest.mark.parametrize(("rows", "parts"), [(0, [0]), (3, [3]), (4, [4, 0]), (9, [4, 4, 1])])
async def test_a_commit_holds_no_more_than_a_batch(
    units: Units, queue: TaskQueue, monkeypatch: pytest.MonkeyPatch, rows: int, parts: list[int]
) -> None:
    monkeypatch.setattr(batches, "BATCH", 4)
    task_id = await enqueue(units)
    claim = await claimed(queue)
    await old_ones(units, rows)
    done: list[int] = []

    async def some(unit: WriteUnit, most: int) -> int:
        done.append(await remove_old(unit, most))
        return done[-1]

    async def body(context: TaskContext, _args: Mapping[str, Any]) -> dict[str, int]:
        return {"removed": await in_batches(context, some)}

    await runner_of(units, queue, body).run(claim)
    assert done == parts
    assert (await row_of(units, task_id)).result == {"removed": rows}
    assert await how_many(units) == 0


async def test_it_stops_between_batches_when_asked_to(
    units: Units, queue: TaskQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "BATCH", 2)
    task_id = await enqueue(units)
    claim = await claimed(queue)
    await old_ones(units, 5)

    async def body(context: TaskContext, _args: Mapping[str, Any]) -> dict[str, int]:
        async def some(unit: WriteUnit, most: int) -> int:
            context.cancelled = True
            return await remove_old(unit, most)

        return {"removed": await in_batches(context, some)}

    await runner_of(units, queue, body).run(claim)
    assert (await row_of(units, task_id)).state == TaskState.CANCELLED
    assert await how_many(units) == 3


async def test_what_somebody_else_holds_is_passed_over(units: Units, database: Database) -> None:
    if database.dialect is Dialect.SQLITE:
        pytest.skip("there one writes at a time")
    first, *_ = await old_ones(units, 3)
    async with units.write() as other:
        held = select(TaskRow).where(TaskRow.id == first).with_for_update()
        assert await other.session.scalar(held) is not None
        async with units.write() as unit:
            assert await remove_old(unit, 5) == 2
    assert await how_many(units) == 1


async def test_rows_are_meant_by_all_of_their_key(units: Units) -> None:
    keys = [("ada", "1"), ("ada", "2"), ("bob", "1"), ("bob", "2")]
    ours = or_(
        and_(IdempotencyRecord.caller == "ada", IdempotencyRecord.key == "1"),
        and_(IdempotencyRecord.caller == "bob", IdempotencyRecord.key == "2"),
    )
    async with units.write() as unit:
        for caller, key in keys:
            unit.session.add(
                IdempotencyRecord(
                    caller=caller,
                    key=key,
                    request_hash="",
                    status=200,
                    headers={},
                    body=b"",
                    created_at=now(),
                )
            )
    async with units.write() as unit:
        assert await remove_some(unit.session, IdempotencyRecord, ours, most=5) == 2
    async with units.read() as reading:
        left = await reading.session.execute(
            select(IdempotencyRecord.caller, IdempotencyRecord.key)
        )
    assert {tuple(row) for row in left} == {("ada", "2"), ("bob", "1")}
