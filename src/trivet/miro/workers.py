"""Background work around Miro: bodies."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from trivet.miro.access import BoardDoor, MiroAccess
from trivet.miro.cache_writer import MiroCacheWriter
from trivet.miro.credits import RESERVE, WINDOW_S
from trivet.miro.errors import MiroLimited
from trivet.miro.follow_repository import FollowReader, FollowRepository
from trivet.miro.intent_repository import LASTS, IntentRepository
from trivet.miro.job_repository import JobRepository
from trivet.miro.sweeping import Sweeper, place_in
from trivet.miro.tasks import poll_call, poll_key
from trivet.platform.clock import now
from trivet.platform.tasks.batches import BATCH, in_batches
from trivet.platform.tasks.context import TaskContext
from trivet.platform.tasks.errors import GoOnLater, PermanentFailure
from trivet.platform.tasks.failures import retry_after_s
from trivet.platform.tasks.repository import TaskReader
from trivet.platform.uow import WriteUnit

BOARDS_KEPT = timedelta(days=30)
"""How long a board is kept that nobody reads."""
GRAVES_KEPT = timedelta(days=30)
"""How long it is known what went."""
JOBS_KEPT = timedelta(days=30)
"""How long it is known what became of queued work."""
ACCESS_KEPT = timedelta(days=2)
"""How long it is known who might read what: a day more than it is believed."""


EVENTS_KEPT = timedelta(days=1)
"""How long it is known what Miro told: what comes again counts once."""


class NobodyAsked(PermanentFailure):
    code = "nobody_asked"
    title = "Nobody asked for this, so Miro cannot be asked in anybody's name"


class BoardSync:
    """The body of `sync_miro_board_task`.

    Args:
        access: gives out clients.
    """

    def __init__(self, access: MiroAccess) -> None:
        self._access = access

    async def __call__(self, context: TaskContext, args: Mapping[str, Any]) -> dict[str, int]:
        """See all items and tags of a board. A second run sees them again."""
        user_id, board_id = context.claim.requested_by, str(args["board_id"])
        if user_id is None:
            raise NobodyAsked("Ask for it by GET /api/cache/{boardId}?refresh=true.")
        door = BoardDoor(context.units, self._access)
        await door.enter(user_id, board_id)
        client = await self._access.for_person(user_id, reserve=RESERVE)
        sweeper = Sweeper(context.units, door, client, user_id, board_id)

        async def told(seen: int, total: int | None) -> None:
            context.stop_if_cancelled()
            await context.progress(seen, max(seen, total or 0), "items")

        try:
            place = place_in((context.saved or {}).get("place"))
            items = await sweeper.sweep(told=told, place=place)
            return {"items": items, "tags": len(await sweeper.sweep_tags())}
        except MiroLimited as limited:
            # That is no failure: in a minute there are new credits, and it goes on where it is.
            await context.checkpoint(
                {"place": None if sweeper.place is None else sweeper.place.kept()}
            )
            wait_s = retry_after_s(limited) or WINDOW_S
            said = "Miro's credits are used up."
            raise GoOnLater(said, after_s=wait_s, waits_for=limited) from limited


class BoardWatch:
    """The body of `watch_miro_boards_task`.

    Args:
        shortest_s: seconds between looks at boards where much happens; 0 never looks.
    """

    def __init__(self, shortest_s: float) -> None:
        self._on = shortest_s > 0

    async def __call__(self, context: TaskContext, _args: Mapping[str, Any]) -> dict[str, int]:
        """Have every board looked at that somebody follows. A second run finds all of them looked at.

        What looks at a board goes on by itself; this is for one that was ended, by a person or a fault,
        and for what Miro told while a board was being looked at.
        """
        begun, after = 0, ""
        while self._on:
            context.stop_if_cancelled()
            async with context.units.read() as unit:
                found = await FollowReader(unit.session).followed(now(), after, BATCH)
                told_of = await FollowReader(unit.session).told_of(BATCH)
                keys = [poll_key(each) for each in found]
                rows = await TaskReader(unit.session).under_way(keys)
            at_it = {row.concurrency_key for row in rows}
            for board_id in found:
                if poll_key(board_id) not in at_it or board_id in told_of:
                    begun += await context.retried(partial(_begin, board_id))
            if len(found) < BATCH:
                break
            after = found[-1]
        return {"begun": begun}


async def _begin(board_id: str, unit: WriteUnit) -> int:
    if await MiroCacheWriter(unit.session).held(board_id) is None:
        return 0
    await poll_call(unit, board_id, soon=True)
    return 1


async def tend_boards(context: TaskContext, _args: Mapping[str, Any]) -> dict[str, int]:
    """Forget boards that nobody reads, what went long ago, and old jobs. A second run finds nothing left."""

    async def forget_board(unit: WriteUnit) -> bool:
        return await MiroCacheWriter(unit.session).forget_board(now() - BOARDS_KEPT)

    async def forget_jobs(unit: WriteUnit, most: int) -> int:
        return await JobRepository(unit.session).forget(now() - JOBS_KEPT, max(1, most // 100))

    async def settle_jobs(unit: WriteUnit) -> int:
        return await JobRepository(unit.session).settle_abandoned()

    boards = jobs = 0
    while await context.retried(settle_jobs):
        context.stop_if_cancelled()
    # A few in a unit: each may have a thousand operations.
    while forgotten := await context.retried(lambda unit: forget_jobs(unit, BATCH)):
        context.stop_if_cancelled()
        jobs += forgotten
    # Whole, since half a board would be taken for all of it.
    while await context.retried(forget_board):
        context.stop_if_cancelled()
        boards += 1
    return {"boards": boards, "graves": await _forget_small(context), "jobs": jobs}


async def _forget_small(context: TaskContext) -> int:
    """Forget what there may be much of, some in a unit; how many graves."""

    async def forget_graves(unit: WriteUnit, most: int) -> int:
        return await MiroCacheWriter(unit.session).forget_graves(now() - GRAVES_KEPT, most)

    async def forget_access(unit: WriteUnit, most: int) -> int:
        return await MiroCacheWriter(unit.session).forget_access(now() - ACCESS_KEPT, most)

    async def forget_follows(unit: WriteUnit, most: int) -> int:
        return await FollowRepository(unit.session).forget_ended(now(), most)

    async def forget_events(unit: WriteUnit, most: int) -> int:
        return await FollowRepository(unit.session).forget_events(now() - EVENTS_KEPT, most)

    async def forget_writes(unit: WriteUnit, most: int) -> int:
        return await IntentRepository(unit.session).forget(now() - LASTS, most)

    graves = await in_batches(context, forget_graves)
    for forget in (forget_access, forget_follows, forget_events, forget_writes):
        await in_batches(context, forget)
    return graves
