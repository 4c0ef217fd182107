"""Runs a claimed task: its body, its heartbeat, and what follows from how it ended."""

import asyncio
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from time import perf_counter
from typing import Any
from uuid import UUID

import structlog

from trivet.platform.json import dumps
from trivet.platform.tasks.context import Bound, TaskContext
from trivet.platform.tasks.declarations import RetryPolicy
from trivet.platform.tasks.errors import GoOnLater, LeaseLost, PermanentFailure, TimeLimit
from trivet.platform.tasks.failures import judge
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.tasks.transitions import Claim
from trivet.platform.telemetry.metrics import TASK_SECONDS
from trivet.platform.telemetry.tracing import Kind, root
from trivet.platform.uow import Units

BEATS_PER_LEASE = 3
"""Two signs of life may be lost or late before a lease ends."""

log = structlog.get_logger(__name__)


class UnknownTask(PermanentFailure):
    """A row of a newer version, or of a task that is no more."""

    code = "unknown_task"
    title = "This version of Trivet does not know this task"


class Run:
    """One claim that is being worked on.

    Args:
        context: what the body sees.
    """

    def __init__(self, context: TaskContext) -> None:
        self.context = context
        self.lost = False
        self.over = asyncio.Event()
        self._work: asyncio.Future[Mapping[str, Any] | None] | None = None

    async def finish(self, bound: Bound, args: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Run the body to its end, or until `lose`."""
        self._work = asyncio.ensure_future(bound.body(self.context, args))
        return await self._work

    def lose(self) -> None:
        """The lease is another's: whatever the body still does counts for nothing, so end it."""
        self.lost = True
        if self._work is not None:
            self._work.cancel()


class Runner:
    """Runs claims, one call each, whoever made them.

    Args:
        units: what bodies work with.
        queue: where claims come from and results go.
        bound: every task that this process can run.
    """

    def __init__(self, units: Units, queue: TaskQueue, bound: Iterable[Bound]) -> None:
        self.queue = queue
        self._units = units
        self._bound = {one.task.name: one for one in bound}
        self._leases_s = {name: one.task.lease_s for name, one in self._bound.items()}
        self._runs: dict[UUID, Run] = {}

    @property
    def known(self) -> frozenset[str]:
        """The names of the tasks that it can run."""
        return frozenset(self._bound)

    async def claim(self) -> Claim | None:
        """Take the best ready row, or None if nothing can run now."""
        return await self.queue.claim(self._leases_s)

    async def claim_or_due(self) -> Claim | datetime | None:
        """The same; if nothing can run now, when something becomes due, or None if nothing else waits."""
        return await self.queue.claim_or_due(self._leases_s)

    async def run(self, claim: Claim) -> None:
        """Work on a claim until its row says how it ended.

        Never raises for what the body does. If it is itself cancelled, the task is given back.

        Raises:
            Exception: the database did not take the outcome; the lease will end by itself.
        """
        run, began = Run(TaskContext(claim, self._units, self.queue)), perf_counter()
        self._runs[claim.id] = run
        with (
            structlog.contextvars.bound_contextvars(**_said_in_logs(claim)),
            _traced(claim),
        ):
            beat = asyncio.create_task(self._beat(run))
            try:
                await self._attempt(run)
            finally:
                _tell(claim, perf_counter() - began)
                del self._runs[claim.id]
                # Not cancelled: a statement that is under way is let finish.
                run.over.set()
                await asyncio.wait([beat])

    async def notice_cancellations(self) -> None:
        """Learn which of the tasks that run here were asked to stop, by whichever process."""
        if self._runs:
            for task_id in await self.queue.to_be_cancelled(list(self._runs)):
                self.ask_to_stop(task_id)

    def ask_to_stop(self, task_id: UUID) -> None:
        """Let a task that runs here see that it should stop."""
        run = self._runs.get(task_id)
        if run is not None:
            run.context.cancelled = True

    async def _attempt(self, run: Run) -> None:
        claim = run.context.claim
        try:
            bound = self._known(claim)
            result = await _in_time(run, bound, self.queue.arguments(bound.task, claim))
            if not run.context.ended:
                dumps(result)  # what has no JSON form is the body's fault, not the database's
                await self.queue.complete(claim, result, brief=bound.task.brief)
        except GoOnLater as rest:
            with suppress(LeaseLost):
                await self.queue.put_off(claim, rest)
        except LeaseLost:
            log.warning("task_lease_lost", attempt=claim.attempt)
        except asyncio.CancelledError:
            if run.lost:
                log.warning("task_lease_lost", attempt=claim.attempt)
                return
            if not _is_being_cancelled():
                await self._failed(run, RuntimeError("the body cancelled itself"))
                return
            with suppress(LeaseLost):
                await self.queue.release(claim)
            raise
        except Exception as error:
            await self._failed(run, error)

    def _known(self, claim: Claim) -> Bound:
        bound = self._bound.get(claim.name)
        if bound is None:
            raise UnknownTask(
                f"Nothing here runs {claim.name}. It may come from a newer version: upgrade, then"
                " retry it."
            )
        return bound

    async def _failed(self, run: Run, error: Exception) -> None:
        claim = run.context.claim
        if run.context.ended:
            log.exception("task_raised_after_success", exc_info=error)
            return
        bound = self._bound.get(claim.name)
        policy = bound.task.retry if bound else RetryPolicy()
        failure = judge(error, claim.id, claim.attempt, policy)
        if failure.expected:
            log.info("task_failed", state=failure.state, code=failure.code, attempt=claim.attempt)
        else:
            log.error("task_failed", state=failure.state, attempt=claim.attempt, exc_info=error)
        with suppress(LeaseLost):
            await self.queue.fail(claim, failure)

    async def _beat(self, run: Run) -> None:
        claim = run.context.claim
        while not await _within(run.over, claim.lease_s / BEATS_PER_LEASE):
            try:
                if await self.queue.renew(claim):
                    run.context.cancelled = True
            except LeaseLost:
                run.lose()
                return
            except Exception:
                # A database that is away now may be back at the next beat.
                log.warning("task_lease_not_renewed", exc_info=True)


async def _in_time(run: Run, bound: Bound, args: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Run a body, for as long as its task may take.

    Raises:
        TimeLimit: it took longer.
    """
    limit = asyncio.timeout(bound.task.limit_s)
    try:
        async with limit:
            return await run.finish(bound, args)
    except TimeoutError as error:
        if not limit.expired():
            raise  # of something that the body waited for
        raise TimeLimit(
            f"It was ended after {bound.task.limit_s:g} seconds; what it had committed stays."
        ) from error


def _traced(claim: Claim) -> AbstractContextManager[object]:
    return root(
        claim.correlation_id,
        f"task {claim.name}",
        Kind.CONSUMER,
        {"trivet.task_id": str(claim.id), "trivet.attempt": claim.attempt},
    )


def _tell(claim: Claim, seconds: float) -> None:
    TASK_SECONDS.labels(claim.name).observe(seconds)
    # What nobody asked for, such as a look for news each few seconds, is told to who debugs.
    say = log.debug if claim.correlation_id is None else log.info
    say("task_run", attempt=claim.attempt, duration_ms=round(seconds * 1000, 2))


def _said_in_logs(claim: Claim) -> dict[str, str]:
    said = {"task": claim.name, "task_id": str(claim.id)}
    if claim.correlation_id is not None:
        said["request_id"] = claim.correlation_id
    return said


def _is_being_cancelled() -> bool:
    current = asyncio.current_task()
    return current is not None and current.cancelling() > 0


async def _within(event: asyncio.Event, seconds: float) -> bool:
    """Whether the event comes within so many seconds."""
    try:
        async with asyncio.timeout(seconds):
            return await event.wait()
    except TimeoutError:
        return False
