"""Boards in Miro as they are written: to Miro first, then to the cache."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from trivet.miro.access import BoardDoor, MiroAccess
from trivet.miro.answers import Document
from trivet.miro.cache_writer import MiroCacheWriter
from trivet.miro.client import AT_ONCE, MiroClient
from trivet.miro.errors import MiroBoardNotFound, MiroInvalid, MiroItemNotFound
from trivet.platform.clock import now
from trivet.platform.errors import AppError
from trivet.platform.uow import Units, WriteUnit


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one of several items.

    Args:
        item: it; None if it was not made.
        error: why not.
    """

    item: Document | None = None
    error: AppError | None = None


class WhiteboardWriter:
    """Writes items in somebody's name.

    Args:
        units: keep what Miro answers.
        access: gives out clients.
        user_id: in whose name.
    """

    def __init__(self, units: Units, access: MiroAccess, user_id: UUID) -> None:
        self._units = units
        self._access = access
        self._user_id = user_id
        self._door = BoardDoor(units, access)

    async def create(self, board_id: str, kind: str, body: Mapping[str, Any]) -> Document:
        """Make one item.

        Raises:
            MiroBoardNotFound, MiroForbids, MiroInvalid: Miro does not make it.
            MiroAccountMissing, MiroLimited: Miro was not asked.
            MiroUnreachable: whether it was made is not known.
        """
        client = await self._client(board_id)
        async with self._noticing(board_id, kind):
            document = await client.create(board_id, kind, body)
        await self._keep(board_id, [document])
        return document

    async def create_many(
        self, board_id: str, kind: str, bodies: Sequence[Mapping[str, Any]]
    ) -> list[Made]:
        """Make several items, in order; what is wrong with one keeps none of the others from it.

        Raises:
            MiroBoardNotFound, MiroAccountMissing, MiroLimited, MiroUnreachable: none was made.
        """
        client = await self._client(board_id)
        made: list[Made] = []
        for begin in range(0, len(bodies), AT_ONCE):
            chunk = [{"type": kind, **body} for body in bodies[begin : begin + AT_ONCE]]
            made += await self._chunk(client, board_id, kind, chunk)
        return made

    async def update(
        self, board_id: str, kind: str, item_id: str, body: Mapping[str, Any]
    ) -> Document:
        """Change what is given of an item.

        Raises:
            MiroItemNotFound: there is none such.
            MiroBoardNotFound, MiroForbids, MiroInvalid, MiroConflict, MiroAccountMissing, MiroLimited,
                MiroUnreachable: as for `create`.
        """
        client = await self._client(board_id)
        async with self._noticing(board_id, kind, item_id):
            document = await client.update(board_id, kind, item_id, body)
        await self._keep(board_id, [document])
        return document

    async def delete(self, board_id: str, kind: str, item_id: str) -> None:
        """Delete an item.

        Raises:
            MiroItemNotFound: there is none such.
            MiroBoardNotFound, MiroForbids, MiroAccountMissing, MiroLimited, MiroUnreachable: as for
                `create`.
        """
        client = await self._client(board_id)
        async with self._noticing(board_id, kind, item_id):
            await client.delete(board_id, kind, item_id)
        await self._bury(board_id, kind, item_id, now(), unknown=True)

    async def _client(self, board_id: str) -> MiroClient:
        await self._door.enter(self._user_id, board_id)
        return await self._access.for_person(self._user_id)

    async def _chunk(
        self,
        client: MiroClient,
        board_id: str,
        kind: str,
        chunk: Sequence[Mapping[str, Any]],
    ) -> list[Made]:
        """Up to 20 by one request, which makes all or none; one by one if one of them is refused."""
        try:
            documents = await client.create_many(board_id, chunk)
        except MiroInvalid as error:
            if len(chunk) == 1:
                return [Made(error=error)]
            return [
                one for each in chunk for one in await self._chunk(client, board_id, kind, [each])
            ]
        except AppError as error:
            return [Made(error=error) for _ in chunk]
        await self._keep(board_id, documents)
        return [Made(item=document) for document in documents]

    async def _keep(self, board_id: str, documents: Sequence[Document]) -> None:
        told_at = now()

        async def keep(unit: WriteUnit) -> None:
            cache = MiroCacheWriter(unit.session)
            if (board := await cache.held(board_id)) is not None:
                await cache.keep_items(board, documents, told_at, styled=True)

        await self._units.retried(keep)

    async def _bury(
        self, board_id: str, kind: str, item_id: str, at: datetime, *, unknown: bool = False
    ) -> None:
        async def bury(unit: WriteUnit) -> None:
            cache = MiroCacheWriter(unit.session)
            if (board := await cache.held(board_id)) is not None:
                await cache.bury(board, [item_id], at, kind=kind, unknown=unknown)

        await self._units.retried(bury)

    @asynccontextmanager
    async def _noticing(
        self, board_id: str, kind: str, item_id: str | None = None
    ) -> AsyncIterator[None]:
        """Write something; if the item or the board is gone, that is news."""
        asked_at = now()
        try:
            yield
        except MiroItemNotFound:
            if item_id is not None:
                await self._bury(board_id, kind, item_id, asked_at)
            raise
        except MiroBoardNotFound:
            await self._door.close(self._user_id, board_id)
            raise
