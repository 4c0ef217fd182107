"""One database, two dialects: the port that units of work stand on."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import QueuePool
from sqlalchemy.engine import Engine
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from trivet.platform.db.statements import watch_statements_of


class Dialect(StrEnum):
    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


@dataclass(frozen=True, slots=True)
class PoolUse:
    """How much of a pool of connections is in use.

    Args:
        name: which pool.
        most: connections that may be open.
        used: how many do something.
    """

    name: str
    most: int
    used: int


@dataclass
class Database:
    """Where rows are kept.

    Args:
        dialect: which of the two it is.
        readers: connections that can only read, each unit in one consistent view.
        writers: connections that may write.
        most: connections that may be open, of readers and of writers.
        turn: where only one may write at a time (SQLite), the fair queue of those who wait;
            whoever writes past the ordinary units (the board writer) takes turns in it too.
    """

    dialect: Dialect
    readers: AsyncEngine
    writers: AsyncEngine
    most: tuple[int, int]
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

    def pools(self) -> Iterator[PoolUse]:
        """How much of its connections is in use."""
        engines = {"readers": self.readers, "writers": self.writers}
        for (name, engine), most in zip(engines.items(), self.most, strict=True):
            pool = engine.pool
            assert isinstance(pool, QueuePool)
            yield PoolUse(name, most, pool.checkedout())

    async def close(self) -> None:
        await self.readers.dispose()
        await self.writers.dispose()
