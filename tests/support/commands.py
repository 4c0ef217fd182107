"""Runs the command line as people do: in a process of its own."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pydantic import SecretStr

from trivet.platform.settings import Settings

ROOT = Path(__file__).parent.parent.parent
ADDRESS = re.compile(r"address\s+(http://\S+)")
OF_OTHERS = ("github_", "smtp_", "mail_", "miro_", "otel_", "rate_", "max_sockets")
LINK = re.compile(r"sign in\s+(http://\S+)")

PATIENCE_S = 120
"""A command takes a second or two, and much longer where every core is busy with other tests."""


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it said."""

    code: int | None
    out: str
    err: str


@dataclass(frozen=True)
class Served:
    """A server that runs.

    Args:
        address: where it is reached.
        link: its one-time sign-in link.
        pid: its process.
    """

    address: str
    link: str
    pid: int


async def trivet(*arguments: str | Path, settings: Settings | None = None) -> Ended:
    """Run one command to its end.

    Args:
        arguments: as one would type them.
        settings: given to it by its environment.
    """
    process = await _start(arguments, settings)
    out, err = await asyncio.wait_for(process.communicate(), PATIENCE_S)
    return Ended(process.returncode, out.decode(), err.decode())


@asynccontextmanager
async def serving(settings: Settings, *options: str) -> AsyncIterator[Served]:
    """A server on a free port, stopped at the end."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    log = settings.data_dir / "serve.log"
    # A file, not a pipe: one that nobody reads fills up, and the server waits for ever.
    with log.open("wb") as said_to:
        process = await _start(("serve", "--port", "0", *options), settings, stderr=said_to)
    assert process.stdout is not None
    said = ""
    try:
        async with asyncio.timeout(PATIENCE_S):
            while not (LINK.search(said) and "Ctrl+C" in said):
                line = await process.stdout.readline()
                assert line, log.read_text()
                said += line.decode()
        address, link = ADDRESS.search(said), LINK.search(said)
        assert address is not None
        assert link is not None
        yield Served(address[1], link[1], process.pid)
    finally:
        if process.returncode is None:
            process.terminate()
        await asyncio.wait_for(process.wait(), PATIENCE_S)
    assert process.returncode == 0, log.read_text()


def of_others(settings: Settings) -> dict[str, str]:
    """What a server is told of GitHub, of Miro, of mail and of limits, as far as it is told anything."""
    found: dict[str, str] = {}
    for name in settings.model_fields_set:
        if name.startswith(OF_OTHERS) and (value := getattr(settings, name)) is not None:
            text = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
            found[f"TRIVET_{name.upper()}"] = text
    return found


def environment_of(settings: Settings | None) -> dict[str, str]:
    """The environment of a command that shall work with these settings."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "200"}
    if settings is not None:
        url = settings.database_url
        environment["TRIVET_WORKER_METRICS_PORT"] = str(settings.worker_metrics_port)
        environment["TRIVET_DATA_DIR"] = str(settings.data_dir)
        environment["TRIVET_RATE_LIMITS"] = str(settings.rate_limits)
        environment["TRIVET_WORKER_CONCURRENCY"] = str(settings.worker_concurrency)
        environment["TRIVET_DATABASE_URL"] = "" if url is None else url.get_secret_value()
        redis = settings.redis_url
        environment["TRIVET_REDIS_URL"] = "" if redis is None else redis.get_secret_value()
        environment |= of_others(settings)
    return environment


async def _start(
    arguments: tuple[str | Path, ...],
    settings: Settings | None,
    *,
    stderr: int | IO[bytes] = asyncio.subprocess.PIPE,
) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-W",
        "error",
        "-m",
        "trivet",
        *(str(each) for each in arguments),
        env=environment_of(settings),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=stderr,
    )
