"""Boards in Miro as they are written: to Miro first, then to the cache.

What Miro did is answered as done, also where the cache cannot be written.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from trivet.miro.access import BoardDoor, MiroAccess
from trivet.miro.answers import Document
from trivet.miro.bulk import BulkMaking, Made
from trivet.miro.cache_repository import MiroCacheReader
from trivet.miro.cache_writer import MiroCacheWriter
from trivet.miro.client import MiroClient
from trivet.miro.errors import MiroBoardNotFound, MiroItemNotFound, MiroUnreachable
from trivet.miro.intent_repository import IntentRepository
from trivet.miro.models import MiroBoard, MiroWrite
from trivet.miro.origins import EVERYBODY_ELSE, Intent, Origins
from trivet.miro.reading import FRESH
from trivet.miro.transport import is_unknown, outcome_unknown
from trivet.platform.clock import now, rfc3339
from trivet.platform.ids import new_id
from trivet.platform.telemetry.logging import Logger
from trivet.platform.uow import Units, WriteUnit

Change = Callable[[MiroCacheWriter, MiroBoard], Awaitable[object]]
"""Changes what is known of a board, which is held."""


@dataclass
class _Sent:
    """What is being sent.

    Args:
        origins: tells it from what others do.
        unheard: whether no answer came.
    """

    origins: Origins
    unheard: bool = False


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
        self._log = Logger("trivet.miro")

    async def create(self, board_id: str, kind: str, body: Mapping[str, Any]) -> Document:
        """Make one item.

        Raises:
            MiroBoardNotFound, MiroForbids, MiroInvalid: Miro does not make it.
            MiroAccountMissing, MiroLimited: Miro was not asked.
            MiroUnreachable: whether it was made is not known.
        """
        client = await self._client(board_id)
        async with self._intended(client, board_id, [Intent(kind, None, body)]) as sent:
            async with self._noticing(board_id, kind):
                document = await client.create(board_id, kind, body)
            await self._keep(board_id, [document], sent.origins)
        return document

    async def create_many(
        self, board_id: str, kind: str, bodies: Sequence[Mapping[str, Any]]
    ) -> list[Made]:
        """Make several items, in order; what is wrong with one keeps none of the others from it.

        Raises:
            MiroBoardNotFound, MiroForbids, MiroAccountMissing, MiroLimited, MiroUnreachable: none was made.
        """
        client = await self._client(board_id)
        whole = [{"type": kind, **body} for body in bodies]
        intents = [Intent(kind, None, body) for body in bodies]
        async with self._intended(client, board_id, intents) as sent:
            making = BulkMaking(
                client,
                board_id,
                whole,
                lambda documents: self._keep(board_id, documents, sent.origins),
            )
            async with self._noticing(board_id, kind):
                made = await making.outcomes()
            sent.unheard = any(is_unknown(each.error) for each in made)
        if any(is_unknown(each.error) for each in made):
            await self._doubt(board_id)
        if any(isinstance(each.error, MiroBoardNotFound) for each in made):
            await self._shut(board_id)
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
        # Where it is to get into a frame, it may be that one that is gone.
        sure = "parent" not in body
        async with self._intended(client, board_id, [Intent(kind, item_id, body)]) as sent:
            async with self._noticing(board_id, kind, item_id, sure=sure):
                document = await client.update(board_id, kind, item_id, body)
            await self._keep(board_id, [document], sent.origins)
        return document

    async def delete(self, board_id: str, kind: str, item_id: str) -> None:
        """Delete an item.

        Raises:
            MiroItemNotFound: there is none such.
            MiroBoardNotFound, MiroForbids, MiroAccountMissing, MiroLimited, MiroUnreachable: as for
                `create`.
        """
        client = await self._client(board_id)
        async with self._intended(client, board_id, [Intent(kind, item_id, None)]) as sent:
            async with self._noticing(board_id, kind, item_id):
                await client.delete(board_id, kind, item_id)
            await self._bury(board_id, kind, item_id, now(), sent.origins, unknown=True)

    async def _client(self, board_id: str) -> MiroClient:
        await self._door.enter(self._user_id, board_id)
        return await self._access.for_person(self._user_id)

    async def _shut(self, board_id: str) -> None:
        """The board went while items were made: that is news; what was made is told all the same."""
        try:
            await self._door.close(self._user_id, board_id)
        except Exception as error:
            self._log.warning("miro_write_not_kept", board_id=board_id, error=type(error).__name__)

    async def _keep(self, board_id: str, documents: Sequence[Document], origins: Origins) -> None:
        told_at = now()
        ids = [each["id"] for each in documents]

        async def keep(cache: MiroCacheWriter, board: MiroBoard) -> None:
            await cache.keep_items(board, documents, told_at, styled=True, origins=origins)

        await self._noted(board_id, ids, keep)

    async def _bury(
        self,
        board_id: str,
        kind: str,
        item_id: str,
        at: datetime,
        origins: Origins = EVERYBODY_ELSE,
        *,
        unknown: bool = False,
    ) -> None:
        async def bury(cache: MiroCacheWriter, board: MiroBoard) -> None:
            await cache.bury(board, [item_id], at, kind=kind, unknown=unknown, origins=origins)

        await self._noted(board_id, [item_id], bury)

    @asynccontextmanager
    async def _intended(
        self, client: MiroClient, board_id: str, intents: Sequence[Intent]
    ) -> AsyncIterator[_Sent]:
        """Write down what is about to be written: whoever sees it on the board before Miro's answer is kept
        knows that it is ours. What gets no answer stays written down for minutes.
        """
        ids, sent_at = [new_id() for _ in intents], now()

        def row(id_: UUID, intent: Intent) -> MiroWrite:
            body = None if intent.body is None else dict(intent.body)
            return MiroWrite(
                id=id_,
                board_id=board_id,
                kind=intent.kind,
                item_id=intent.item_id,
                body=body,
                account=client.account,
                sent_at=sent_at,
            )

        async def add(unit: WriteUnit) -> None:
            if await MiroCacheReader(unit.session).board(board_id) is not None:
                IntentRepository(unit.session).add(list(map(row, ids, intents)))

        async def remove(unit: WriteUnit) -> None:
            await IntentRepository(unit.session).remove(ids)

        await self._units.retried(add)
        sent = _Sent(Origins(intents))
        try:
            yield sent
        except MiroUnreachable as error:
            sent.unheard = is_unknown(error)
            raise
        finally:
            if not sent.unheard:
                await self._tried(board_id, remove)

    async def _noted(self, board_id: str, item_ids: Sequence[str], change: Change) -> None:
        """Change what is known; if that fails, doubt it."""
        if not await self._changed(board_id, change):
            await self._doubt(board_id, item_ids)

    async def _doubt(self, board_id: str, item_ids: Sequence[str] = ()) -> None:
        """Have the next who reads a board, or some items, ask Miro. If not even that can be kept, they are
        given for up to half a minute what Miro said before.
        """
        old = now() - FRESH - timedelta(seconds=1)

        async def doubt(cache: MiroCacheWriter, board: MiroBoard) -> None:
            board.swept = {kind: min(each, rfc3339(old)) for kind, each in board.swept.items()}
            for item_id in item_ids:
                row = await cache.item(board_id, item_id)
                if row is not None and row.styled_at is not None:
                    row.styled_at = min(row.styled_at, old)

        await self._changed(board_id, doubt)

    async def _changed(self, board_id: str, change: Change) -> bool:
        """Change what is known of a board, if it is kept; whether that went well."""

        async def changes(unit: WriteUnit) -> None:
            cache = MiroCacheWriter(unit.session)
            if (board := await cache.held(board_id)) is not None:
                await change(cache, board)

        return await self._tried(board_id, changes)

    async def _tried(self, board_id: str, work: Callable[[WriteUnit], Awaitable[None]]) -> bool:
        """Do what follows from what Miro did; whether that went well."""
        try:
            await self._units.retried(work)
        except Exception as error:  # Miro has done it: nothing that is wrong here undoes that
            # No traceback: the parameters of a statement are what people wrote.
            self._log.warning("miro_write_not_kept", board_id=board_id, error=type(error).__name__)
            return False
        return True

    @asynccontextmanager
    async def _noticing(
        self, board_id: str, kind: str, item_id: str | None = None, *, sure: bool = True
    ) -> AsyncIterator[None]:
        """Write something; if the item or the board is gone, that is news.

        Args:
            board_id: the board.
            kind: the type of what is written.
            item_id: the item; None is a new one.
            sure: whether it is the item that is gone, if one is.

        Raises:
            MiroUnreachable: also for an answer that cannot be read: it was done, perhaps.
        """
        asked_at = now()
        try:
            yield
        except MiroItemNotFound:
            if item_id is not None and sure:
                await self._bury(board_id, kind, item_id, asked_at)
            elif item_id is not None:
                await self._doubt(board_id, [item_id])
            raise
        except MiroBoardNotFound:
            await self._door.close(self._user_id, board_id)
            raise
        except MiroUnreachable as error:
            if not is_unknown(error):
                raise
            # Whoever looks here whether it was done has to see what Miro says then.
            await self._doubt(board_id, [] if item_id is None else [item_id])
            raise outcome_unknown() from error
