"""Secret arguments of a task: plain for its body, and for nothing and nobody else."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import String, cast, select
from structlog.testing import capture_logs

from tests.platform.tasks.support import enqueue, row_of, runner_of
from trivet.platform.db.database import Database
from trivet.platform.keys import Keys, MasterKey, new_keys
from trivet.platform.tasks.context import TaskContext
from trivet.platform.tasks.declarations import Task, TaskState
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.tasks.sealing import Sealing
from trivet.platform.uow import Units

SECRET = "swordfish"
TELL = Task("tell_task", secret_args=frozenset({"token", "more"}))
ARGS = {"to": "ada", "token": SECRET, "more": {"words": [SECRET, 1, None]}}


@pytest.fixture
def keys() -> Keys:
    return new_keys()


@pytest.fixture
def queue(database: Database, keys: Keys) -> TaskQueue:
    return TaskQueue(database, sealing=Sealing(keys))


class Taking:
    """A body that takes what it is given, and fails at first."""

    def __init__(self, failures: int = 0) -> None:
        self.taken: list[Mapping[str, Any]] = []
        self._failures = failures

    async def __call__(self, context: TaskContext, args: Mapping[str, Any]) -> None:
        assert SECRET not in repr(context.claim)
        self.taken.append(args)
        if len(self.taken) <= self._failures:
            raise ConnectionError("away")


async def run_next(units: Units, queue: TaskQueue, body: Taking) -> None:
    runner = runner_of(units, queue, body, TELL)
    claim = await runner.claim()
    assert claim is not None
    await runner.run(claim)


async def test_the_body_gets_them_and_the_row_does_not(units: Units, queue: TaskQueue) -> None:
    task_id = await enqueue(units, TELL, args=ARGS)
    body = Taking()
    await run_next(units, queue, body)
    assert body.taken == [ARGS]
    row = await row_of(units, task_id)
    assert row.state == TaskState.SUCCEEDED
    assert row.args["to"] == "ada"
    assert row.args.keys() == ARGS.keys()
    async with units.read() as unit:
        written = await unit.session.scalar(select(cast(TaskRow.args, String)))
    assert written is not None
    assert SECRET not in written


async def test_no_line_of_the_log_and_no_error_holds_them(units: Units, queue: TaskQueue) -> None:
    call = TELL.call(ARGS)
    assert SECRET not in repr(call)
    task_id = await enqueue(units, TELL, args=ARGS)
    with capture_logs() as lines:
        await run_next(units, queue, Taking(failures=1))
    assert "task_failed" in [line["event"] for line in lines]
    assert SECRET not in str(lines)
    row = await row_of(units, task_id)
    assert row.state == TaskState.RETRYING
    assert SECRET not in str(vars(row))


async def test_they_are_opened_again_for_a_second_attempt_and_under_newer_keys(
    database: Database, units: Units, queue: TaskQueue
) -> None:
    old, new = MasterKey(b"o" * 32), MasterKey(b"n" * 32)
    queue.sealing = Sealing(Keys([old]))
    await enqueue(units, TELL, args=ARGS)
    queue.sealing = Sealing(Keys([new, old]))
    body = Taking()
    await run_next(units, queue, body)
    assert body.taken == [ARGS]


async def test_without_the_key_the_task_fails_and_says_so(units: Units, queue: TaskQueue) -> None:
    task_id = await enqueue(units, TELL, args=ARGS)
    queue.sealing = Sealing(new_keys())
    body = Taking()
    await run_next(units, queue, body)
    assert body.taken == []
    row = await row_of(units, task_id)
    assert (row.state, row.attempts, row.error_code) == (TaskState.FAILED, 1, "task_secrets_lost")
    assert row.error_detail is not None
    assert "Put it back among the master keys" in row.error_detail


async def test_a_damaged_row_fails_in_the_same_way(units: Units, queue: TaskQueue) -> None:
    task_id = await enqueue(units, TELL, args=ARGS)
    async with units.write() as unit:
        row = await unit.session.get(TaskRow, task_id)
        assert row is not None
        row.args = {**row.args, "token": None}
    await run_next(units, queue, Taking())
    assert (await row_of(units, task_id)).error_code == "task_secrets_lost"


async def test_a_queue_without_keys_stores_no_secret(database: Database) -> None:
    units = Units(database=database, tasks=TaskQueue(database))
    with pytest.raises(RuntimeError, match="no keys"):
        await enqueue(units, TELL, args=ARGS)
