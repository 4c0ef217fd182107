"""The quick way on PostgreSQL: data-modifying statements over a bare asyncpg pool.

The event's insert joins the changed row and takes its `type`, which is NOT NULL, from it: a card
that is not what was seen makes the insert fail, and so undoes everything, the number included.
`UPDATE boards` comes first by dependency (the others read from it), which is the lock order.

A card is asked for by its id and version alone: the version that the live snapshot saw is that of
a card that is live and on this board, since archiving, deleting or moving it away would have
raised it. A further condition would tempt the planner to walk through the whole board.
"""

import asyncio
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, nullcontext, suppress
from time import monotonic
from typing import Any
from uuid import UUID

import asyncpg
from asyncpg.pool import PoolConnectionProxy

from trivet.boards.live import LiveBoard
from trivet.boards.writer import Change, Clash, Stale
from trivet.cards.changes import CardChange, CardInsert, Details, Numbered
from trivet.platform.db.faults import busy, is_away, unreachable
from trivet.platform.json import dumps_text, loads

RESTED_S = 240.0
"""One that nobody has used for so long may have been forgotten on its way, by a firewall for instance."""
RELEASE_S = 5.0
"""How long the pool may take to see whether a connection can be used again."""

_CHANGE_ONE = """
WITH b AS (
  UPDATE boards SET seq = seq + 1 WHERE id = $1 AND structure_version = $2 RETURNING seq
), c AS (
  UPDATE cards SET
    title = $5, priority = $6, estimate = $7, start_date = $8, due_date = $9,
    column_id = $10, rank = $11, version = version + 1,
    field_versions = field_versions || $12::jsonb, updated_at = $13
  FROM b
  WHERE cards.id = $3 AND cards.version = $4
  RETURNING cards.id, cards.description, cards.acceptance_criteria, cards.checklist, cards.links
), e AS (
  INSERT INTO board_events
    (board_id, seq, type, card_id, actor_id, origin, correlation_id, payload, texts, created_at)
  SELECT $1, b.seq, CASE WHEN c.id IS NOT NULL THEN $14 END, $3, $15, $16, $17,
    $18::jsonb, $19::jsonb, $13
  FROM b LEFT JOIN c ON true
  RETURNING seq
)
SELECT e.seq, c.description, c.acceptance_criteria, c.checklist, c.links FROM e, c
"""

_CHANGE_MANY = """
WITH x AS (
  SELECT * FROM unnest(
    $3::uuid[], $4::int[], $5::text[], $6::text[], $7::float8[], $8::date[], $9::date[],
    $10::uuid[], $11::text[], $12::text[], $13::timestamptz[], $14::text[], $15::uuid[],
    $16::text[], $17::text[], $18::text[], $19::text[]
  ) WITH ORDINALITY AS x(
    card_id, version, title, priority, estimate, start_date, due_date, column_id, rank, fields,
    at, type, actor_id, origin, correlation_id, payload, texts, n)
), b AS (
  UPDATE boards SET seq = seq + $20 WHERE id = $1 AND structure_version = $2
  RETURNING seq - $20 AS base
), c AS (
  UPDATE cards SET
    title = x.title, priority = x.priority, estimate = x.estimate, start_date = x.start_date,
    due_date = x.due_date, column_id = x.column_id, rank = x.rank, version = cards.version + 1,
    field_versions = cards.field_versions || x.fields::jsonb, updated_at = x.at
  FROM x, b
  WHERE cards.id = x.card_id AND cards.version = x.version
  RETURNING cards.id, cards.description, cards.acceptance_criteria, cards.checklist, cards.links
), e AS (
  INSERT INTO board_events
    (board_id, seq, type, card_id, actor_id, origin, correlation_id, payload, texts, created_at)
  SELECT $1, b.base + x.n, CASE WHEN c.id IS NOT NULL THEN x.type END, x.card_id, x.actor_id,
    x.origin, x.correlation_id, x.payload::jsonb, x.texts::jsonb, x.at
  FROM b CROSS JOIN x LEFT JOIN c ON c.id = x.card_id
  RETURNING seq, card_id
)
SELECT e.seq, c.description, c.acceptance_criteria, c.checklist, c.links
FROM e JOIN c ON c.id = e.card_id ORDER BY e.seq
"""

