"""The BoardWriter: the quick way for changes that one statement can make.

One of the hot path's places. A change of a card takes a number of the log, changes the card and
writes the event in one data-modifying statement. One statement is under way for a board at a
time; changes that wait meanwhile share the next one (group commit), each card standing once in a
group. Old values come from the live snapshot and are guarded by the card's version and the
board's structure version: if either is not what was seen, nothing at all is written.

This module knows lanes and groups. What a change is, and how it is written, is the `Store`'s: the
SQL stands in `cards`, one adapter for each database.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from contextvars import Context
from dataclasses import dataclass, field
from typing import Any, Protocol

from trivet.boards.events import BoardEvent
from trivet.boards.live import LiveBoard
from trivet.boards.liveboards import LiveBoards
from trivet.platform.db.statements import note_statement
from trivet.platform.events import Event
from trivet.platform.telemetry.tracing import span

MOST_IN_A_GROUP = 64
TRIES = 4


class Stale(Exception):
    """The card, or the structure of the board, is not what the live snapshot says."""


class Clash(Exception):
    """Somebody else took the same place first."""


class Unsuited(Exception):
    """This change cannot be made the quick way; the ordinary unit of work decides about it."""


@dataclass(slots=True, kw_only=True)
class Change:
    """What a store writes for one card, with the event that tells of it.

    Args:
        card_id: the card; it stands once in a group.
        kind: changes of one kind can share a statement.
        event: told after the commit; its `seq` is set by the store.
        column_id, rank: where the card will stand; taken into account by the next plans.
    """

    card_id: str
    kind: str
    event: BoardEvent
    column_id: str
    rank: str


@dataclass(slots=True)
class Group:
    """Changes that will be written together.

    Plans look at `ranks` so that two cards that go to one place do not get one rank.
    """

    changes: list[Change] = field(default_factory=list)
    ranks: dict[str, list[str]] = field(default_factory=dict)
    cards: set[str] = field(default_factory=set)

    def add(self, change: Change) -> None:
        self.changes.append(change)
        self.cards.add(change.card_id)
        self.ranks.setdefault(change.column_id, []).append(change.rank)

    @property
    def kind(self) -> str | None:
        return self.changes[0].kind if self.changes else None


class Later(Exception):
    """A plan that needs something of this group's to be written first."""


Plan = Callable[[LiveBoard, Group], Change | None]
"""Makes a change from what the board is now; None if nothing changes.

Raises `Later` to wait for the next group, `Unsuited`, or a refusal.
"""


@dataclass(slots=True)
class Written:
    """What came of a change.

    Args:
        change: as planned; None if there was nothing to change.
        row: what the store gives back of the card's row.
    """

    change: Change | None
    row: Any = None


class Store(Protocol):
    """Writes changes to one database."""

    def turn(self) -> AbstractAsyncContextManager[None]:
        """Wait for the right to write, where only one at a time has it.

        Groups are planned within it: behind a queue of ordinary writers a plan that was made
        before would be stale every time that its turn comes.
        """

    async def write(self, board: LiveBoard, changes: Sequence[Change]) -> list[Any]:
        """Write changes of one kind, all or none, and set the `seq` of their events.

        Called within a turn.

        Returns:
            For each change what the caller needs of the card's row.

        Raises:
            Stale: a card or the board is not what was seen; nothing was written.
            Clash: a place was taken; nothing was written.
        """


@dataclass(slots=True)
class _Waiting:
    plan: Plan
    done: "asyncio.Future[Written]"
    tries: int = 0


@dataclass(slots=True)
class _Lane:
    waiting: deque[_Waiting] = field(default_factory=deque)
    busy: bool = False


