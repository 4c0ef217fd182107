"""PostgreSQL over asyncpg."""

import asyncpg
from sqlalchemy import event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from trivet.platform.db.database import Database, Dialect
from trivet.platform.db.faults import is_away
from trivet.platform.json import dumps_text, loads


def postgresql_database(url: str, *, pool_size: int = 10) -> Database:
    """Open the database at `url` (`postgresql+asyncpg://…`).

    Args:
        url: where it is.
        pool_size: connections that are kept, for readers and for writers each.
    """
    return Database(
        dialect=Dialect.POSTGRESQL,
        # One snapshot for all statements of a unit: what a reader sees fits together. The options
        # ride on BEGIN, so they cost no round trip of their own.
        readers=_engine(url, pool_size).execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        ),
        writers=_engine(url, pool_size),
        most=(2 * pool_size, 2 * pool_size),  # with what overflows
    )


def _engine(url: str, pool_size: int) -> AsyncEngine:
    engine = create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_timeout=30,
        # What people typed does not belong in logs and tracebacks.
        hide_parameters=True,
        json_serializer=dumps_text,
        json_deserializer=loads,
    )
    event.listen(engine.sync_engine, "handle_error", _throw_away_what_is_lost)
    return engine


def _throw_away_what_is_lost(context: ExceptionContext) -> None:
    """Have a connection that is lost be replaced, with all of its age.

    The server says why it hangs up before it does. Between the two the connection does not look
    closed, and SQLAlchemy would roll back on it, which fails with another error.
    """
    error = context.original_exception
    if is_away(error) or isinstance(error.__cause__, asyncpg.InternalClientError):
        context.is_disconnect = True
