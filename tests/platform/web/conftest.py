"""A small application behind the real middleware."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

import pytest
from fastapi import FastAPI, Request
from httpx2 import ASGITransport, AsyncClient
from pydantic import BaseModel, ConfigDict
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.responses import Response
from starlette.routing import Route

from trivet.platform.errors import Conflict, FieldError, NotAuthenticated
from trivet.platform.settings import Settings
from trivet.platform.web.error_handler import ErrorHandler, install
from trivet.platform.web.openapi import DescribedApp
from trivet.platform.web.pagination import DEFAULT_LIMIT, Cursor, Limit
from trivet.platform.web.problems import responses
from trivet.platform.web.stack import middleware
from trivet.platform.web.text import LongText, Name, Typed


class Thing(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    name: Name
    text: LongText = ""
    short: Annotated[str, Typed(10)] = ""


class NameTaken(Conflict):
    code = "name_taken"
    title = "There is a thing with this name"


@dataclass
class Someone:
    user_id: UUID


class Unnamed(Exception):
    """Nobody foresaw it, and it holds what must not be told."""


def _failures() -> dict[str, Exception]:
    locked = OperationalError("SELECT 1", {}, Exception("database is locked"))
    lost = DBAPIError("SELECT 1", {}, Exception("gone"), connection_invalidated=True)
    return {
        "conflict": NameTaken(
            "Choose another name.",
            fields=(FieldError("name", "is taken", "taken"),),
            extra={"theirs": "half \ud83d".encode("utf-8", "replace").decode()},
            headers={"Retry-After": "7"},
        ),
        "stranger": NotAuthenticated("Sign in."),
        "locked": locked,
        "lost": lost,
        "pool": PoolTimeout("QueuePool limit"),
        "refused": ConnectionRefusedError(111, "Connect call failed"),
        "refused-twice": OSError("Multiple exceptions: [Errno 111] Connect call failed"),
        "disk": OSError(28, "No space left on device"),
        "query": DBAPIError("SELECT :secret", {"secret": "what people wrote"}, Exception("syntax")),
        "unnamed": Unnamed("the password is swordfish"),
    }


def small_app(settings: Settings) -> FastAPI:
    """An application with one route of each sort."""
    handler = ErrorHandler()
    app = DescribedApp(
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        middleware=middleware(settings, handler),
        generate_unique_id_function=lambda route: route.name,
        public=("/public",),
    )
    install(app, handler)

    @app.post("/things", status_code=201, responses=responses(409))
    async def create_thing(thing: Thing) -> Thing:
        return thing

    @app.get("/things")
    async def list_things(limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None) -> dict[str, int]:
        return {"limit": limit}

    @app.get("/things/{thing_id}")
    async def get_thing(thing_id: UUID, request: Request) -> dict[str, str]:
        request.state.caller = Someone(thing_id)
        return {"id": str(thing_id), "request_id": request.state.request_id}

    @app.post("/bytes")
    async def count_bytes(request: Request) -> dict[str, int]:
        return {"bytes": len(await request.body())}

    @app.get("/fail/{how}")
    async def fail(how: str) -> None:
        raise _failures()[how]

    async def plain(_request: Request) -> Response:
        return Response()

    app.router.routes.insert(0, Route("/plain/{name}", plain))

    @app.get("/public")
    async def public() -> dict[str, str]:
        return {}

    return app


Client = Callable[..., AsyncClient]


@pytest.fixture
async def client() -> AsyncIterator[AsyncClient]:
    """Calls the small application, with a limit of 4 KiB for bodies."""
    async with client_of(small_app(Settings(max_body_bytes=4096))) as client:
        yield client


@pytest.fixture
async def client_with() -> AsyncIterator[Client]:
    """Makes clients of small applications with other settings."""
    async with AsyncExitStack() as stack:
        clients: list[AsyncClient] = []

        def make(**settings: object) -> AsyncClient:
            client = client_of(small_app(Settings.model_validate(settings)))
            stack.push_async_callback(client.aclose)
            clients.append(client)
            return client

        yield make


def client_of(app: FastAPI) -> AsyncClient:
    return AsyncClient(transport=ASGITransport(app=app), base_url="http://localhost")
