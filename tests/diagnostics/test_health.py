"""Alive, and ready."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient

from tests.platform.web.test_problems import problem
from tests.support.units import NoTasks
from trivet.diagnostics import health
from trivet.diagnostics.readiness import Part, Readiness
from trivet.platform.db.database import Database
from trivet.platform.db.postgresql import postgresql_database
from trivet.platform.db.sqlite import sqlite_database
from trivet.platform.settings import Settings
from trivet.platform.uow import ReadUnit, Units
from trivet.platform.web.error_handler import ErrorHandler, install
from trivet.platform.web.stack import middleware
from trivet.traffic import OPEN


def client_for(units: Units) -> AsyncClient:
    handler = ErrorHandler()
    app = FastAPI(middleware=middleware(Settings(), handler, open_paths=OPEN))
    install(app, handler)
    app.include_router(health.router)
    app.state.units = units
    app.state.redis_answers = None
    app.state.github_answers = app.state.miro_answers = None
    return AsyncClient(transport=ASGITransport(app=app), base_url="http://trivet.test")


@pytest.fixture
async def away() -> AsyncIterator[Units]:
    """A database at a port where nobody listens."""
    database = postgresql_database("postgresql+asyncpg://postgres@127.0.0.1:1/nowhere")
    yield Units(database=database, tasks=NoTasks())
    await database.close()


async def test_a_process_with_its_database_is_alive_and_ready(tmp_path: Path) -> None:
    database = sqlite_database(tmp_path / "trivet.db")
    async with client_for(Units(database=database, tasks=NoTasks())) as client:
        # The readers cannot make the file; a writer was there first.
        async with database.writers.begin():
            pass
        assert (await client.get("/healthz")).json() == {"status": "ok"}
        answer = await client.get("/readyz")
        assert answer.json() == {
            "status": "ready",
            "parts": {"database": "ready"},
            "reasons": {},
        }
    await database.close()


async def test_a_process_without_its_database_is_alive_and_not_ready(away: Units) -> None:
    async with client_for(away) as client:
        assert (await client.get("/healthz")).status_code == 200
        answer = await client.get("/readyz")
        found = problem(answer, 503, "not_ready")
        assert answer.json()["parts"] == {"database": "missing"}
        assert "trivet doctor" in answer.json()["reasons"]["database"]
        assert "database" in (found.detail or "")
        assert answer.headers["Retry-After"] == "2"


class Hanging(Units):
    """Reach a database that does not answer until it is told to."""

    def __init__(self, database: Database, wait: Callable[[], Awaitable[object]]) -> None:
        super().__init__(database=database, tasks=NoTasks())
        self.asked = 0
        self._wait = wait

    @asynccontextmanager
    async def read(self) -> AsyncIterator[ReadUnit]:
        self.asked += 1
        await self._wait()
        async with super().read() as unit:
            yield unit


async def test_a_database_that_hangs_is_asked_once_and_not_waited_for(away: Units) -> None:
    go_on = asyncio.Event()
    units = Hanging(away.database, go_on.wait)
    readiness = Readiness(units, within_s=0.01)
    missing = (Part("database", ready=False),)
    for parts in await asyncio.gather(readiness.parts(), readiness.parts()):
        assert parts == missing
    assert await readiness.parts() == missing
    assert units.asked == 1
    go_on.set()
    assert await Readiness(units).parts() == missing
