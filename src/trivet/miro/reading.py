"""Boards in Miro as they are read: from the cache where that is fresh, else from Miro, which fills it.

Of what is cached and not fresh any more the reader gets either what Miro says now, or, while Miro does not
answer, what it said last. A board with many items is not swept while somebody waits: what is cached is
given, and a task sweeps it.
"""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import wraps
from typing import Any, NamedTuple, ParamSpec, TypeGuard
from uuid import UUID

from trivet.miro.access import PATIENCE_S, BoardDoor, MiroAccess
from trivet.miro.answers import Document
from trivet.miro.cache_repository import MiroCacheReader
from trivet.miro.cache_writer import MiroCacheWriter
from trivet.miro.errors import (
    MiroBoardNotFound,
    MiroItemNotFound,
    MiroLimited,
    MiroSignInNeeded,
    MiroUnreachable,
)
from trivet.miro.flights import Flights
from trivet.miro.intent_repository import IntentReader
from trivet.miro.models import MiroBoard, MiroItem
from trivet.miro.sweeping import ALL, Sweeper
from trivet.miro.tasks import sync_call
from trivet.platform.clock import now, parse_rfc3339
from trivet.platform.telemetry.metrics import CACHE_REQUESTS
from trivet.platform.uow import Units, WriteUnit

FRESH = timedelta(seconds=30)
"""How long what Miro said is given without asking again."""
MOST_PAGES = 400
"""Of items, 50 each, that are read while somebody waits."""
MOST_MISSING = 20
"""Items of which it is found out while somebody waits whether they are gone."""
MANY = 500
"""Items of a board that is swept by a task: ten pages."""
MOST_CHANGES = 1_000
_AWAY = (MiroLimited, MiroSignInNeeded, MiroUnreachable, TimeoutError)


class Source(StrEnum):
    """Where an answer comes from."""

    HIT = "HIT"
    MISS = "MISS"
    STALE = "STALE"


class Mark(NamedTuple):
    """A number in the count of a board's changes.

    Args:
        epoch: of which count; a board that was forgotten begins another one.
        seq: the number.
    """

    epoch: int
    seq: int


