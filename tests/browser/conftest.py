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
from tests.support.playing.serving import address_of, listening
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
    async with listening() as listener, served_at(app, listener) as address:
        yield address


@asynccontextmanager
async def served_at(app: Trivet, listener: socket.socket) -> AsyncIterator[str]:
    """An application on a port that was taken before; where that is."""
    started = asyncio.Event()
    server = Server(uvicorn_config(app.app), started.set)
    serving = asyncio.create_task(server.serve([listener]))
    try:
        await started.wait()
        yield address_of(listener)
    finally:
        server.stop()
        await serving


async def browser_cookies(app: Trivet, person: Person, address: str) -> list[Any]:
    """Those of a new session, as a browser takes them."""
    async with app.runtime.units.read() as unit:
        user = await unit.session.get(User, UUID(person.id))
    assert user is not None
    session = await signed_in(app.runtime.units, app.runtime.keys, user)
    found = {
        cookies.ACCESS: session.access_token,
        cookies.REFRESH: session.refresh_token,
        cookies.CSRF: session.csrf_token,
    }
    return [{"name": name, "value": value, "url": address} for name, value in found.items()]


@pytest.fixture
async def look(app: Trivet, browser: Browser, address: str) -> AsyncIterator[SignedIn]:
    """Opens browsers; at the end their consoles must have been silent."""
    opened: list[Looker] = []
    async with AsyncExitStack() as stack:

        async def open_one(person: Person, **options: Any) -> Looker:
            someone = await stack.enter_async_context(looker(browser, address, **options))
            await someone.context.add_cookies(await browser_cookies(app, person, address))
            opened.append(someone)
            return someone

        yield open_one
        assert [someone.wrong for someone in opened if someone.wrong] == []
