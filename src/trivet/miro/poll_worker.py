"""The body of `poll_miro_board_task`: looks what changed on a board, again and again.

Everything is seen through the cache: what differs from what is known there has changed. What we wrote
ourselves is known there by the value that Miro answered, so that it is no news; what is missing is gone only
once Miro says so of the item itself (see `Sweeper`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from time import monotonic
from typing import Any
from uuid import UUID

from trivet.miro.access import BoardDoor, MiroAccess
from trivet.miro.answers import Document
from trivet.miro.cache_repository import MiroCacheReader
from trivet.miro.cache_writer import MiroCacheWriter
from trivet.miro.client import MiroClient
from trivet.miro.credits import POLL_SHARE, WINDOW_S, Level
from trivet.miro.errors import (
    MiroAccountMissing,
    MiroBoardNotFound,
    MiroItemNotFound,
    MiroLimited,
    MiroUnreachable,
)
from trivet.miro.follow_repository import FollowReader, FollowRepository
from trivet.miro.models import MiroBoard, MiroEvent, MiroFollow
from trivet.miro.pace import every_s
from trivet.miro.reading import as_of_in
from trivet.miro.sweeping import Sweeper, place_in
from trivet.platform.clock import now
from trivet.platform.errors import AppError
from trivet.platform.tasks.context import TaskContext
from trivet.platform.tasks.errors import GoOnLater, LeaseLost, TaskCancelled
from trivet.platform.tasks.failures import retry_after_s
from trivet.platform.uow import WriteUnit

SLICE_S = 5.0
"""After so long other work has its turn."""
TAGS_EVERY = timedelta(seconds=60)
MOST_EVENTS = 20
"""Items that Miro told of which are asked for one by one; where it is more, all are looked at."""
LOST_FOR = timedelta(hours=1)
"""So long a board is not looked at in the name of somebody who may not read it."""
WITHOUT_ACCOUNT_FOR = timedelta(minutes=5)
DELAYS_S = (30.0, 60.0, 300.0)
"""Between looks while Miro does not answer."""
NOBODY_S = 300.0
"""Until it is tried again where it can be looked at in nobody's name."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done.

    Args:
        board: the board.
        follows: who wants it, whose name was used last first.
        events: what Miro told of it.
    """

    board: MiroBoard
    follows: Sequence[MiroFollow]
    events: Sequence[MiroEvent]


class _SliceOver(Exception):
    """Others have their turn now."""


class BoardPoll:
    """The body.

    Args:
        access: gives out clients.
        shortest_s: seconds between looks where much happens; 0 never looks.
    """

    def __init__(self, access: MiroAccess, shortest_s: float) -> None:
        self._access = access
        self._shortest_s = shortest_s

    async def __call__(self, context: TaskContext, args: Mapping[str, Any]) -> dict[str, int]:
        """Look once, and go on later; end once nobody follows the board. A second run looks again."""
        return await _Look(context, self._access, self._shortest_s, str(args["board_id"])).go()


class _Look:
    def __init__(
        self, context: TaskContext, access: MiroAccess, shortest_s: float, board_id: str
    ) -> None:
        self._context = context
        self._access = access
        self._shortest_s = shortest_s
        self._board_id = board_id
        self._door = BoardDoor(context.units, access)
        self._saved = dict(context.saved or {})
        self._began = monotonic()

    async def go(self) -> dict[str, int]:
        plan = await self._plan()
        if plan is None:
            return await self._end()
        waits: list[float] = []
        trouble: AppError | None = None
        for follow in plan.follows:
            self._context.stop_if_cancelled()
            try:
                wait_s = await self._look(plan, follow.user_id)
            except (MiroBoardNotFound, MiroAccountMissing) as error:
                # Somebody else may see it.
                await self._trouble(follow.user_id, error)
                continue
            except MiroLimited as error:
                waits.append(retry_after_s(error) or WINDOW_S)
                trouble = error
                continue
            except (GoOnLater, LeaseLost, TaskCancelled):
                raise
            except AppError as error:
                raise await self._away(error) from error
            raise GoOnLater("It is looked at again and again.", after_s=wait_s)
        said = "It can be looked at in nobody's name right now."
        raise GoOnLater(said, after_s=min(waits, default=NOBODY_S), waits_for=trouble)

    async def _plan(self) -> _Plan | None:
        """What is to be done; None if nobody wants it."""
        if self._shortest_s <= 0:
            return None
        async with self._context.units.read() as unit:
            follows = FollowReader(unit.session)
            board = await MiroCacheReader(unit.session).board(self._board_id)
            found = await follows.follows(self._board_id, now())
            events = await follows.events(self._board_id, MOST_EVENTS + 1)
        if board is None or not found:
            return None
        able = [each for each in found if each.retry_at is None or each.retry_at <= now()]
        able.sort(key=lambda each: each.user_id != board.polled_by)
        return _Plan(board, able, events)

    async def _end(self) -> dict[str, int]:
        """Nobody follows it any more.

        Raises:
            GoOnLater: somebody does again.
        """
        async with self._context.write() as unit:
            board = await MiroCacheWriter(unit.session).held(self._board_id)
            wanted = await FollowReader(unit.session).follows(self._board_id, now())
            if board is not None and wanted and self._shortest_s > 0:
                raise GoOnLater("Somebody follows it again.")
            if board is not None:
                board.polled_by = board.poll_every_s = None
            await self._context.succeed(unit)
        return {}

    async def _look(self, plan: _Plan, user_id: UUID) -> float:
        """Look, in somebody's name; for how many seconds not again."""
        await self._door.enter(user_id, self._board_id)
        client = await self._access.for_person(user_id, reserve=1 - POLL_SHARE)
        due_in_s = self._due_in_s(plan.board)
        if due_in_s > 0 and not plan.events:
            return due_in_s
        few = len(plan.events) <= MOST_EVENTS and all(each.item_id for each in plan.events)
        if due_in_s > 0 and few:
            await self._fetch(client, user_id, plan)
            return max(0.0, self._due_in_s(plan.board))
        return await self._sweep(client, user_id, plan)

    def _due_in_s(self, board: MiroBoard) -> float:
        """Seconds until all of it is due, which others may have looked at, too."""
        as_of = as_of_in(board)
        if as_of is None or board.polled_at is None or self._saved.get("place"):
            return 0.0
        every = timedelta(seconds=board.poll_every_s or 0.0)
        return (max(board.polled_at, as_of) + every - now()).total_seconds()

    # All of it.

    async def _sweep(self, client: MiroClient, user_id: UUID, plan: _Plan) -> float:
        until = self._began + SLICE_S
        asked_at = now()
        place = place_in(self._saved.get("place"))
        sweeper = Sweeper(self._context.units, self._door, client, user_id, self._board_id)

        async def told(_seen: int, _total: int | None) -> None:
            self._context.stop_if_cancelled()
            if monotonic() >= until:
                raise _SliceOver

        try:
            await sweeper.sweep(told=told, place=place)
            await self._sweep_tags(sweeper, plan.board)
        except _SliceOver:
            await self._keep_place(sweeper)
            return 0.0
        except MiroLimited:
            await self._keep_place(sweeper)
            raise
        except MiroUnreachable:
            # Its place is not believed any more: perhaps that is what Miro does not understand.
            await self._context.checkpoint({"misses": self._saved.get("misses", 0)})
            raise
        assert sweeper.place is not None
        cost = sweeper.place.pages * Level.TWO + Level.ONE
        asked_at = asked_at if place is None else place.began
        return await self._note(user_id, cost=cost, events_until=asked_at)

    async def _sweep_tags(self, sweeper: Sweeper, board: MiroBoard) -> None:
        """See the tags, if that is due: no item tells of them."""
        if board.tags_as_of is None or now() - board.tags_as_of >= TAGS_EVERY:
            await sweeper.sweep_tags()

    async def _note(self, user_id: UUID, *, cost: int, events_until: datetime) -> float:
        """Keep that all of it was seen; after how many seconds it is looked at again."""
        standing = await self._access.transport.credits.standing(
            await self._access.account_of(user_id) or ""
        )
        took_s = float(self._saved.get("took_s", 0.0)) + monotonic() - self._began

        async def note(unit: WriteUnit) -> float:
            follows = FollowRepository(unit.session)
            board = await MiroCacheWriter(unit.session).held(self._board_id)
            if board is None:
                return 0.0  # it was forgotten, and the follows with it
            board.polled_at, board.polled_by, board.poll_cost = now(), user_id, cost
            await unit.session.flush()
            await follows.trouble(user_id, self._board_id, None, None)
            await follows.settle_events(self._board_id, events_until, now())
            boards = await follows.looked_at(user_id, now())
            if not any(each.board_id == self._board_id for each in boards):
                return 0.0  # nobody follows it any more
            board.poll_every_s = every_s(
                self._board_id,
                boards,
                self._shortest_s,
                now(),
                limit=standing.limit,
                took_s=took_s,
            )
            await unit.session.flush()
            await self._context.checkpoint({})
            return board.poll_every_s

        return await self._context.retried(note)

    async def _keep_place(self, sweeper: Sweeper) -> None:
        await self._context.checkpoint(
            {
                "place": None if sweeper.place is None else sweeper.place.kept(),
                "took_s": float(self._saved.get("took_s", 0.0)) + monotonic() - self._began,
            }
        )

    # What Miro told of.

    async def _fetch(self, client: MiroClient, user_id: UUID, plan: _Plan) -> None:
        """See the items that Miro told of."""
        for item_id in dict.fromkeys(each.item_id or "" for each in plan.events):
            asked_at = now()
            try:
                async with self._door.noticing(user_id, self._board_id):
                    document = await client.any_item(self._board_id, item_id)
            except MiroItemNotFound:
                await self._context.retried(partial(self._bury, item_id, asked_at))
            else:
                await self._context.retried(partial(self._keep, document, asked_at))

        async def settle(unit: WriteUnit) -> None:
            until = plan.events[-1].received_at
            await FollowRepository(unit.session).settle_events(self._board_id, until, now())

        await self._context.retried(settle)

    async def _keep(self, document: Document, asked_at: datetime, unit: WriteUnit) -> None:
        cache = MiroCacheWriter(unit.session)
        if (board := await cache.held(self._board_id)) is not None:
            changed = await cache.keep_items(board, [document], asked_at, styled=False)
            board.changed_at = now() if changed else board.changed_at

    async def _bury(self, item_id: str, asked_at: datetime, unit: WriteUnit) -> None:
        cache = MiroCacheWriter(unit.session)
        if (board := await cache.held(self._board_id)) is not None:
            gone = await cache.bury(board, [item_id], asked_at)
            board.changed_at = now() if gone else board.changed_at

    # What is in the way.

    async def _trouble(self, user_id: UUID, error: AppError) -> None:
        lost = isinstance(error, MiroBoardNotFound)
        until = now() + (LOST_FOR if lost else WITHOUT_ACCOUNT_FOR)

        async def note(unit: WriteUnit) -> None:
            await FollowRepository(unit.session).trouble(user_id, self._board_id, error.code, until)

        await self._context.retried(note)

    async def _away(self, error: AppError) -> GoOnLater:
        """Miro does not answer: the more often, the later it is tried again."""
        misses = int(self._saved.get("misses", 0)) + 1
        await self._context.checkpoint({"misses": misses})
        wait_s = DELAYS_S[min(misses, len(DELAYS_S)) - 1]
        said = "Miro does not tell what is on the board right now."
        return GoOnLater(said, after_s=wait_s, waits_for=error)
