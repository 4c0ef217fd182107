"""SIGTERM: what was begun is answered, what runs is given back, and nothing is lost."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing

import asyncpg
from sqlalchemy import select

from tests.crash.evidence import PATIENCE_S, all_tasks_done, assert_recorded, gathered
from tests.crash.load import repeated
from tests.crash.process import Server, server
from tests.crash.server import STANDS_STILL
from tests.support.apps import Board, make_board
from tests.support.databases import Place
from tests.support.postgresql import plain
from trivet.platform.db.database import Database
from trivet.platform.tasks.declarations import TaskState
from trivet.platform.tasks.models import TaskRow
from trivet.platform.uow import Units


@asynccontextmanager
async def writers_wait(place: Place) -> AsyncIterator[None]:
    """Nobody else can write to a board until the block ends."""
    if place.url is None:
        path = place.settings().sqlite_path
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield
        return
    holder = await asyncpg.connect(plain(place.url))
    try:
        async with holder.transaction():
            await holder.execute("LOCK TABLE boards IN EXCLUSIVE MODE")
            yield
    finally:
        await holder.close()


async def no_longer_accepting(running: Server) -> None:
    """Wait until the server has heard that it should stop."""
    host, _, port = running.address.removeprefix("http://").partition(":")
    async with asyncio.timeout(PATIENCE_S):
        while True:
            try:
                _, writer = await asyncio.open_connection(host, int(port))
            except ConnectionRefusedError:
                return
            writer.close()
            await asyncio.sleep(0.02)


async def test_a_write_that_was_begun_is_answered(place: Place, database: Database) -> None:
    async with server(place.settings()) as running:
        board = await make_board(running.owner)
        async with writers_wait(place):
            twins = [
                asyncio.create_task(repeated(running.owner, board, "the last one"))
                for _ in range(2)
            ]
            # One of the two is told that the other is being worked on.
            done, begun = await asyncio.wait(twins, return_when=asyncio.FIRST_COMPLETED)
            assert [each.result().status_code for each in done] == [409]
            running.process.terminate()
            await no_longer_accepting(running)
        response = await begun.pop()
        assert response.status_code == 201, response.text
        assert await asyncio.wait_for(running.process.wait(), PATIENCE_S) == 0
    evidence = await gathered(database, board)
    assert [str(card.id) for card in evidence.cards] == [response.json()["id"]]


async def task_in(units: Units, state: TaskState) -> TaskRow:
    """The one task, as soon as it is in this state."""
    found = select(TaskRow).where(TaskRow.name == "record_task", TaskRow.state == state)
    async with asyncio.timeout(PATIENCE_S):
        while True:
            async with units.read() as unit:
                row = await unit.session.scalar(found)
            if row is not None:
                return row
            await asyncio.sleep(0.02)


async def test_a_task_that_runs_is_given_back(
    place: Place, database: Database, units: Units
) -> None:
    board: Board
    async with server(place.settings(), STANDS_STILL) as first:
        board = await make_board(first.owner)
        await repeated(first.owner, board, "a card")
        await task_in(units, TaskState.RUNNING)
        assert await first.stop() == 0
    given_back = await task_in(units, TaskState.QUEUED)
    assert (given_back.attempts, given_back.crashes, given_back.lease_token) == (0, 0, None)

    async with server(place.settings()) as second:
        await all_tasks_done(database)
        assert await second.stop() == 0
    ended = await task_in(units, TaskState.SUCCEEDED)
    assert (ended.attempts, ended.crashes) == (1, 0)
    assert_recorded(await gathered(database, board))
