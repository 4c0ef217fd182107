"""Boards in Miro as they are listed: those that somebody may see there, with what is known of each here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from trivet.miro.access import (
    REMEMBERED_WHILE_AWAY,
    REMEMBERED_WHILE_LIMITED,
    BoardDoor,
    MiroAccess,
)
from trivet.miro.answers import Document
from trivet.miro.cache_repository import Counts, MiroCacheReader
from trivet.miro.errors import MiroBoardNotFound, MiroLimited, MiroUnreachable
from trivet.miro.following import FollowView, views
from trivet.miro.models import MiroBoard
from trivet.miro.reading import Source, as_of_in
from trivet.platform.clock import now
from trivet.platform.db.session import ReadSession
from trivet.platform.http.whole import text_in
from trivet.platform.tasks.repository import TaskReader
from trivet.platform.tasks.snapshots import TaskSnapshot, snapshot_of
from trivet.platform.uow import Units

NOTHING = Counts(0, 0)


@dataclass(frozen=True, slots=True)
class Known:
    """A board, and what is known of it.

    Args:
        document: as Miro has it.
        counts: how many items and tags.
        as_of: as of when all items are known; None if they are not.
        complete: whether all items and tags are.
        task: the last that swept it, or is to.
        follow: how the reader follows it; None if they do not.
    """

    document: Document
    counts: Counts = NOTHING
    as_of: datetime | None = None
    complete: bool = False
    task: TaskSnapshot | None = None
    follow: FollowView | None = None


NONE = Known({})


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of boards.

    Args:
        boards: them, the last opened first.
        offset: where the next page begins; None on the last.
        source: from where.
    """

    boards: Sequence[Known]
    offset: int | None
    source: Source


class BoardList:
    """Lists boards in somebody's name.

    Args:
        units: read what is known.
        access: gives out clients.
        user_id: in whose name.
    """

    def __init__(self, units: Units, access: MiroAccess, user_id: UUID) -> None:
        self._units = units
        self._access = access
        self._user_id = user_id
        self._door = BoardDoor(units, access)

    async def page(self, query: str, offset: int) -> Listing:
        """Boards that they may see. While Miro is away: those that they lately read here.

        Args:
            query: in their names; empty is all.
            offset: how many to pass over.

        Raises:
            MiroAccountMissing: they have to connect Miro.
            MiroLimited, MiroUnreachable: Miro does not answer, and they read nothing here.
        """
        try:
            client = await self._access.for_person(self._user_id)
            documents, following = await client.boards(query=query, offset=offset)
        except (MiroLimited, MiroUnreachable) as error:
            limited = isinstance(error, MiroLimited)
            lasts = REMEMBERED_WHILE_LIMITED if limited else REMEMBERED_WHILE_AWAY
            remembered = await self._remembered(query, lasts) if offset == 0 else []
            if not remembered:
                raise
            return Listing(remembered, None, Source.STALE)
        async with self._units.read() as unit:
            kept = await MiroCacheReader(unit.session).boards([each["id"] for each in documents])
            known = await self._known(unit.session, kept)
        # What Miro says of a board now is more than what was kept of it: its name, say.
        boards = [replace(known.get(each["id"], NONE), document=each) for each in documents]
        return Listing(boards, following, Source.MISS)

    async def board(self, board_id: str) -> Known:
        """One of them.

        Raises:
            MiroBoardNotFound: there is none such for them.
            MiroAccountMissing, MiroLimited, MiroUnreachable: that cannot be found out.
        """
        await self._door.enter(self._user_id, board_id)
        async with self._units.read() as unit:
            kept = await MiroCacheReader(unit.session).boards([board_id])
            known = await self._known(unit.session, kept)
        if board_id not in known:
            raise MiroBoardNotFound("It was forgotten meanwhile: try again.")
        return known[board_id]

    async def _remembered(self, query: str, lasts: timedelta) -> list[Known]:
        async with self._units.read() as unit:
            cache = MiroCacheReader(unit.session)
            kept = await cache.boards_of(self._user_id, now() - lasts)
            known = await self._known(unit.session, kept)
        words = query.casefold()
        return [each for each in known.values() if words in name_of(each.document).casefold()]

    async def _known(self, session: ReadSession, kept: Sequence[MiroBoard]) -> dict[str, Known]:
        counts = await MiroCacheReader(session).counts([each.id for each in kept])
        ids = [each.sync_task_id for each in kept if each.sync_task_id is not None]
        tasks = {row.id: snapshot_of(row) for row in await TaskReader(session).by_ids(ids)}
        follows = await views(session, self._user_id, kept)
        found = {each.id: _of(each, counts[each.id], tasks) for each in kept}
        return {id_: replace(each, follow=follows.get(id_)) for id_, each in found.items()}


def name_of(document: Document) -> str:
    """What a board is called."""
    return str(document.get("name") or "")


def link_of(document: Document) -> str | None:
    """Where a board is in Miro; nothing that a browser would run."""
    link = text_in(document.get("viewLink"))
    return link if link is not None and link.startswith(("https://", "http://")) else None


def _of(board: MiroBoard, counts: Counts, tasks: dict[UUID, TaskSnapshot]) -> Known:
    as_of = as_of_in(board)
    return Known(
        document=board.document,
        counts=counts,
        as_of=as_of,
        complete=as_of is not None and board.tags_as_of is not None,
        task=None if board.sync_task_id is None else tasks.get(board.sync_task_id),
    )
