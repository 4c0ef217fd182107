"""A fresh database for every test, made from one that the migrations built once."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import asyncpg
from pydantic import SecretStr

from tests.support import postgresql
from tests.support.schema import build_schema
from trivet.platform.db.database import Database, Dialect
from trivet.platform.db.postgresql import postgresql_database
from trivet.platform.db.sqlite import sqlite_database
from trivet.platform.settings import Settings

POOL_SIZE = 5
HOST = "trivet.test"
"""By which tests reach the applications in their own process."""
PLENTY = "1000000/minute"
"""What nobody has to think of who does in a second what people do in an hour."""


@dataclass(frozen=True)
class Place:
    """Where one test keeps its rows.

    Args:
        dialect: which of the two databases it is.
        data_dir: the test's own data folder.
        url: the address of the database; None for the SQLite file in the data folder.
    """

    dialect: Dialect
    data_dir: Path
    url: str | None = None

    def settings(self) -> Settings:
        """Settings that lead here, by our name, and are counted without being slowed down."""
        return Settings(
            data_dir=self.data_dir,
            database_url=None if self.url is None else SecretStr(self.url),
            database_pool_size=POOL_SIZE,
            allowed_hosts=(HOST,),
            rate_address=PLENTY,
            rate_read=PLENTY,
            rate_write=PLENTY,
            rate_heavy=PLENTY,
            rate_sign_in=PLENTY,
            rate_vendor=PLENTY,
            rate_logs=PLENTY,
            rate_webhooks=PLENTY,
            rate_sockets=PLENTY,
            max_sockets_per_user=1000,
        )

    def open(self) -> Database:
        """A database as the server would open it."""
        if self.url is None:
            return sqlite_database(self.settings().sqlite_path)
        return postgresql_database(self.url, pool_size=POOL_SIZE)


class Template(Protocol):
    """Makes databases, one a test."""

    def fresh(self, data_dir: Path) -> "_Fresh":
        """A new database with the schema of today and no rows."""

    def empty(self, data_dir: Path) -> "_Fresh":
        """A new database with nothing in it at all."""


class _Fresh(Protocol):
    async def __aenter__(self) -> Place: ...

    async def __aexit__(self, *raised: object) -> bool | None: ...


class SqliteTemplate:
    """A file that is copied.

    Args:
        folder: where the file is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._place = Place(Dialect.SQLITE, folder)

    async def build(self) -> None:
        await build_schema(self._place.settings())

    @asynccontextmanager
    async def fresh(self, data_dir: Path) -> AsyncIterator[Place]:
        place = Place(Dialect.SQLITE, data_dir)
        # Nobody has the template open: all of it stands in the one file, none in a WAL beside it.
        shutil.copyfile(self._place.settings().sqlite_path, place.settings().sqlite_path)
        yield place

    @asynccontextmanager
    async def empty(self, data_dir: Path) -> AsyncIterator[Place]:
        yield Place(Dialect.SQLITE, data_dir)


class PostgresqlTemplate:
    """A database that is swept between tests, and the server for those who want an empty one.

    A database costs PostgreSQL a second to make and to drop, and deleting the rows of a test a
    millisecond. Whoever changes the schema takes an empty one.

    Args:
        admin: a connection that may create databases.
        server: the address of that server.
        prefix: how the names of our databases begin; of this process alone.
        folder: a data folder for the settings with which the schema is built.
    """

    def __init__(self, admin: asyncpg.Connection, server: str, prefix: str, folder: Path) -> None:
        self._admin = admin
        self._server = server
        self._prefix = prefix
        self._folder = folder
        self._made = 0
        self._tables: frozenset[str] = frozenset()

    async def build(self) -> None:
        await self._create(self._swept)
        await build_schema(self._place(self._swept, self._folder).settings())
        async with self._connected() as connection:
            self._tables = await _tables(connection)

    async def drop(self) -> None:
        await self._drop(self._swept)

    @asynccontextmanager
    async def fresh(self, data_dir: Path) -> AsyncIterator[Place]:
        # Before a test and not after it, so that what a failed one left behind can be looked at.
        await self._sweep()
        yield self._place(self._swept, data_dir)

    @asynccontextmanager
    async def empty(self, data_dir: Path) -> AsyncIterator[Place]:
        self._made += 1
        name = f"{self._prefix}_{self._made}"
        await self._create(name)
        try:
            yield self._place(name, data_dir)
        finally:
            await self._drop(name)

    @property
    def _swept(self) -> str:
        return f"{self._prefix}_swept"

    def _place(self, name: str, data_dir: Path) -> Place:
        return Place(Dialect.POSTGRESQL, data_dir, postgresql.of_database(self._server, name))

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[asyncpg.Connection]:
        address = postgresql.of_database(self._server, self._swept)
        connection = await asyncpg.connect(postgresql.plain(address))
        try:
            yield connection
        finally:
            await connection.close()

    async def _sweep(self) -> None:
        """End what still holds the database, and leave the tables as they were made."""
        await self._admin.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1",
            self._swept,
        )
        async with self._connected() as connection:
            for name in await _tables(connection) - self._tables:
                await connection.execute(f'DROP TABLE "{name}" CASCADE')
            # One statement, at whose end the rows refer to each other again: to nothing.
            deletes = [f'"d_{n}" AS (DELETE FROM "{n}")' for n in self._tables]  # noqa: S608
            await connection.execute(f"WITH {', '.join(deletes)} SELECT 1")

    async def _create(self, name: str) -> None:
        await self._admin.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        # What a crash of the server would lose is of no interest here.
        await self._admin.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = off')

    async def _drop(self, name: str) -> None:
        # A test that failed may have left a connection behind.
        await self._admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


async def _tables(connection: asyncpg.Connection) -> frozenset[str]:
    """Those that hold what tests write: all but the one that names the schema."""
    rows = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return frozenset(row["tablename"] for row in rows) - {"alembic_version"}
