"""What is measured: the bare server, and Trivet in its two modes."""

import asyncio
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from time import perf_counter

import psutil
from pydantic import SecretStr

from bench.boards import Board
from bench.client import Connection, Refused
from bench.commands import Command, environment, free_port, start
from bench.figures import EMBEDDED, LIMIT, SCALED
from bench.limit import COLUMNS
from bench.processes import cpu_s, pss_mib
from bench.services import Services
from tests.support import postgresql
from trivet.platform.settings import Settings

PATIENCE_S = 60.0
NOBODY = "nobody"
"""The token of who has none."""
UNSLOWED = {
    f"TRIVET_RATE_{name}": "1000000000/minute"
    for name in ("ADDRESS", "READ", "WRITE", "HEAVY", "SIGN_IN", "VENDOR", "WEBHOOKS", "SOCKETS")
} | {"TRIVET_MAX_SOCKETS": "100000", "TRIVET_MAX_SOCKETS_PER_USER": "100000"}
"""Requests are counted, as everywhere, and none is refused."""
WORKERS = "2"
"""Tasks at a time, of the worker beside a scaled one."""
_serial = count(1)


@dataclass
class Target:
    """A server that runs.

    Args:
        name: in the table.
        port: where it listens.
        token: opens everything.
        serve: the command that answers.
        beside: others of the installation.
    """

    name: str
    port: int
    serve: Command
    token: str = NOBODY
    beside: list[Command] = field(default_factory=list)

    def connection(self) -> Connection:
        """A new connection of the owner."""
        return Connection(self.port, self.token)

    async def board(self, size: int) -> Board:
        """A new board with so many cards."""
        board = await self._empty_board(size)
        await board.fill()
        return board

    async def _empty_board(self, size: int) -> Board:
        return Board(self, size, str(next(_serial)), list(COLUMNS))

    def cpu_s(self) -> float:
        """Seconds of processor time that the processes have used that answer."""
        return cpu_s(self._processes())

    def all_cpu_s(self) -> float:
        """The same, and what those have used that work beside them."""
        commands = (self.serve, *self.beside)
        return cpu_s(each for command in commands for _, each in command.family())

    def memory_mib(self) -> float:
        """Their proportional set sizes, in MiB."""
        return sum(pss_mib(each.pid) for each in self._processes())

    def _processes(self) -> list[psutil.Process]:
        return [each for _, each in self.serve.family()]


@dataclass
class Trivet(Target):
    """An installation.

    Args:
        settings: with which programs beside the server reach its data.
    """

    settings: Settings = field(default_factory=Settings)
    _workspace: str = ""

    async def sign_in(self, secret: str) -> None:
        """Get a token of the owner, who has this sign-in link."""
        visitor = self.connection()
        given = await visitor.json("POST", "/auth/local", {"token": secret})
        visitor.close()
        owner = Connection(self.port, given["access_token"])
        wanted = {"name": "bench", "scopes": ["write", "admin"]}
        self.token = str((await owner.json("POST", "/auth/tokens", wanted))["token"])
        workspace = await owner.json("POST", "/workspaces", {"name": "Bench"})
        self._workspace = str(workspace["id"])
        owner.close()

    async def _empty_board(self, size: int) -> Board:
        http = self.connection()
        path = f"/workspaces/{self._workspace}/boards"
        made = await http.json("POST", path, {"name": f"Board of {size}", "template": "blank"})
        path = f"/boards/{made['id']}/columns"
        names = [f"Step {name}" for name in COLUMNS]
        columns = [str((await http.json("POST", path, {"name": name}))["id"]) for name in names]
        http.close()
        return Board(self, size, str(made["id"]), columns)


@dataclass(frozen=True)
class Where:
    """What one target needs to be started, and started again.

    Args:
        name: of the target.
        folder: of its data.
        port: where it is to listen.
        database: the address of its PostgreSQL database; empty for SQLite.
        redis: the address of its Redis; empty if it has none.
    """

    name: str
    folder: Path
    port: int
    database: str = ""
    redis: str = ""

    def given(self) -> dict[str, str]:
        """The environment of its commands."""
        settings = UNSLOWED | {"TRIVET_DATA_DIR": str(self.folder), "TRIVET_LOG_FORMAT": "json"}
        if self.name == SCALED:
            settings["TRIVET_DATABASE_URL"] = self.database
            settings["TRIVET_REDIS_URL"] = self.redis
            settings["TRIVET_WORKER_CONCURRENCY"] = "0"
        return environment(**settings)

    def settings(self) -> Settings:
        """The settings of a program beside it."""
        return Settings(
            data_dir=self.folder,
            database_url=SecretStr(self.database) if self.database else None,
            redis_url=SecretStr(self.redis) if self.redis else None,
        )

    def serve(self, workers: int = 1) -> Command:
        """Start the command that answers."""
        if self.name == LIMIT:
            words = (str(self.port), postgresql.plain(self.database))
            return start(self.folder, environment(), "limit", *words, module="bench.limit")
        options = ("--port", str(self.port), "--workers", str(workers))
        return start(self.folder, self.given(), "serve", *options)

    def started(self, serve: Command) -> Target:
        """Wait until it answers; on its first start, which has the link to sign in.

        Raises:
            RuntimeError: it does not; what it said is in the message.
        """
        if self.name == LIMIT:
            limit = Target(self.name, self.port, serve)
            asyncio.run(answering(limit.connection(), "/boards/none"))
            return limit
        _, secret = serve.announced()
        target = Trivet(self.name, self.port, serve, settings=self.settings())
        asyncio.run(target.sign_in(secret))
        return target


@contextmanager
def placed(name: str, services: Services) -> Iterator[Where]:
    """A folder, a port and databases for a target; gone at the end."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="trivet-bench-")))
        database = redis = ""
        if name != EMBEDDED:
            database = stack.enter_context(services.database(f"{folder.name}".replace("-", "_")))
        if name == SCALED:
            redis = stack.enter_context(services.redis())
        yield Where(name, folder, free_port(), database, redis)


@contextmanager
def running(name: str, services: Services, *, workers: int = 1) -> Iterator[Target]:
    """Start a target; end it, and what was made for it, at the end.

    Args:
        name: which.
        services: where its databases are.
        workers: processes that answer.

    Raises:
        RuntimeError: it does not start; what it said is in the message.
    """
    with placed(name, services) as where, ExitStack() as stack:
        serve = where.serve(workers)
        stack.callback(serve.end)
        target = where.started(serve)
        if name == SCALED:
            worker = start(where.folder, where.given(), "worker", "--concurrency", WORKERS)
            stack.callback(worker.end)
            target.beside.append(worker)
        yield target


@contextmanager
def all_running(names: Sequence[str], services: Services) -> Iterator[list[Target]]:
    """Start several, which stand beside each other: what is compared is measured in turns."""
    with ExitStack() as stack:
        yield [stack.enter_context(running(name, services)) for name in names]


async def answering(http: Connection, path: str) -> None:
    """Wait until a path is answered with success.

    Raises:
        RuntimeError: it is not in time.
    """
    until = perf_counter() + PATIENCE_S
    while perf_counter() < until:
        with suppress(OSError, Refused):
            await http.expect(200, "GET", path)
            http.close()
            return
        await asyncio.sleep(0.005)
    raise RuntimeError(f"Nobody answers {path}.")
