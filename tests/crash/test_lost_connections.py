"""PostgreSQL ends every connection of a server that is in use."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from tests.crash.evidence import (
    PATIENCE_S,
    all_tasks_done,
    assert_kept,
    assert_sound,
    gathered,
)
from tests.crash.load import Load, repeated
from tests.crash.process import server
from tests.crash.test_beside import errors_in
from tests.support.apps import make_board, make_card
from tests.support.commands import trivet
from tests.support.databases import Place, PostgresqlTemplate
from tests.support.postgresql import plain

ROUNDS = 4
A_WHILE = 10
"""Answered requests between two rounds."""
SERVE_LOCK = 0x7419E8
WHO_HAS_IT = """
SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND granted = $2
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""

Admin = asyncpg.Connection


@pytest.fixture
async def postgresql_place(
    postgresql_template: PostgresqlTemplate, tmp_path: Path
) -> AsyncIterator[Place]:
    async with postgresql_template.fresh(tmp_path) as place:
        yield place


@pytest.fixture
async def admin(postgresql_place: Place) -> AsyncIterator[Admin]:
    """A connection of our own to the server's database."""
    assert postgresql_place.url is not None
    connection = await asyncpg.connect(plain(postgresql_place.url))
    yield connection
    await connection.close()


async def end_all(admin: Admin) -> None:
    await admin.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )


async def serve_lock_is_held(admin: Admin) -> None:
    """Wait until somebody has the lock of the one server."""
    async with asyncio.timeout(PATIENCE_S):
        while await admin.fetchval("SELECT pg_try_advisory_lock($1)", SERVE_LOCK):
            await admin.execute("SELECT pg_advisory_unlock($1)", SERVE_LOCK)
            await asyncio.sleep(0.05)


async def test_every_connection_comes_back(postgresql_place: Place, admin: Admin) -> None:
    settings = postgresql_place.settings()
    async with server(settings) as running:
        board = await make_board(running.owner)
        await running.owner.get(f"/boards/{board.id}")
        load = Load(running.owner, board)
        load.start()
        for _ in range(ROUNDS):
            await load.answered(A_WHILE)
            await end_all(admin)
        await load.answered(A_WHILE)
        promises = await load.stop()
        await serve_lock_is_held(admin)

        await make_card(running.owner, board)
        await running.owner.get("/readyz")
        for title in promises.unanswered:
            response = await repeated(running.owner, board, title)
            assert response.status_code == 201, response.text
            promises.keyed[title] = response.json()
        other = await trivet("serve", "--port", "0", settings=settings)
        assert other.code == 1
        assert "Another Trivet serves this database" in other.err

        database = postgresql_place.open()
        await all_tasks_done(database)
        assert await running.stop() == 0
        assert "unexpected error" not in "".join(errors_in(running))
    evidence = await gathered(database, board)
    await database.close()
    assert_sound(evidence)
    assert_kept(evidence, promises)


async def test_it_stops_if_another_took_the_database(postgresql_place: Place, admin: Admin) -> None:
    async with server(postgresql_place.settings()) as running:
        # Whoever waits for the lock has it before the one that lost it is back.
        assert postgresql_place.url is not None
        other = await asyncpg.connect(plain(postgresql_place.url))
        waiting = asyncio.create_task(other.execute("SELECT pg_advisory_lock($1)", SERVE_LOCK))
        async with asyncio.timeout(PATIENCE_S):
            while True:
                if await admin.fetchval(WHO_HAS_IT, SERVE_LOCK, False):
                    break
                await asyncio.sleep(0.02)
        holder = await admin.fetchval(WHO_HAS_IT, SERVE_LOCK, True)
        await admin.execute("SELECT pg_terminate_backend($1)", holder)
        await asyncio.wait_for(waiting, PATIENCE_S)
        assert await asyncio.wait_for(running.process.wait(), PATIENCE_S) == 1
        last = running.log.read_text().splitlines()[-1]
        assert last.startswith("trivet: Another Trivet serves this database")
        await other.close()
