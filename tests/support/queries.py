"""Counts what is asked of a database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event

from trivet.platform.db.database import Database

# How a transaction begins differs between the dialects; what is asked in it must not.
_FRAME = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


@dataclass
class Queries:
    """The statements that a block of code sent."""

    statements: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.statements)

    def __str__(self) -> str:
        return f"{len(self)} statements:\n" + "\n".join(self.statements)


@contextmanager
def counted(database: Database) -> Iterator[Queries]:
    """Collect the statements sent to `database` while the block runs."""
    queries = Queries()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.upper().startswith(_FRAME):
            queries.statements.append(statement)

    engines = (database.readers.sync_engine, database.writers.sync_engine)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield queries
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)
