"""Notices what other processes committed, for what is kept in memory."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from trivet.platform.cancellation import ended
from trivet.platform.db.database import Database, Dialect

EVERY_S = 1.0
SQLITE_EVERY_S = 0.25

log = structlog.get_logger(__name__)


class CommitWatch:
    """Calls back when somebody may have committed.

    On SQLite `PRAGMA data_version` tells it for the price of a look at the file's header, so a
    command beside the server is noticed at once. On PostgreSQL it calls back every second.

    Args:
        database: which database.
        changed: called, one call at a time; what it raises is logged.
    """

    def __init__(self, database: Database, changed: Callable[[], Awaitable[None]]) -> None:
        self._database = database
        self._changed = changed
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to watch."""
        sqlite = self._database.dialect is Dialect.SQLITE
        self._task = asyncio.create_task(self._watch_sqlite() if sqlite else self._tick())

    async def stop(self) -> None:
        """Stop watching."""
        if self._task is not None:
            await ended(self._task)
            self._task = None

    async def _watch_sqlite(self) -> None:
        while True:
            try:
                await self._watch_one_connection()
            except Exception as error:
                log.warning("commits_cannot_be_watched", error=repr(error))
                await asyncio.sleep(EVERY_S)

    async def _watch_one_connection(self) -> None:
        # The number means something only on one connection, and only outside a transaction.
        async with self._database.readers.connect() as connection:
            raw = (await connection.get_raw_connection()).driver_connection
            assert raw is not None
            await connection.rollback()
            seen = None
            while True:
                async with raw.execute("PRAGMA data_version") as cursor:
                    (version,) = await cursor.fetchone()
                if version != seen:
                    seen = version
                    await self._call()
                await asyncio.sleep(SQLITE_EVERY_S)

    async def _tick(self) -> None:
        while True:
            await self._call()
            await asyncio.sleep(EVERY_S)

    async def _call(self) -> None:
        try:
            await self._changed()
        except Exception:
            log.exception("change_not_followed")
