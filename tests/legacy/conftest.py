"""A Trivet that is being moved to, served on a port of its own, and the service that it is moved from."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest

from tests.legacy.upstream import Upstream, upstream
from tests.realtime.conftest import served
from tests.support.apps import Trivet, trivet
from trivet.platform.db.database import Dialect
from trivet.platform.settings import Settings

ROUTES = (
    "/api/cards",
    "/api/cards/*",
    "GET /api/boards/{boardId}/shapes",
    "/api/widgets/{id}",
)


@pytest.fixture
def dialect() -> Dialect:
    """Nothing here asks the database for more than who calls."""
    return Dialect.SQLITE


@pytest.fixture
async def legacy() -> AsyncIterator[Upstream]:
    """The legacy service."""
    async with upstream() as service:
        yield service


@pytest.fixture
def settings(settings: Settings, legacy: Upstream) -> Settings:
    """Settings that lead to it."""
    return settings.model_copy(
        update={"legacy_api_url": f"{legacy.address}/v1", "legacy_routes": ROUTES}
    )


@pytest.fixture
async def address(app: Trivet) -> AsyncIterator[str]:
    """Where Trivet is served."""
    async with served(app) as (address, _):
        yield address


@pytest.fixture
async def http(address: str) -> AsyncIterator[httpx2.AsyncClient]:
    """Speaks to it over a socket."""
    async with httpx2.AsyncClient(base_url=address, trust_env=False) as http:
        yield http


@asynccontextmanager
async def another(settings: Settings, **changes: Any) -> AsyncIterator[httpx2.AsyncClient]:
    """The same with other settings, served as well; speaks to it."""
    async with (
        trivet(settings.model_copy(update=changes)) as app,
        served(app) as (address, _),
        httpx2.AsyncClient(base_url=address, trust_env=False) as http,
    ):
        yield http


async def raw(address: str, *lines: str, body: bytes = b"") -> bytes:
    """Send a request byte by byte; all that is answered until the connection ends."""
    host, port = address.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    head = [lines[0], "Host: trivet.test", "Connection: close", *lines[1:]]
    writer.write("\r\n".join([*head, "", ""]).encode("latin-1") + body)
    try:
        return await reader.read()
    finally:
        writer.close()
