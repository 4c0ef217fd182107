"""An ASGI application on a loopback port, in this loop, whose connections can be cut."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

Peer = tuple[str, int]

TICK_S = 1


class Wires:
    """The open connections, by where they come from."""

    def __init__(self) -> None:
        self._transports: dict[Peer, asyncio.Transport] = {}

    def opened(self, transport: asyncio.Transport) -> None:
        self._transports[_peer(transport)] = transport

    def closed(self, transport: asyncio.Transport) -> None:
        self._transports.pop(_peer(transport), None)

    def cut(self, peer: Peer | None) -> None:
        """Close a connection at once, with nothing said."""
        assert peer in self._transports, f"no connection from {peer}"
        self._transports[peer].abort()


def _peer(transport: asyncio.Transport) -> Peer:
    host, port = transport.get_extra_info("peername")[:2]
    return str(host), int(port)


def _protocol(wires: Wires) -> type[H11Protocol]:
    """Speaks HTTP, and tells of its connections."""

    class Protocol(H11Protocol):
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            wires.opened(transport)
            super().connection_made(transport)

        def connection_lost(self, exc: Exception | None) -> None:
            wires.closed(self.transport)
            super().connection_lost(exc)

    return Protocol


class _Server(uvicorn.Server):
    """Tells when it is ready, and ends when it is told to: uvicorn's own looks twice a test."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()
        self.over = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    async def main_loop(self) -> None:
        while not self.over.is_set():
            # Sets the time that answers carry.
            await self.on_tick(0)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.over.wait(), TICK_S)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        if self.server_state.tasks:
            await asyncio.wait(self.server_state.tasks)
        for server in self.servers:
            await server.wait_closed()


@asynccontextmanager
async def listening() -> AsyncIterator[socket.socket]:
    """A free port of this machine, taken."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener


def address_of(listener: socket.socket) -> str:
    return f"http://127.0.0.1:{listener.getsockname()[1]}"


@asynccontextmanager
async def served(
    app: ASGIApp, listener: socket.socket, wires: Wires, end: Callable[[], Any] = lambda: None
) -> AsyncIterator[None]:
    """Serve an application for a while.

    Args:
        listener: where.
        wires: keeps its connections.
        end: ends whatever an answer may still wait for; called before the server stops.
    """
    config = uvicorn.Config(
        app, http=_protocol(wires), log_config=None, lifespan="off", access_log=False, ws="none"
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        await server.ready.wait()
        yield
    finally:
        end()
        server.over.set()
        await serving
