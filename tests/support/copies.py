"""What a database holds, put aside and put back: many runs from one and the same beginning."""

import json
import sqlite3
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager, closing
from io import BytesIO
from typing import Any, Protocol

import asyncpg

from tests.support import postgresql
from tests.support.databases import Place

Rows = Mapping[str, list[dict[str, Any]]]
"""Rows by table, with values as the database or its driver writes them."""


class Copy(Protocol):
    """All that a database held at one moment."""

    async def put_back(self) -> None:
        """Make the database what it was. Nobody else may have it open."""

    async def rows(self, tables: Collection[str]) -> Rows:
        """What it holds now."""


@asynccontextmanager
async def copied(place: Place) -> AsyncIterator[Copy]:
    """Put aside what a database holds."""
    if place.url is None:
        with closing(sqlite3.connect(":memory:")) as kept:
            yield _SqliteCopy(place, kept)
        return
    connection = await asyncpg.connect(postgresql.plain(place.url))
    try:
        copy = _PostgresqlCopy(connection)
        await copy.take()
        yield copy
    finally:
        await connection.close()


class _SqliteCopy:
    """A copy of the file.

    Args:
        place: where it is.
        kept: an empty database, in memory.
    """

    def __init__(self, place: Place, kept: sqlite3.Connection) -> None:
        self._path = place.settings().sqlite_path
        self._kept = kept
        with closing(sqlite3.connect(self._path)) as connection:
            connection.backup(kept)

    async def put_back(self) -> None:
        with closing(sqlite3.connect(self._path)) as connection:
            self._kept.backup(connection)

    async def rows(self, tables: Collection[str]) -> Rows:
        with closing(sqlite3.connect(self._path)) as connection:
            connection.row_factory = sqlite3.Row
            return {name: _rows(connection, name) for name in tables}


def _rows(connection: sqlite3.Connection, table: str) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(f'SELECT * FROM "{table}"')]  # noqa: S608


class _PostgresqlCopy:
    """A copy of each table: a whole database is not copied as quickly.

    Args:
        connection: to it.
    """

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection
        self._tables: list[str] = []
        self._kept: dict[str, bytes] = {}

    async def take(self) -> None:
        named = await self._connection.fetch(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        )
        self._tables = [name for (name,) in named]
        for name in self._tables:
            rows = BytesIO()
            said = await self._connection.copy_from_table(name, output=rows, format="binary")
            if said != "COPY 0":
                self._kept[name] = rows.getvalue()

    async def put_back(self) -> None:
        async with self._connection.transaction():
            # No triggers: what they write is put back too, and rows come in any order.
            await self._connection.execute("SET LOCAL session_replication_role = replica")
            emptied = [f'DELETE FROM "{name}"' for name in self._tables]  # noqa: S608
            await self._connection.execute(";".join(emptied))
            for name, rows in self._kept.items():
                await self._connection.copy_to_table(name, source=BytesIO(rows), format="binary")

    async def rows(self, tables: Collection[str]) -> Rows:
        # One question: there are many tables, and most of them are empty.
        each = [f"SELECT '{name}', to_jsonb(t) FROM \"{name}\" t" for name in tables]  # noqa: S608
        found: Rows = {name: [] for name in tables}
        for name, row in await self._connection.fetch(" UNION ALL ".join(each)):
            found[name].append(json.loads(row))
        return found
