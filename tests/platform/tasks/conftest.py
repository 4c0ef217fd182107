"""A queue on each database, and units of work that store their tasks in it."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.platform.tasks.support import News, make_effects_table
from trivet.platform.db.database import Database
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.uow import Units


class HandOfTime:
    """A clock that goes on only when told; for `clock.held`."""

    def __init__(self) -> None:
        self._moment = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self._moment

    def go_on(self, **span: float) -> None:
        self._moment += timedelta(**span)


@pytest.fixture
def hand() -> HandOfTime:
    return HandOfTime()


@pytest.fixture
def queue(database: Database) -> TaskQueue:
    return TaskQueue(database)


@pytest.fixture
def news(queue: TaskQueue) -> News:
    return News(queue)


@pytest.fixture
def units(database: Database, queue: TaskQueue) -> Units:
    return Units(database=database, tasks=queue)


@pytest.fixture
async def effects(database: Database) -> None:
    await make_effects_table(database)
