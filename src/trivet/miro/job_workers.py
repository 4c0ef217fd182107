"""The body of `work_miro_job_task`: a job's operations, a slice at a time, until each has an end."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta
from time import monotonic
from typing import Any
from uuid import UUID

from trivet.miro.access import BoardDoor, MiroAccess
from trivet.miro.adopting import Found, Lost, Verdict, found_items, found_tags
from trivet.miro.answers import Document
from trivet.miro.cache_repository import MiroCacheReader
from trivet.miro.cache_writer import MiroCacheWriter
from trivet.miro.errors import (
    MiroAccountMissing,
    MiroBoardNotFound,
    MiroLimited,
    MiroUnreachable,
)
from trivet.miro.job_models import OPEN, MiroJob, MiroOperation, State
from trivet.miro.job_repository import JobReader, JobRepository
from trivet.miro.performing import Outcome, Performer, Round, Sent, calls_of, sent_of
from trivet.miro.sweeping import Sweeper
from trivet.platform.clock import now
from trivet.platform.errors import AppError
from trivet.platform.ids import new_id
from trivet.platform.tasks.context import TaskContext
from trivet.platform.tasks.errors import GoOnLater
from trivet.platform.tasks.failures import retry_after_s
from trivet.platform.uow import WriteUnit

SLICE_S = 5.0
"""After so long others of the same board have their turn, and other work has."""
VENDOR_S = 60.0
"""So long Miro may still do what it was sent: it is not looked for before."""
GIVEN_UP = timedelta(hours=24)
"""After so long without knowing a person is asked."""
DELAYS_S = (5.0, 25.0, 125.0, 300.0)
"""Between tries while Miro does not answer."""
BLOCKED_S = 2.0
"""Until it is looked again whether others have done what stands before."""
MOST_READY = 100


class JobWork:
    """The body.

    Args:
        access: gives out clients.
    """

    def __init__(self, access: MiroAccess) -> None:
        self._access = access

    async def __call__(self, context: TaskContext, args: Mapping[str, Any]) -> dict[str, int]:
        """Send what is open, and find out what became of what was sent.

        Of the tasks of one board one runs at a time. A second run goes on where the first was: what it
        finds as being sent was sent by a process that ended.
        """
        job_id = UUID(args["job_id"])
        async with context.units.read() as unit:
            job = await JobReader(unit.session).job(job_id)
        if job is None:
            return {}  # it went with its user
        return await _Run(context, self._access, job).go()


class _Run:
    def __init__(self, context: TaskContext, access: MiroAccess, job: MiroJob) -> None:
        self._context = context
        self._access = access
        self._job_id = job.id
        self._board_id = job.board_id
        self._user_id = job.user_id
        self._total = job.total
        self._performer = Performer(access, job.user_id, job.board_id, self._intend)
        self._one_unit = asyncio.Lock()
        self._misses = int((context.saved or {}).get("misses", 0))

    async def go(self) -> dict[str, int]:
        await self._context.retried(self._recover)
        until, wait_s = monotonic() + SLICE_S, None
        while wait_s is None:
            if self._context.cancelled:
                await self._context.retried(self._give_up)
            if calls := await self._context.retried(self._take):
                wait_s = await self._keep(await self._performer.perform(calls))
            elif not await self._look():
                break
            if wait_s is None and monotonic() >= until:
                wait_s = 0.0
        return await self._end(wait_s)

    # What is sent.

    async def _recover(self, unit: WriteUnit) -> None:
        await JobRepository(unit.session).recover(self._board_id)

    async def _give_up(self, unit: WriteUnit) -> None:
        """Somebody stopped the task: nothing more is sent, nor looked for."""
        repository = JobRepository(unit.session)
        await repository.held(self._job_id)
        await repository.settle(self._job_id, State.PENDING, State.CANCELLED)
        await repository.settle(self._job_id, State.UNKNOWN, State.INDETERMINATE)

    async def _take(self, unit: WriteUnit) -> list[list[Sent]]:
        """Write down what is about to be sent."""
        repository = JobRepository(unit.session)
        await repository.held(self._job_id)
        ready = await repository.ready(self._job_id, MOST_READY)
        calls = calls_of(ready)
        board = await MiroCacheReader(unit.session).board(self._board_id)
        for call in calls:
            _send(call, 0 if board is None else board.seq)
        await unit.session.flush()
        return [[sent_of(row) for row in call] for call in calls]

    async def _intend(self, part: Sequence[Sent]) -> None:
        """Write down that a part of what was to go together goes by itself."""

        async def intend(unit: WriteUnit) -> None:
            board = await MiroCacheReader(unit.session).board(self._board_id)
            rows = await JobRepository(unit.session).these(
                self._job_id, [each.number for each in part]
            )
            _send(rows, 0 if board is None else board.seq)
            await unit.session.flush()

        # Several requests are under way at once.
        async with self._one_unit:
            await self._context.retried(intend)

    async def _keep(self, told: Round) -> float | None:
        """Write down what became of it; for how long nothing more is sent."""
        self._misses = self._misses + 1 if told.away else 0

        async def keep(unit: WriteUnit) -> None:
            repository = JobRepository(unit.session)
            by_number = {each.sent.number: each for each in told.outcomes}
            for row in await repository.these(self._job_id, by_number.keys()):
                _settle(row, by_number[row.number])
            if told.ends is not None:
                await self._fail_all(repository, told.ends)
            await self._cache(unit, [each.document for each in told.outcomes if each.document])
            await unit.session.flush()
            await self._say(repository)
            await self._context.checkpoint({"misses": self._misses})

        await self._context.retried(keep)
        return max(self._delay_s(), told.wait_s or 0.0) if told.away else told.wait_s

    def _delay_s(self) -> float:
        """Seconds until Miro is tried again, which did not answer."""
        return DELAYS_S[min(self._misses, len(DELAYS_S)) - 1]

    async def _fail_all(self, repository: JobRepository, error: AppError) -> None:
        """Nothing of the job can be done any more: what waits has failed for the same reason."""
        await repository.held(self._job_id)
        for row in await repository.of_state(self._job_id, State.PENDING):
            row.state, row.error = State.FAILED, error_of(error)

    async def _cache(self, unit: WriteUnit, documents: Sequence[Document]) -> None:
        cache = MiroCacheWriter(unit.session)
        board = await cache.held(self._board_id) if documents else None
        if board is not None:
            await cache.keep_items(board, documents, now(), styled=True)

    async def _say(self, repository: JobRepository) -> None:
        counts = (await repository.counts([self._job_id]))[self._job_id]
        waiting = sum(counts.get(each, 0) for each in (State.PENDING, State.WORKING, State.UNKNOWN))
        await self._context.progress(self._total - waiting, self._total, "operations")

    # What is looked for.

    async def _look(self) -> bool:
        """Look for what was sent long enough ago; whether there was something to look for."""
        async with self._context.units.read() as unit:
            unknown = await JobReader(unit.session).unknown(self._job_id)
        lost = [_lost(row) for row in unknown if _is_due(row)]
        if not lost:
            return False
        items, tags = [each for each in lost if each.kind != "tag"], [
            each for each in lost if each.kind == "tag"
        ]
        door = BoardDoor(self._context.units, self._access)
        try:
            await door.enter(self._user_id, self._board_id)
            client = await self._access.for_person(self._user_id, background=True)
            sweeper = Sweeper(self._context.units, door, client, self._user_id, self._board_id)
            if items:
                await sweeper.sweep()
            listed = await sweeper.sweep_tags() if tags else []
        except (MiroLimited, MiroUnreachable) as error:
            if min(each.sent_at for each in lost) < now() - GIVEN_UP:
                await self._not_known(lost)
                return True
            self._misses += 1
            await self._context.checkpoint({"misses": self._misses})
            wait_s = retry_after_s(error) or self._delay_s()
            said = "Miro does not tell what is on the board right now."
            raise GoOnLater(said, after_s=wait_s) from error
        except (MiroAccountMissing, MiroBoardNotFound):
            # Nobody will ever tell.
            await self._not_known(lost)
            return True

        async def adopt(unit: WriteUnit) -> None:
            repository = JobRepository(unit.session)
            await MiroCacheWriter(unit.session).held(self._board_id)
            after = min((each.sent_after for each in items), default=0)
            board = await MiroCacheReader(unit.session).since(self._board_id, after)
            taken = await repository.taken(
                self._board_id, [each["id"] for each in (*(item for _, item in board), *listed)]
            )
            found = found_items(items, board, taken, client.account)
            await self._adopt(unit, [*found, *found_tags(tags, listed, taken)])

        await self._context.retried(adopt)
        return True

    async def _not_known(self, lost: Sequence[Lost]) -> None:
        found = [Found(each.number, Verdict.NOT_KNOWN) for each in lost]
        await self._context.retried(lambda unit: self._adopt(unit, found))

    async def _adopt(self, unit: WriteUnit, found: Sequence[Found]) -> None:
        repository = JobRepository(unit.session)
        by_number = {each.number: each for each in found}
        for row in await repository.these(self._job_id, by_number.keys()):
            told = by_number[row.number]
            row.sent_at = row.sent_with = row.sent_after = None
            match told.verdict:
                case Verdict.MADE if told.item is not None:
                    row.state, row.item_id = State.DONE, told.item["id"]
                case Verdict.NOT_MADE:
                    row.state = State.PENDING
                case _:
                    row.state = State.INDETERMINATE
        await unit.session.flush()
        await self._say(repository)

    # How it ends.

    async def _end(self, wait_s: float | None) -> dict[str, int]:
        """End the job, or go on later.

        Raises:
            GoOnLater: something is open.
        """
        if wait_s is None:
            async with self._context.units.read() as unit:
                unknown = await JobReader(unit.session).unknown(self._job_id)
                pending = await JobReader(unit.session).of_state(self._job_id, State.PENDING)
            waits = [_due_in_s(row) for row in unknown] + ([BLOCKED_S] if pending else [])
            wait_s = min(waits) if waits else None
        if wait_s is not None:
            raise GoOnLater("The rest comes in its turn.", after_s=max(0.0, wait_s))
        async with self._context.write() as unit:
            repository = JobRepository(unit.session)
            job = await repository.held(self._job_id)
            counts = (await repository.counts([self._job_id]))[self._job_id]
            if any(state in counts for state in OPEN):
                raise GoOnLater("Something came meanwhile.")
            result = {str(state): count for state, count in sorted(counts.items())}
            await self._context.progress(self._total, self._total, "operations")
            if job is not None:
                job.finished_at = job.finished_at or now()
            await self._context.succeed(unit, result)
        return result


def error_of(error: AppError) -> dict[str, Any]:
    """An error as it is kept with an operation."""
    fields = [{"field": each.field, "message": each.message} for each in error.fields]
    return {"code": error.code, "detail": error.detail or error.title, "fields": fields}


def _send(rows: Sequence[MiroOperation], seq: int) -> None:
    """These are about to be sent, by one request.

    Args:
        rows: them.
        seq: the board's number.
    """
    with_ = new_id()
    for row in rows:
        row.state, row.sent_at, row.sent_with = State.WORKING, now(), with_
        row.sent_after = seq


def _settle(row: MiroOperation, told: Outcome) -> None:
    row.state = told.state
    row.item_id = told.item_id or row.item_id
    row.error = None if told.error is None else error_of(told.error)
    row.tries += told.unanswered
    if told.state is not State.UNKNOWN:
        row.sent_at = row.sent_with = row.sent_after = None


def _lost(row: MiroOperation) -> Lost:
    return Lost(
        row.number,
        row.kind,
        row.body,
        row.sent_at or now(),
        row.sent_with,
        row.sent_after or 0,
    )


def _due_in_s(row: MiroOperation) -> float:
    """Seconds until it can be looked for something."""
    since = now() - (row.sent_at or now())
    return VENDOR_S - since.total_seconds()


def _is_due(row: MiroOperation) -> bool:
    return _due_in_s(row) <= 0
