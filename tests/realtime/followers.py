"""Clients that follow a board over a real socket."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.support.apps import Board, Json, Person, Trivet
from trivet.realtime.sockets import Socket

PATIENCE_S = 60.0


class Follower:
    """One socket, seen from the client.

    Args:
        connection: an open one.
    """

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.seqs: list[int] = []
        self.events: list[Json] = []

    async def message(self) -> Json:
        """The next message, of any type."""
        async with asyncio.timeout(PATIENCE_S):
            message: Json = json.loads(await self.connection.recv())
        if message["type"] == "events":
            seqs = [event["seq"] for event in message["events"]]
            assert seqs == list(range(message["from_seq"], message["to_seq"] + 1))
            self.seqs += seqs
            self.events += message["events"]
        return message

    async def next(self, type_: str) -> Json:
        """The next message of a type; others are passed over."""
        while (message := await self.message())["type"] != type_:
            pass
        return message

    async def until(self, seq: int) -> list[int]:
        """The numbers of all events so far, once the last is `seq`."""
        while not self.seqs or self.seqs[-1] < seq:
            await self.message()
        return self.seqs

    async def send(self, message: Any) -> None:
        await self.connection.send(message if isinstance(message, str) else json.dumps(message))

    async def closed(self) -> tuple[int, list[str]]:
        """The code of the close frame, and the types of the messages before it."""
        types: list[str] = []

        async def read_on() -> None:
            while True:
                types.append((await self.message())["type"])

        with pytest.raises(ConnectionClosed) as closed:
            await read_on()
        assert closed.value.rcvd is not None, "there was no close frame"
        return closed.value.rcvd.code, types


Follow = Callable[..., Any]
"""`async with follow(board, person, since=3) as follower:`"""


def follow_at(address: str) -> Follow:
    """What opens sockets to the server at an address."""

    @asynccontextmanager
    async def follow(
        board: Board | str,
        person: Person | None = None,
        *,
        headers: dict[str, str] | None = None,
        origin: str | None = None,
        **query: Any,
    ) -> AsyncIterator[Follower]:
        board_id = board if isinstance(board, str) else board.id
        asked = "&".join(f"{name}={value}" for name, value in query.items())
        protocols = ["trivet.v1", f"bearer.{person.token}"] if person else None
        async with connect(
            f"{address.replace('http', 'ws')}/ws/boards/{board_id}"
            + (f"?{asked}" if asked else ""),
            subprotocols=protocols,  # type: ignore[arg-type]
            additional_headers=headers,
            origin=origin,  # type: ignore[arg-type]
            compression=None,
            proxy=None,
            ping_interval=None,
            max_size=None,
        ) as connection:
            yield Follower(connection)

    return follow


def server_side(app: Trivet) -> list[Socket]:
    """All sockets, as the server knows them."""
    return list(app.runtime.sockets._sockets.values())


async def eventually(
    true: Callable[[], bool | Awaitable[bool]], *, patience_s: float = PATIENCE_S
) -> None:
    """Let everybody else go on until something is true, for so many seconds at most."""
    async with asyncio.timeout(patience_s):
        while True:
            answer = true()
            if answer if isinstance(answer, bool) else await answer:
                return
            await asyncio.sleep(0.005)
