"""Queries over tasks. What may be claimed comes first; never a commit."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import aliased

from trivet.platform.db.database import Dialect
from trivet.platform.db.session import ReadSession, WriteSession
from trivet.platform.tasks.declarations import TaskState
from trivet.platform.tasks.models import INSTALLATION, TaskRow, TurnRow

READY_STATES = (TaskState.QUEUED, TaskState.RETRYING)
_UNSETTLED = (
    *(TaskState.QUEUED, TaskState.RUNNING, TaskState.RETRYING),
    *(TaskState.FAILED, TaskState.INDETERMINATE),
)


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Which tasks somebody wants to see.

    Args:
        lane: those of this workspace, or of none (INSTALLATION); None is all there are.
        states: those in one of these states; None is any.
        name: those of this name; None is any.
    """

    lane: UUID | None = None
    states: frozenset[TaskState] | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class WaitingLane:
    """A lane in which something of one priority waits.

    Args:
        priority: of what waits; the lower goes first.
        lane: whose turn it would take.
        run_at: when the first of it may run.
        turn_at: when the lane last had its turn; None if never, or long ago.
    """

    priority: int
    lane: UUID
    run_at: datetime
    turn_at: datetime | None


@dataclass(frozen=True, slots=True)
class Crowd:
    """Tasks of one name in one state.

    Args:
        name: what they are called.
        state: how they stand.
        many: how many there are.
        since: since when the oldest has been due, or has run, or has ended.
    """

    name: str
    state: TaskState
    many: int
    since: datetime


def ready(row: type[TaskRow] = TaskRow) -> ColumnElement[bool]:
    """The condition of the index of what can be claimed, written out as the planners want it."""
    return row.state.in_(
        bindparam(
            "ready", [str(state) for state in READY_STATES], expanding=True, literal_execute=True
        )
    )


def running(row: type[TaskRow] = TaskRow) -> ColumnElement[bool]:
    """The condition of the index of what runs."""
    return row.state == bindparam("running", str(TaskState.RUNNING), literal_execute=True)


def unsettled() -> ColumnElement[bool]:
    """The condition of the index of what is open or dead, in the order in which the index says it."""
    states = [str(state) for state in _UNSETTLED]
    return TaskRow.state.in_(bindparam("unsettled", states, expanding=True, literal_execute=True))


def page_query(wanted: TaskFilter, before: UUID | None, limit: int) -> Select[TaskRow]:
    """Tasks, the youngest first.

    Args:
        wanted: which.
        before: only those older than this one.
        limit: how many at most.
    """
    query = select(TaskRow).order_by(TaskRow.id.desc()).limit(limit)
    if wanted.lane == INSTALLATION:
        # Some of these take turns with lanes of their own.
        query = query.where(TaskRow.workspace_id.is_(None))
    elif wanted.lane is not None:
        query = query.where(TaskRow.lane == wanted.lane)
    if wanted.states is not None:
        query = query.where(TaskRow.state.in_(sorted(str(state) for state in wanted.states)))
        if wanted.states <= frozenset(_UNSETTLED):
            query = query.where(unsettled())  # says no more, but names the index
    if wanted.name is not None:
        query = query.where(TaskRow.name == wanted.name)
    if before is not None:
        query = query.where(TaskRow.id < before)
    return query


def crowds_query() -> Select[str, str, int, datetime, datetime | None, datetime | None]:
    """What `Crowd` is made of. Walks the index of what is open or dead: what is done costs nothing."""
    return (
        select(
            TaskRow.name,
            TaskRow.state,
            func.count(),
            func.min(TaskRow.run_at),
            func.min(TaskRow.started_at),
            func.min(TaskRow.finished_at),
        )
        .where(unsettled())
        .group_by(TaskRow.name, TaskRow.state)
    )


def _first(*conditions: Callable[[type[TaskRow]], ColumnElement[bool]]) -> Select[UUID]:
    """The id of the first waiting row, in the order of the index, that meets the conditions."""
    row = aliased(TaskRow)
    return (
        select(row.id)
        .where(ready(row), *(condition(row) for condition in conditions))
        .order_by(row.priority, row.lane, row.run_at, row.id)
        .limit(1)
    )


