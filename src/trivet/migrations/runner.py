"""Brings a database to the schema that this version of Trivet works with, and back.

A start with an up-to-date schema costs one look: Alembic is imported only if there is work.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import NullPool, event, inspect, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from trivet.migrations import BASE, HEAD
from trivet.platform.clock import now
from trivet.platform.db.address import postgresql_address
from trivet.platform.db.copying import copy_sqlite
from trivet.platform.db.faults import cannot_be_reached
from trivet.platform.errors import StartupError
from trivet.platform.settings import Settings

# Any number will do, as long as nothing else in this database locks the same one.
_LOCK = 0x7419E7
_CONNECT_S = 10
BACKUPS = "backups"
"""The folder in the data folder where copies of SQLite files are put aside."""


@dataclass(frozen=True, slots=True)
class Migrated:
    """What a migration did.

    Args:
        before: the revision that was found; None for an empty database.
        after: the revision that is there now.
        copy: the SQLite file put aside before, if there was anything to keep.
    """

    before: str | None
    after: str
    copy: Path | None = None

    @property
    def changed(self) -> bool:
        return (self.before or BASE) != self.after


async def current_revision(settings: Settings) -> str | None:
    """The revision of the database; None if it is empty or, for SQLite, not there yet.

    Raises:
        StartupError: the database cannot be reached or read.
    """
    if settings.database_url is None and not settings.sqlite_path.exists():
        return None
    look = _engine(settings, begin="BEGIN")
    async with look as engine, _connected(engine, settings) as connection:
        return await connection.run_sync(_stored_revision)


async def migrate(settings: Settings) -> Migrated:
    """Bring the database to the schema of this version. Costs one look if it is there already.

    Raises:
        StartupError: the database cannot be reached, or a newer version of Trivet made it.
    """
    before = await current_revision(settings)
    if before == HEAD:
        return Migrated(before, HEAD)
    if before is not None and before > HEAD:
        raise StartupError(
            f"The database is from a newer Trivet (schema {before}; this one knows {HEAD}): start "
            f"that version again, or go back with its `trivet migrate --to {HEAD}`."
        )
    return await move_to(settings, HEAD)


async def move_to(settings: Settings, revision: str) -> Migrated:
    """Bring the database up or down to `revision`.

    Everything happens in one transaction. An SQLite file that holds anything is copied into the
    data folder's `backups` first. Processes that come at the same time wait for one another, and
    the later ones find nothing left to do.

    Args:
        settings: where the database is.
        revision: a number such as `0002`, or `base` for no tables at all.

    Raises:
        StartupError: there is no such revision, or the database cannot be reached.
    """
    # Half a second that only a migration pays.
    from trivet.migrations import steps

    steps.require(revision)
    before = await current_revision(settings)
    if (before or BASE) == revision:
        return Migrated(before, revision)
    if before is not None:
        steps.require(before)
    copy = await asyncio.to_thread(_put_aside, settings, before)
    if settings.database_url is None:
        # For its owner alone; SQLite gives the files beside it the same mode.
        settings.sqlite_path.touch(mode=0o600)
    # At once for writing: of two processes the second waits here, and then finds the work done.
    work = _engine(settings, begin="BEGIN IMMEDIATE")
    async with work as engine, _connected(engine, settings) as connection:
        await connection.run_sync(_prepare)
        try:
            await connection.run_sync(steps.move, revision)
            await connection.run_sync(_check_references)
            await connection.commit()
        except DBAPIError as error:
            raise StartupError(
                f"The migration to {revision} failed: {_first_line(error)}. Nothing was changed; "
                "the version you came from still works. Please report this."
            ) from error
    return Migrated(before, revision, copy)


def _put_aside(settings: Settings, revision: str | None) -> Path | None:
    if settings.database_url is not None or revision is None:
        return None
    copy = settings.data_dir / BACKUPS / f"trivet-{revision}-{now():%Y%m%dT%H%M%S%fZ}.db"
    try:
        copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        copy_sqlite(settings.sqlite_path, copy)
    except OSError as error:
        raise StartupError(
            f"Cannot copy the database to {copy} before its migration ({error.strerror or error}): "
            "make room, or make the folder writable. Nothing was changed."
        ) from None
    return copy


@asynccontextmanager
async def _engine(settings: Settings, *, begin: str) -> AsyncIterator[AsyncEngine]:
    address = postgresql_address(settings)
    if address is None:
        engine = create_async_engine(
            f"sqlite+aiosqlite:///{settings.sqlite_path}", poolclass=NullPool
        )
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", lambda c: c.exec_driver_sql(begin))
    else:
        engine = create_async_engine(
            address, poolclass=NullPool, connect_args={"timeout": _CONNECT_S}
        )
    try:
        yield engine
    finally:
        await engine.dispose()


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout = 60000")
    cursor.execute("PRAGMA synchronous = FULL")
    # A table that is rebuilt is dropped for a moment, and would take its children along. This
    # must be said before the transaction begins (SQLite, "Making Other Kinds Of Table Schema
    # Changes"); the references are checked before it ends.
    cursor.execute("PRAGMA foreign_keys = OFF")
    cursor.close()


@asynccontextmanager
async def _connected(engine: AsyncEngine, settings: Settings) -> AsyncIterator[AsyncConnection]:
    try:
        connection = await engine.connect()
        await connection.execute(text("SELECT 1"))
    except (OSError, TimeoutError, TypeError, DBAPIError) as error:
        # TypeError: the address has an option that the driver does not know.
        raise StartupError(_unreachable(settings, error)) from error
    try:
        yield connection
    finally:
        await connection.close()


def _unreachable(settings: Settings, error: Exception) -> str:
    why = _first_line(error)
    if settings.database_url is None:
        return f"The database file {settings.sqlite_path} cannot be read: {why}."
    return cannot_be_reached(why)


def _first_line(error: Exception) -> str:
    said = str(getattr(error, "orig", None) or error).splitlines()
    return (said[0] if said else "") or type(error).__name__


def _stored_revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _prepare(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        # Held until the commit: of many processes that start together one migrates.
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def _check_references(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        tables = ", ".join(sorted({f"{row[0]} → {row[2]}" for row in broken}))
        raise StartupError(
            f"The migration would leave {len(broken)} rows that point nowhere ({tables}). "
            "Nothing was changed; please report this."
        )
