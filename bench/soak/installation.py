"""A scaled Trivet of its own: a database, a Redis, and four commands, ended by their ids."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from pydantic import SecretStr

from bench.commands import Command, environment, free_port, start
from bench.services import own_database, own_redis
from tests.support import postgresql
from trivet.platform.settings import Settings


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
        server = stack.enter_context(postgresql.server())
        database = stack.enter_context(own_database(server, f"trivet_soak_{os.getpid()}"))
        redis = redis_url or stack.enter_context(own_redis())
        settings = Settings(
            data_dir=folder, database_url=SecretStr(database), redis_url=SecretStr(redis)
        )
        made = Installation(settings, folder)
        stack.callback(made.end)
        _start_all(made, database, redis)
        yield made


def _start_all(made: Installation, database: str, redis: str) -> None:
    port = free_port()
    made.worker_metrics = f"http://127.0.0.1:{port}"
    given = environment(
        TRIVET_DATA_DIR=str(made.folder),
        TRIVET_DATABASE_URL=database,
        TRIVET_REDIS_URL=redis,
        TRIVET_LOG_FORMAT="json",
        TRIVET_WORKER_CONCURRENCY="0",
        TRIVET_WORKER_METRICS_PORT=str(port),
    )
    serve = start(made.folder, given, "serve", "--port", "0", "--workers", "2")
    made.commands.append(serve)
    made.address, made.secret = serve.announced()
    made.commands.append(start(made.folder, given, "worker", "--concurrency", "2"))
    made.commands.append(start(made.folder, given, "beat"))
