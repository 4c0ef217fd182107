"""Encrypts anew, with the first key, what was encrypted with one that is to be retired.

A stretch of rows at a time, each in a short transaction that holds them: whoever refreshes a token
meanwhile waits that long. What the first key opens already is left as it is, so that a run which was
broken off is begun again, and goes on where it was.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import InstrumentedAttribute

from trivet.platform.crypto import Cipher, Undecryptable
from trivet.platform.keys import Keys, Purpose
from trivet.platform.tasks.declarations import Task
from trivet.platform.tasks.models import TaskRow
from trivet.platform.uow import Units, WriteUnit

STRETCH = 100
"""Rows in a transaction."""


@dataclass(frozen=True, slots=True)
class SealedColumns:
    """Columns of a table that hold encrypted texts.

    Args:
        what: what they hold, in the plural.
        key: names a row.
        columns: the columns; null where there is nothing.
        purpose: what their key is for.
    """

    what: str
    key: InstrumentedAttribute[UUID]
    columns: tuple[InstrumentedAttribute[Any], ...]
    purpose: Purpose


@dataclass(slots=True)
class Renewed:
    """How it went with encrypted texts.

    Args:
        renewed: encrypted anew.
        current: under the first key already.
        lost: opened by none of our keys, and left as they are.
    """

    renewed: int = 0
    current: int = 0
    lost: int = 0

    def __iadd__(self, other: "Renewed") -> "Renewed":
        self.renewed += other.renewed
        self.current += other.current
        self.lost += other.lost
        return self


async def renew_columns(units: Units, keys: Keys, sealed: SealedColumns) -> Renewed:
    """Encrypt the texts of a table anew.

    Args:
        units: in which it is done.
        keys: the first one encrypts.
        sealed: where they stand.
    """
    return await _everything(units, partial(_columns, _Renewer(keys, sealed.purpose), sealed))


async def renew_tasks(units: Units, keys: Keys, tasks: Iterable[Task]) -> Renewed:
    """Encrypt the secret arguments of tasks anew, whatever has become of the tasks.

    Args:
        units: in which it is done.
        keys: the first one encrypts.
        tasks: the declarations that say which arguments are secret.
    """
    secret = {task.name: task.secret_args for task in tasks if task.secret_args}
    return await _everything(
        units, partial(_arguments, _Renewer(keys, Purpose.TASK_SECRETS), secret)
    )


class _Renewer:
    """Encrypts one text after the other anew, and counts."""

    def __init__(self, keys: Keys, purpose: Purpose) -> None:
        self._cipher = Cipher(keys, purpose)
        self.counted = Renewed()

    def begin(self) -> None:
        """Count anew: the transaction before may have been undone."""
        self.counted = Renewed()

    def __call__(self, stored: str) -> str:
        if self._cipher.is_current(stored):
            self.counted.current += 1
            return stored
        try:
            fresh = self._cipher.renewed(stored)
        except Undecryptable:
            self.counted.lost += 1
            return stored
        self.counted.renewed += 1
        return fresh


_Stretch = Callable[[UUID | None, WriteUnit], Awaitable[tuple[UUID | None, Renewed]]]


async def _everything(units: Units, stretch: _Stretch) -> Renewed:
    """One stretch after the other, until none is left."""
    total, after = Renewed(), None
    while True:
        after, counted = await units.retried(partial(stretch, after))
        total += counted
        if after is None:
            return total


async def _columns(
    renew: _Renewer, sealed: SealedColumns, after: UUID | None, unit: WriteUnit
) -> tuple[UUID | None, Renewed]:
    renew.begin()
    wanted = select(sealed.key, *sealed.columns).order_by(sealed.key).limit(STRETCH)
    if after is not None:
        wanted = wanted.where(sealed.key > after)
    rows = (await unit.session.execute(wanted.with_for_update())).all()
    for key, *texts in rows:
        fresh = [None if text is None else renew(text) for text in texts]
        if fresh != texts:
            values = {column.key: text for column, text in zip(sealed.columns, fresh, strict=True)}
            table = sealed.key.class_
            await unit.session.run(update(table).where(sealed.key == key).values(values))
    return (rows[-1][0] if len(rows) == STRETCH else None), renew.counted


async def _arguments(
    renew: _Renewer, secret: Mapping[str, frozenset[str]], after: UUID | None, unit: WriteUnit
) -> tuple[UUID | None, Renewed]:
    renew.begin()
    wanted = (
        select(TaskRow.id, TaskRow.name, TaskRow.args)
        .where(TaskRow.name.in_(secret))
        .order_by(TaskRow.id)
        .limit(STRETCH)
    )
    if after is not None:
        wanted = wanted.where(TaskRow.id > after)
    rows = (await unit.session.execute(wanted.with_for_update())).all()
    for task_id, name, args in rows:
        fresh = {
            each: renew(value) if each in secret[name] and isinstance(value, str) else value
            for each, value in args.items()
        }
        if fresh != args:
            await unit.session.run(update(TaskRow).where(TaskRow.id == task_id).values(args=fresh))
    return (rows[-1][0] if len(rows) == STRETCH else None), renew.counted