_INSERT_ONE = """
WITH b AS (
  UPDATE boards SET seq = seq + 1, last_number = last_number + 1
  WHERE id = $1 AND structure_version = $2
  RETURNING seq, last_number, key
), c AS (
  INSERT INTO cards
    (id, board_id, column_id, number, title, description, acceptance_criteria, priority, estimate,
     start_date, due_date, rank, version, field_versions, created_by, created_at, updated_at)
  SELECT $3, $1, $4, b.last_number, $6, $7, $8, $9, $10, $11, $12, $5, 1, '{}'::jsonb, $15, $13, $13
  FROM b
  RETURNING number
), e AS (
  INSERT INTO board_events
    (board_id, seq, type, card_id, actor_id, origin, correlation_id, payload, texts, created_at)
  SELECT $1, b.seq, $14, $3, $15, $16, $17,
    jsonb_build_object('card', ($18::jsonb -> 'card')
      || jsonb_build_object('number', c.number, 'key', b.key || '-' || c.number)),
    $19::jsonb, $13
  FROM b, c
  RETURNING seq
)
SELECT e.seq, c.number FROM e, c
"""

_INSERT_MANY = """
WITH x AS (
  SELECT * FROM unnest(
    $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
    $10::float8[], $11::date[], $12::date[], $13::timestamptz[], $14::text[], $15::uuid[],
    $16::text[], $17::text[], $18::text[], $19::text[]
  ) WITH ORDINALITY AS x(
    card_id, column_id, rank, title, description, acceptance_criteria, priority, estimate,
    start_date, due_date, at, type, actor_id, origin, correlation_id, payload, texts, n)
), b AS (
  UPDATE boards SET seq = seq + $20, last_number = last_number + $20
  WHERE id = $1 AND structure_version = $2
  RETURNING seq - $20 AS base, last_number - $20 AS numbers, key
), c AS (
  INSERT INTO cards
    (id, board_id, column_id, number, title, description, acceptance_criteria, priority, estimate,
     start_date, due_date, rank, version, field_versions, created_by, created_at, updated_at)
  SELECT x.card_id, $1, x.column_id, b.numbers + x.n, x.title, x.description,
    x.acceptance_criteria, x.priority, x.estimate, x.start_date, x.due_date, x.rank, 1,
    '{}'::jsonb, x.actor_id, x.at, x.at
  FROM x, b
  RETURNING id, number
), e AS (
  INSERT INTO board_events
    (board_id, seq, type, card_id, actor_id, origin, correlation_id, payload, texts, created_at)
  SELECT $1, b.base + x.n, x.type, x.card_id, x.actor_id, x.origin, x.correlation_id,
    jsonb_build_object('card', (x.payload::jsonb -> 'card')
      || jsonb_build_object('number', c.number, 'key', b.key || '-' || c.number)),
    x.texts::jsonb, x.at
  FROM b CROSS JOIN x JOIN c ON c.id = x.card_id
  RETURNING seq, card_id
)
SELECT e.seq, c.number FROM e JOIN c ON c.id = e.card_id ORDER BY e.seq
"""


class PostgresStore:
    """Writes changes of cards.

    Args:
        connections: of our own.
    """

    def __init__(self, connections: "KeptConnections") -> None:
        self._connections = connections

    def turn(self) -> AbstractAsyncContextManager[None]:
        """See `boards.writer.Store`. Here the board's row lock keeps order, and many write."""
        return nullcontext()

    async def write(self, board: LiveBoard, changes: Sequence[Change]) -> list[Any]:
        """See `boards.writer.Store`."""
        try:
            return await self._write(board, changes)
        except asyncpg.UniqueViolationError as error:
            raise Clash(str(error)) from error
        except asyncpg.TransactionRollbackError as error:  # a deadlock
            raise Clash(str(error)) from error
        except (asyncpg.NotNullViolationError, asyncpg.ForeignKeyViolationError) as error:
            raise Stale(str(error)) from error
        except (asyncpg.LockNotAvailableError, asyncpg.QueryCanceledError) as error:
            raise busy() from error
        except (OSError, TimeoutError, asyncpg.InternalClientError) as error:
            # The last is what a connection says that the server is about to close.
            raise unreachable() from error
        except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            if is_away(error) or "closed" in str(error):
                raise unreachable() from error
            raise

    async def _write(self, board: LiveBoard, changes: Sequence[Change]) -> list[Any]:
        head = (UUID(board.id), board.structure_version)
        if isinstance(changes[0], CardInsert) and len(changes) == 1:
            rows = await self._connections.fetch(_INSERT_ONE, *head, *_insert_row(changes[0]))
            answers: list[Any] = [Numbered(row["number"]) for row in rows]
        elif isinstance(changes[0], CardInsert):
            columns = list(zip(*map(_insert_row, changes), strict=True))
            rows = await self._connections.fetch(_INSERT_MANY, *head, *columns, len(changes))
            answers = [Numbered(row["number"]) for row in rows]
        elif len(changes) == 1:
            rows = await self._connections.fetch(_CHANGE_ONE, *head, *_change_row(changes[0]))
            answers = [_details(row) for row in rows]
        else:
            columns = list(zip(*map(_change_row, changes), strict=True))
            rows = await self._connections.fetch(_CHANGE_MANY, *head, *columns, len(changes))
            answers = [_details(row) for row in rows]
        if len(rows) != len(changes):
            raise Stale("the board's structure changed")
        for row, change in zip(rows, changes, strict=True):
            change.event.seq = row["seq"]
            if isinstance(change, CardInsert):
                number = row["number"]
                change.event.payload["card"].update(number=number, key=f"{board.key}-{number}")
        return answers


