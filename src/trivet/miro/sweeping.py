"""Sweeps: all items of a board, or all of a type, page by page; and what is missing from a whole one is gone.

Miro cannot be asked what has changed: lists have no filter and no order by it.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from uuid import UUID

from trivet.miro.access import BoardDoor
from trivet.miro.answers import Document, ItemPage
from trivet.miro.cache_writer import MiroCacheWriter
from trivet.miro.client import MiroClient
from trivet.miro.errors import MiroBoardNotFound
from trivet.miro.models import MiroBoard
from trivet.platform.clock import now, rfc3339
from trivet.platform.uow import Units, WriteUnit

ALL = "*"
Told = Callable[[int, int | None], Awaitable[None]]
"""Told of how many items were seen, and how many there are, as far as Miro says."""


class Sweeper:
    """Sweeps one board in somebody's name.

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

    async def sweep(self, kind: str | None = None, told: Told | None = None) -> int:
        """See all items.

        A second sweep does no harm. One that does not come to its end takes nothing away.

        Args:
            kind: only those of a type.
            told: told of how far it is, after each page.

        Returns:
            How many items there are.

        Raises:
            MiroBoardNotFound: it may be read no more.
            MiroLimited, MiroSignInNeeded, MiroUnreachable: Miro does not answer right now.
        """
        began, seen, cursor = now(), 0, None
        while True:
            asked_at = now()
            async with self._door.noticing(self._user_id, self._board_id):
                page = await self._client.items(self._board_id, cursor=cursor, kind=kind)
            await self._keep(page, asked_at)
            seen += len(page.items)
            if told is not None:
                await told(seen, page.total)
            if page.cursor is None or page.cursor == cursor:
                break
            cursor = page.cursor

        async def end(unit: WriteUnit) -> None:
            cache = MiroCacheWriter(unit.session)
            board = await _held(cache, self._board_id)
            await cache.bury(board, await cache.unseen(self._board_id, kind, began), now())
            board.swept = {**board.swept, kind or ALL: rfc3339(began)}

        await self._units.retried(end)
        return seen

    async def sweep_tags(self) -> list[Document]:
        """See all tags.

        Raises:
            MiroBoardNotFound, MiroLimited, MiroSignInNeeded, MiroUnreachable: as for `sweep`.
        """
        asked_at = now()
        found: dict[str, Document] = {}
        async with self._door.noticing(self._user_id, self._board_id):
            async for page in self._client.tags(self._board_id):
                found |= {tag["id"]: tag for tag in page}

        async def keep(unit: WriteUnit) -> None:
            cache = MiroCacheWriter(unit.session)
            await _held(cache, self._board_id)
            await cache.replace_tags(self._board_id, list(found.values()), asked_at)

        await self._units.retried(keep)
        return list(found.values())

    async def _keep(self, page: ItemPage, asked_at: datetime) -> None:
        async def keep(unit: WriteUnit) -> None:
            cache = MiroCacheWriter(unit.session)
            board = await _held(cache, self._board_id)
            await cache.keep_items(board, page.items, asked_at, whole=False)

        await self._units.retried(keep)


async def _held(cache: MiroCacheWriter, board_id: str) -> MiroBoard:
    board = await cache.held(board_id)
    if board is None:
        raise MiroBoardNotFound("It was forgotten meanwhile: try again.")
    return board
