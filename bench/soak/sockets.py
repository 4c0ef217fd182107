"""People who follow a board, leave now and then, and come back to where they were."""

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import orjson
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from bench.soak.verdicts import Told

AWAY_S = 2.0
"""How long somebody is away, on average."""


@dataclass
class Follower:
    """One socket, over and over.

    Args:
        address: where Trivet is.
        board_id: what is followed.
        token: asked for an access token each time.
        chance: when it leaves, and how.
        stay_s: how long it stays, on average.
        told: what came.
        troubles: what went wrong; a list that all share.
    """

    address: str
    board_id: str
    token: Callable[[], str]
    chance: random.Random
    stay_s: float
    told: Told
    troubles: list[str]
    left: int = 0
    staying: bool = False
    connection: ClientConnection | None = field(default=None, repr=False)

    async def run(self) -> None:
        """Follow, until we are cancelled."""
        while True:
            try:
                await self._once()
            except (OSError, ConnectionClosed, InvalidHandshake, TimeoutError) as error:
                self.troubles.append(f"a socket: {error!r}"[:300])
            finally:
                self.connection = None
            self.left += 1
            pause = 0.1 if self.staying else self.chance.expovariate(1 / AWAY_S)
            await asyncio.sleep(pause)

    async def renew(self) -> None:
        """Show the newest token: the socket lives as long as the newest one that it was shown."""
        if self.connection is not None:
            with suppress(ConnectionClosed):
                await self.connection.send(
                    orjson.dumps({"type": "auth", "token": self.token()}).decode()
                )

    async def _once(self) -> None:
        stay = self.chance.expovariate(1 / self.stay_s)
        async with connect(
            f"{self.address.replace('http', 'ws')}/ws/boards/{self.board_id}?since={self.told.seq}",
            subprotocols=["trivet.v1", f"bearer.{self.token()}"],  # type: ignore[list-item]
            compression=None,
            proxy=None,
            ping_interval=None,
            max_size=None,
            open_timeout=60,
            close_timeout=10,
        ) as connection:
            self.connection = connection
            until = asyncio.get_running_loop().time() + stay
            while self.staying or asyncio.get_running_loop().time() < until:
                # Not cut off within a message: what the last second brought is counted first.
                with suppress(TimeoutError):
                    async with asyncio.timeout(1):
                        await self._take(connection, await connection.recv(decode=False))
            if self.chance.random() < 0.3:
                # Gone without a word, as a laptop whose lid is shut.
                connection.transport.abort()

    async def _take(self, connection: ClientConnection, text: bytes) -> None:
        message = orjson.loads(text)
        if message["type"] == "events":
            for event in message["events"]:
                self.told.take(event["seq"])
        elif message["type"] == "ping":
            await connection.send('{"type":"pong"}')
        elif message["type"] in ("resync", "bye"):
            self.troubles.append(f"a socket was told: {message['type']}")
