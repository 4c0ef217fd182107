"""What the body of a task is given."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.exc import DBAPIError

from trivet.platform.db.faults import is_transient
from trivet.platform.events import Actor
from trivet.platform.tasks.declarations import Task, TaskState
from trivet.platform.tasks.errors import TaskCancelled
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.tasks.snapshots import snapshot_of
from trivet.platform.tasks.transitions import Claim, mark_succeeded
from trivet.platform.telemetry.metrics import task_ended
from trivet.platform.uow import TRIES, Units, WriteUnit

T = TypeVar("T")


class TaskContext:
    """One attempt at one task, as its body sees it.

    Args:
        claim: which task, and by which lease.
        units: for reading, and for what needs no fence.
        queue: where the task's row is kept.
    """

    def __init__(self, claim: Claim, units: Units, queue: TaskQueue) -> None:
        self.claim = claim
        self.units = units
        self.cancelled = False  # somebody asked it to stop; see `stop_if_cancelled`
        self.ended = False  # `succeed` was committed
        self._queue = queue
        self._unit: WriteUnit | None = None  # of `write`, and in it our row, held
        self._row: TaskRow | None = None

    @property
    def task_id(self) -> UUID:
        return self.claim.id

    @property
    def attempt(self) -> int:
        """Which attempt this is; the first is 1."""
        return self.claim.attempt

    @property
    def saved(self) -> Mapping[str, Any] | None:
        """What `checkpoint` kept in an earlier run, or None."""
        return self.claim.checkpoint

    @property
    def actor(self) -> Actor:
        """On whose behalf the task runs: of who asked for it."""
        return Actor(user_id=self.claim.requested_by, correlation_id=self.claim.correlation_id)

    def stop_if_cancelled(self) -> None:
        """Ask this where stopping leaves nothing half done.

        Raises:
            TaskCancelled: somebody asked the task to stop.
        """
        if self.cancelled:
            raise TaskCancelled("Stopped because it was asked to.")

    @asynccontextmanager
    async def write(self, actor: Actor | None = None) -> AsyncIterator[WriteUnit]:
        """A unit of work that commits only while the task is still ours. One at a time.

        Args:
            actor: on whose behalf; by default of who asked for the task.

        Raises:
            LeaseLost: the task belongs to another worker by now; nothing was written.
        """
        if self._unit is not None:
            raise RuntimeError("a body writes in one unit at a time")
        async with self.units.write(actor or self.actor) as unit:
            self._unit, self._row = unit, await self._queue.hold(unit, self.claim)
            self._seen(self._row)
            try:
                yield unit
            finally:
                self._unit = self._row = None

    async def retried(
        self, work: Callable[[WriteUnit], Awaitable[T]], actor: Actor | None = None
    ) -> T:
        """Do `work` in such a unit, and again in a fresh one after a deadlock.

        Args:
            work: what to do; called up to five times.
            actor: on whose behalf; by default of who asked for the task.
        """
        for attempt in range(1, TRIES + 1):
            try:
                async with self.write(actor) as unit:
                    return await work(unit)
            except DBAPIError as error:
                if attempt == TRIES or not is_transient(error):
                    raise
        raise AssertionError("unreachable")

    async def progress(self, done: int, total: int, note: str = "") -> None:
        """Say how far it is. A commit of its own, or part of the open `write`.

        Args:
            done: steps that are done.
            total: steps in all.
            note: for people; may be empty.
        """

        def say(row: TaskRow) -> None:
            row.progress = {"done": done, "total": total, "note": note}

        await self._change(say)

    async def checkpoint(self, data: Mapping[str, Any]) -> None:
        """Keep how far it is for the next run, should this one not end.

        Getting here counts as a sign that it does not only crash: crashes count from zero again.
        A commit of its own, or part of the open `write`, together with what it stands for.

        Args:
            data: what the next run finds in `saved`; must have a JSON form.
        """

        def keep(row: TaskRow) -> None:
            row.checkpoint = dict(data)
            row.crashes = 0

        await self._change(keep)

    async def succeed(self, unit: WriteUnit, result: Mapping[str, Any] | None = None) -> None:
        """Have the task succeed if and only if `unit` commits. The last thing in the unit.

        Args:
            unit: of this context's `write`.
            result: what the task answers, if anything; must have a JSON form.
        """
        await self._change_in(unit, lambda row: mark_succeeded(row, result))
        unit.after_commit(self._end)

    def _end(self) -> None:
        self.ended = True
        task_ended(self.claim.name, TaskState.SUCCEEDED)

    async def _change(self, change: Callable[[TaskRow], None]) -> None:
        # A unit beside the open one would wait for the lock that the open one holds.
        if self._unit is not None:
            await self._change_in(self._unit, change)
            return
        async with self.units.write(self.actor) as unit:
            await self._change_in(unit, change)

    async def _change_in(self, unit: WriteUnit, change: Callable[[TaskRow], None]) -> None:
        row = self._row if unit is self._unit else None
        if row is None:
            row = await self._queue.hold(unit, self.claim)
            self._seen(row)
        change(row)
        await unit.session.flush()
        snapshot = snapshot_of(row)
        unit.after_commit(lambda: self._queue.tell(snapshot))

    def _seen(self, row: TaskRow) -> None:
        self.cancelled = self.cancelled or row.cancel_requested_at is not None


Body = Callable[[TaskContext, Mapping[str, Any]], Awaitable[Mapping[str, Any] | None]]
"""Does the work; answers a result that has a JSON form, or None. Idempotent: it may run more than once."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A declared task with the body that does it. Made in bootstrap.

    Args:
        task: the declaration.
        body: what runs.
    """

    task: Task
    body: Body
