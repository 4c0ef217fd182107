"""One row for every table, made from what its columns are."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column, MetaData, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from trivet.platform.clock import now
from trivet.platform.db.types import Moment
from trivet.platform.ids import new_id

Row = dict[str, Any]

# What a check or a parser will not take anything for; a rule of one target branch is of no older schema,
# and nor is an Idempotency-Key whose request is running.
_FITTING: Mapping[str, Any] = {
    "role": "owner",
    "wip_limit": 3,
    "base": "",
    "removed_at": None,
    "claim": None,
}


async def fill(connection: AsyncConnection, metadata: MetaData) -> dict[str, Row]:
    """Insert one row into every table, each pointing at the others.

    Returns:
        the rows, by table.
    """
    rows: dict[str, Row] = {}
    for table in metadata.sorted_tables:
        rows[table.name] = _row(table, rows)
        await connection.execute(table.insert(), rows[table.name])
    return rows


async def stored(
    connection: AsyncConnection, table: Table, columns: Iterable[str] | None = None
) -> list[Row]:
    """All rows of a table: these columns of them, or all."""
    wanted = table.columns.values() if columns is None else [table.columns[c] for c in columns]
    found = await connection.execute(select(*wanted))
    return [dict(row) for row in found.mappings()]


def _row(table: Table, rows: Mapping[str, Row]) -> Row:
    row: Row = {}
    for column in table.columns:
        target = next(iter(column.foreign_keys), None)
        if target is not None:
            row[column.name] = rows[target.column.table.name][target.column.name]
        else:
            row[column.name] = _FITTING.get(column.name, _value(column))
    return row


def _value(column: Column[Any]) -> Any:
    if isinstance(column.type, Moment):
        return now()
    if isinstance(column.type, JSON):
        return {"text": "ä", "list": [1, None]}
    kind = column.type.python_type
    values: Mapping[type, Any] = {
        UUID: new_id(),
        str: "a",
        int: 7,
        bool: True,
        float: 0.5,
        bytes: b"\x00\xff",
        date: date(2024, 2, 29),
        datetime: now(),
    }
    return values[kind]
