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
from trivet.miro.credits import A_MINUTE, POLL_SHARE, WINDOW_S, Level
from trivet.miro.errors import (
    MiroAccountMissing,
    MiroBoardNotFound,
    MiroConflict,
    MiroForbids,
    MiroInvalid,
    MiroItemNotFound,
    MiroLimited,
    MiroUnreachable,
)
from trivet.miro.follow_repository import FollowReader, FollowRepository, Looked
from trivet.miro.intent_repository import IntentReader
from trivet.miro.models import MiroBoard, MiroEvent, MiroFollow
from trivet.miro.pace import REST, every_s
from trivet.miro.reading import as_of_in
from trivet.miro.sweeping import Sweeper, place_in
from trivet.miro.tasks import poll_key
from trivet.platform.clock import now
from trivet.platform.db.session import ReadSession
from trivet.platform.errors import AppError
from trivet.platform.tasks.context import TaskContext
from trivet.platform.tasks.errors import GoOnLater
from trivet.platform.tasks.failures import retry_after_s
from trivet.platform.tasks.repository import TaskReader
from trivet.platform.uow import WriteUnit

SLICE_S = 5.0
"""After so long other work has its turn."""
TAGS_EVERY = timedelta(seconds=60)
BREATH_S = 2.0
"""Between looks at all of a board that Miro's events cause."""
MOST_EVENTS = 500
"""Of Miro's that one look is about."""
MOST_ITEMS = 20
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
        boards: all that are looked at in the name that was used last.
    """

    board: MiroBoard
    follows: Sequence[MiroFollow]
    events: Sequence[MiroEvent]
    boards: Sequence[Looked]

    @property
    def told(self) -> list[str]:
        """By what names Miro's word is settled."""
        return [each.fingerprint for each in self.events]

    @property
    def items(self) -> list[str] | None:
        """The items that Miro told of; None where it did not say which, or of too many to ask for each."""
        found = dict.fromkeys(each.item_id for each in self.events)
        named = [each for each in found if each is not None]
        return named if len(named) == len(found) <= MOST_ITEMS else None


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
        self._at_it: set[UUID] = set()
        """In whose names a board is looked at in this process: one at a time, so that nobody's boards keep
        all workers waiting for one account's turn."""

    async def __call__(self, context: TaskContext, args: Mapping[str, Any]) -> dict[str, int]:
        """Look once, and go on later; end once nobody follows the board. A second run looks again."""
        look = _Look(context, self._access, self._shortest_s, str(args["board_id"]), self._at_it)
        return await look.go()


