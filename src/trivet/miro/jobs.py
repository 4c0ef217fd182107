"""Queued work at Miro: taken, looked at, stopped, and begun again."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from trivet.miro.cache_repository import MiroCacheReader
from trivet.miro.errors import MiroJobNotFound, MiroJobOpen, MiroOperationSettled
from trivet.miro.job_models import OPEN, MiroJob, MiroOperation, State
from trivet.miro.job_repository import JobReader, JobRepository
from trivet.miro.models import MiroBoard
from trivet.miro.operations import Planned
from trivet.miro.tasks import WORK_JOB, queue_key
from trivet.platform.clock import now
from trivet.platform.db.session import ReadSession, WriteSession
from trivet.platform.errors import FieldError, Unprocessable
from trivet.platform.ids import new_id
from trivet.platform.tasks.declarations import TaskState
from trivet.platform.tasks.repository import TaskReader, TaskRepository
from trivet.platform.tasks.snapshots import TaskSnapshot, snapshot_of
from trivet.platform.uow import WriteUnit

TAGGED = ("card", "sticky_note")
"""What can carry tags."""
MOST_TAGS = 8
"""On one item."""
_WAITING = {TaskState.QUEUED, TaskState.RETRYING}


class JobState(StrEnum):
    """Where a job stands: as its operations do, or `partial` where they ended differently."""

    PENDING = "pending"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INDETERMINATE = "indeterminate"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as it stands.

    Args:
        job: it.
        counts: how many operations stand where.
        task: what works on it, or did; None once that is forgotten.
        board: what we know of its board; None if nothing.
        operations: all of them, where they were asked for.
    """

    job: MiroJob
    counts: Mapping[State, int]
    task: TaskSnapshot | None
    board: MiroBoard | None
    operations: Sequence[MiroOperation] = ()

    @property
    def state(self) -> JobState:
        """Where it stands."""
        return state_of(self.counts)


def state_of(counts: Mapping[State, int]) -> JobState:
    """Where a job stands whose operations stand so.

    Args:
        counts: how many stand where; none is left out that has one.
    """
    found = {state for state, count in counts.items() if count}
    if found == {State.PENDING}:
        return JobState.PENDING
    if found & set(OPEN):
        return JobState.WORKING
    return JobState(found.pop()) if len(found) == 1 else JobState.PARTIAL


