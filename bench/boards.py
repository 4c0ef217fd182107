"""A board of a certain size, and what people do on it."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bench.client import Connection
from bench.figures import LIMIT

if TYPE_CHECKING:
    from bench.targets import Target

FILLERS = 16
WORDS = [
    "audit",
    "cache",
    "drop",
    "export",
    "index",
    "login",
    "queue",
    "retry",
    "search",
    "session",
    "theme",
    "token",
]

Operation = Callable[[Connection, random.Random], Awaitable[None]]
"""Something that one client does once."""


@dataclass
class Board:
    """A board.

    Args:
        target: where it is.
        size: how many cards it has.
        id: of the board.
        columns: their ids.
        cards: their ids.
        made: ids of cards that were created while it was measured.
    """

    target: "Target"
    size: int
    id: str
    columns: list[str]
    cards: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    _etag: str = ""

    @property
    def path(self) -> str:
        return f"/boards/{self.id}"

    async def fill(self) -> None:
        """Make its cards."""
        wanted = iter(range(self.size))
        http = self.target.connection()
        await http.json("GET", self.path)  # in memory: the quick way makes the cards
        http.close()

        async def fill(connection: Connection) -> None:
            chance = random.Random(1)
            for number in wanted:
                body = {
                    "column_id": self.columns[number % len(self.columns)],
                    "title": f"{number} {' '.join(chance.choices(WORDS, k=5))}",
                    "description": " ".join(chance.choices(WORDS, k=number % 60)),
                }
                card = await connection.json("POST", f"{self.path}/cards", body)
                self.cards.append(str(card["id"]))
            connection.close()

        await asyncio.gather(*(fill(self.target.connection()) for _ in range(FILLERS)))

    async def read(self, http: Connection, _chance: random.Random) -> None:
        """The whole board."""
        self._etag = (await http.expect(200, "GET", self.path)).header("etag")

    async def unchanged(self, http: Connection, _chance: random.Random) -> None:
        """The board again, which has not changed; of the limit, which knows no ETag, all of it once more."""
        if self.target.name == LIMIT:
            await http.expect(200, "GET", self.path)
            return
        if not self._etag:
            await self.read(http, _chance)
        await http.expect(304, "GET", self.path, None, {"If-None-Match": self._etag})

    async def asked_unchanged(self, http: Connection) -> bytes:
        """The request for it, which is answered with 304, as it goes over the wire."""
        await self.read(http, random.Random())
        return http.written("GET", self.path, headers={"If-None-Match": self._etag})

    async def rename(self, http: Connection, chance: random.Random) -> None:
        """A new title."""
        title = f"{chance.random()} {chance.choice(WORDS)}"
        await self.entitle(http, chance.choice(self.cards), title)

    async def entitle(self, http: Connection, card: str, title: str) -> None:
        """This title for this card."""
        self._etag = ""
        await http.expect(200, "PATCH", f"/cards/{card}", {"title": title})

    async def move(self, http: Connection, chance: random.Random) -> None:
        """To a place in some column."""
        self._etag = ""
        place = {
            "column_id": chance.choice(self.columns),
            "position": chance.randrange(max(1, self.size // len(self.columns))),
        }
        await http.expect(200, "PATCH", f"/cards/{chance.choice(self.cards)}", place)

    async def create(self, http: Connection, chance: random.Random) -> None:
        """A new card."""
        self._etag = ""
        body = {"column_id": chance.choice(self.columns), "title": chance.choice(WORDS)}
        self.made.append(str((await http.json("POST", f"{self.path}/cards", body))["id"]))

    async def shrink(self) -> None:
        """Delete what was created meanwhile, so that the board keeps its size."""

        async def work(http: Connection) -> None:
            while self.made:
                await http.expect(204, "DELETE", f"/cards/{self.made.pop()}")
            http.close()

        await asyncio.gather(*(work(self.target.connection()) for _ in range(FILLERS)))
