"""The quick way on SQLite: one short transaction a group, on a sqlite3 thread of its own.

SQLite has no data-modifying CTE, and aiosqlite through SQLAlchemy costs milliseconds a write. The
thread takes turns in the ordinary writers' fair queue, so there are never two writers.
"""

import asyncio
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any
from uuid import UUID

from trivet.boards.live import LiveBoard
from trivet.boards.writer import Change, Clash, Stale
from trivet.cards.changes import CardChange, CardInsert, Details, Numbered
from trivet.platform.cancellation import unbroken
from trivet.platform.clock import rfc3339
from trivet.platform.db.database import Database
from trivet.platform.db.faults import busy, is_unique_violation
from trivet.platform.db.sqlite import PRAGMAS
from trivet.platform.json import dumps_text, loads

_TAKE = """
UPDATE boards SET seq = seq + ?, last_number = last_number + ?
WHERE id = ? AND structure_version = ? RETURNING seq, last_number, key
"""
_CHANGE = """
UPDATE cards SET
  title = ?, priority = ?, estimate = ?, start_date = ?, due_date = ?, column_id = ?, rank = ?,
  version = version + 1, field_versions = json_patch(field_versions, ?), updated_at = ?
WHERE id = ? AND version = ?
RETURNING description, acceptance_criteria, checklist, links
"""
_INSERT = """
INSERT INTO cards
  (id, board_id, column_id, number, title, description, acceptance_criteria, priority, estimate,
   start_date, due_date, rank, version, field_versions, created_by, created_at, updated_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, '{}', ?, ?, ?)
"""
_EVENT = """
INSERT INTO board_events
  (board_id, seq, type, card_id, actor_id, origin, correlation_id, payload, texts, created_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


class SqliteStore:
    """Writes changes of cards.

    Args:
        path: the database file.
        database: whose fair queue the thread takes turns in.
    """

    def __init__(self, path: Path, database: Database) -> None:
        self._path = path
        self._database = database
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="board-writer")
        self._connection: sqlite3.Connection | None = None

    def turn(self) -> AbstractAsyncContextManager[None]:
        """See `boards.writer.Store`."""
        return self._database.taking_turns()

    async def write(self, board: LiveBoard, changes: Sequence[Change]) -> list[Any]:
        """See `boards.writer.Store`."""
        # Once the thread has the group it is written: the turn must not be given back before.
        return await unbroken(
            asyncio.get_running_loop().run_in_executor(
                self._thread, self._write, board.id, board.structure_version, changes
            )
        )

    async def close(self) -> None:
        """Close the connection and end the thread."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close)
        self._thread.shutdown()

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _connect(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = sqlite3.connect(self._path, isolation_level=None)
            for pragma in PRAGMAS:
                self._connection.execute(f"PRAGMA {pragma}")
        return self._connection

    def _write(self, board_id: str, structure_version: int, changes: Sequence[Change]) -> list[Any]:
        connection = self._connect()
        _begin(connection)
        try:
            answers = _apply(connection, UUID(board_id).hex, structure_version, changes)
            connection.execute("COMMIT")
            return answers
        except sqlite3.IntegrityError as error:
            connection.execute("ROLLBACK")
            if is_unique_violation(error):
                raise Clash(str(error)) from error
            raise Stale(str(error)) from error
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _begin(connection: sqlite3.Connection) -> None:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:  # its low byte is the kind
            raise busy() from error
        raise


def _apply(
    connection: sqlite3.Connection,
    board: str,
    structure_version: int,
    changes: Sequence[Change],
) -> list[Any]:
    count = len(changes)
    new = count if isinstance(changes[0], CardInsert) else 0
    taken = connection.execute(_TAKE, (count, new, board, structure_version)).fetchone()
    if taken is None:
        raise Stale("the board's structure changed")
    seq, number, key = taken[0] - count, taken[1] - new, taken[2]
    answers: list[Any] = []
    for change in changes:
        seq += 1
        if isinstance(change, CardInsert):
            number += 1
            answers.append(_insert(connection, board, number, key, change))
        else:
            assert isinstance(change, CardChange)
            answers.append(_change(connection, change))
        connection.execute(_EVENT, _event_row(board, seq, change))
        change.event.seq = seq
    return answers


def _change(connection: sqlite3.Connection, change: CardChange) -> Details:
    values = change.values
    row = connection.execute(
        _CHANGE,
        (
            values.title,
            values.priority,
            values.estimate,
            values.start_date and values.start_date.isoformat(),
            values.due_date and values.due_date.isoformat(),
            UUID(change.column_id).hex,
            change.rank,
            dumps_text(dict.fromkeys(change.fields, change.version + 1)),
            _at(change),
            UUID(change.card_id).hex,
            change.version,
        ),
    ).fetchone()
    if row is None:
        raise Stale("the card is not what was seen")
    description, acceptance_criteria, checklist, links = row
    return Details(description, acceptance_criteria, loads(checklist), loads(links))


def _insert(
    connection: sqlite3.Connection, board: str, number: int, key: str, change: CardInsert
) -> Numbered:
    values, at = change.values, _at(change)
    actor = change.event.actor.user_id
    connection.execute(
        _INSERT,
        (
            UUID(change.card_id).hex,
            board,
            UUID(change.column_id).hex,
            number,
            values.title,
            change.description,
            change.acceptance_criteria,
            values.priority,
            values.estimate,
            values.start_date and values.start_date.isoformat(),
            values.due_date and values.due_date.isoformat(),
            change.rank,
            actor and actor.hex,
            at,
            at,
        ),
    )
    change.event.payload["card"].update(number=number, key=f"{key}-{number}")
    return Numbered(number)


def _event_row(board: str, seq: int, change: Change) -> tuple[Any, ...]:
    event = change.event
    actor = event.actor
    return (
        board,
        seq,
        event.type,
        UUID(change.card_id).hex,
        actor.user_id and actor.user_id.hex,
        actor.origin.value,
        actor.correlation_id,
        dumps_text(event.payload),
        dumps_text(event.texts) if event.texts else None,
        _at(change),
    )


def _at(change: Change) -> str:
    assert change.event.created_at is not None
    return rfc3339(change.event.created_at)
