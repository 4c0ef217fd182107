"""Sweeps: all items of a board, or all of a type, page by page; and what is missing from a whole one is gone.

Miro cannot be asked what has changed: lists have no filter and no order by it.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from trivet.miro.access import BoardDoor
from trivet.miro.answers import Document, ItemPage, unreadable
from trivet.miro.cache_repository import MiroCacheReader
from trivet.miro.cache_writer import MiroCacheWriter
from trivet.miro.client import MiroClient
from trivet.miro.errors import MiroBoardNotFound, MiroInvalid
from trivet.miro.intent_repository import IntentReader
from trivet.miro.models import MiroBoard
from trivet.platform.clock import now, parse_rfc3339, rfc3339
from trivet.platform.uow import Units, WriteUnit

ALL = "*"
MOST_PAGES = 4_000
"""Of items, 50 each: more than any board has."""
AT_ONCE = 4
"""Questions after missing items that are under way together."""
GOES_ON = timedelta(minutes=10)
"""After so long a sweep that was stopped begins anew."""
Told = Callable[[int, int | None], Awaitable[None]]
"""Told of how many items were seen, and how many there are, as far as Miro says."""


@dataclass(frozen=True, slots=True)
class Place:
    """How far a sweep came that was stopped: where it goes on.

    Args:
        began: when it began.
        at: when it last read a page.
        cursor: of the next page; None is the first.
        seen: how many items it saw.
        pages: how many pages it read.
        listed: whether these were all, and only what is missing is still looked for.
    """

    began: datetime
    at: datetime
    cursor: str | None = None
    seen: int = 0
    pages: int = 0
    listed: bool = False

    def kept(self) -> dict[str, Any]:
        """A form that can be kept."""
        return {**asdict(self), "began": rfc3339(self.began), "at": rfc3339(self.at)}


def place_in(kept: Mapping[str, Any] | None) -> Place | None:
    """Where a sweep goes on, if that is kept and not too long ago: Miro may not know its cursor any more."""
    if not kept:
        return None
    moments = {name: parse_rfc3339(kept[name]) for name in ("began", "at")}
    place = Place(**{**kept, **moments})
    return place if now() - place.at < GOES_ON else None


class Sweeper:
    """Sweeps one board in somebody's name.

    `place` tells how far the last sweep came; None where it cannot go on from there.

    Args:
        units: keep what is seen; one unit a page.
        door: notices that the board may be read no more.
        client: asks.
        user_id: in whose name.
        board_id: the board, which is kept.
    """

    def __init__(
        self, units: Units, door: BoardDoor, client: MiroClient, user_id: UUID, board_id: str
    ) -> None:
        self._units = units
        self._door = door
        self._client = client
        self._user_id = user_id
        self._board_id = board_id
        self.place: Place | None = None

    async def sweep(
        self,
        kind: str | None = None,
        told: Told | None = None,
        *,
        most_pages: int = MOST_PAGES,
        most_missing: int | None = None,
        place: Place | None = None,
    ) -> int:
        """See all items, and find out of those that are missing whether they are gone.

        A second sweep does no harm. One that does not come to its end takes nothing away.

        Args:
            kind: only those of a type.
            told: told of how far it is, after each page.
            most_pages: how many pages are read at most.
            most_missing: of how many items it is found out at most; the rest stays until the next time.
                None is all.
            place: where an earlier one was stopped.

        Returns:
            How many items there are.

        Raises:
            MiroBoardNotFound: it may be read no more.
            MiroLimited, MiroSignInNeeded, MiroUnreachable: Miro does not answer right now, or not so that
                the end can be told.
        """
        at = now()
        self.place = reached = place or Place(at, at)
        began = reached.began
        if not reached.listed:
            reached = await self._read_pages(reached, kind, told, most_pages)
        await self._look_for_missing(kind, reached, most_missing, told)

        async def end(unit: WriteUnit) -> None:
            board = await _held(MiroCacheWriter(unit.session), self._board_id)
            known = board.swept.get(kind or ALL)
            if known is None or parse_rfc3339(known) < began:
                board.swept = {**board.swept, kind or ALL: rfc3339(began)}

        await self._units.retried(end)
        return reached.seen

    async def _read_pages(
        self, place: Place, kind: str | None, told: Told | None, most: int
    ) -> Place:
        """Read from where the sweep is to the last page; where it is then."""
        cursors: set[str | None] = {place.cursor}
        while True:
            asked_at = now()
            page = await self._page(place.cursor, kind)
            if page.cursor in cursors - {None} or (page.cursor and place.pages + 1 >= most):
                self.place = None
                raise unreadable()
            await self._keep(page, asked_at)
            cursors.add(page.cursor)
            self.place = place = replace(
                place,
                at=now(),
                cursor=page.cursor,
                seen=place.seen + len(page.items),
                pages=place.pages + 1,
                listed=page.cursor is None,
            )
            if told is not None:
                await told(place.seen, page.total)
            if place.listed:
                return place

    async def sweep_tags(self) -> list[Document]:
        """See all tags.

        Raises:
            MiroBoardNotFound, MiroLimited, MiroSignInNeeded, MiroUnreachable: as for `sweep`.
        """
        asked_at = now()
        async with self._door.noticing(self._user_id, self._board_id), _readable():
            found = await self._client.tags(self._board_id)

        async def keep(unit: WriteUnit) -> None:
            cache = MiroCacheWriter(unit.session)
            board = await _held(cache, self._board_id)
            await cache.replace_tags(board, found, asked_at)

        await self._units.retried(keep)
        return found

    async def _page(self, cursor: str | None, kind: str | None) -> ItemPage:
        try:
            async with self._door.noticing(self._user_id, self._board_id):
                return await self._client.items(self._board_id, cursor=cursor, kind=kind)
        except MiroInvalid as error:
            self.place = None  # it does not know this cursor any more, perhaps
            raise unreadable() from error

    async def _look_for_missing(
        self, kind: str | None, place: Place, most: int | None, told: Told | None
    ) -> None:
        """Ask Miro for each item that no page had, whether it is there.

        A list may leave something out that is there still: it may lag behind, or change while it is read.
        """
        left = most
        while left is None or left > 0:
            some = AT_ONCE if left is None else min(AT_ONCE, left)
            async with self._units.read() as unit:
                cache = MiroCacheReader(unit.session)
                missing = await cache.unseen(self._board_id, kind, place.began, some)
            if not missing:
                return
            asked_at = now()
            async with self._door.noticing(self._user_id, self._board_id), _readable():
                there = await asyncio.gather(
                    *(self._client.is_there(self._board_id, each) for each in missing)
                )
            await self._settle(dict(zip(missing, there, strict=True)), asked_at)
            left = None if left is None else left - some
            self.place = place = replace(place, at=now())
            if told is not None:
                await told(place.seen, None)

    async def _settle(self, found: Mapping[str, bool], asked_at: datetime) -> None:
        async def settle(unit: WriteUnit) -> None:
            cache = MiroCacheWriter(unit.session)
            board = await _held(cache, self._board_id)
            await cache.see(board.id, [each for each, there in found.items() if there], asked_at)
            gone = [each for each, there in found.items() if not there]
            origins = await IntentReader(unit.session).origins(board.id)
            news = await cache.bury(board, gone, asked_at, origins=origins)
            _note_news(board, news, asked_at)

        await self._units.retried(settle)

    async def _keep(self, page: ItemPage, asked_at: datetime) -> None:
        async def keep(unit: WriteUnit) -> None:
            cache = MiroCacheWriter(unit.session)
            board = await _held(cache, self._board_id)
            origins = await IntentReader(unit.session).origins(board.id)
            news = await cache.keep_items(
                board, page.items, asked_at, styled=False, origins=origins
            )
            _note_news(board, news, asked_at)

        await self._units.retried(keep)


def _note_news(board: MiroBoard, news: int, at: datetime) -> None:
    """Something changed in Miro; unless the board is seen for the first time, when everything is new."""
    if news and board.swept:
        board.changed_at = at


@asynccontextmanager
async def _readable() -> AsyncIterator[None]:
    """Ask for what can be read: that Miro refuses that is no fault of who reads."""
    try:
        yield
    except MiroInvalid as error:
        raise unreadable() from error


async def _held(cache: MiroCacheWriter, board_id: str) -> MiroBoard:
    board = await cache.held(board_id)
    if board is None:
        raise MiroBoardNotFound("It was forgotten meanwhile: try again.")
    return board
