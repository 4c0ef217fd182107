"""One database, two dialects: the port that units of work stand on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy.engine import Engine
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from trivet.platform.db.statements import watch_statements_of


class Dialect(StrEnum):
    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


@dataclass
class Database:
    """Where rows are kept.

    Args:
        dialect: which of the two it is.
        readers: connections that can only read, each unit in one consistent view.
        writers: connections that may write.
        turn: where only one may write at a time (SQLite), the fair queue of those who wait;
            whoever writes past the ordinary units (the board writer) takes turns in it too.
    """

    dialect: Dialect
    readers: AsyncEngine
    writers: AsyncEngine
    turn: asyncio.Lock | None = field(default=None)

    def __post_init__(self) -> None:
        for engine in self.engines:
            watch_statements_of(engine)

    @property
    def engines(self) -> tuple[Engine, Engine]:
        """Both, as SQLAlchemy's events know them."""
        return self.readers.sync_engine, self.writers.sync_engine

    def read_session(self) -> AsyncSession:
        return AsyncSession(self.readers, expire_on_commit=False, autoflush=False)

    def write_session(self) -> AsyncSession:
        return AsyncSession(self.writers, expire_on_commit=False, autoflush=False)

    @asynccontextmanager
    async def taking_turns(self) -> AsyncIterator[None]:
        """Wait for the right to write, where there is only one."""
        if self.turn is None:
            yield
            return
        async with self.turn:
            yield

    async def close(self) -> None:
        await self.readers.dispose()
        await self.writers.dispose()
