"""What follows from a failure: again after 5, 25 and 125 s, or never, or ask a person."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from tests.platform.tasks.conftest import HandOfTime
from tests.platform.tasks.support import WORK, News, enqueue, nothing, row_of, runner_of
from trivet.platform import clock
from trivet.platform.errors import AppError, Conflict, NotFound, TooManyRequests, Unavailable
from trivet.platform.ids import new_id
from trivet.platform.tasks.context import Bound, TaskContext
from trivet.platform.tasks.declarations import RetryPolicy, Task, TaskState
from trivet.platform.tasks.errors import (
    GoOnLater,
    Indeterminate,
    PermanentFailure,
    RetryLater,
)
from trivet.platform.tasks.failures import Failure, judge, retry_after_s, storable
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.tasks.runner import Runner
from trivet.platform.tasks.transitions import row_values
from trivet.platform.uow import Units, WriteUnit


class VendorSaysLater(Exception):
    def __init__(self, seconds: float) -> None:
        super().__init__("token=s3cr3t")
        self.retry_after_s = seconds


class Deadlock(Exception):
    sqlstate = "40P01"


def verdict(error: Exception, attempt: int = 1) -> Failure:
    return judge(error, new_id(), attempt, RetryPolicy())


async def run_next(runner: Runner) -> None:
    claim = await runner.claim()
    assert claim is not None
    await runner.run(claim)


def raising(error: Exception, units: Units, queue: TaskQueue) -> Runner:
    async def body(context: TaskContext, args: Mapping[str, Any]) -> None:
        raise error

    return runner_of(units, queue, body)


async def test_a_failing_task_is_tried_after_5_and_25_and_125_seconds_then_fails(
    units: Units, queue: TaskQueue, hand: HandOfTime
) -> None:
    runner = raising(ConnectionError("password=s3cr3t"), units, queue)
    with clock.held(hand):
        task_id = await enqueue(units)
        for attempt, delay in enumerate((5, 25, 125), start=1):
            await run_next(runner)
            row = await row_of(units, task_id)
            assert (row.state, row.attempts) == (TaskState.RETRYING, attempt)
            assert row.run_at == hand() + timedelta(seconds=delay)
            hand.go_on(seconds=delay - 1)
            assert await runner.claim() is None
            hand.go_on(seconds=1)
        await run_next(runner)
        row = await row_of(units, task_id)
        assert (row.state, row.attempts) == (TaskState.FAILED, row.max_attempts)
        assert row.finished_at == hand()
        hand.go_on(days=1)
        assert await runner.claim() is None


async def test_a_task_that_gets_through_at_last_has_no_error_left(
    units: Units, queue: TaskQueue, hand: HandOfTime
) -> None:
    async def second_time_lucky(context: TaskContext, args: Mapping[str, Any]) -> dict[str, int]:
        if context.attempt == 1:
            raise Unavailable("GitHub is away.")
        return {"attempt": context.attempt}

    runner = runner_of(units, queue, second_time_lucky)
    with clock.held(hand):
        task_id = await enqueue(units)
        await run_next(runner)
        assert (await row_of(units, task_id)).error_code == "unavailable"
        hand.go_on(seconds=5)
        await run_next(runner)
    row = await row_of(units, task_id)
    assert (row.state, row.result, row.error_code) == (TaskState.SUCCEEDED, {"attempt": 2}, None)


async def test_what_an_unexpected_exception_says_is_not_stored(
    units: Units, queue: TaskQueue
) -> None:
    task_id = await enqueue(units)
    await run_next(raising(ConnectionError("password=s3cr3t"), units, queue))
    row = await row_of(units, task_id)
    assert row.error_code == "unexpected"
    assert row.error_detail == f"ConnectionError; the log has more under task {task_id}"


@pytest.mark.parametrize("error", [PermanentFailure("No write access."), NotFound("No such card.")])
async def test_a_permanent_error_fails_at_once(
    units: Units, queue: TaskQueue, error: AppError
) -> None:
    task_id = await enqueue(units)
    await run_next(raising(error, units, queue))
    row = await row_of(units, task_id)
    assert (row.state, row.attempts) == (TaskState.FAILED, 1)
    assert (row.error_code, row.error_detail) == (error.code, error.detail)


async def test_an_unknown_outcome_asks_a_person(units: Units, queue: TaskQueue) -> None:
    task_id = await enqueue(units)
    await run_next(raising(Indeterminate("The mail may have left."), units, queue))
    row = await row_of(units, task_id)
    assert (row.state, row.error_detail) == (TaskState.INDETERMINATE, "The mail may have left.")
    assert row.finished_at is not None


async def test_retry_after_goes_before_the_declared_delay(
    units: Units, queue: TaskQueue, hand: HandOfTime
) -> None:
    with clock.held(hand):
        task_id = await enqueue(units)
        await run_next(raising(VendorSaysLater(90), units, queue))
        row = await row_of(units, task_id)
    assert row.run_at == hand() + timedelta(seconds=90)
    assert "s3cr3t" not in (row.error_detail or "")


async def test_a_task_that_nobody_here_knows_fails_and_says_so(
    units: Units, queue: TaskQueue
) -> None:
    task_id = await enqueue(units, Task("of_tomorrow_task"))
    await run_next(runner_of(units, queue, nothing))
    row = await row_of(units, task_id)
    assert (row.state, row.error_code) == (TaskState.FAILED, "unknown_task")


async def test_a_result_without_a_json_form_is_an_error_of_the_body(
    units: Units, queue: TaskQueue
) -> None:
    async def body(context: TaskContext, args: Mapping[str, Any]) -> dict[str, Any]:
        return {"what": object()}

    task_id = await enqueue(units)
    await run_next(runner_of(units, queue, body))
    row = await row_of(units, task_id)
    assert (row.state, row.error_code) == (TaskState.RETRYING, "unexpected")


async def test_a_body_that_cancels_itself_has_failed(units: Units, queue: TaskQueue) -> None:
    async def body(context: TaskContext, args: Mapping[str, Any]) -> None:
        raise asyncio.CancelledError

    task_id = await enqueue(units)
    await run_next(runner_of(units, queue, body))
    row = await row_of(units, task_id)
    assert (row.state, row.attempts) == (TaskState.RETRYING, 1)


async def test_what_a_body_raises_after_its_success_changes_nothing(
    units: Units, queue: TaskQueue
) -> None:
    async def body(context: TaskContext, args: Mapping[str, Any]) -> None:
        async with context.write() as unit:
            await context.succeed(unit, {"done": True})
        raise ConnectionError("too late to matter")

    task_id = await enqueue(units)
    await run_next(runner_of(units, queue, body))
    row = await row_of(units, task_id)
    assert (row.state, row.result, row.error_code) == (TaskState.SUCCEEDED, {"done": True}, None)


async def test_a_unit_of_a_body_is_done_again_after_a_deadlock(
    units: Units, queue: TaskQueue
) -> None:
    tries: list[WriteUnit] = []

    async def work(unit: WriteUnit) -> int:
        tries.append(unit)
        if len(tries) == 1:
            raise DBAPIError("UPDATE", None, Deadlock("deadlock detected"))
        return len(tries)

    async def body(context: TaskContext, args: Mapping[str, Any]) -> dict[str, int]:
        return {"tries": await context.retried(work)}

    task_id = await enqueue(units)
    await run_next(runner_of(units, queue, body))
    assert (await row_of(units, task_id)).result == {"tries": 2}


async def test_a_failed_task_can_be_retried_by_hand_from_where_it_was(
    units: Units, queue: TaskQueue, news: News
) -> None:
    async def body(context: TaskContext, args: Mapping[str, Any]) -> dict[str, Any]:
        if context.saved is None:
            await context.checkpoint({"step": 1})
            raise PermanentFailure("No write access.")
        return dict(context.saved)

    runner = runner_of(units, queue, body)
    task_id = await enqueue(units)
    await run_next(runner)
    rings: list[None] = []
    queue.bells.append(lambda: rings.append(None))
    async with units.write() as unit:
        snapshot = await queue.retry(unit, task_id)
        assert rings == []
    assert rings == [None]
    assert snapshot is not None
    assert (snapshot.state, snapshot.attempts, snapshot.error) == (TaskState.QUEUED, 0, None)
    assert news.heard[-1] == snapshot
    await run_next(runner)
    assert (await row_of(units, task_id)).result == {"step": 1}


@pytest.mark.parametrize(
    ("error", "attempt", "state", "delay"),
    [
        (ValueError("x"), 1, TaskState.RETRYING, 5),
        (ValueError("x"), 2, TaskState.RETRYING, 25),
        (ValueError("x"), 3, TaskState.RETRYING, 125),
        (ValueError("x"), 4, TaskState.FAILED, 0),
        (RetryLater("x"), 2, TaskState.RETRYING, 25),
        (RetryLater("x", retry_after_s=0), 2, TaskState.RETRYING, 0),
        (RetryLater("x", retry_after_s=900), 1, TaskState.RETRYING, 900),
        (RetryLater("x", retry_after_s=900), 4, TaskState.FAILED, 0),
        (TooManyRequests("x", headers={"Retry-After": "60"}), 1, TaskState.RETRYING, 60),
        (TooManyRequests("x", headers={"Retry-After": "tomorrow"}), 1, TaskState.RETRYING, 5),
        (Unavailable("x"), 1, TaskState.RETRYING, 5),
        (Conflict("x"), 1, TaskState.FAILED, 0),
        (Indeterminate("x"), 1, TaskState.INDETERMINATE, 0),
    ],
)
def test_what_follows_from_an_error(
    error: Exception, attempt: int, state: TaskState, delay: float
) -> None:
    failure = verdict(error, attempt)
    assert (failure.state, failure.delay_s) == (state, delay)


@pytest.mark.parametrize(
    ("said", "meant"), [(-1.0, None), (float("nan"), None), (float("inf"), 86_400.0)]
)
def test_a_senseless_retry_after_does_no_harm(said: float, meant: float | None) -> None:
    assert retry_after_s(VendorSaysLater(said)) == meant


def test_a_detail_is_kept_as_both_databases_can_keep_it() -> None:
    assert storable("a\x00b\ud800c") == "a\ufffdb?c"
    assert len(storable("x" * 10_000)) == 2_000


def test_every_column_of_a_new_row_is_given() -> None:
    """Who writes the row in a statement of their own has no defaults of the mapper."""
    given = row_values(WORK.call(), {})
    needed = {column.name for column in TaskRow.__table__.columns if not column.nullable}
    assert needed <= given.keys()


async def test_an_attempt_that_takes_too_long_is_ended_and_tried_again(
    units: Units, queue: TaskQueue
) -> None:
    ended: list[str] = []

    async def body(context: TaskContext, args: Mapping[str, Any]) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("cleaned up")

    task_id = await enqueue(units)
    slow = replace(WORK, limit_s=0.05)
    await run_next(Runner(units, queue, [Bound(slow, body)]))
    row = await row_of(units, task_id)
    assert (row.state, row.error_code) == (TaskState.RETRYING, "time_limit")
    assert ended == ["cleaned up"]


async def test_a_time_out_of_the_body_is_its_own(units: Units, queue: TaskQueue) -> None:
    task_id = await enqueue(units)
    await run_next(raising(TimeoutError("the mail server"), units, queue))
    row = await row_of(units, task_id)
    assert (row.state, row.error_code) == (TaskState.RETRYING, "unexpected")


async def test_a_task_that_goes_on_later_has_failed_no_attempt(
    units: Units, queue: TaskQueue, hand: HandOfTime
) -> None:
    async def body(context: TaskContext, args: Mapping[str, Any]) -> dict[str, int]:
        parts = (context.saved or {}).get("parts", 0) + 1
        await context.checkpoint({"parts": parts})
        if parts < 10:
            raise GoOnLater("The first of several.", after_s=60.0 if parts == 1 else 0.0)
        return {"parts": parts}

    runner = runner_of(units, queue, body)
    with clock.held(hand):
        task_id = await enqueue(units)
        await run_next(runner)
        row = await row_of(units, task_id)
        assert (row.state, row.attempts, row.error_code) == (TaskState.QUEUED, 0, None)
        assert row.run_at == hand() + timedelta(seconds=60)
        assert await runner.claim() is None
        hand.go_on(seconds=60)
        for _ in range(9):
            await run_next(runner)
        row = await row_of(units, task_id)
        assert (row.state, row.attempts, row.result) == (TaskState.SUCCEEDED, 1, {"parts": 10})


async def test_a_task_that_waits_for_something_tells_what(units: Units, queue: TaskQueue) -> None:
    async def body(context: TaskContext, args: Mapping[str, Any]) -> None:
        raise GoOnLater(after_s=60.0, waits_for=Conflict("Somebody else has it."))

    runner = runner_of(units, queue, body)
    task_id = await enqueue(units)
    await run_next(runner)
    row = await row_of(units, task_id)
    assert (row.state, row.attempts) == (TaskState.RETRYING, 0)
    assert (row.error_code, row.error_detail) == ("conflict", "Somebody else has it.")


async def test_a_task_that_was_asked_to_stop_does_not_go_on_later(
    units: Units, queue: TaskQueue
) -> None:
    async def body(context: TaskContext, args: Mapping[str, Any]) -> None:
        async with units.write() as unit:
            await queue.cancel(unit, context.task_id)
        raise GoOnLater

    runner = runner_of(units, queue, body)
    task_id = await enqueue(units)
    await run_next(runner)
    assert (await row_of(units, task_id)).state == TaskState.CANCELLED


async def test_others_go_before_a_task_that_goes_on_at_once(units: Units, queue: TaskQueue) -> None:
    begun: list[Any] = []

    async def body(context: TaskContext, args: Mapping[str, Any]) -> None:
        begun.append(args["name"])
        if len(begun) < 3:
            raise GoOnLater

    runner = runner_of(units, queue, body)
    for name in ("first", "second"):
        await enqueue(units, args={"name": name})
    for _ in range(4):
        await run_next(runner)
    assert begun == ["first", "second", "first", "second"]
