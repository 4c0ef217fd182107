"""A board, and the server that people use on a port of its own."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import pytest

from tests.realtime.followers import Follow, follow_at
from tests.support.apps import Board, Person, Trivet, make_board
from trivet.commands.serve import Server, uvicorn_config


@asynccontextmanager
async def served(app: Trivet, ws: str | None = None) -> AsyncIterator[tuple[str, Server]]:
    """The application on a port.

    Args:
        app: the application.
        ws: uvicorn's name of the implementation of sockets; ours unless given.
    """
    started = asyncio.Event()
    with _loggers_kept(), socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn_config(app.app)
        if ws is not None:
            config.ws = ws
        server = Server(config, started.set)
        serving = asyncio.create_task(server.serve([listener]))
        try:
            await started.wait()
            yield f"http://127.0.0.1:{listener.getsockname()[1]}", server
        finally:
            server.stop()
            await serving


@contextmanager
def _loggers_kept() -> Iterator[None]:
    """Give uvicorn's loggers the levels back that its configuration takes from them."""
    loggers = [logging.getLogger(f"uvicorn.{name}") for name in ("error", "access", "asgi")]
    before = [logger.level for logger in loggers]
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


@pytest.fixture
async def address(app: Trivet) -> AsyncIterator[str]:
    async with served(app) as (address, _):
        yield address


@pytest.fixture
def follow(address: str) -> Follow:
    return follow_at(address)


@pytest.fixture
async def board(owner: Person) -> Board:
    """A board with three columns: events 1 to 4."""
    return await make_board(owner)