def _details(row: Any) -> Details:
    return Details(
        row["description"],
        row["acceptance_criteria"],
        loads(row["checklist"]),
        loads(row["links"]),
    )


def _event_row(change: Change) -> tuple[Any, ...]:
    event = change.event
    return (
        event.type,
        event.actor.user_id,
        event.actor.origin.value,
        event.actor.correlation_id,
        dumps_text(event.payload),
        dumps_text(event.texts) if event.texts else None,
    )


def _change_row(change: Change) -> tuple[Any, ...]:
    assert isinstance(change, CardChange)
    fields = dict.fromkeys(change.fields, change.version + 1)
    return (
        change.card_id,
        change.version,
        *change.values,
        change.column_id,
        change.rank,
        dumps_text(fields),
        change.event.created_at,
        *_event_row(change),
    )


def _insert_row(change: Change) -> tuple[Any, ...]:
    assert isinstance(change, CardInsert)
    values = change.values
    return (
        change.card_id,
        change.column_id,
        change.rank,
        values.title,
        change.description,
        change.acceptance_criteria,
        *values[1:],
        change.event.created_at,
        *_event_row(change),
    )


class KeptConnections:
    """Connections of a pool that go from one statement to the next.

    To take one from the pool and give it back costs a third of what a statement does: tasks, time limits, and
    a round trip that undoes what nobody did. Each statement here is a transaction of its own and sets nothing.

    Args:
        pool: where they come from, and where those go with which something went wrong.
        most: how many of them there are.
    """

    def __init__(self, pool: "asyncpg.Pool[Any]", most: int) -> None:
        self._pool = pool
        self._room = asyncio.Semaphore(most)
        self._free: list[tuple[PoolConnectionProxy[Any], float]] = []
        """And since when each of them has rested; who rests longest stands first."""
        self.used = 0
        """How many do something."""

    async def fetch(self, statement: str, *values: Any) -> list[Any]:
        """The rows that a statement answers with."""
        async with self._room:
            self.used += 1
            try:
                return await self._fetch(statement, values)
            finally:
                self.used -= 1

    async def _fetch(self, statement: str, values: Sequence[Any]) -> list[Any]:
        connection = await self._take()
        try:
            rows = await connection.fetch(statement, *values)
        except TimeoutError:
            await self._let_go(connection)
            raise
        except BaseException:
            # The pool sees whether it can be used again.
            await self._pool.release(connection, timeout=RELEASE_S)
            raise
        self._free.append((connection, monotonic()))
        return rows

    async def _take(self) -> "PoolConnectionProxy[Any]":
        while self._free:
            connection, since = self._free.pop()
            if _is_open(connection) and monotonic() - since <= RESTED_S:
                return connection
            await self._let_go(connection)
        return await self._pool.acquire()

    async def _let_go(self, connection: "PoolConnectionProxy[Any]") -> None:
        """Drop one without a word, to which nobody might listen; the pool makes another one."""
        with suppress(asyncpg.InterfaceError):  # the pool has it back already
            connection.terminate()
        await self._pool.release(connection)

    async def close(self) -> None:
        """Close them. Called when nothing is written any more."""
        while self._free:
            connection, _ = self._free.pop()
            await self._pool.release(connection, timeout=RELEASE_S)
        await self._pool.close()


def _is_open(connection: "PoolConnectionProxy[Any]") -> bool:
    """Whether one that was kept can still be spoken to, as far as is known here."""
    try:
        return not connection.is_closed()
    except asyncpg.InterfaceError:  # the server closed it, and the pool took it back
        return False