UNMARKED = Mark(0, 0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which items of a board.

    Args:
        kind: of which type.
        after: those behind the one with this id.
        most: how many at most.
    """

    kind: str
    after: str | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Something that was read.

    Args:
        found: what.
        source: from where.
        as_of: when Miro said so.
        mark: how far the board's changes were known.
        more: whether there are more of them.
    """

    found: Any
    source: Source
    as_of: datetime
    mark: Mark = UNMARKED
    more: bool = False

    @property
    def age_s(self) -> int:
        """Whole seconds since Miro said so."""
        return max(0, int((now() - self.as_of).total_seconds()))


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since a number of a board's.

    Args:
        items: items, and graves.
        mark: the number of the last of them.
        more: whether there are more.
        reset: whether that is not all that changed, but all there is: the number was too old.
        after: the number after which they changed.
    """

    items: Sequence[MiroItem]
    mark: Mark
    more: bool
    reset: bool
    after: int


P = ParamSpec("P")


def _counted(read: Callable[P, Awaitable[Reading]]) -> Callable[P, Awaitable[Reading]]:
    """Count where it was read from."""

    @wraps(read)
    async def counting(*args: P.args, **kwargs: P.kwargs) -> Reading:
        reading = await read(*args, **kwargs)
        CACHE_REQUESTS.labels("miro", reading.source.lower()).inc()
        return reading

    return counting


class Whiteboards:
    """Reads boards in Miro in somebody's name.

    Args:
        units: keep what is known.
        access: gives out clients.
        flights: what is being asked.
        user_id: in whose name.
    """

    def __init__(self, units: Units, access: MiroAccess, flights: Flights, user_id: UUID) -> None:
        self._units = units
        self._access = access
        self._flights = flights
        self._user_id = user_id
        self._door = BoardDoor(units, access, flights)

    async def enter(self, board_id: str) -> None:
        """See `BoardDoor.enter`."""
        await self._door.enter(self._user_id, board_id)

    @_counted
    async def items(self, board_id: str, wanted: Wanted) -> Reading:
        """Items of a type.

        Args:
            board_id: the board.
            wanted: which of them.

        Raises:
            MiroBoardNotFound: there is none such for them.
            MiroAccountMissing, MiroLimited, MiroUnreachable: nothing is known, and Miro does not answer.
        """
        kind = wanted.kind
        await self.enter(board_id)
        async with self._units.read() as unit:
            cache = MiroCacheReader(unit.session)
            as_of = as_of_in(_kept(await cache.board(board_id)), kind)
            many = await cache.how_many(board_id, kind) > MANY
        if as_of is not None and now() - as_of < FRESH:
            return await self._known(board_id, wanted, Source.HIT)
        if as_of is not None and many:
            # What is known is given all the same; who reads it later orders it again.
            with suppress(*_AWAY):
                await self.have_synced(board_id)
            return await self._known(board_id, wanted, Source.STALE)
        try:
            key = ("items", self._user_id, board_id, kind)
            patience_s = None if as_of is None else PATIENCE_S
            await self._flights.once(
                key, lambda: self._sweep(board_id, kind), patience_s=patience_s
            )
        except _AWAY:
            if as_of is None:
                raise
            return await self._known(board_id, wanted, Source.STALE)
        return await self._known(board_id, wanted, Source.MISS)

    @_counted
    async def item(self, board_id: str, kind: str, item_id: str) -> Reading:
        """One item, with its style.

        Raises:
            MiroItemNotFound: there is none such.
            MiroBoardNotFound, MiroAccountMissing, MiroLimited, MiroUnreachable: as for `items`.
        """
        await self.enter(board_id)
        async with self._units.read() as unit:
            row = await MiroCacheReader(unit.session).item(board_id, item_id)
        known = row if row is not None and row.deleted_at is None and row.type == kind else None
        if known is not None and _is_fresh(known.styled_at):
            return Reading(known.document, Source.HIT, known.styled_at)
        try:
            key = ("item", self._user_id, board_id, kind, item_id)
            found = await self._flights.once(
                key,
                lambda: self._fetch(board_id, kind, item_id),
                patience_s=None if known is None else PATIENCE_S,
            )
        except _AWAY:
            if known is None:
                raise
            return Reading(known.document, Source.STALE, known.fetched_at)
        return Reading(found, Source.MISS, now())

    @_counted
    async def tags(self, board_id: str) -> Reading:
        """All tags.

        Raises:
            MiroBoardNotFound, MiroAccountMissing, MiroLimited, MiroUnreachable: as for `items`.
        """
        await self.enter(board_id)
        async with self._units.read() as unit:
            cache = MiroCacheReader(unit.session)
            board, known = await cache.board(board_id), await cache.tags(board_id)
        as_of = None if board is None else board.tags_as_of
        if as_of is not None and now() - as_of < FRESH:
            return Reading(known, Source.HIT, as_of)
        try:
            key = ("tags", self._user_id, board_id)
            found = await self._flights.once(
                key,
                lambda: self._sweep_tags(board_id),
                patience_s=None if as_of is None else PATIENCE_S,
            )
        except _AWAY:
            if as_of is None:
                raise
            return Reading(known, Source.STALE, as_of)
        return Reading(found, Source.MISS, now())

    async def changes(self, board_id: str, since: Mark, kind: str) -> Changes:
        """What changed, as far as we saw; Miro is not asked, but where nothing is known yet.

        Raises:
            MiroBoardNotFound: there is none such for them.
            MiroAccountMissing, MiroLimited, MiroUnreachable: nothing is known, and Miro does not answer.
        """
        await self.enter(board_id)
        async with self._units.read() as unit:
            known = _kept(await MiroCacheReader(unit.session).board(board_id))
        if since.epoch != known.epoch and as_of_in(known, kind) is None:
            # All there is, is told; and nothing of it is known yet.
            await self.items(board_id, Wanted(kind, most=1))
        async with self._units.read() as unit:
            cache = MiroCacheReader(unit.session)
            board = _kept(await cache.board(board_id))
            reset = since.epoch != board.epoch or since.seq < board.graves_until
            after = 0 if reset else since.seq
            found = await cache.changed(board_id, after, kind, MOST_CHANGES + 1)
        more = len(found) > MOST_CHANGES
        shown = found[:MOST_CHANGES]
        last = shown[-1].seq if more else board.seq
        return Changes(shown, Mark(board.epoch, max(last, after)), more, reset, after)

    async def have_synced(self, board_id: str) -> UUID:
        """Have a task sweep a board, unless one is about to; which.

        Raises:
            MiroAccountMissing: Miro cannot be asked in their name: they have to connect it.
            MiroUnreachable: nor can their token be renewed right now.
        """
        await self._access.for_person(self._user_id)

        async def order(unit: WriteUnit) -> UUID:
            return await sync_call(unit, board_id, self._user_id)

        return await self._units.retried(order)

    async def _known(self, board_id: str, wanted: Wanted, source: Source) -> Reading:
        async with self._units.read() as unit:
            cache = MiroCacheReader(unit.session)
            # The board first: a change that comes between is told again, and none is left out.
            board = _kept(await cache.board(board_id))
            most = None if wanted.most is None else wanted.most + 1
            found = await cache.items(board_id, wanted.kind, after=wanted.after, most=most)
        more = wanted.most is not None and len(found) > wanted.most
        as_of = as_of_in(board, wanted.kind) or now()
        mark = Mark(board.epoch, board.seq)
        return Reading(found[: wanted.most], source, as_of, mark, more)

    async def _sweep(self, board_id: str, kind: str) -> None:
        sweeper = await self._sweeper(board_id)
        await sweeper.sweep(kind, most_pages=MOST_PAGES, most_missing=MOST_MISSING)

    async def _sweep_tags(self, board_id: str) -> list[Document]:
        return await (await self._sweeper(board_id)).sweep_tags()

    async def _sweeper(self, board_id: str) -> Sweeper:
        client = await self._access.for_person(self._user_id)
        return Sweeper(self._units, self._door, client, self._user_id, board_id)

    async def _fetch(self, board_id: str, kind: str, item_id: str) -> Document:
        client, asked_at = await self._access.for_person(self._user_id), now()
        try:
            async with self._door.noticing(self._user_id, board_id):
                document = await client.item(board_id, kind, item_id)
        except MiroItemNotFound:
            await self._bury(board_id, kind, item_id, asked_at)
            raise

        async def keep(unit: WriteUnit) -> None:
            cache = MiroCacheWriter(unit.session)
            if (board := await cache.held(board_id)) is not None:
                origins = await IntentReader(unit.session).origins(board_id)
                await cache.keep_items(board, [document], asked_at, styled=True, origins=origins)

        await self._units.retried(keep)
        return document

    async def _bury(self, board_id: str, kind: str, item_id: str, asked_at: datetime) -> None:
        async def bury(unit: WriteUnit) -> None:
            cache = MiroCacheWriter(unit.session)
            if (board := await cache.held(board_id)) is not None:
                origins = await IntentReader(unit.session).origins(board_id)
                await cache.bury(board, [item_id], asked_at, kind=kind, origins=origins)

        await self._units.retried(bury)


def _is_fresh(at: datetime | None) -> TypeGuard[datetime]:
    return at is not None and now() - at < FRESH


def _kept(board: MiroBoard | None) -> MiroBoard:
    if board is None:
        raise MiroBoardNotFound("It was forgotten meanwhile: try again.")
    return board


def as_of_in(board: MiroBoard, kind: str = ALL) -> datetime | None:
    """As of when all items of a type, or all there are (`*`), are known; None if they are not."""
    times = [board.swept[each] for each in {kind, ALL} if each in board.swept]
    return parse_rfc3339(max(times)) if times else None
