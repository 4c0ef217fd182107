"""Sessions narrowed to what a unit of work may do, so that a write in a read is a type error."""

from collections.abc import Awaitable, Iterable, Mapping, Sequence
from typing import Any, TypeVar, TypeVarTuple

from sqlalchemy import CompoundSelect, CursorResult, Result, ScalarResult, Select, Update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.dml import Delete, Insert

from trivet.platform.cancellation import unbroken
from trivet.platform.db.base import Base
from trivet.platform.db.database import Database, Dialect

T = TypeVar("T")
R = TypeVar("R")
M = TypeVar("M", bound=Base)
Ts = TypeVarTuple("Ts")


class ReadSession:
    """SELECT, and nothing else."""

    def __init__(self, session: AsyncSession, dialect: Dialect) -> None:
        self._session = session
        self.dialect = dialect

    async def _begin(self) -> None:
        """Nothing to wait for: a read begins by itself at its first statement."""

    async def _whole(self, work: Awaitable[R]) -> R:
        """Await a statement; on SQLite to its end, even if we are cancelled meanwhile.

        A statement there runs on a thread that knows nothing of cancellation. Left alone, it may
        begin a transaction that nobody ends, and keep all other writers out.
        """
        if self.dialect is Dialect.SQLITE:
            return await unbroken(work)
        return await work

    async def execute(self, statement: Select[*Ts] | CompoundSelect[*Ts]) -> Result[*Ts]:
        await self._begin()
        return await self._whole(self._session.execute(statement))

    async def scalars(self, statement: Select[T]) -> ScalarResult[T]:
        await self._begin()
        return await self._whole(self._session.scalars(statement))

    async def scalar(self, statement: Select[T]) -> T | None:
        await self._begin()
        return await self._whole(self._session.scalar(statement))

    async def get(self, model: type[M], key: Any) -> M | None:
        await self._begin()
        return await self._whole(self._session.get(model, key))


class WriteSession(ReadSession):
    """Reads and writes, in one transaction that begins with the first statement."""

    def __init__(self, session: AsyncSession, database: Database) -> None:
        super().__init__(session, database.dialect)
        self._database = database
        self._begun = False

    @property
    def begun(self) -> bool:
        """Whether anything was asked of the database yet."""
        return self._begun

    async def _begin(self) -> None:
        if self._begun:
            return
        if self._database.turn is not None:
            await self._database.turn.acquire()
        self._begun = True

    def add(self, row: Base) -> None:
        self._session.add(row)

    def add_all(self, rows: Iterable[Base]) -> None:
        self._session.add_all(rows)

    async def delete(self, row: Base) -> None:
        await self._begin()
        await self._whole(self._session.delete(row))

    async def run(self, statement: Insert | Update | Delete) -> CursorResult[Any]:
        """Execute one data-modifying statement, with or without RETURNING."""
        await self._begin()
        return await self._whole(self._run(statement, None))

    async def run_many(
        self, statement: Insert | Update | Delete, rows: Sequence[Mapping[str, Any]]
    ) -> None:
        """Execute one data-modifying statement once for each of `rows`, in one go.

        Args:
            statement: with `bindparam`s.
            rows: their values.
        """
        if rows:
            await self._begin()
            await self._whole(self._run(statement, [dict(row) for row in rows]))

    async def _run(
        self, statement: Insert | Update | Delete, rows: list[dict[str, Any]] | None
    ) -> CursorResult[Any]:
        # Past the ORM, on its connection: the ORM would hide what RETURNING and rowcount say, and
        # look through the rows that it holds.
        connection = await self._session.connection()
        return await connection.execute(statement, rows)

    async def flush(self) -> None:
        """Send what was added or changed. Asks nothing of the database if there is nothing."""
        if self._session.new or self._session.dirty or self._session.deleted:
            await self._begin()
            await self._whole(self._session.flush())

    async def refresh(self, row: Base) -> None:
        await self._begin()
        await self._whole(self._session.refresh(row))

    async def finish(self, *, commit: bool) -> None:
        """End the transaction and give the turn back. Called by the unit of work alone."""
        try:
            if commit:
                await self._session.commit()
            else:
                await self._session.rollback()
        finally:
            try:
                await self._session.close()
            finally:
                if self._begun and self._database.turn is not None:
                    self._database.turn.release()
                self._begun = False
