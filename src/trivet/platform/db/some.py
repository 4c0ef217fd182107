"""Some rows at a time: what upkeep changes makes nobody wait for long."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, delete, inspect, select, tuple_

from trivet.platform.db.base import Base
from trivet.platform.db.session import WriteSession


@dataclass(frozen=True, slots=True)
class Some:
    """Rows that are ours until the transaction ends.

    Args:
        count: how many.
        they: the condition that means them, and no others.
    """

    count: int
    they: ColumnElement[bool]


async def some_of(
    session: WriteSession, model: type[Base], *conditions: ColumnElement[bool], most: int
) -> Some:
    """Lock up to `most` rows that meet the conditions.

    Rows that somebody else holds right now are passed over: upkeep waits for nobody, so it can be part
    of no deadlock, and comes again. (SQLite has one writer and needs no lock.)

    Args:
        session: of the unit of work in which something is done to them.
        model: their table.
        conditions: which ones.
        most: how many at most.
    """
    keys = inspect(model).primary_key
    found = await session.execute(
        select(*keys).where(*conditions).limit(most).with_for_update(of=model, skip_locked=True)
    )
    rows: list[Any] = [tuple(row) for row in found]
    if len(keys) == 1:
        return Some(len(rows), keys[0].in_([key for (key,) in rows]))
    return Some(len(rows), tuple_(*keys).in_(rows))


async def remove_some(
    session: WriteSession, model: type[Base], *conditions: ColumnElement[bool], most: int
) -> int:
    """Delete up to `most` rows that meet the conditions and that nobody else holds; how many."""
    some = await some_of(session, model, *conditions, most=most)
    if some.count:
        await session.run(delete(model).where(some.they))
    return some.count
