"""Processes that serve one database and have a vendor do what they are asked for."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx2
from fastapi import APIRouter, FastAPI, Request, Response
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from tests.platform.web.conftest import small_app
from tests.support.databases import Place
from tests.support.units import NoTasks
from trivet.auth.models import User
from trivet.platform.clock import now
from trivet.platform.db.database import Database
from trivet.platform.events import Actor
from trivet.platform.ids import new_id
from trivet.platform.uow import Units
from trivet.platform.web.idempotency import Running
from trivet.platform.web.models import IdempotencyRecord
from trivet.platform.web.no_store import forbid_storing
from trivet.platform.web.units import UnitRoute, aside, open_write


class _Deadlock(Exception):
    sqlstate = "40P01"


def deadlock() -> DBAPIError:
    """What PostgreSQL says to one of two units that wait for each other."""
    return DBAPIError("UPDATE …", {}, _Deadlock())


@dataclass
class Vendor:
    """Does what it is asked to, at its own pace.

    Args:
        asked: how often it was.
        answers: while it is set.
        troubles: raised one after the other by those who write down what it answered.
    """

    asked: int = 0
    answers: asyncio.Event = field(default_factory=asyncio.Event)
    troubles: list[Exception] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.answers.set()

    async def ask(self) -> int:
        """Have it do a thing; its number."""
        self.asked += 1
        number = self.asked
        await self.answers.wait()
        return number


@dataclass
class Process:
    """One process.

    Args:
        http: speaks to it.
        database: as it has it open.
        units: its own.
    """

    http: httpx2.AsyncClient
    database: Database
    units: Units

    async def post(self, path: str, key: str | None = "once", body: Any = None) -> httpx2.Response:
        headers = {} if key is None else {"Idempotency-Key": key}
        return await self.http.post(path, json=body, headers=headers)

    async def written(self) -> int:
        """How many rows were written."""
        async with self.units.read() as unit:
            return await unit.session.scalar(select(func.count()).select_from(User)) or 0

    async def records(self) -> Sequence[IdempotencyRecord]:
        """What is kept of keys."""
        async with self.units.read() as unit:
            return (await unit.session.scalars(select(IdempotencyRecord))).all()


def _router(vendor: Vendor) -> APIRouter:
    router = APIRouter(route_class=UnitRoute)

    async def written(request: Request, number: int) -> dict[str, int]:
        unit, at = open_write(request, Actor()), now()
        unit.session.add(
            User(
                id=new_id(),
                name="Somebody",
                instance_admin=False,
                seq=0,
                created_at=at,
                updated_at=at,
            )
        )
        await unit.session.flush()
        if vendor.troubles:
            raise vendor.troubles.pop(0)
        return {"number": number}

    @router.post("/made", status_code=201)
    async def make(request: Request) -> dict[str, int]:
        async with aside(request):
            number = await vendor.ask()
        return await written(request, number)

    @router.post("/looked", status_code=201)
    async def look(request: Request) -> dict[str, int]:
        async with aside(request, again=True):
            number = await vendor.ask()
        return await written(request, number)

    @router.post("/plain", status_code=201)
    async def write(request: Request) -> dict[str, int]:
        return await written(request, 0)

    @router.post("/secret", status_code=201)
    async def make_secret(request: Request, response: Response) -> dict[str, int]:
        forbid_storing(response)
        async with aside(request):
            number = await vendor.ask()
        return await written(request, number)

    @router.post("/returned", status_code=409)
    async def refuse(request: Request) -> dict[str, int]:
        async with aside(request):
            number = await vendor.ask()
        return await written(request, number)

    return router


def _app(place: Place, units: Units, vendor: Vendor) -> FastAPI:
    app = small_app(place.settings())
    app.include_router(_router(vendor))

    async def ada(_request: Request) -> str:
        return "ada"

    async def settle(_events: object) -> None: ...

    app.state.units, app.state.running_keys = units, Running()
    app.state.identify, app.state.settle = ada, settle
    app.state.stamp = lambda _headers, _unit: None
    return app


@asynccontextmanager
async def process(place: Place, vendor: Vendor) -> AsyncIterator[Process]:
    """Start one, with connections of its own."""
    database = place.open()
    units = Units(database=database, tasks=NoTasks())
    transport = httpx2.ASGITransport(_app(place, units, vendor), raise_app_exceptions=False)
    try:
        async with httpx2.AsyncClient(transport=transport, base_url="http://trivet.test") as http:
            yield Process(http, database, units)
    finally:
        await database.close()