class Jobs:
    """Jobs of one person.

    Args:
        user_id: whose.
    """

    def __init__(self, user_id: UUID) -> None:
        self._user_id = user_id

    async def take(self, unit: WriteUnit, board_id: str, planned: Sequence[Planned]) -> UUID:
        """Keep operations, and have a task send them; the id of their job.

        Args:
            unit: the write unit.
            board_id: of which the caller knows that they may read it.
            planned: held to what Miro accepts.

        Raises:
            Unprocessable: it is known already that Miro will not do one of them.
        """
        await self._look_at(unit.session, board_id, planned)
        job_id = new_id()
        call = WORK_JOB.call(
            {"job_id": str(job_id)},
            lane=self._user_id,
            requested_by=self._user_id,
            concurrency_key=queue_key(board_id),
        )
        job = MiroJob(
            id=job_id,
            user_id=self._user_id,
            board_id=board_id,
            task_id=call.id,
            total=len(planned),
            created_at=now(),
        )
        rows = [
            MiroOperation(
                job_id=job_id,
                number=number,
                board_id=board_id,
                name=each.name,
                action=each.action,
                kind=each.kind,
                item_id=each.item_id,
                body=dict(each.body),
                fingerprint=each.fingerprint,
                state=State.PENDING,
                tries=0,
            )
            for number, each in enumerate(planned)
        ]
        JobRepository(unit.session).add(job, rows)
        unit.enqueue(call)
        return job_id

    async def _look_at(
        self, session: WriteSession, board_id: str, planned: Sequence[Planned]
    ) -> None:
        """Refuse what is known to be in vain: a tag of what can carry none."""
        tagged = {
            number: each.item_id
            for number, each in enumerate(planned)
            if each.action == "attach" and each.item_id is not None
        }
        kinds = await MiroCacheReader(session).kinds(board_id, set(tagged.values()))
        so_far = Counter[str]()
        fields: list[FieldError] = []
        for number, each in enumerate(planned):
            item_id = tagged.get(number)
            if each.action == "detach" and each.item_id is not None:
                so_far[each.item_id] -= 1
            if item_id is None:
                continue
            so_far[item_id] += 1
            if kinds.get(item_id, "card") not in TAGGED:
                why = f"is a {kinds[item_id]}: only cards and sticky notes carry tags"
            elif so_far[item_id] > MOST_TAGS:
                why = f"gets more tags than the {MOST_TAGS} that an item may have"
            else:
                continue
            fields.append(FieldError(f"operations.{number}.item_id", why))
        if fields:
            raise Unprocessable(
                "Take these operations out, then send the rest again.", fields=tuple(fields)
            )

    async def page(
        self, session: ReadSession, before: UUID | None, limit: int
    ) -> tuple[list[JobView], UUID | None]:
        """Their jobs, the youngest first, and behind which the next page begins.

        Args:
            session: of the read unit.
            before: only those older than this one.
            limit: how many at most.
        """
        reader = JobReader(session)
        found = list(await reader.page(self._user_id, before, limit + 1))
        shown = found[:limit]
        counts = await reader.counts([each.id for each in shown])
        rows = await TaskReader(session).by_ids([each.task_id for each in shown])
        tasks = {row.id: snapshot_of(row) for row in rows}
        known = await MiroCacheReader(session).boards({each.board_id for each in shown})
        boards = {board.id: board for board in known}
        views = [
            JobView(each, counts[each.id], tasks.get(each.task_id), boards.get(each.board_id))
            for each in shown
        ]
        return views, shown[-1].id if len(found) > limit else None

    async def view(self, session: ReadSession, job_id: UUID) -> JobView:
        """One of their jobs, with its operations.

        Raises:
            MiroJobNotFound: they have none such.
        """
        reader = JobReader(session)
        job = self._theirs(await reader.job(job_id))
        operations = await reader.operations(job_id)
        counts = (await reader.counts([job_id]))[job_id]
        row = await TaskReader(session).by_id(job.task_id)
        task = None if row is None else snapshot_of(row)
        board = await MiroCacheReader(session).board(job.board_id)
        return JobView(job, counts, task, board, operations)

    async def cancel(self, unit: WriteUnit, job_id: UUID) -> None:
        """Send nothing more of a job. What is being sent, or was, ends as it does.

        Raises:
            MiroJobNotFound: they have none such.
        """
        repository = JobRepository(unit.session)
        job = self._theirs(await repository.held(job_id))
        job.cancelled_at = now()
        await repository.settle([job_id], State.PENDING, State.CANCELLED)
        counts = (await repository.counts([job_id]))[job_id]
        if job.finished_at is None and not any(state in counts for state in OPEN):
            job.finished_at = now()

    async def retry(self, unit: WriteUnit, job_id: UUID) -> int:
        """Send once more what failed or was cancelled, and go on with what waits; how many.

        Raises:
            MiroJobNotFound: they have none such.
            MiroJobOpen: a task is at it.
        """
        repository = JobRepository(unit.session)
        job = self._theirs(await repository.held(job_id))
        await self._not_running(unit.session, job)
        for state in (State.FAILED, State.CANCELLED):
            await repository.again(job_id, state)
        counts = (await repository.counts([job_id]))[job_id]
        if waiting := sum(counts.get(state, 0) for state in OPEN):
            await self._begin_again(unit, job)
        return waiting

    async def resolve(self, unit: WriteUnit, job_id: UUID, number: int, *, made: bool) -> None:
        """Say of an operation of which nobody knows whether it was done.

        Args:
            unit: the write unit.
            job_id: its job.
            number: its place there.
            made: whether it was; if not, it is sent once more.

        Raises:
            MiroJobNotFound: they have none such.
            MiroOperationSettled: it is known already.
            MiroJobOpen: a task is at it.
        """
        repository = JobRepository(unit.session)
        job = self._theirs(await repository.held(job_id))
        rows = await repository.these(job_id, [number])
        if not rows:
            raise MiroJobNotFound(f"It has no operation {number}.")
        if rows[0].state != State.INDETERMINATE:
            raise MiroOperationSettled(f"It is {rows[0].state}.")
        if made:
            rows[0].state = State.DONE
            return
        await self._not_running(unit.session, job)
        rows[0].state, rows[0].tries = State.PENDING, 0
        await self._begin_again(unit, job)

    async def _begin_again(self, unit: WriteUnit, job: MiroJob) -> None:
        """Have a task work on a job, which is held: the one that waits, or another one."""
        job.finished_at = job.cancelled_at = None
        row = await TaskRepository(unit.session).locked(job.task_id)
        if row is not None and row.state in _WAITING:
            row.run_at = now()
            return
        call = WORK_JOB.call(
            {"job_id": str(job.id)},
            lane=self._user_id,
            requested_by=self._user_id,
            concurrency_key=queue_key(job.board_id),
        )
        job.task_id = call.id
        unit.enqueue(call)

    async def _not_running(self, session: WriteSession, job: MiroJob) -> None:
        row = await TaskReader(session).by_id(job.task_id)
        if row is not None and row.state == TaskState.RUNNING:
            raise MiroJobOpen("It is being sent this moment: try again in a few seconds.")

    def _theirs(self, job: MiroJob | None) -> MiroJob:
        if job is None or job.user_id != self._user_id:
            raise MiroJobNotFound(
                "It was of somebody else, or is forgotten: jobs are kept 30 days."
            )
        return job
