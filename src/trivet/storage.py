"""The part of the composition root that knows which database there is.

What speaks with PostgreSQL is imported where there is one: a start on SQLite need not wait for its driver.
"""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy.engine import make_url

from trivet.boards.live import LiveBoard
from trivet.boards.writer import Change, Store
from trivet.cards.adapters.sqlite import SqliteStore
from trivet.platform.db.address import postgresql_address
from trivet.platform.db.database import Database, PoolUse
from trivet.platform.db.sqlite import sqlite_database
from trivet.platform.errors import StartupError
from trivet.platform.lockfile import ProcessLock
from trivet.platform.settings import Settings
from trivet.views.search_index import SearchIndex
from trivet.views.search_postgresql import PostgresSearchIndex
from trivet.views.search_sqlite import SqliteSearchIndex

if TYPE_CHECKING:
    from trivet.cards.adapters.postgresql import KeptConnections, PostgresStore

QUICK_CONNECTIONS = 8
"""Boards that are written at the same moment; more wait for one of these statements to end."""
ANSWER_S = 15.0
"""A statement without an answer for so long has none to come: the server itself gives up on a lock before."""

QUICK_SETTINGS = {
    # Three statements, always of one shape: planning each anew costs as much as running it.
    "plan_cache_mode": "force_generic_plan",
    "jit": "off",
    # A board that an ordinary unit holds for long must not keep the connection from the others.
    "lock_timeout": "5s",
    # Nor is one to go on for long after its request was answered that the database is away. (One that is being
    # committed by then is committed: the answer says so.)
    "statement_timeout": "12s",
}


class ServeLock(Protocol):
    """Held by the one process that serves a database and runs its tasks."""

    async def acquire(self) -> None:
        """Take it, or raise a StartupError."""

    async def release(self) -> None:
        """Give it back."""

    async def lost(self) -> None:
        """Wait, for ever if need be, until another process has it; then raise a StartupError."""


@dataclass
class Storage:
    """One database, and the ways to it.

    Args:
        database: for units of work.
        store: for the board writer.
        lock: so that two servers do not run the same tasks.
        search_index: finds words.
    """

    database: Database
    store: Store
    lock: ServeLock
    search_index: SearchIndex

    async def open(self) -> None:
        """Connect what is not connected on demand. The schema must be there."""

    def pools(self) -> Iterator[PoolUse]:
        """How much of all connections to it is in use."""
        yield from self.database.pools()

    async def close(self) -> None:
        """Let go of what the board writer holds."""


def storage_of(settings: Settings) -> Storage:
    """The database that the settings name."""
    address = postgresql_address(settings)
    if address is None:
        if settings.scaled:
            raise StartupError(
                "TRIVET_REDIS_URL is set, so several processes may serve one database, and that "
                "must be PostgreSQL: set TRIVET_DATABASE_URL too, or leave both empty."
            )
        return _SqliteStorage.of(settings)
    return _PostgresStorage.of(address, settings.database_pool_size, alone=not settings.scaled)


class _FileLock:
    def __init__(self, lock: ProcessLock) -> None:
        self._lock = lock

    async def acquire(self) -> None:
        self._lock.acquire()

    async def release(self) -> None:
        self._lock.release()

    async def lost(self) -> None:
        await asyncio.Event().wait()  # only the end of this process takes it away


class _NoLock:
    """Several processes may serve: leases of tasks keep them apart."""

    async def acquire(self) -> None: ...

    async def release(self) -> None: ...

    async def lost(self) -> None:
        await asyncio.Event().wait()


@dataclass
class _SqliteStorage(Storage):
    sqlite: SqliteStore

    @classmethod
    def of(cls, settings: Settings) -> "_SqliteStorage":
        path = settings.sqlite_path
        database = sqlite_database(path)
        store = SqliteStore(path, database)
        return cls(database, store, _FileLock(ProcessLock(path)), SqliteSearchIndex(), store)

    async def close(self) -> None:
        await self.sqlite.close()


class _LatePool:
    """The quick way's pool, which exists once the process has started."""

    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        self._connections: KeptConnections | None = None
        self._store: PostgresStore | None = None

    async def open(self) -> None:
        import asyncpg

        from trivet.cards.adapters.postgresql import KeptConnections, PostgresStore

        pool = await asyncpg.create_pool(
            min_size=1,
            max_size=QUICK_CONNECTIONS,
            command_timeout=ANSWER_S,
            server_settings=QUICK_SETTINGS,
            **self._options,
        )
        self._connections = KeptConnections(pool, QUICK_CONNECTIONS)
        self._store = PostgresStore(self._connections)

    def turn(self) -> AbstractAsyncContextManager[None]:
        return self._started.turn()

    async def write(self, board: LiveBoard, changes: Sequence[Change]) -> list[Any]:
        return await self._started.write(board, changes)

    def use(self) -> PoolUse:
        """How many of the connections do something."""
        connections = self._connections
        return PoolUse("quick", QUICK_CONNECTIONS, 0 if connections is None else connections.used)

    @property
    def _started(self) -> "PostgresStore":
        assert self._store is not None, "the process has not started"
        return self._store

    async def close(self) -> None:
        if self._connections is not None:
            await self._connections.close()


@dataclass
class _PostgresStorage(Storage):
    pool: _LatePool

    @classmethod
    def of(cls, address: str, pool_size: int, *, alone: bool) -> "_PostgresStorage":
        from trivet.platform.db.postgresql import postgresql_database
        from trivet.platform.db.servelock import PostgresServeLock

        url = make_url(address)
        # As SQLAlchemy's own dialect reads the address, so that both ways mean the same server.
        _, options = url.get_dialect()().create_connect_args(url)
        pool = _LatePool(dict(options))
        lock = PostgresServeLock(dict(options)) if alone else _NoLock()
        database = postgresql_database(address, pool_size=pool_size)
        return cls(database, pool, lock, PostgresSearchIndex(), pool)

    async def open(self) -> None:
        await self.pool.open()

    def pools(self) -> Iterator[PoolUse]:
        yield from super().pools()
        yield self.pool.use()

    async def close(self) -> None:
        await self.pool.close()