class BoardWriter:
    """Writes changes of cards, board by board.

    Args:
        store: the adapter that writes.
        live: the live boards from which changes are planned.
        announce: tells this process what was committed.
        concerns_somebody: whether somebody reacts to an event inside its transaction, which only the
            ordinary unit of work lets them do.
    """

    def __init__(
        self,
        store: Store,
        live: LiveBoards,
        announce: Callable[[Sequence[Event]], None],
        concerns_somebody: Callable[[Event], bool],
    ) -> None:
        self._store = store
        self._live = live
        self._announce = announce
        self._concerns_somebody = concerns_somebody
        self._lanes: dict[str, _Lane] = {}
        self._running: set[asyncio.Task[None]] = set()

    async def submit(self, board_id: str, plan: Plan) -> Written:
        """Have a change made.

        Args:
            board_id: the board; it must be in memory.
            plan: makes the change from what the board is when its turn comes.

        Raises:
            Unsuited: take the ordinary way.
            AppError: whatever refusal the plan raises.
        """
        note_statement()
        with span("board write"):
            return await self._in_turn(board_id, plan)

    async def _in_turn(self, board_id: str, plan: Plan) -> Written:
        lane = self._lanes.get(board_id)
        if lane is None:
            lane = self._lanes[board_id] = _Lane()
        waiting = _Waiting(plan, asyncio.get_running_loop().create_future())
        lane.waiting.append(waiting)
        if not lane.busy:
            lane.busy = True
            # A task of its own: a request that is cancelled must not take the group with it. Nor does the
            # group speak in the name of that request, in logs and traces.
            task = asyncio.create_task(self._run(board_id, lane), context=Context())
            self._running.add(task)
            task.add_done_callback(self._running.discard)
        return await waiting.done

    async def close(self) -> None:
        """Wait until everything that was accepted is written."""
        while self._running:
            await asyncio.wait(self._running)

    async def _run(self, board_id: str, lane: _Lane) -> None:
        try:
            while lane.waiting:
                await self._next_group(board_id, lane)
        except Exception as error:  # a defect: whoever waits must not wait for ever
            while lane.waiting:
                _fail(lane.waiting.popleft(), error)
            raise
        finally:
            lane.busy = False
            if not lane.waiting:
                self._lanes.pop(board_id, None)

    async def _next_group(self, board_id: str, lane: _Lane) -> None:
        async with self._store.turn():
            board = self._live.peek(board_id)
            if board is None:
                while lane.waiting:
                    _fail(lane.waiting.popleft(), Unsuited("the board is not in memory"))
                return
            group, members = self._assemble(board, lane)
            if not members:
                return
            refusal = await self._write(board, group, members)
        if refusal is not None:
            await self._again(board, members, lane, refusal)

    def _assemble(self, board: LiveBoard, lane: _Lane) -> tuple[Group, list[_Waiting]]:
        group = Group()
        members: list[_Waiting] = []
        later: deque[_Waiting] = deque()
        while lane.waiting and len(members) < MOST_IN_A_GROUP:
            waiting = lane.waiting.popleft()
            if waiting.tries > 1 and members:
                later.append(waiting)  # it failed two groups: alone it fails nobody but itself
                continue
            if waiting.done.done():
                continue  # its request was cancelled before its turn came
            try:
                change = waiting.plan(board, group)
            except Later:
                later.append(waiting)
                continue
            except Exception as error:
                _fail(waiting, error)
                continue
            if change is None:
                waiting.done.set_result(Written(None))
            elif self._concerns_somebody(change.event):
                _fail(waiting, Unsuited("somebody reacts to this inside the transaction"))
            elif change.card_id in group.cards or group.kind not in (None, change.kind):
                later.append(waiting)
            else:
                group.add(change)
                members.append(waiting)
                if waiting.tries > 1:
                    break
        lane.waiting.extendleft(reversed(later))
        return group, members

    async def _write(
        self, board: LiveBoard, group: Group, members: list[_Waiting]
    ) -> Stale | Clash | None:
        """Write a group and answer its members; or say what the database saw otherwise."""
        try:
            rows = await self._store.write(board, group.changes)
        except (Stale, Clash) as error:
            return error
        except Exception as error:
            for waiting in members:
                _fail(waiting, error)
            return None
        self._announce([change.event for change in group.changes])
        for waiting, change, row in zip(members, group.changes, rows, strict=True):
            if not waiting.done.done():
                waiting.done.set_result(Written(change, row))
        return None

    async def _again(
        self, board: LiveBoard, members: list[_Waiting], lane: _Lane, error: Stale | Clash
    ) -> None:
        """See what the others wrote, then plan anew; one by one, so that one cannot fail all."""
        try:
            await self._live.compare_one(board.id)
            if isinstance(error, Stale) and members[0].tries:
                await self._live.reload(board.id)  # as new as the log, and yet not as the rows
        except Exception as failure:
            for waiting in members:
                _fail(waiting, failure)
            return
        for waiting in reversed(members):
            waiting.tries += 1
            if waiting.tries >= TRIES:
                _fail(waiting, Unsuited(repr(error)))
            else:
                lane.waiting.appendleft(waiting)


def _fail(waiting: _Waiting, error: BaseException) -> None:
    if not waiting.done.done():
        waiting.done.set_exception(error)
