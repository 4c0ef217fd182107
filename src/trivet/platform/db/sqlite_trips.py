"""SQLite's statements, each in one trip to its thread.

aiosqlite has a thread for each connection, and SQLAlchemy goes there four times for a statement: to make a cursor, to
execute, to fetch, to close. A trip costs two wake-ups, some 0.1 ms on a busy machine, which is more than most
statements take. Here the cursor goes once, does all of that, and brings the rows along.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import aiosqlite

_CHUNK = 64
"""Rows that aiosqlite itself would fetch at a time; it is not used here."""


async def connected(path: Path) -> aiosqlite.Connection:
    """Open a file; what SQLAlchemy takes as its `async_creator`.

    Args:
        path: of the file.
    """
    # The thread is one and the same, but those who set the isolation level do it from outside.
    connector = partial(sqlite3.connect, path, check_same_thread=False)
    connection = OneTripConnection(connector, _CHUNK)
    connection.end_with_the_process()
    return await connection


class OneTripConnection(aiosqlite.Connection):
    """aiosqlite's (0.22), with cursors of ours."""

    def end_with_the_process(self) -> None:
        """Keep no process alive that wants to end, as SQLAlchemy does with those that it makes."""
        self._thread.daemon = True

    async def go(self, work: Callable[[sqlite3.Connection], None]) -> None:
        """Do something in the thread."""
        # Neither has types there.
        execute: Any = self._execute
        await execute(work, self._conn)

    def cursor(self) -> "OneTripCursor":  # type: ignore[override] # SQLAlchemy only enters it
        """A cursor, which is nothing yet."""
        return OneTripCursor(self)


class OneTripCursor:
    """What SQLAlchemy's adapter uses of an aiosqlite cursor.

    Args:
        connection: whose thread it goes to.
    """

    def __init__(self, connection: OneTripConnection) -> None:
        self._connection = connection
        self._rows: Sequence[Any] = ()
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> "OneTripCursor":
        return self

    async def execute(self, statement: str, values: Iterable[Any] = ()) -> "OneTripCursor":
        """Execute a statement, and fetch all its rows."""
        await self._connection.go(partial(self._do, "execute", statement, values))
        return self

    async def executemany(self, statement: str, values: Iterable[Iterable[Any]]) -> "OneTripCursor":
        """Execute a statement once for each of several sets of values."""
        await self._connection.go(partial(self._do, "executemany", statement, values))
        return self

    def _do(self, way: str, statement: str, values: Any, connection: sqlite3.Connection) -> None:
        """In the thread of the connection."""
        cursor = connection.cursor()
        try:
            getattr(cursor, way)(statement, values)
            self.description = cursor.description
            self._rows = cursor.fetchall() if cursor.description else ()
            self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        finally:
            cursor.close()

    async def fetchall(self) -> Sequence[Any]:
        """The rows, once."""
        rows, self._rows = self._rows, ()
        return rows

    async def close(self) -> None:
        """Nothing is open."""
        self._rows = ()