def _heads() -> CTE:
    """The first waiting row of each priority and lane.

    Walks the index from one (priority, lane) to the next, so that the cost grows with the lanes
    and not with the rows in them ("loose index scan", PostgreSQL wiki; neither database does it
    by itself).
    """
    found = aliased(TaskRow)
    heads = (
        select(found.priority, found.lane, found.run_at)
        .where(found.id == _first().scalar_subquery())
        .cte("heads", recursive=True)
    )
    # Two questions, not one comparison of pairs: SQLite would search by the priority alone.
    next_lane = _first(
        lambda row: row.priority == heads.c.priority, lambda row: row.lane > heads.c.lane
    ).correlate(heads)
    next_priority = _first(lambda row: row.priority > heads.c.priority).correlate(heads)
    beyond = func.coalesce(next_lane.scalar_subquery(), next_priority.scalar_subquery())
    found = aliased(TaskRow)
    return heads.union_all(
        select(found.priority, found.lane, found.run_at)
        .select_from(heads)
        .join(found, found.id == beyond)
    )


@cache
def waiting_lanes_query() -> Select[int, UUID, datetime, datetime | None]:
    """Each priority and lane in which something waits, with the lane's last turn.

    Made once: putting it together takes SQLAlchemy 50 times as long as the database takes to answer.
    """
    heads = _heads()
    return select(heads.c.priority, heads.c.lane, heads.c.run_at, TurnRow.claimed_at).outerjoin(
        TurnRow, TurnRow.lane == heads.c.lane
    )


def best_in_lane_query(lane: WaitingLane, moment: datetime) -> Select[TaskRow]:
    """The row of a lane that is next: due, and no other of its concurrency key runs.

    What another claimer is looking at is skipped, not waited for.
    """
    return _best_in_lane().params(priority=lane.priority, lane=lane.lane, moment=moment)


