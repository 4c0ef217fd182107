"""SQLite: WAL, one writer behind a fair queue, a pool of readers that cannot write."""

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import AsyncAdaptedQueuePool, event
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from trivet.platform.db.database import Database, Dialect
from trivet.platform.db.sqlite_trips import connected
from trivet.platform.json import dumps_text, loads

BUSY_MS = 10_000
READERS = 8

PRAGMAS = (
    # Another process (a command beside the server) may hold the file for a moment. First, since the next
    # one looks into the file.
    f"busy_timeout = {BUSY_MS}",
    # Readers go on while somebody writes.
    "journal_mode = WAL",
    # What was answered with success survives a power cut: NORMAL would lose the last commits.
    "synchronous = FULL",
    # Off by default in SQLite, for compatibility with 2004.
    "foreign_keys = ON",
    # 32 MiB of pages for each connection; the default of 2 MB is less than one big board.
    "cache_size = -32768",
    "temp_store = MEMORY",
)


def sqlite_database(path: Path) -> Database:
    """Open (and make, if absent) the database in the file `path`."""
    return Database(
        dialect=Dialect.SQLITE,
        readers=_engine(path, size=READERS, begin="BEGIN", read_only=True),
        writers=_engine(path, size=1, begin="BEGIN IMMEDIATE", read_only=False),
        most=(READERS, 1),
        turn=asyncio.Lock(),
    )


def _engine(path: Path, *, size: int, begin: str, read_only: bool) -> AsyncEngine:
    engine = create_async_engine(
        f"sqlite+aiosqlite:///{path}",
        async_creator=partial(connected, path),
        poolclass=AsyncAdaptedQueuePool,
        pool_size=size,
        max_overflow=0,
        pool_timeout=60,
        # What people typed does not belong in logs and tracebacks.
        hide_parameters=True,
        json_serializer=dumps_text,
        json_deserializer=loads,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        # Python's sqlite3 would begin transactions of its own, late and deferred: switch that
        # off, and begin them below. (The default lost two of three concurrent increments.)
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        if read_only:
            cursor.execute("PRAGMA query_only = ON")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
