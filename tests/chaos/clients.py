"""People who write to whichever process answers, and people who watch wherever they get in."""

import asyncio
import hashlib
import json
from collections.abc import Callable
from itertools import count
from typing import Any

import httpx2
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.crash.load import Promises
from tests.support.apps import Board, Json

PAUSE_S = 0.25
"""Between two writes of one person."""
AGAIN_S = 0.1
PATIENCE_S = 60.0

Addresses = Callable[[], list[str]]


class Writer:
    """Creates cards with a key, asking again until somebody answers, and moves them.

    Args:
        http: sends requests.
        addresses: where processes are now.
        token: an access token.
        board: where.
        promises: what was answered.
        name: what the cards' titles begin with.
    """

    def __init__(
        self,
        http: httpx2.AsyncClient,
        addresses: Addresses,
        token: str,
        board: Board,
        promises: Promises,
        name: str,
    ) -> None:
        self._http = http
        self._addresses = addresses
        self._token = token
        self._board = board
        self._promises = promises
        self._name = name
        self._turn = hash(name)
        self.stopped = False

    async def run(self) -> None:
        for number in count():
            if self.stopped:
                return
            if number % 3:
                await self._move(number)
            else:
                await self._create(f"{self._name} {number}")
            await asyncio.sleep(PAUSE_S)

    async def _create(self, title: str) -> None:
        body = {"column_id": self._board.columns[0], "title": title}
        path = f"/boards/{self._board.id}/cards"
        async with asyncio.timeout(PATIENCE_S):
            while True:
                response = await self._ask("POST", path, body, {"Idempotency-Key": title})
                if response is not None and response.status_code == 201:
                    break
                # Nobody answered, or another process still works on the same.
                await asyncio.sleep(AGAIN_S)
        card = self._promises.note(response)
        assert card is not None
        self._promises.keyed[title] = card

    async def _move(self, number: int) -> None:
        cards = list(self._promises.keyed.values())
        if not cards:
            return
        card = cards[number % len(cards)]
        column = self._board.columns[number % len(self._board.columns)]
        change = {"column_id": column, "position": 0}
        response = await self._ask("PATCH", f"/cards/{card['id']}", change, {})
        if response is not None:
            self._promises.note(response)

    async def _ask(
        self, method: str, path: str, body: Any, headers: dict[str, str]
    ) -> httpx2.Response | None:
        self._turn += 1
        addresses = self._addresses()
        address = addresses[self._turn % len(addresses)]
        sent = {"Authorization": f"Bearer {self._token}", **headers}
        try:
            response = await self._http.request(method, address + path, json=body, headers=sent)
        except httpx2.TransportError:
            return None  # it was killed
        # Redis is needed for nothing, PostgreSQL is there: nobody may say that they cannot.
        assert response.status_code < 500, response.text
        return response


class Watcher:
    """Follows the board, comes back when it is sent away, and keeps a digest of what it was told.

    Args:
        addresses: where processes are now.
        token: an access token.
        board: which board.
        number: where it comes in first.
    """

    def __init__(self, addresses: Addresses, token: str, board: Board, number: int) -> None:
        self._addresses = addresses
        self._token = token
        self._board = board
        self._turn = number
        self.seq = 0
        self.losses = 0
        self._digest = hashlib.sha256()
        self._moved = asyncio.Condition()

    @property
    def digest(self) -> str:
        """Of all events so far."""
        return self._digest.hexdigest()

    async def run(self) -> None:
        while True:
            try:
                await self._follow()
            except (OSError, ConnectionClosed, InvalidHandshake, TimeoutError):
                self.losses += 1
            self._turn += 1
            await asyncio.sleep(AGAIN_S)

    async def until(self, seq: int) -> None:
        """Wait until it was told of everything up to `seq`."""
        async with asyncio.timeout(PATIENCE_S), self._moved:
            await self._moved.wait_for(lambda: self.seq >= seq)

    async def _follow(self) -> None:
        addresses = self._addresses()
        address = addresses[self._turn % len(addresses)].replace("http", "ws")
        async with connect(
            f"{address}/ws/boards/{self._board.id}?since={self.seq}",
            subprotocols=["trivet.v1", f"bearer.{self._token}"],  # type: ignore[list-item]
            compression=None,
            proxy=None,
            ping_interval=None,
            max_size=None,
        ) as connection:
            async for text in connection:
                message: Json = json.loads(text)
                assert message["type"] != "resync", "the log has it all, so nothing may be skipped"
                if message["type"] == "ping":
                    await connection.send('{"type":"pong"}')
                for event in message.get("events", ()):
                    self._take(event)
                async with self._moved:
                    self._moved.notify_all()

    def _take(self, event: Json) -> None:
        assert event["seq"] == self.seq + 1, f"{event['seq']} does not follow {self.seq}"
        self.seq = event["seq"]
        self._digest.update(said(event))


def said(event: Json) -> bytes:
    """What an event says, in one form."""
    return json.dumps(event, sort_keys=True).encode()
