"""One server at a time on one PostgreSQL database, while tasks are run in the server's process.

The counterpart of the file lock beside an SQLite database: an advisory lock (PostgreSQL, "Explicit
Locking") that ends with the connection, and so with the process, that holds it.

A connection can end while its process lives: the database restarts, an administrator ends it, a
firewall forgets it. The lock is then taken again. If another process has it by then, that one took
back the tasks which ran here, and nothing of ours is committed any more under their old leases: no
harm is done, and this process has to go.
"""

import asyncio
from typing import Any

import asyncpg
import structlog

from trivet.platform.db.faults import cannot_be_reached
from trivet.platform.errors import AlreadyServed, StartupError

# Any number will do, as long as nothing else in this database locks the same one.
_NUMBER = 0x7419E8
_CONNECT_S = 10
_LOOK_EVERY_S = 15.0
_ANSWER_S = 5.0
_AGAIN_S = 0.5
# The server notices a machine that vanished after 30 s, and not after the two hours of TCP.
_KEEPALIVE = {
    "tcp_keepalives_idle": "15",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}
# A key of 64 bits stands in two halves (PostgreSQL, "pg_locks").
_END_OUR_OLD_ONE = """
SELECT pg_terminate_backend(pid) FROM pg_locks
WHERE locktype = 'advisory' AND classid = 0 AND objid = $1 AND objsubid = 1 AND granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND pid = $2
"""
_UNREACHABLE = (
    OSError,
    TimeoutError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
)

log = structlog.get_logger(__name__)


class PostgresServeLock:
    """Held while this process serves.

    Args:
        options: how asyncpg connects.
    """

    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        self._connection: asyncpg.Connection[Any] | None = None
        self._pid = 0
        self._gone = asyncio.Event()

    async def acquire(self) -> None:
        """Take the lock, at once.

        Raises:
            StartupError: another process serves this database, or it cannot be reached.
        """
        try:
            connection = await self._connect()
        except _UNREACHABLE as error:
            raise StartupError(cannot_be_reached(str(error))) from error
        if not await _take(connection):
            await connection.close()
            raise AlreadyServed(
                "Another Trivet serves this database: stop it first, or set another "
                "TRIVET_DATABASE_URL."
            )
        self._hold(connection)

    async def release(self) -> None:
        """Give the lock back. Harmless if it is not held."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            await connection.close(timeout=_ANSWER_S)
        except _UNREACHABLE:
            connection.terminate()

    async def lost(self) -> None:
        """Watch over the lock that was acquired, for as long as this process serves.

        Raises:
            StartupError: another process has it now.
        """
        while True:
            await self._until_gone()
            assert self._connection is not None, "the lock was never acquired"
            self._connection.terminate()
            log.warning("serve_lock_lost")
            await self._take_again(self._pid)
            log.warning("serve_lock_taken_again")

    async def _until_gone(self) -> None:
        while self._connection is not None:
            try:
                async with asyncio.timeout(_LOOK_EVERY_S):
                    await self._gone.wait()
                return
            except TimeoutError:
                pass
            try:
                await self._connection.fetchval("SELECT 1", timeout=_ANSWER_S)
            except _UNREACHABLE:
                return

    async def _take_again(self, old: int) -> None:
        while True:
            try:
                connection = await self._connect()
            except _UNREACHABLE:
                await asyncio.sleep(_AGAIN_S)  # a database that is away is nobody's
                continue
            try:
                ours = await self._is_ours(connection, old)
            except BaseException as error:
                connection.terminate()
                if isinstance(error, _UNREACHABLE):
                    continue
                raise
            if ours:
                self._hold(connection)
                return
            await connection.close()
            raise AlreadyServed(
                "Another Trivet serves this database since our connection to it was lost: this "
                "one has stopped."
            )

    async def _is_ours(self, connection: "asyncpg.Connection[Any]", old: int) -> bool:
        while not await _take(connection):
            # The server may not have noticed yet that our last connection is no more.
            if not await connection.fetchval(_END_OUR_OLD_ONE, _NUMBER, old):
                return await _take(connection)
            await asyncio.sleep(_AGAIN_S)
        return True

    def _hold(self, connection: "asyncpg.Connection[Any]") -> None:
        self._connection, self._pid = connection, connection.get_server_pid()
        self._gone = gone = asyncio.Event()
        connection.add_termination_listener(lambda _: gone.set())

    async def _connect(self) -> "asyncpg.Connection[Any]":
        connection: asyncpg.Connection[Any] = await asyncpg.connect(
            timeout=_CONNECT_S, server_settings=_KEEPALIVE, **self._options
        )
        return connection


async def _take(connection: "asyncpg.Connection[Any]") -> bool:
    taken: bool = await connection.fetchval("SELECT pg_try_advisory_lock($1)", _NUMBER)
    return taken
