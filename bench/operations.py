"""What is measured: the operations that people wait for, on boards of several sizes."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from bench.client import Connection
from bench.server import Server

COLUMNS = 5
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


@dataclass
class Bench:
    """A board of a certain size.

    Args:
        server: where it is.
        token: of its owner.
        size: how many cards it has.
    """

    server: Server
    token: str
    size: int
    board: str = ""
    columns: list[str] = field(default_factory=list)
    cards: list[str] = field(default_factory=list)
    etag: str = ""

    def connection(self) -> Connection:
        return Connection(self.server.port, self.token)

    async def seed(self) -> None:
        """Make the board, its columns and its cards."""
        http = self.connection()
        workspace = await http.json("POST", "/workspaces", {"name": f"Bench {self.size}"})
        board = await http.json("POST", f"/workspaces/{workspace['id']}/boards", {"name": "Bench"})
        self.board = f"/boards/{board['id']}"
        for number in range(COLUMNS):
            column = await http.json("POST", f"{self.board}/columns", {"name": f"Step {number}"})
            self.columns.append(column["id"])
        await http.call("GET", self.board)  # in memory: the quick way makes the cards
        wanted = iter(range(self.size))

        async def fill(connection: Connection) -> None:
            chance = random.Random(1)
            for number in wanted:
                self.cards.append(await self._create(connection, chance, number))
            connection.close()

        await asyncio.gather(*(fill(self.connection()) for _ in range(16)))
        http.close()

    async def _create(self, http: Connection, chance: random.Random, number: int) -> str:
        body = {
            "column_id": self.columns[number % COLUMNS],
            "title": f"{number} {' '.join(chance.choices(WORDS, k=5))}",
            "description": " ".join(chance.choices(WORDS, k=number % 60)),
        }
        card: dict[str, Any] = await http.json("POST", f"{self.board}/cards", body)
        return str(card["id"])

    async def read(self, http: Connection, _chance: random.Random) -> None:
        """The whole board."""
        _, headers, _ = await _expect(http, 200, "GET", self.board)
        self.etag = headers["etag"]

    async def unchanged(self, http: Connection, _chance: random.Random) -> None:
        """The board again, which has not changed."""
        await _expect(http, 304, "GET", self.board, headers={"If-None-Match": self.etag})

    async def edit(self, http: Connection, chance: random.Random) -> None:
        """A new title."""
        title = f"{chance.random()} {chance.choice(WORDS)}"
        await _expect(http, 200, "PATCH", f"/cards/{chance.choice(self.cards)}", {"title": title})

    async def move(self, http: Connection, chance: random.Random) -> None:
        """To a place in some column."""
        place = {
            "column_id": chance.choice(self.columns),
            "position": chance.randrange(self.size // COLUMNS),
        }
        await _expect(http, 200, "PATCH", f"/cards/{chance.choice(self.cards)}", place)

    async def create(self, http: Connection, chance: random.Random) -> None:
        """A new card."""
        body = {"column_id": chance.choice(self.columns), "title": chance.choice(WORDS)}
        await _expect(http, 201, "POST", f"{self.board}/cards", body)

    def operations(self) -> Sequence[tuple[str, Operation]]:
        """All of them, by name; creating comes last, since the board grows by it."""
        return [
            ("read", self.read),
            ("read, unchanged", self.unchanged),
            ("edit", self.edit),
            ("move", self.move),
            ("create", self.create),
        ]


async def _expect(
    http: Connection, status: int, method: str, path: str, body: Any = None, **options: Any
) -> tuple[int, dict[str, str], bytes]:
    answer = await http.call(method, path, body, **options)
    if answer[0] != status:
        raise RuntimeError(f"{method} {path}: {answer[0]} {answer[2][:300]!r}")
    return answer


@dataclass(frozen=True, slots=True)
class Figures:
    """What one operation cost.

    Args:
        p50_ms, p99_ms: milliseconds from request to answer.
        per_s: answers a second.
        cpu_ms: processor time of the server for one request, in milliseconds.
    """

    p50_ms: float
    p99_ms: float
    per_s: float
    cpu_ms: float


async def measure(bench: Bench, operation: Operation, clients: int, seconds: float) -> Figures:
    """Let `clients` do an operation again and again.

    Args:
        bench: the board.
        operation: what they do.
        clients: how many at the same time, a connection each.
        seconds: for how long.
    """
    took: list[float] = []
    until = perf_counter() + seconds

    async def work(number: int) -> None:
        http, chance = bench.connection(), random.Random()
        await operation(http, chance)
        while (began := perf_counter()) < until:
            await operation(http, chance)
            took.append(perf_counter() - began)
        http.close()

    cpu, began = bench.server.cpu_s(), perf_counter()
    await asyncio.gather(*(work(number) for number in range(clients)))
    wall, cpu = perf_counter() - began, bench.server.cpu_s() - cpu
    took.sort()
    return Figures(
        p50_ms=took[len(took) // 2] * 1e3,
        p99_ms=took[min(len(took) - 1, len(took) * 99 // 100)] * 1e3,
        per_s=len(took) / wall,
        cpu_ms=cpu / len(took) * 1e3,
    )
