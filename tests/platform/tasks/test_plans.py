"""What claiming costs is bounded by what can be claimed next, not by how many rows there are."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import UUID

import pytest
from sqlalchemy import insert, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql import Select

from tests.platform.tasks.support import WORK, claimed
from tests.support.queries import Queries
from trivet.platform.clock import now
from trivet.platform.db.database import Database, Dialect
from trivet.platform.ids import new_id
from trivet.platform.tasks.declarations import Priority, TaskGroup, TaskState
from trivet.platform.tasks.models import INSTALLATION, TaskRow
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.tasks.repository import (
    TaskFilter,
    WaitingLane,
    best_in_lane_query,
    crowds_query,
    page_query,
    waiting_lanes_query,
)
from trivet.platform.tasks.transitions import row_values
from trivet.platform.uow import Units

CLAIM_STATEMENTS = 4
"""Where something waits; the row; its lease; its lane's turn."""


async def fill(database: Database, *, finished: int, waiting: int) -> UUID:
    """Tasks of ten workspaces; answers with the id of one of these."""
    workspaces = [new_id() for _ in range(10)]
    rows = []
    for number in range(finished + waiting):
        row = row_values(WORK.call(workspace_id=workspaces[number % 10]), {})
        row["finished_at"] = None
        if number < finished:
            row |= {"state": str(TaskState.SUCCEEDED), "finished_at": now()}
        rows.append(row)
    async with database.taking_turns(), database.writers.begin() as connection:
        for first in range(0, len(rows), 2_000):
            await connection.execute(insert(TaskRow), rows[first : first + 2_000])
        await connection.execute(text("ANALYZE"))
    return workspaces[0]


async def plan_of(database: Database, query: Select[*tuple[object, ...]]) -> str:
    dialects = {Dialect.SQLITE: sqlite.dialect(), Dialect.POSTGRESQL: postgresql.dialect()}  # type: ignore[no-untyped-call]
    explain = {Dialect.SQLITE: "EXPLAIN QUERY PLAN", Dialect.POSTGRESQL: "EXPLAIN"}
    sql = query.compile(dialect=dialects[database.dialect], compile_kwargs={"literal_binds": True})
    async with database.taking_turns(), database.writers.connect() as connection:
        rows = await connection.exec_driver_sql(f"{explain[database.dialect]} {sql}")
        return "\n".join(str(row[-1]) for row in rows)


async def test_claiming_reads_by_index_alone_among_thousands_of_rows(database: Database) -> None:
    await fill(database, finished=20_000, waiting=10_000)
    lane = WaitingLane(int(Priority.BACKGROUND), new_id(), now(), None)
    for query in (waiting_lanes_query(), best_in_lane_query(lane, now())):
        plan = await plan_of(database, query)
        assert "ix_tasks_ready" in plan
        # SQLite calls the walk to the first entry of an index a scan; of the table it is none.
        assert not re.search(r"Seq Scan on tasks\b|SCAN tasks(_\d+)?$", plan, re.MULTILINE), plan
        assert "Sort" not in plan
        assert "TEMP B-TREE" not in plan


async def test_measuring_the_queue_passes_over_what_is_done(database: Database) -> None:
    await fill(database, finished=20_000, waiting=100)
    assert "ix_tasks_unsettled" in await plan_of(database, crowds_query())


@pytest.mark.parametrize("group", [None, *TaskGroup])
async def test_looking_at_tasks_reads_no_more_than_is_shown(
    database: Database, group: TaskGroup | None
) -> None:
    busy = await fill(database, finished=20_000, waiting=100)
    if group is None:  # of a lane that has a tenth of all tasks, the newest of all will do
        index, wanted = "ix_tasks_of_none", TaskFilter(INSTALLATION)
    else:
        index, wanted = "ix_tasks_unsettled", TaskFilter(busy, group.states)
    for before in (None, new_id()):
        plan = await plan_of(database, page_query(wanted, before, 50))
        assert index in plan
        assert not re.search(
            r"Seq Scan on tasks\b|SCAN tasks$|TEMP B-TREE", plan, re.MULTILINE
        ), plan


@pytest.mark.parametrize("waiting", [10, 10_000])
async def test_a_claim_takes_as_many_statements_however_many_rows_wait(
    database: Database,
    queue: TaskQueue,
    count_queries: Callable[[], AbstractContextManager[Queries]],
    waiting: int,
) -> None:
    await fill(database, finished=100, waiting=waiting)
    with count_queries() as queries:
        await claimed(queue)
    assert len(queries) == CLAIM_STATEMENTS, str(queries)


async def test_looking_in_vain_is_one_read(
    units: Units,
    queue: TaskQueue,
    count_queries: Callable[[], AbstractContextManager[Queries]],
) -> None:
    with count_queries() as queries:
        assert await queue.claim() is None
    assert len(queries) == 1, str(queries)
