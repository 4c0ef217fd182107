"""Tasks run by Celery's workers: real processes, a real Redis, a real PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from celery import Celery
from celery.result import AsyncResult
from pydantic import SecretStr
from sqlalchemy import select

from tests.realtime.followers import eventually
from tests.scaled.celery_worker import worker
from tests.support.commands import PATIENCE_S
from tests.support.databases import Place
from tests.support.redis import OwnRedis
from trivet import bootstrap
from trivet.bootstrap import Runtime
from trivet.platform.clock import now
from trivet.platform.db.database import Dialect
from trivet.platform.settings import Settings
from trivet.platform.tasks.celery import celery_app, direct
from trivet.platform.tasks.declarations import Task, TaskState
from trivet.platform.tasks.maintenance import PRUNE_TASKS
from trivet.platform.tasks.models import TaskRow

pytestmark = pytest.mark.parametrize("dialect", [Dialect.POSTGRESQL])


@pytest.fixture
def settings(place: Place, redis_url: str) -> Settings:
    changes = {"redis_url": SecretStr(redis_url), "worker_concurrency": 0}
    return place.settings().model_copy(update=changes)


@pytest.fixture
async def runtime(settings: Settings) -> AsyncIterator[Runtime]:
    """A process that serves and runs no tasks."""
    runtime = bootstrap.build(settings)
    await runtime.start()
    yield runtime
    await runtime.stop()


@pytest.fixture
def celery(redis_url: str) -> Celery:
    """Celery as somebody else's program has it: by the address of the broker alone."""
    return celery_app(redis_url)


async def row_of(runtime: Runtime, task_id: object) -> TaskRow | None:
    async with runtime.units.read() as unit:
        return await unit.session.scalar(select(TaskRow).where(TaskRow.id == task_id))


async def ended(runtime: Runtime, task_id: object) -> TaskRow:
    """The row of a task, once it has ended."""
    found: list[TaskRow] = []

    async def over() -> bool:
        row = await row_of(runtime, task_id)
        if row is None or row.finished_at is None:
            return False
        found.append(row)
        return True

    await eventually(over)
    return found[0]


async def test_a_worker_hears_the_bell(runtime: Runtime, settings: Settings) -> None:
    async with worker(settings):
        async with runtime.units.write() as unit:
            task_id = unit.enqueue(PRUNE_TASKS.call())
        row = await ended(runtime, task_id)
    assert row.state == TaskState.SUCCEEDED
    assert row.result == {"removed": 0}


async def test_what_was_stored_before_any_worker_came_is_rung_for(
    runtime: Runtime, settings: Settings, redis_server: OwnRedis
) -> None:
    async with runtime.units.write() as unit:
        task_id = unit.enqueue(PRUNE_TASKS.call())
    redis_server.empty()
    async with worker(settings):
        assert (await ended(runtime, task_id)).state == TaskState.SUCCEEDED


async def test_a_broker_that_is_away_delays_work_and_loses_none(
    runtime: Runtime, settings: Settings, redis_server: OwnRedis
) -> None:
    async with worker(settings):
        redis_server.stop()
        async with asyncio.timeout(1):  # the change is not made to wait
            async with runtime.units.write() as unit:
                task_id = unit.enqueue(PRUNE_TASKS.call())
        redis_server.start()
        assert (await ended(runtime, task_id)).state == TaskState.SUCCEEDED


async def test_a_task_is_called_through_celery_by_its_name(
    runtime: Runtime, settings: Settings, celery: Celery
) -> None:
    async with worker(settings):
        sent: AsyncResult[object] = celery.send_task(PRUNE_TASKS.name)
        row = await ended(runtime, sent.id)
        assert row.state == TaskState.SUCCEEDED
        assert await asyncio.to_thread(sent.get, timeout=PATIENCE_S) == {"removed": 0}


async def test_a_call_that_fails_fails_at_celery_too(
    runtime: Runtime, settings: Settings, celery: Celery
) -> None:
    async with worker(settings):
        nobody = str(uuid4())
        wanted = ["pull_request", None, nobody]
        sent: AsyncResult[object] = celery.send_task("process_webhook_task", args=wanted)
        row = await ended(runtime, sent.id)
        assert row.args == {"event_type": "pull_request", "payload": None, "event_id": nobody}
        if row.state == TaskState.FAILED:
            with pytest.raises(Exception, match=str(row.error_code)):
                await asyncio.to_thread(sent.get, timeout=PATIENCE_S)


async def test_a_worker_that_is_killed_leaves_nothing_undone(
    runtime: Runtime, settings: Settings
) -> None:
    async with worker(settings) as running:
        async with runtime.units.write() as unit:
            first = unit.enqueue(PRUNE_TASKS.call())
        await ended(runtime, first)
        # As if it had died in the middle: the row is leased to a process that is no more.
        async with runtime.units.write() as unit:
            second = unit.enqueue(PRUNE_TASKS.call())
            await unit.session.flush()
        running.kill_children()
        async with runtime.units.write() as unit:
            row = await unit.session.get(TaskRow, second)
            if row is not None and row.lease_until is not None:
                row.lease_until = now()
        assert (await ended(runtime, second)).state == TaskState.SUCCEEDED


def test_arguments_go_by_position_and_by_name(dialect: Dialect) -> None:
    task = Task("some_task", arguments=("a", "b"))
    message_id = str(uuid4())
    assert direct(task, message_id, [1], {"b": 2}).args == {"a": 1, "b": 2}
    assert direct(task, message_id, [], {"b": 2}).args == {"a": None, "b": 2}
    assert str(direct(task, message_id, [1], {}).id) == message_id
    assert direct(task, "mine", [], {}).id == direct(task, "mine", [], {}).id
    for args, kwargs in (([1, 2, 3], {}), ([1], {"a": 1}), ([], {"c": 1})):
        with pytest.raises(TypeError, match="takes"):
            direct(task, message_id, args, kwargs)


def test_celery_knows_every_task_that_runs(settings: Settings) -> None:
    runs = bootstrap.build(settings).parts.runner.known
    assert {task.name for task in bootstrap.declared_tasks(settings)} == set(runs)
    for task in bootstrap.declared_tasks(settings):
        assert task.secret_args <= set(task.arguments)
