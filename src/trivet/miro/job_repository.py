"""Queries of queued work at Miro. Never a commit."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update
from sqlalchemy.orm import aliased, defer

from trivet.auth.models import User
from trivet.miro.job_models import OPEN, MiroJob, MiroOperation, State
from trivet.platform.clock import now
from trivet.platform.db.session import ReadSession, WriteSession
from trivet.platform.tasks.declarations import TaskState
from trivet.platform.tasks.models import TaskRow

UNDER_WAY = (TaskState.QUEUED, TaskState.RUNNING, TaskState.RETRYING)
_AT_ONCE = 500


class JobReader:
    """Reads jobs and operations.

    Args:
        session: of the unit of work in which it is asked.
    """

    def __init__(self, session: ReadSession) -> None:
        self._reading = session

    async def job(self, job_id: UUID) -> MiroJob | None:
        return await self._reading.get(MiroJob, job_id)

    async def page(self, user_id: UUID, before: UUID | None, limit: int) -> Sequence[MiroJob]:
        """Somebody's jobs, the youngest first.

        Args:
            user_id: whose.
            before: only those older than this one.
            limit: how many at most.
        """
        wanted = select(MiroJob).where(MiroJob.user_id == user_id)
        if before is not None:
            wanted = wanted.where(MiroJob.id < before)
        return (await self._reading.scalars(wanted.order_by(MiroJob.id.desc()).limit(limit))).all()

    async def operations(self, job_id: UUID) -> Sequence[MiroOperation]:
        """All operations of a job, in order."""
        found = await self._reading.scalars(
            select(MiroOperation)
            .where(MiroOperation.job_id == job_id)
            .options(defer(MiroOperation.body))
            .order_by(MiroOperation.number)
        )
        return found.all()

    async def counts(self, job_ids: Collection[UUID]) -> Mapping[UUID, Mapping[State, int]]:
        """How many operations of jobs stand where."""
        rows = await self._reading.execute(
            select(MiroOperation.job_id, MiroOperation.state, func.count())
            .where(MiroOperation.job_id.in_(job_ids))
            .group_by(MiroOperation.job_id, MiroOperation.state)
        )
        found: dict[UUID, dict[State, int]] = {job_id: {} for job_id in job_ids}
        for job_id, state, count in rows:
            found[job_id][State(state)] = count
        return found

    async def waiting(self, user_id: UUID) -> Mapping[tuple[str, str], int]:
        """How many open operations somebody has, by action and kind."""
        rows = await self._reading.execute(
            select(MiroOperation.action, MiroOperation.kind, func.count())
            .join(MiroJob, MiroJob.id == MiroOperation.job_id)
            .where(MiroJob.user_id == user_id, MiroOperation.state.in_(OPEN))
            .group_by(MiroOperation.action, MiroOperation.kind)
        )
        return {(action, kind): count for action, kind, count in rows}

    async def ready(self, job_id: UUID, limit: int) -> Sequence[MiroOperation]:
        """Operations of a job that can be sent now, in order.

        Not those of an item for which something stands before them, in whichever job of the board.

        Args:
            job_id: the job.
            limit: how many at most.
        """
        before = aliased(MiroOperation)
        blocked = exists().where(
            before.board_id == MiroOperation.board_id,
            before.item_id == MiroOperation.item_id,
            before.state.in_(OPEN),
            or_(
                before.job_id < MiroOperation.job_id,
                and_(before.job_id == MiroOperation.job_id, before.number < MiroOperation.number),
            ),
        )
        found = await self._reading.scalars(
            select(MiroOperation)
            .where(
                MiroOperation.job_id == job_id,
                MiroOperation.state == State.PENDING,
                or_(MiroOperation.item_id.is_(None), ~blocked),
            )
            .order_by(MiroOperation.number)
            .limit(limit)
        )
        return found.all()

    async def unknown(self, job_id: UUID) -> Sequence[MiroOperation]:
        """Operations of a job of which no answer came, in order."""
        return await self.of_state(job_id, State.UNKNOWN)

    async def of_state(self, job_id: UUID, state: State) -> Sequence[MiroOperation]:
        """Operations of a job that stand somewhere, in order."""
        found = await self._reading.scalars(
            select(MiroOperation)
            .where(MiroOperation.job_id == job_id, MiroOperation.state == state)
            .order_by(MiroOperation.number)
        )
        return found.all()

    async def made(self, board_id: str, item_ids: Collection[str]) -> set[str]:
        """Those of some items, or tags, of which it is known which operation made them."""
        return await self._named(board_id, item_ids, MiroOperation.action == "create")

    async def named(self, board_id: str, item_ids: Collection[str]) -> set[str]:
        """Those of some items that operations are about."""
        return await self._named(board_id, item_ids, MiroOperation.action != "create")

    async def _named(
        self, board_id: str, item_ids: Collection[str], which: ColumnElement[bool]
    ) -> set[str]:
        ids, found = list(item_ids), set[str]()
        for begin in range(0, len(ids), _AT_ONCE):
            rows = await self._reading.scalars(
                select(MiroOperation.item_id).where(
                    MiroOperation.board_id == board_id,
                    MiroOperation.item_id.in_(ids[begin : begin + _AT_ONCE]),
                    which,
                )
            )
            found |= {each for each in rows if each is not None}
        return found


class JobRepository(JobReader):
    """Writes jobs and operations.

    Args:
        session: of the write unit.
    """

    def __init__(self, session: WriteSession) -> None:
        super().__init__(session)
        self._writes = session

    def add(self, job: MiroJob, operations: Sequence[MiroOperation]) -> None:
        self._writes.add(job)
        self._writes.add_all(operations)

    async def held(self, job_id: UUID) -> MiroJob | None:
        """A job, held until the unit ends."""
        return await self._writes.scalar(
            select(MiroJob)
            .where(MiroJob.id == job_id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )

    async def these(self, job_id: UUID, numbers: Collection[int]) -> list[MiroOperation]:
        """Some operations of a job, in order, as they stand in the database."""
        found = await self._writes.scalars(
            select(MiroOperation)
            .where(MiroOperation.job_id == job_id, MiroOperation.number.in_(numbers))
            .order_by(MiroOperation.number)
            .execution_options(populate_existing=True)
        )
        return list(found)

    async def recover(self, board_id: str) -> None:
        """What was being sent when a process ended: nobody knows whether it was done."""
        await self._writes.run(
            update(MiroOperation)
            .where(MiroOperation.board_id == board_id, MiroOperation.state == State.WORKING)
            .values(state=State.UNKNOWN, tries=MiroOperation.tries + 1, lost_at=now())
        )

    async def settle_abandoned(self, board_id: str | None = None) -> int:
        """End jobs whose task has ended, or is no more: what was not sent is not sent; how many.

        Args:
            board_id: only those of a board.
        """
        under_way = exists().where(
            TaskRow.id == MiroJob.task_id, TaskRow.state.in_([str(each) for each in UNDER_WAY])
        )
        wanted = select(MiroJob).where(MiroJob.finished_at.is_(None), ~under_way)
        if board_id is not None:
            wanted = wanted.where(MiroJob.board_id == board_id)
        jobs = (await self._writes.scalars(wanted.limit(_AT_ONCE))).all()
        ids = [job.id for job in jobs]
        await self.settle(ids, State.PENDING, State.CANCELLED)
        for state in (State.WORKING, State.UNKNOWN):
            await self.settle(ids, state, State.INDETERMINATE)
        for job in jobs:
            job.finished_at = now()
        await self._writes.flush()
        return len(ids)

    async def settle(self, job_ids: Collection[UUID], before: State, after: State) -> int:
        """Put all operations of jobs that stand somewhere elsewhere; how many."""
        moved = await self._writes.run(
            update(MiroOperation)
            .where(MiroOperation.job_id.in_(job_ids), MiroOperation.state == before)
            .values(state=after)
        )
        return moved.rowcount

    async def again(self, job_id: UUID, state: State) -> None:
        """Have operations that ended so done once more."""
        await self._writes.run(
            update(MiroOperation)
            .where(MiroOperation.job_id == job_id, MiroOperation.state == state)
            .values(state=State.PENDING, tries=0, error=None)
        )

    async def forget(self, before: datetime, most: int) -> int:
        """Forget jobs that ended before a moment, and those of closed accounts; how many.

        Args:
            before: the moment.
            most: how many at most.
        """
        closed = select(User.id).where(User.deleted_at.is_not(None))
        old = (
            select(MiroJob.id)
            .where(or_(MiroJob.finished_at < before, MiroJob.user_id.in_(closed)))
            .limit(most)
        )
        gone = await self._writes.run(delete(MiroJob).where(MiroJob.id.in_(old)))
        return gone.rowcount
