"""A scaled Trivet of its own: a database, a Redis, and four commands, ended by their ids."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep

import asyncpg
import psutil
from pydantic import SecretStr

from tests.support import postgresql
from tests.support.redis import OwnRedis
from trivet.platform.settings import Settings

PATIENCE_S = 60.0
ROOT = Path(__file__).parent.parent.parent
_ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)/app/sign-in#(\S+)")


@dataclass
class Command:
    """One of the commands, which may have children.

    Args:
        name: what it is called in the report.
        process: what was started.
        log: what it writes to standard error.
    """

    name: str
    process: "subprocess.Popen[bytes]"
    log: Path

    def family(self) -> list[tuple[str, psutil.Process]]:
        """Itself and its children, in the order of their birth, each with a name."""
        try:
            parent = psutil.Process(self.process.pid)
            children = sorted(parent.children(recursive=True), key=psutil.Process.create_time)
        except psutil.NoSuchProcess:
            return []
        names = [f"{self.name} child {number}" for number, _ in enumerate(children, 1)]
        return [(self.name, parent), *zip(names, children, strict=True)]

    def end(self) -> None:
        """Tell it to stop; kill it and its children if it does not."""
        if self.process.poll() is not None:
            return
        family = [each for _, each in self.family()]
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            for each in family:
                if each.is_running():
                    each.kill()
            self.process.wait()


@dataclass
class Installation:
    """All that runs.

    Args:
        settings: with which programs beside the server reach the database.
        folder: where its data and its logs are.
        address: where it is reached.
        secret: of the owner's sign-in link.
        worker_metrics: where the worker tells what it measures.
        commands: what was started.
    """

    settings: Settings
    folder: Path
    address: str = ""
    secret: str = ""
    worker_metrics: str = ""
    commands: list[Command] = field(default_factory=list)

    def processes(self) -> list[tuple[str, psutil.Process]]:
        """All of them that live, by name."""
        return [each for command in self.commands for each in command.family()]

    def exits(self) -> dict[str, int | None]:
        """How those ended that have."""
        return {each.name: each.process.poll() for each in self.commands}

    def end(self) -> None:
        """End all, those last that were started first."""
        for command in reversed(self.commands):
            command.end()


@contextmanager
def installed(redis_url: str | None) -> Iterator[Installation]:
    """Start everything on a database of its own; end all of it, and drop that, at the end.

    Args:
        redis_url: a Redis that nobody else uses; None for one of our own.

    Raises:
        RuntimeError: something does not start; what it said is in the message.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="trivet-soak-")))
        database = stack.enter_context(_database(stack.enter_context(postgresql.server())))
        redis = redis_url or stack.enter_context(OwnRedis()).url
        settings = Settings(
            data_dir=folder, database_url=SecretStr(database), redis_url=SecretStr(redis)
        )
        made = Installation(settings, folder)
        stack.callback(made.end)
        _start_all(made, database, redis)
        yield made


def _start_all(made: Installation, database: str, redis: str) -> None:
    port = _free_port()
    made.worker_metrics = f"http://127.0.0.1:{port}"
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("TRIVET_")
    }
    environment |= {
        "PYDANTIC_DISABLE_PLUGINS": "1",
        "PYTHONPATH": str(ROOT / "src"),
        "COLUMNS": "200",
        "TRIVET_DATA_DIR": str(made.folder),
        "TRIVET_DATABASE_URL": database,
        "TRIVET_REDIS_URL": redis,
        "TRIVET_LOG_FORMAT": "json",
        "TRIVET_WORKER_CONCURRENCY": "0",
        "TRIVET_WORKER_METRICS_PORT": str(port),
    }
    _start(made, environment, "serve", "--port", "0", "--workers", "2")
    made.address, made.secret = _announced(made.commands[0], made.folder / "serve.said")
    _start(made, environment, "worker", "--concurrency", "2")
    _start(made, environment, "beat")


def _start(made: Installation, environment: dict[str, str], name: str, *options: str) -> None:
    log = made.folder / f"{name}.log"
    with log.open("wb") as err, (made.folder / f"{name}.said").open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "trivet", name, *options],
            env=environment,
            cwd=made.folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            # Ctrl+C is for us, who then end them in order.
            start_new_session=True,
        )
    made.commands.append(Command(name, process, log))


def _announced(command: Command, said: Path) -> tuple[str, str]:
    until = monotonic() + PATIENCE_S
    while monotonic() < until:
        found = _ADDRESS.search(said.read_text())
        if found is not None:
            return found[1], found[2]
        if command.process.poll() is not None:
            break
        sleep(0.05)
    raise RuntimeError(f"Trivet did not start: {command.log.read_text()[-2000:]}")


@contextmanager
def _database(server: str) -> Iterator[str]:
    name = f"trivet_soak_{os.getpid()}"
    asyncio.run(_tell(server, f'CREATE DATABASE "{name}"'))
    try:
        yield postgresql.of_database(server, name)
    finally:
        asyncio.run(_tell(server, f'DROP DATABASE "{name}" WITH (FORCE)'))


async def _tell(server: str, statement: str) -> None:
    connection = await asyncpg.connect(postgresql.plain(server))
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
