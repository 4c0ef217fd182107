"""A real server and a real browser."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any
from uuid import UUID

import pytest
from playwright.async_api import Browser, expect

from tests.factories.people import signed_in
from tests.support import browser as browsers
from tests.support.apps import Person, Trivet
from tests.support.browser import PATIENCE_MS, Looker, chromium, looker
from trivet.auth import cookies
from trivet.auth.models import User
from trivet.commands.serve import Server, uvicorn_config

SignedIn = Callable[..., Awaitable[Looker]]
"""Opens a browser for a person: `await look(person)`."""


@pytest.fixture(scope="session", autouse=True)
def browser_is_there() -> None:
    if lacking := browsers.missing():
        if os.environ.get("CI", "").lower() in {"1", "true"}:
            pytest.fail(lacking, pytrace=False)
        pytest.skip(lacking)
    expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as started:
        yield started


@pytest.fixture
async def address(app: Trivet) -> AsyncIterator[str]:
    """Where the application under test is served, by the server that people use."""
    async with _on_a_port(app) as address:
        yield address


@asynccontextmanager
async def _on_a_port(app: Trivet) -> AsyncIterator[str]:
    started = asyncio.Event()
    server = Server(uvicorn_config(app.app), started.set)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        serving = asyncio.create_task(server.serve([listener]))
        try:
            await started.wait()
            yield f"http://127.0.0.1:{port}"
        finally:
            server.stop()
            await serving


async def _cookies(app: Trivet, person: Person) -> dict[str, str]:
    """Those of a new session."""
    async with app.runtime.units.read() as unit:
        user = await unit.session.get(User, UUID(person.id))
    assert user is not None
    session = await signed_in(app.runtime.units, app.runtime.keys, user)
    return {
        cookies.ACCESS: session.access_token,
        cookies.REFRESH: session.refresh_token,
        cookies.CSRF: session.csrf_token,
    }


@pytest.fixture
async def look(app: Trivet, browser: Browser, address: str) -> AsyncIterator[SignedIn]:
    """Opens browsers; at the end their consoles must have been silent."""
    opened: list[Looker] = []
    async with AsyncExitStack() as stack:

        async def open_one(person: Person, **options: Any) -> Looker:
            someone = await stack.enter_async_context(looker(browser, address, **options))
            await someone.context.add_cookies(
                [
                    {"name": name, "value": value, "url": address}
                    for name, value in (await _cookies(app, person)).items()
                ]
            )
            opened.append(someone)
            return someone

        yield open_one
        assert [someone.wrong for someone in opened if someone.wrong] == []
