"""The body of `work_miro_job_task`: a job's operations, a slice at a time, until each has an end."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from time import monotonic
from typing import Any
from uuid import UUID

from trivet.miro.access import BoardDoor, MiroAccess
from trivet.miro.adopting import Found, Lost, Seen, Verdict, found_items, found_tags
from trivet.miro.answers import Document
from trivet.miro.cache_repository import MiroCacheReader
from trivet.miro.cache_writer import MiroCacheWriter
from trivet.miro.credits import RESERVE
from trivet.miro.errors import MiroAccountMissing, MiroBoardNotFound
from trivet.miro.job_models import OPEN, MiroJob, MiroOperation, State
from trivet.miro.job_repository import JobReader, JobRepository
from trivet.miro.origins import Intent, Origins
from trivet.miro.performing import (
    MOST_MAKINGS,
    Outcome,
    Performer,
    Round,
    Sent,
    call_of,
    sent_of,
)
from trivet.miro.sweeping import Sweeper
from trivet.platform.clock import now
from trivet.platform.errors import AppError
from trivet.platform.ids import new_id
from trivet.platform.tasks.context import TaskContext
from trivet.platform.tasks.errors import GoOnLater, LeaseLost, TaskCancelled
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
        self._account: str | None = None
        self._misses = int((context.saved or {}).get("misses", 0))
        self._waits_for: AppError | None = None

    async def go(self) -> dict[str, int]:
        self._account = await self._access.account_of(self._user_id)
        await self._context.retried(self._recover)
        until, wait_s = monotonic() + SLICE_S, None
        while wait_s is None:
            if self._context.cancelled:
                await self._context.retried(self._give_up)
            if call := await self._context.retried(self._take):
                wait_s = await self._keep(await self._performer.perform(call))
            elif not await self._look():
                break
            if wait_s is None and monotonic() >= until:
                wait_s = 0.0
        return await self._end(wait_s)

    # What is sent.

    async def _recover(self, unit: WriteUnit) -> None:
        repository = JobRepository(unit.session)
        await repository.recover(self._board_id)
        # They would stand before others of the same items for ever.
        await repository.settle_abandoned(self._board_id)

    async def _give_up(self, unit: WriteUnit) -> None:
        """Somebody stopped the task: nothing more is sent, nor looked for."""
        repository = JobRepository(unit.session)
        job = await repository.held(self._job_id)
        if job is not None:
            job.cancelled_at = job.cancelled_at or now()
        await repository.settle([self._job_id], State.PENDING, State.CANCELLED)
        await repository.settle([self._job_id], State.UNKNOWN, State.INDETERMINATE)

    async def _take(self, unit: WriteUnit) -> list[Sent]:
        """Write down what is about to be sent."""
        repository = JobRepository(unit.session)
        job = await repository.held(self._job_id)
        if job is None or job.cancelled_at is not None:
            # Also what comes back from a request that was under way when it was stopped.
            await repository.settle([self._job_id], State.PENDING, State.CANCELLED)
            return []
        call = call_of(await repository.ready(self._job_id, MOST_READY))
        await self._send(unit, call)
        return [sent_of(row) for row in call]

    async def _intend(self, part: Sequence[Sent]) -> None:
        """Write down that a part of what was to go together goes by itself."""

        async def intend(unit: WriteUnit) -> None:
            numbers = [each.number for each in part]
            await self._send(unit, await JobRepository(unit.session).these(self._job_id, numbers))

        await self._context.retried(intend)

    async def _send(self, unit: WriteUnit, rows: Sequence[MiroOperation]) -> None:
        """These are about to be sent, by one request."""
        board = await MiroCacheReader(unit.session).board(self._board_id) if rows else None
        with_ = new_id()
        for row in rows:
            row.state, row.sent_at, row.sent_with = State.WORKING, now(), with_
            row.sent_by, row.lost_at = self._account, None
            row.sent_epoch, row.sent_after = (0, 0) if board is None else (board.epoch, board.seq)
        await unit.session.flush()

    async def _keep(self, told: Round) -> float | None:
        """Write down what became of it; for how long nothing more is sent."""
        self._misses = self._misses + 1 if told.away else 0
        self._waits_for = told.waits_for

        async def keep(unit: WriteUnit) -> None:
            repository = JobRepository(unit.session)
            by_number = {each.sent.number: each for each in told.outcomes}
            for row in await repository.these(self._job_id, by_number.keys()):
                _settle(row, by_number[row.number])
            if told.ends is not None:
                await self._fail_all(repository, told.ends)
            await self._cache(unit, told)
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

    async def _cache(self, unit: WriteUnit, told: Round) -> None:
        """Keep what Miro said of items, that they are gone, or that the board may be read no more."""
        cache = MiroCacheWriter(unit.session)
        if isinstance(told.ends, MiroBoardNotFound):
            await cache.disprove(self._user_id, self._board_id)
        documents = [each.document for each in told.outcomes if each.document is not None]
        gone = [
            each.sent
            for each in told.outcomes
            if each.state is State.DONE and each.sent.action == "delete" and each.sent.kind != "tag"
        ]
        board = await cache.held(self._board_id) if documents or gone else None
        if board is None:
            return
        origins = Origins(
            [
                Intent(
                    each.sent.kind,
                    None if each.sent.action == "create" else each.sent.item_id,
                    None if each.sent.action == "delete" else each.sent.body,
                )
                for each in told.outcomes
            ]
        )
        await cache.keep_items(board, documents, now(), styled=True, origins=origins)
        for each in gone:
            await cache.bury(
                board, [each.item_id or ""], now(), kind=each.kind, unknown=True, origins=origins
            )

    async def _say(self, repository: JobRepository) -> None:
        counts = (await repository.counts([self._job_id]))[self._job_id]
        waiting = sum(counts.get(each, 0) for each in (State.PENDING, State.WORKING, State.UNKNOWN))
        await self._context.progress(self._total - waiting, self._total, "operations")

    # What is looked for.

    async def _look(self) -> bool:
        """Look for what was lost long enough ago; whether there was something to look for."""
        async with self._context.units.read() as unit:
            unknown = await JobReader(unit.session).unknown(self._job_id)
        due = [row for row in unknown if _due_in_s(row) <= 0]
        if changes := [row.number for row in due if row.action != "create"]:
            # Not before: done late, it would undo what was sent after it.
            await self._context.retried(partial(self._send_again, changes))
            return True
        if not due:
            return False
        items = [row for row in due if row.kind != "tag"]
        tags = [row for row in due if row.kind == "tag"]
        try:
            listed = await self._sweep(items=bool(items), tags=bool(tags))
        except (MiroAccountMissing, MiroBoardNotFound):
            # Nobody will ever tell.
            await self._not_known(due)
            return True
        except TaskCancelled:
            return True  # which the next round sees
        except LeaseLost:
            raise
        except AppError as error:
            late = [row for row in due if (row.lost_at or now()) < now() - GIVEN_UP]
            if late:
                await self._not_known(late)
                return True
            self._misses += 1
            await self._context.checkpoint({"misses": self._misses})
            wait_s = retry_after_s(error) or self._delay_s()
            said = "Miro does not tell what is on the board right now."
            raise GoOnLater(said, after_s=wait_s, waits_for=error) from error

        async def adopt(unit: WriteUnit) -> None:
            board = await MiroCacheWriter(unit.session).held(self._board_id)
            epoch = 0 if board is None else board.epoch
            lost = [_lost(row, epoch) for row in items]
            seen = await self._seen(unit, lost)
            taken = await JobReader(unit.session).made(
                self._board_id, [each["id"] for each in listed]
            )
            found = found_tags([_lost(row, epoch) for row in tags], listed, taken)
            await self._adopt(unit, [*found_items(lost, seen), *found])

        await self._context.retried(adopt)
        return True

    async def _send_again(self, numbers: Sequence[int], unit: WriteUnit) -> None:
        """What ends the same if it is done twice waits for its turn once more."""
        for row in await JobRepository(unit.session).these(self._job_id, numbers):
            _forget_sending(row)
            row.state = State.PENDING
        await unit.session.flush()

    async def _sweep(self, *, items: bool, tags: bool) -> Sequence[Document]:
        """See all of the board; its tags, where they are asked for."""
        door = BoardDoor(self._context.units, self._access)
        await door.enter(self._user_id, self._board_id)
        client = await self._access.for_person(self._user_id, reserve=RESERVE)
        sweeper = Sweeper(self._context.units, door, client, self._user_id, self._board_id)

        async def told(_seen: int, _total: int | None) -> None:
            self._context.stop_if_cancelled()

        if items:
            await sweeper.sweep(told=told)
        return await sweeper.sweep_tags() if tags else []

    async def _seen(self, unit: WriteUnit, lost: Sequence[Lost]) -> Seen:
        """What the board is like now, as far as it tells of what was lost."""
        if not lost:
            return Seen([])
        after, kinds = min(each.sent_after for each in lost), {each.kind for each in lost}
        cache, reader = MiroCacheReader(unit.session), JobReader(unit.session)
        items = await cache.since(self._board_id, after, kinds)
        ids = [item["id"] for _, item in items]
        return Seen(
            items=items,
            taken=await reader.made(self._board_id, ids),
            known=await reader.named(self._board_id, ids),
            gone=await cache.gone_since(self._board_id, after),
        )

    async def _not_known(self, rows: Sequence[MiroOperation]) -> None:
        found = [Found(row.number, Verdict.NOT_KNOWN) for row in rows]
        await self._context.retried(lambda unit: self._adopt(unit, found))

    async def _adopt(self, unit: WriteUnit, found: Sequence[Found]) -> None:
        repository = JobRepository(unit.session)
        by_number = {each.number: each for each in found}
        for row in await repository.these(self._job_id, by_number.keys()):
            told = by_number[row.number]
            _forget_sending(row)
            match told.verdict:
                case Verdict.MADE if told.item is not None:
                    row.state, row.item_id, row.tries = State.DONE, told.item["id"], 0
                case Verdict.NOT_MADE if row.tries < MOST_MAKINGS:
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
            raise GoOnLater(
                "The rest comes in its turn.",
                after_s=max(0.0, wait_s),
                waits_for=self._waits_for if wait_s > 0 else None,
            )
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


def _settle(row: MiroOperation, told: Outcome) -> None:
    row.state = told.state
    row.item_id = told.item_id or row.item_id
    row.error = None if told.error is None else error_of(told.error)
    row.tries = 0 if told.state is State.DONE else row.tries + told.unanswered
    if told.state is State.UNKNOWN:
        row.lost_at = now()
    else:
        _forget_sending(row)


def _forget_sending(row: MiroOperation) -> None:
    """What became of it is known, or will not be looked for."""
    row.sent_at = row.sent_with = row.sent_by = row.sent_epoch = row.sent_after = row.lost_at = None


def _lost(row: MiroOperation, epoch: int) -> Lost:
    """Something that was lost; of a board that was forgotten since, all is new.

    Args:
        row: the operation.
        epoch: the board's.
    """
    return Lost(
        row.number,
        row.kind,
        row.body,
        row.sent_at or now(),
        row.sent_with,
        row.sent_by,
        (row.sent_after or 0) if row.sent_epoch == epoch else 0,
    )


def _due_in_s(row: MiroOperation) -> float:
    """Seconds until it can be looked for something."""
    return VENDOR_S - (now() - (row.lost_at or now())).total_seconds()