@cache
def _best_in_lane() -> Select[TaskRow]:
    """The same of whatever lane. Made once, as above."""
    rival = aliased(TaskRow)
    key_is_taken = exists().where(running(rival), rival.concurrency_key == TaskRow.concurrency_key)
    return (
        select(TaskRow)
        .where(
            ready(),
            TaskRow.priority == bindparam("priority"),
            TaskRow.lane == bindparam("lane"),
            TaskRow.run_at <= bindparam("moment"),
            or_(TaskRow.concurrency_key.is_(None), ~key_is_taken),
        )
        .order_by(TaskRow.run_at, TaskRow.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def _afresh(query: Select[TaskRow]) -> Select[TaskRow]:
    """What the row says once it is locked, not what the unit read of it before."""
    return query.execution_options(populate_existing=True)


def _since(state: str, due: datetime, started: datetime | None) -> datetime:
    return started or due if state == TaskState.RUNNING else due


class TaskReader:
    """What can be asked about tasks.

    Args:
        session: of the unit of work in which it is asked.
    """

    def __init__(self, session: ReadSession) -> None:
        self._reading = session

    async def by_id(self, task_id: UUID) -> TaskRow | None:
        return await self._reading.scalar(select(TaskRow).where(TaskRow.id == task_id))

    async def by_ids(self, task_ids: Collection[UUID]) -> Sequence[TaskRow]:
        """Those of some tasks that there are, in no order."""
        return (await self._reading.scalars(select(TaskRow).where(TaskRow.id.in_(task_ids)))).all()

    async def page(
        self, wanted: TaskFilter, *, before: UUID | None = None, limit: int
    ) -> Sequence[TaskRow]:
        """Tasks, the youngest first.

        Args:
            wanted: which.
            before: only those older than this one.
            limit: how many at most.
        """
        return (await self._reading.scalars(page_query(wanted, before, limit))).all()

    async def waiting_lanes(self) -> list[WaitingLane]:
        """Where something waits, in no order."""
        rows = await self._reading.execute(waiting_lanes_query())
        return [WaitingLane(*row) for row in rows]

    async def crowds(self) -> list[Crowd]:
        """All tasks that have not succeeded and were not cancelled, by name and state."""
        return [
            Crowd(name, TaskState(state), many, finished or _since(state, due, started))
            for name, state, many, due, started, finished in await self._reading.execute(
                crowds_query()
            )
        ]

    async def any_expired(self, moment: datetime) -> bool:
        """Whether a lease has run out."""
        query = select(TaskRow.id).where(running(), TaskRow.lease_until < moment).limit(1)
        return await self._reading.scalar(query) is not None

    async def to_be_cancelled(self, among: Sequence[UUID]) -> Sequence[UUID]:
        """Which of these running tasks were asked to stop."""
        query = select(TaskRow.id).where(
            TaskRow.id.in_(among), TaskRow.cancel_requested_at.is_not(None)
        )
        return (await self._reading.scalars(query)).all()

    async def is_waiting(self, name: str) -> bool:
        """Whether a task of this name waits for its turn."""
        query = select(TaskRow.id).where(ready(), TaskRow.name == name).limit(1)
        return await self._reading.scalar(query) is not None

    async def under_way(self, concurrency_keys: Collection[str]) -> Sequence[TaskRow]:
        """Tasks with one of these concurrency keys that have not ended, the oldest first."""
        if not concurrency_keys:
            return []
        # Two questions: no index serves both conditions together.
        found = [
            row
            for state in (ready(), running())
            for row in await self._reading.scalars(
                select(TaskRow).where(state, TaskRow.concurrency_key.in_(concurrency_keys))
            )
        ]
        return sorted(found, key=lambda row: row.id)

    async def waiting_of(self, user_id: UUID, names: Collection[str]) -> int:
        """How many tasks of some names wait that somebody asked for."""
        found = await self._reading.scalar(
            select(func.count()).where(
                ready(), TaskRow.name.in_(names), TaskRow.requested_by == user_id
            )
        )
        return found or 0

    async def finished_before(
        self, moment: datetime, states: Sequence[TaskState], limit: int
    ) -> Sequence[UUID]:
        """Ids of tasks that ended in one of `states` before `moment`, the oldest first."""
        query = (
            select(TaskRow.id)
            .where(TaskRow.finished_at < moment, TaskRow.state.in_([str(s) for s in states]))
            .order_by(TaskRow.finished_at)
            .limit(limit)
        )
        return (await self._reading.scalars(query)).all()


class TaskRepository(TaskReader):
    """What can be asked of tasks and done to them.

    Args:
        session: of the unit of work in which it is done.
    """

    def __init__(self, session: WriteSession) -> None:
        super().__init__(session)
        self._session = session

    async def locked(self, task_id: UUID) -> TaskRow | None:
        """The row, which nobody else changes until this unit ends."""
        return await self._session.scalar(
            _afresh(select(TaskRow).where(TaskRow.id == task_id).with_for_update())
        )

    async def held(self, task_id: UUID, lease_token: UUID) -> TaskRow | None:
        """The row, locked, if this lease is still the one that counts. The fence."""
        query = select(TaskRow).where(
            TaskRow.id == task_id, running(), TaskRow.lease_token == lease_token
        )
        return await self._session.scalar(_afresh(query.with_for_update()))

    async def best_in_lane(self, lane: WaitingLane, moment: datetime) -> TaskRow | None:
        return await self._session.scalar(best_in_lane_query(lane, moment))

    async def expired(self, moment: datetime, limit: int) -> Sequence[TaskRow]:
        """Running rows, locked, whose lease ended before `moment`; at most `limit`.

        What is locked is skipped: its worker is just renewing the lease, or committing.
        """
        query = (
            select(TaskRow)
            .where(running(), TaskRow.lease_until < moment)
            .order_by(TaskRow.lease_until, TaskRow.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return (await self._session.scalars(query)).all()

    async def running(self, limit: int) -> Sequence[TaskRow]:
        """Running rows, locked; at most `limit`.

        What is locked is waited for: the server may still be undoing what a dead worker began.
        """
        query = select(TaskRow).where(running()).order_by(TaskRow.id).limit(limit).with_for_update()
        return (await self._session.scalars(query)).all()

    async def take_turn(self, lane: UUID, moment: datetime) -> None:
        """Note that a lane had its turn."""
        values: dict[str, Any] = {"lane": lane, "claimed_at": moment}
        later = {"claimed_at": moment}
        if self._session.dialect is Dialect.POSTGRESQL:
            await self._session.run(
                postgresql_insert(TurnRow)
                .values(values)
                .on_conflict_do_update(index_elements=[TurnRow.lane], set_=later)
            )
        else:
            await self._session.run(
                sqlite_insert(TurnRow)
                .values(values)
                .on_conflict_do_update(index_elements=[TurnRow.lane], set_=later)
            )

    async def remove(self, ids: Sequence[UUID]) -> None:
        """Delete finished tasks."""
        await self._session.run(
            delete(TaskRow).where(TaskRow.id.in_(ids), TaskRow.finished_at.is_not(None))
        )

    async def forget_turns(self, before: datetime) -> None:
        """Drop the turns of lanes that had none since; they count as never."""
        await self._session.run(delete(TurnRow).where(TurnRow.claimed_at < before))