class _Look:
    def __init__(
        self,
        context: TaskContext,
        access: MiroAccess,
        shortest_s: float,
        board_id: str,
        at_it: set[UUID],
    ) -> None:
        self._context = context
        self._access = access
        self._shortest_s = shortest_s
        self._board_id = board_id
        self._at_it = at_it
        self._door = BoardDoor(context.units, access)
        self._saved = dict(context.saved or {})
        self._began = monotonic()

    async def go(self) -> dict[str, int]:
        plan = await self._plan()
        if plan is None:
            return await self._end()
        limits: list[MiroLimited] = []
        away: AppError | None = None
        for follow in plan.follows:
            self._context.stop_if_cancelled()
            if follow.user_id in self._at_it:
                raise GoOnLater("Another board is looked at in this name.", after_s=SLICE_S)
            self._at_it.add(follow.user_id)
            try:
                wait_s = await self._look(plan, follow)
            except (MiroBoardNotFound, MiroAccountMissing) as error:
                # Somebody else may see it.
                await self._trouble(follow, error)
            except MiroLimited as error:
                limits.append(error)
            except MiroUnreachable as error:
                # It may be but this person's token that is not renewed.
                away = error
            else:
                raise GoOnLater("It is looked at again and again.", after_s=wait_s)
            finally:
                self._at_it.discard(follow.user_id)
        if away is not None:
            raise await self._away(away)
        waits = [retry_after_s(each) or WINDOW_S for each in limits]
        said = "It can be looked at in nobody's name right now."
        reason = limits[0] if limits else None
        raise GoOnLater(said, after_s=min(waits, default=NOBODY_S), waits_for=reason)

    async def _plan(self) -> _Plan | None:
        """What is to be done; None if nobody wants it, or another task does it."""
        if self._shortest_s <= 0:
            return None
        async with self._context.units.read() as unit:
            if await self._is_second(unit.session):
                return None
            follows = FollowReader(unit.session)
            board = await MiroCacheReader(unit.session).board(self._board_id)
            found = await follows.follows(self._board_id, now())
            events = await follows.events(self._board_id, MOST_EVENTS)
            used = None if board is None else board.polled_by
            boards = [] if used is None else await follows.looked_at(used, now())
        if board is None or not found:
            return None
        able = [each for each in found if each.retry_at is None or each.retry_at <= now()]
        able.sort(key=lambda each: each.user_id != board.polled_by)
        return _Plan(board, able, events, boards)

    async def _is_second(self, session: ReadSession) -> bool:
        """Whether another task looks at the board: this one was ended once, and begun again by hand."""
        rows = await TaskReader(session).under_way([poll_key(self._board_id)])
        return any(row.id < self._context.task_id for row in rows)

    async def _end(self) -> dict[str, int]:
        """Nobody follows it any more.

        Raises:
            GoOnLater: somebody does again.
        """
        await self._context.retried(self._end_in)
        return {}

    async def _end_in(self, unit: WriteUnit) -> None:
        board = await MiroCacheWriter(unit.session).held(self._board_id)
        wanted = await FollowReader(unit.session).follows(self._board_id, now())
        second = await self._is_second(unit.session)
        if board is not None and not second:
            if wanted and self._shortest_s > 0:
                raise GoOnLater("Somebody follows it again.")
            board.polled_by = board.poll_every_s = None
        await self._context.succeed(unit)

    async def _look(self, plan: _Plan, follow: MiroFollow) -> float:
        """Look, in somebody's name; for how many seconds not again."""
        user_id, reserve = follow.user_id, 1 - POLL_SHARE
        await self._door.enter(user_id, self._board_id, reserve=reserve)
        client = await self._access.for_person(user_id, reserve=reserve)
        due_in_s = self._due_in_s(plan)
        if due_in_s <= 0:
            return await self._sweep(client, follow, plan)
        if not plan.events:
            return due_in_s
        if plan.items is not None and await self._fetch(client, plan.items):
            more = await self._context.retried(partial(self._settle, plan.told))
            return 0.0 if more else due_in_s
        # All of it then, though not sooner than a worker can have.
        rest_s = self._rests_for_s(plan)
        return rest_s if rest_s > 0 else await self._sweep(client, follow, plan)

    def _due_in_s(self, plan: _Plan) -> float:
        """Seconds until all of it is due, which others may have looked at, too.

        As things are now: somebody may have begun to ask since, or others to want less.
        """
        board = plan.board
        as_of = as_of_in(board)
        if as_of is None or board.polled_at is None or self._saved.get("place"):
            return 0.0
        every = board.poll_every_s or 0.0
        if any(each.board_id == board.id for each in plan.boards):
            took_s = board.poll_took_s
            every = min(every, self._every_s(plan.boards, A_MINUTE, took_s))
        return (max(board.polled_at, as_of) + timedelta(seconds=every) - now()).total_seconds()

    def _rests_for_s(self, plan: _Plan) -> float:
        board = plan.board
        pause = timedelta(seconds=max(BREATH_S, REST * board.poll_took_s))
        return ((board.polled_at or now() - pause) + pause - now()).total_seconds()

    def _every_s(self, boards: Sequence[Looked], limit: int, took_s: float) -> float:
        return every_s(self._board_id, boards, self._shortest_s, now(), limit=limit, took_s=took_s)

    # All of it.

    async def _sweep(self, client: MiroClient, follow: MiroFollow, plan: _Plan) -> float:
        until = self._began + SLICE_S
        place = place_in(self._saved.get("place"))
        if place is None:
            # What Miro tells from here on may be of what this sweep has passed by.
            self._saved = {**self._saved, "told": plan.told, "took_s": 0.0}
        sweeper = Sweeper(self._context.units, self._door, client, follow.user_id, self._board_id)

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
        except (MiroLimited, MiroUnreachable):
            await self._keep_place(sweeper)
            raise
        assert sweeper.place is not None
        cost = sweeper.place.pages * Level.TWO + Level.ONE
        return await self._note(follow, cost)

    async def _sweep_tags(self, sweeper: Sweeper, board: MiroBoard) -> None:
        """See the tags, if that is due: no item tells of them."""
        if board.tags_as_of is None or now() - board.tags_as_of >= TAGS_EVERY:
            await sweeper.sweep_tags()

    def _took_s(self) -> float:
        return float(self._saved.get("took_s", 0.0)) + monotonic() - self._began

    async def _note(self, follow: MiroFollow, cost: int) -> float:
        """Keep that all of it was seen; after how many seconds it is looked at again."""
        account = await self._access.account_of(follow.user_id) or ""
        standing = await self._access.transport.credits.standing(account)
        return await self._context.retried(
            partial(self._note_in, follow, cost, standing.limit, self._took_s())
        )

    async def _note_in(
        self, follow: MiroFollow, cost: int, limit: int, took_s: float, unit: WriteUnit
    ) -> float:
        follows = FollowRepository(unit.session)
        board = await MiroCacheWriter(unit.session).held(self._board_id)
        if board is None:
            return 0.0  # it was forgotten, and the follows with it
        board.polled_at, board.polled_by = now(), follow.user_id
        board.poll_cost, board.poll_took_s = cost, took_s
        # Who has just begun to follow it is at work there.
        board.changed_at = board.changed_at or now()
        await unit.session.flush()
        await follows.trouble(follow, None, None)
        await follows.settle_events(self._saved.get("told", []), now())
        boards = await follows.looked_at(follow.user_id, now())
        if not any(each.board_id == self._board_id for each in boards):
            return 0.0  # nobody follows it any more
        board.poll_every_s = self._every_s(boards, limit, took_s)
        await unit.session.flush()
        await self._context.checkpoint({})
        # What Miro told meanwhile.
        return 0.0 if await follows.events(self._board_id, 1) else board.poll_every_s

    async def _keep_place(self, sweeper: Sweeper) -> None:
        place = None if sweeper.place is None else sweeper.place.kept()
        took_s = self._took_s()
        self._saved = {**self._saved, "place": place, "took_s": took_s}
        self._began = monotonic()
        await self._context.checkpoint(self._saved)

    # What Miro told of.

    async def _fetch(self, client: MiroClient, items: Sequence[str]) -> bool:
        """See items that Miro told of; whether it let us see each of them."""
        for item_id in items:
            self._context.stop_if_cancelled()
            asked_at = now()
            try:
                document = await client.any_item(self._board_id, item_id)
            except MiroItemNotFound:
                await self._context.retried(partial(self._bury, item_id, asked_at))
            except (MiroBoardNotFound, MiroConflict, MiroForbids, MiroInvalid):
                return False  # what that means is told by a sweep
            else:
                await self._context.retried(partial(self._keep, document, asked_at))
        return True

    async def _settle(self, told: Sequence[str], unit: WriteUnit) -> bool:
        """Note what was looked at; whether Miro told more meanwhile."""
        follows = FollowRepository(unit.session)
        await follows.settle_events(told, now())
        return bool(await follows.events(self._board_id, 1))

    async def _keep(self, document: Document, asked_at: datetime, unit: WriteUnit) -> None:
        cache = MiroCacheWriter(unit.session)
        if (board := await cache.held(self._board_id)) is not None:
            origins = await IntentReader(unit.session).origins(board.id)
            changed = await cache.keep_items(
                board, [document], asked_at, styled=False, origins=origins
            )
            board.changed_at = now() if changed else board.changed_at

    async def _bury(self, item_id: str, asked_at: datetime, unit: WriteUnit) -> None:
        cache = MiroCacheWriter(unit.session)
        if (board := await cache.held(self._board_id)) is not None:
            origins = await IntentReader(unit.session).origins(board.id)
            gone = await cache.bury(board, [item_id], asked_at, origins=origins)
            board.changed_at = now() if gone else board.changed_at

    # What is in the way.

    async def _trouble(self, follow: MiroFollow, error: AppError) -> None:
        lost = isinstance(error, MiroBoardNotFound)
        until = now() + (LOST_FOR if lost else WITHOUT_ACCOUNT_FOR)

        async def note(unit: WriteUnit) -> None:
            await FollowRepository(unit.session).trouble(follow, error.code, until)

        await self._context.retried(note)

    async def _away(self, error: AppError) -> GoOnLater:
        """Miro does not answer: the more often, the later it is tried again."""
        misses = int(self._saved.get("misses", 0)) + 1
        await self._context.checkpoint({**self._saved, "misses": misses})
        wait_s = DELAYS_S[min(misses, len(DELAYS_S)) - 1]
        said = "Miro does not tell what is on the board right now."
        return GoOnLater(said, after_s=wait_s, waits_for=error)
