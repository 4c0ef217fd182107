"""A whole Trivet in this process, spoken to through HTTP."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx2
from fastapi import FastAPI
from sqlalchemy import insert, select, update

from tests.factories.people import a_person, signed_in
from tests.factories.workspaces import add_member
from tests.support.databases import HOST
from trivet import bootstrap
from trivet.app import create_app
from trivet.boards.models import Board as BoardRow
from trivet.bootstrap import Runtime
from trivet.cards.models import Card, Priority
from trivet.platform import ranking
from trivet.platform.clock import now
from trivet.platform.ids import new_id
from trivet.platform.settings import Settings
from trivet.platform.tasks.context import Bound
from trivet.workspaces.models import Role

Json = dict[str, Any]
BASE = f"http://{HOST}"


@dataclass
class Person:
    """Somebody who is signed in, and speaks HTTP.

    Args:
        http: sends requests to the application.
        id: the user's id.
        token: an access token.
        ordinary: whether every write is sent with an `Idempotency-Key`, which takes the ordinary
            unit of work instead of the quick way.
    """

    http: httpx2.AsyncClient
    id: str
    token: str
    ordinary: bool = False
    _keys: int = 0

    async def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx2.Response:
        """Send one request; `status` is what must be answered."""
        sent = {"Authorization": f"Bearer {self.token}", **(headers or {})}
        response = await self.http.request(method, path, json=body, headers=sent)
        if status is not None:
            assert response.status_code == status, response.text
        return response

    async def get(self, path: str, **options: Any) -> Json:
        response = await self.ask("GET", path, status=200, **options)
        answer: Json = response.json()
        return answer

    async def post(self, path: str, body: Any, status: int = 201) -> Json:
        response = await self.ask("POST", path, body, status=status)
        answer: Json = response.json()
        return answer

    async def patch(self, path: str, body: Any, status: int = 200) -> Json:
        response = await self.ask("PATCH", path, body, status=status)
        answer: Json = response.json()
        return answer

    async def delete(self, path: str, status: int = 204) -> None:
        await self.ask("DELETE", path, status=status)


@dataclass
class Trivet:
    """The application under test.

    Args:
        app: the application.
        runtime: what it is made of.
        http: sends requests to it.
        people: the owners that signed in.
    """

    app: FastAPI
    runtime: Runtime
    http: httpx2.AsyncClient
    people: list[Person] = field(default_factory=list)

    async def owner(self) -> Person:
        """The local owner, signed in by a fresh link."""
        link = await self.runtime.sign_in_link()
        response = await self.http.post("/auth/local", json={"token": link.partition("#")[2]})
        assert response.status_code == 200, response.text
        self.http.cookies.clear()
        answer = response.json()
        person = Person(self.http, answer["user"]["id"], answer["access_token"])
        self.people.append(person)
        return person

    async def stop_schedules(self) -> None:
        """Let nothing more become due by itself; what was due at the start may still be at work."""
        assert self.runtime.parts.ticker is not None
        await self.runtime.parts.ticker.stop()


async def somebody(app: Trivet, name: str = "Ada", **options: Any) -> Person:
    """A person who belongs to no workspace, signed in."""
    user = await a_person(app.runtime.units, name, **options)
    session = await signed_in(app.runtime.units, app.runtime.keys, user)
    return Person(app.http, str(user.id), session.access_token)


async def in_workspace(app: Trivet, workspace: UUID | str, role: Role) -> Person:
    """A new member of a workspace, signed in."""
    person = await somebody(app, str(role))
    await add_member(app.runtime.units, UUID(str(workspace)), UUID(person.id), role)
    return person


@asynccontextmanager
async def trivet(settings: Settings, *, bound: Sequence[Bound] = ()) -> AsyncIterator[Trivet]:
    """A started application; stopped at the end.

    Args:
        settings: where it keeps what it knows.
        bound: further tasks that it can run.
    """
    runtime = bootstrap.build(settings, bound=bound)
    app = create_app(runtime)
    async with app.router.lifespan_context(app):
        transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
        async with httpx2.AsyncClient(transport=transport, base_url=BASE) as http:
            yield Trivet(app, runtime, http)


@asynccontextmanager
async def beside(app: Trivet) -> AsyncIterator[httpx2.AsyncClient]:
    """Another process on the same database, as far as `app` can tell; speaks to it."""
    runtime = bootstrap.build(app.runtime.settings)
    await runtime.start(working=False)
    try:
        transport = httpx2.ASGITransport(create_app(runtime), raise_app_exceptions=False)
        async with httpx2.AsyncClient(transport=transport, base_url=BASE) as http:
            yield http
    finally:
        await runtime.stop()


@dataclass
class Board:
    """A board with columns, made through the API."""

    id: str
    key: str
    columns: list[str]
    workspace_id: str

    @property
    def uuid(self) -> UUID:
        return UUID(self.id)


async def make_board(
    person: Person, *, columns: int = 3, name: str = "Engine", workspace_id: str | None = None
) -> Board:
    """A board with some columns, in a new workspace if none is given."""
    if workspace_id is None:
        workspace_id = (await person.post("/workspaces", {"name": "Acme"}))["id"]
    board = await person.post(f"/workspaces/{workspace_id}/boards", {"name": name})
    made = [
        await person.post(f"/boards/{board['id']}/columns", {"name": f"Column {n}"})
        for n in range(columns)
    ]
    return Board(board["id"], board["key"], [c["id"] for c in made], workspace_id)


async def make_card(person: Person, board: Board, column: int = 0, **fields: Any) -> Json:
    """A card at the end of a column."""
    body = {"column_id": board.columns[column], "title": "A card", **fields}
    return await person.post(f"/boards/{board.id}/cards", body)


async def fill_board(app: Trivet, board: Board, count: int, column: int = 0) -> list[UUID]:
    """Many cards in one column, put into the rows past the application.

    They have no events: only for a board that nobody read yet.

    Returns:
        their ids, in order.
    """
    assert app.runtime.live.peek(board.id) is None
    at = now()
    async with app.runtime.units.read() as unit:
        last = await unit.session.scalar(
            select(BoardRow.last_number).where(BoardRow.id == board.uuid)
        )
    assert last is not None
    rows = [
        {
            "id": new_id(),
            "board_id": board.uuid,
            "column_id": UUID(board.columns[column]),
            "number": number,
            "title": f"Card {number}",
            "description": "",
            "acceptance_criteria": "",
            "priority": Priority.NONE,
            "rank": rank,
            "version": 1,
            "field_versions": {},
            "created_at": at,
            "updated_at": at,
        }
        for number, rank in enumerate(ranking.spread(count), last + 1)
    ]
    database = app.runtime.database
    async with database.taking_turns(), database.writers.begin() as connection:
        await connection.execute(insert(Card), rows)
        await connection.execute(
            update(BoardRow).where(BoardRow.id == board.uuid).values(last_number=last + count)
        )
    return [UUID(str(row["id"])) for row in rows]
