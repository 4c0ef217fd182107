"""The queue: tasks are rows, stored in the transaction of the change that causes them.

A claim takes the best ready row: by priority, then from the lane (workspace) whose last turn was
longest ago, one at a time per concurrency key. It comes with a lease, and with a token that
fences: whoever lost the lease can change nothing any more.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.exc import DBAPIError

from trivet.platform.clock import now
from trivet.platform.db.database import Database
from trivet.platform.db.faults import is_transient, is_unique_violation
from trivet.platform.db.session import WriteSession
from trivet.platform.tasks.declarations import Task, TaskCall, TaskGroup, TaskState
from trivet.platform.tasks.errors import (
    GoOnLater,
    LeaseLost,
    TaskNotCancellable,
    TaskNotDroppable,
    TaskNotRetryable,
)
from trivet.platform.tasks.failures import Failure, told_of
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.repository import (
    READY_STATES,
    TaskReader,
    TaskRepository,
    WaitingLane,
)
from trivet.platform.tasks.sealing import Sealing
from trivet.platform.tasks.snapshots import TaskListener, TaskSnapshot, snapshot_of
from trivet.platform.tasks.transitions import (
    Claim,
    count_crash,
    give_back,
    lease,
    mark_cancelled,
    mark_failed,
    mark_succeeded,
    put_off,
    row_values,
    start_again,
)
from trivet.platform.telemetry.metrics import TASKS_STARTED, task_ended
from trivet.platform.uow import Units, WriteUnit

DEFAULT_LEASE_S = 60.0
CLAIM_ROUNDS = 5
RECLAIM_AT_ONCE = 100

_NEVER = datetime.min.replace(tzinfo=UTC)
_WITHOUT_SUCCESS = {TaskState.FAILED, TaskState.CANCELLED, TaskState.INDETERMINATE}


@dataclass
class TaskQueue:
    """Stores tasks, hands them out, and keeps what becomes of them.

    Every method is one short unit of work of its own, unless it is given one.

    Args:
        database: where the rows are.
        bells: called, on the event loop, when there may be something to do.
        rung_for: told of rows that were just committed here, for workers elsewhere.
        listeners: told of a task after each change of it that this process made.
        sealing: keeps secret arguments; without it no task that has some can be stored or run.
    """

    database: Database
    bells: list[Callable[[], None]] = field(default_factory=list)
    rung_for: list[Callable[[Sequence[TaskCall]], None]] = field(default_factory=list)
    listeners: list[TaskListener] = field(default_factory=list)
    sealing: Sealing | None = None

    def __post_init__(self) -> None:
        self._units = Units(database=self.database, tasks=self)

    # What a unit of work needs (uow.TaskStore).

    async def store(self, session: WriteSession, calls: Sequence[TaskCall]) -> None:
        """Write one row a call, in the caller's transaction."""
        session.add_all(TaskRow(**row_values(call, self._kept(call))) for call in calls)

    def _kept(self, call: TaskCall) -> dict[str, Any]:
        """The arguments as they are stored."""
        return self._sealing_of(call.task).sealed(call) if call.task.secret_args else call.args

    def arguments(self, task: Task, claim: Claim) -> dict[str, Any]:
        """The arguments as the body takes them.

        Raises:
            SecretsLost: none of our keys opens one that is secret.
        """
        return self._sealing_of(task).opened(task, claim.args) if task.secret_args else claim.args

    def _sealing_of(self, task: Task) -> Sealing:
        if self.sealing is None:
            raise RuntimeError(f"{task.name} has secrets, and this queue has no keys for them")
        return self.sealing

    def ring(self, calls: Sequence[TaskCall] = ()) -> None:
        """Say that there may be something to do: these rows, if that is known."""
        for bell in self.bells:
            bell()
        for told in self.rung_for:
            told(calls)

    def tell(self, snapshot: TaskSnapshot) -> None:
        """Tell the listeners how a task stands."""
        for listener in self.listeners:
            listener(snapshot)

    # Claiming.

    async def claim(self, leases_s: Mapping[str, float] | None = None) -> Claim | None:
        """Take the best ready row, or None if nothing can run now.

        Args:
            leases_s: seconds that a task of each name may be silent, where that is declared.
        """
        taken = await self.claim_or_due(leases_s)
        return taken if isinstance(taken, Claim) else None

    async def claim_or_due(
        self, leases_s: Mapping[str, float] | None = None
    ) -> Claim | datetime | None:
        """Take the best ready row; if nothing can run now, when something becomes due.

        Looks first, in a read, so that an idle worker never makes a writer wait.

        Args:
            leases_s: seconds that a task of each name may be silent, where that is declared.

        Returns:
            What was taken; or the moment, as far as that glance tells; or None if nothing else waits.
        """
        for _ in range(CLAIM_ROUNDS):
            moment, waiting = now(), await self._waiting()
            lanes = due_in_order(waiting, moment)
            try:
                claim = await self._claim_one(lanes, leases_s or {}) if lanes else None
            except DBAPIError as error:
                # Between our look and our write somebody may have taken the same concurrency key:
                # the unique index lets one win, and the other looks again.
                if not (is_unique_violation(error) or is_transient(error)):
                    raise
            else:
                return claim or _next(waiting, moment)
        return _next(waiting, moment)  # much is going on; the next ring or sweep tries again

    async def _claim_one(
        self, lanes: Sequence[WaitingLane], leases_s: Mapping[str, float]
    ) -> Claim | None:
        async with self._units.write() as unit:
            rows = TaskRepository(unit.session)
            row = await _best(rows, lanes)
            if row is None:
                return None
            claim = lease(row, leases_s.get(row.name, DEFAULT_LEASE_S))
            await unit.session.flush()
            await rows.take_turn(row.lane, now())
        self.tell(snapshot_of(row))
        TASKS_STARTED.labels(row.name).inc()
        return claim

    async def next_due(self, *, also_now: bool = False) -> datetime | None:
        """When something becomes due, as far as one glance tells.

        Args:
            also_now: whether what is due already counts too.
        """
        return _next(await self._waiting(), _NEVER if also_now else now())

    async def _waiting(self) -> list[WaitingLane]:
        async with self._units.read() as unit:
            return await TaskReader(unit.session).waiting_lanes()

    async def to_be_cancelled(self, among: Sequence[UUID]) -> Sequence[UUID]:
        """Which of these running tasks were asked to stop."""
        async with self._units.read() as unit:
            return await TaskReader(unit.session).to_be_cancelled(among)

    # What a worker says of its own task. Each raises LeaseLost once it is another's.

    async def hold(self, unit: WriteUnit, claim: Claim) -> TaskRow:
        """Fence a unit of work: it commits only while the task is ours.

        Locks the row until the unit ends, so that nobody takes it in between, and renews the
        lease.

        Raises:
            LeaseLost: the task was given to another worker, or has ended.
        """
        row = await TaskRepository(unit.session).held(claim.id, claim.lease_token)
        if row is None:
            raise LeaseLost(f"Task {claim.id} is no longer run by this worker.")
        row.lease_until = now() + timedelta(seconds=claim.lease_s)
        return row

    async def renew(self, claim: Claim) -> bool:
        """Give a sign of life. Answers whether the task was asked to stop."""
        async with self._units.write() as unit:
            row = await self.hold(unit, claim)
        return row.cancel_requested_at is not None

    async def complete(
        self, claim: Claim, result: Mapping[str, Any] | None, *, brief: bool = False
    ) -> None:
        """It succeeded.

        Args:
            claim: which task, and by which lease.
            result: what it answers.
            brief: whether its row goes, since nobody will ask.
        """
        if not brief:
            await self._settle(claim, lambda row: mark_succeeded(row, result))
            task_ended(claim.name, TaskState.SUCCEEDED)
            return
        async with self._units.write() as unit:
            row = await self.hold(unit, claim)
            mark_succeeded(row, result)
            await unit.session.flush()
            snapshot = snapshot_of(row)
            await TaskRepository(unit.session).remove([row.id])
        self.tell(snapshot)
        task_ended(claim.name, TaskState.SUCCEEDED)

    async def fail(self, claim: Claim, failure: Failure) -> None:
        """It did not succeed: it is tried again, or ends, as was judged."""
        row = await self._settle(claim, lambda row: mark_failed(row, failure))
        task_ended(claim.name, row.state)

    async def release(self, claim: Claim) -> None:
        """Give it back because its worker stops: neither an attempt nor a crash."""
        await self._settle(claim, give_back)
        task_ended(claim.name, "released")

    async def put_off(self, claim: Claim, rest: GoOnLater) -> None:
        """Let it wait for its next turn."""
        told = None if rest.waits_for is None else told_of(rest.waits_for)
        await self._settle(claim, lambda row: put_off(row, rest.after_s, told))
        task_ended(claim.name, "put_off")
        if rest.after_s <= 0:
            self.ring()

    async def _settle(self, claim: Claim, change: Callable[[TaskRow], None]) -> TaskRow:
        async with self._units.write() as unit:
            row = await self.hold(unit, claim)
            change(row)
        self.tell(snapshot_of(row))
        return row

    # Dead workers.

    async def reclaim_expired(self) -> int:
        """Take back what dead workers held, once their leases ended. Answers how many rows."""
        moment = now()
        async with self._units.read() as unit:
            if not await TaskReader(unit.session).any_expired(moment):
                return 0
        return await self._take_back(lambda rows: rows.expired(moment, RECLAIM_AT_ONCE))

    async def reclaim_all(self) -> int:
        """Take back every running row. Only for who knows that nobody else runs tasks here."""
        taken, total = RECLAIM_AT_ONCE, 0
        while taken == RECLAIM_AT_ONCE:
            taken = await self._take_back(lambda rows: rows.running(RECLAIM_AT_ONCE))
            total += taken
        return total

    async def _take_back(
        self, find: Callable[[TaskRepository], Awaitable[Sequence[TaskRow]]]
    ) -> int:
        async with self._units.write() as unit:
            rows = await find(TaskRepository(unit.session))
            for row in rows:
                count_crash(row)
        for row in rows:
            self.tell(snapshot_of(row))
            task_ended(row.name, row.state if row.state == TaskState.FAILED else "crashed")
        return len(rows)

    # What people ask for, inside their own unit of work.

    async def retry(self, unit: WriteUnit, task_id: UUID) -> TaskSnapshot | None:
        """Start a task again that ended without success. None if there is no such task.

        Its attempts begin anew; its checkpoint stays, so that it goes on where it was.

        Raises:
            TaskNotRetryable: it has not ended, or it succeeded.
        """
        row = await TaskRepository(unit.session).locked(task_id)
        if row is None:
            return None
        if TaskState(row.state) not in _WITHOUT_SUCCESS:
            raise TaskNotRetryable(
                f"This task is {row.state}. Only a task that failed, was cancelled or is"
                " indeterminate can be retried."
            )
        start_again(row)
        return await self._changed(unit, row)

    async def drop(self, unit: WriteUnit, task_id: UUID) -> TaskSnapshot | None:
        """Forget a task that ended without success, its arguments included.

        None if there is no such task; else how it stood. Nothing refers to its row: what names it
        (a delivery) finds that it is gone, as it does once the row's time is up.

        Raises:
            TaskNotDroppable: it has not ended, or it succeeded.
        """
        rows = TaskRepository(unit.session)
        row = await rows.locked(task_id)
        if row is None:
            return None
        if TaskState(row.state) not in _WITHOUT_SUCCESS:
            raise TaskNotDroppable(_why_not_dropped(TaskState(row.state)))
        snapshot = snapshot_of(row)
        await rows.remove([task_id])
        return snapshot

    async def cancel(self, unit: WriteUnit, task_id: UUID) -> TaskSnapshot | None:
        """Stop a task: at once if it waits, at its next step if it runs.

        None if there is no such task; asking a second time changes nothing.

        Raises:
            TaskNotCancellable: it has already ended.
        """
        row = await TaskRepository(unit.session).locked(task_id)
        if row is None:
            return None
        state = TaskState(row.state)
        if state in READY_STATES:
            mark_cancelled(row)
        elif state is TaskState.RUNNING:
            row.cancel_requested_at = row.cancel_requested_at or now()
        elif state is not TaskState.CANCELLED:
            raise TaskNotCancellable(
                f"This task is {row.state}: it has ended, so there is nothing left to cancel."
            )
        return await self._changed(unit, row)

    async def _changed(self, unit: WriteUnit, row: TaskRow) -> TaskSnapshot:
        await unit.session.flush()
        snapshot = snapshot_of(row)
        unit.after_commit(lambda: self.tell(snapshot))
        unit.after_commit(self.ring)
        return snapshot


def _why_not_dropped(state: TaskState) -> str:
    if state in TaskGroup.OPEN.states:
        return f"This task is {state}. Cancel it first; once it has stopped, it can be dropped."
    return f"This task {state}: it is forgotten by itself in time."


def due_in_order(lanes: Sequence[WaitingLane], moment: datetime) -> list[WaitingLane]:
    """The lanes in which something is due, in the order in which they are served.

    By priority; then the lane that had its turn longest ago; then the one that waits longest.
    """
    return sorted(
        (lane for lane in lanes if lane.run_at <= moment),
        key=lambda lane: (lane.priority, lane.turn_at or _NEVER, lane.run_at, lane.lane),
    )


def _next(lanes: Sequence[WaitingLane], moment: datetime) -> datetime | None:
    """When something becomes due after a moment; None if nothing does."""
    return min((lane.run_at for lane in lanes if lane.run_at > moment), default=None)


async def _best(rows: TaskRepository, lanes: Sequence[WaitingLane]) -> TaskRow | None:
    """The first row that can be had, lane by lane."""
    for lane in lanes:
        row = await rows.best_in_lane(lane, now())
        if row is not None:
            return row
    return None
