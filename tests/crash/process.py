"""A server in a process of its own, which a test can kill and speak to."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

from tests.support.apps import Person
from tests.support.commands import ADDRESS, LINK, PATIENCE_S, ROOT, of_others
from trivet.platform.settings import Settings

NOWHERE = "nowhere"


@dataclass
class Server:
    """One life of the server.

    Args:
        process: the operating system's.
        address: where it is reached.
        owner: the local owner, signed in.
        log: what all lives on this database said of themselves.
    """

    process: asyncio.subprocess.Process
    address: str
    owner: Person
    log: Path

    async def died(self) -> None:
        """Wait until it has killed itself."""
        code = await asyncio.wait_for(self.process.wait(), PATIENCE_S)
        assert code == -signal.SIGKILL, f"{code}: {self.log.read_text()}"

    async def stop(self) -> int:
        """Tell it to stop; how it ended."""
        self.process.terminate()
        return await asyncio.wait_for(self.process.wait(), PATIENCE_S)


@asynccontextmanager
async def server(settings: Settings, place: str = NOWHERE, after: int = 0) -> AsyncIterator[Server]:
    """A server that answers; killed at the end if it still lives.

    Args:
        settings: where its database is.
        place: where it kills itself.
        after: how often it gets past that place first.
    """
    log = settings.data_dir / "server.log"
    process = await start(settings, place, after)
    try:
        address, link = await _ready(process, log)
        limits = httpx2.Limits(max_connections=None)
        async with httpx2.AsyncClient(base_url=address, timeout=60, limits=limits) as http:
            yield Server(process, address, await _signed_in(http, link), log)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def start(
    settings: Settings, place: str = NOWHERE, after: int = 0
) -> asyncio.subprocess.Process:
    """A server that has just been started."""
    url, redis = settings.database_url, settings.redis_url
    environment = {
        **os.environ,
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "COLUMNS": "200",
        "TRIVET_DATA_DIR": str(settings.data_dir),
        "TRIVET_DATABASE_URL": "" if url is None else url.get_secret_value(),
        "TRIVET_REDIS_URL": "" if redis is None else redis.get_secret_value(),
        "TRIVET_WORKER_CONCURRENCY": str(settings.worker_concurrency),
        "TRIVET_RATE_LIMITS": str(settings.rate_limits),
        "TRIVET_LOG_FORMAT": "json",
        **of_others(settings),
    }
    command = (sys.executable, "-W", "error", "-m", "tests.crash.server", place, str(after))
    # A pipe that nobody reads would fill up, and the server would wait for ever.
    with (settings.data_dir / "server.log").open("ab") as log:
        return await asyncio.create_subprocess_exec(
            *command,
            env=environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
        )


async def _ready(process: asyncio.subprocess.Process, log: Path) -> tuple[str, str]:
    assert process.stdout is not None
    said = ""
    async with asyncio.timeout(PATIENCE_S):
        while "Ctrl+C" not in said:
            line = await process.stdout.readline()
            assert line, log.read_text()
            said += line.decode()
    address, link = ADDRESS.search(said), LINK.search(said)
    assert address is not None
    assert link is not None
    return address[1], link[1]


async def _signed_in(http: httpx2.AsyncClient, link: str) -> Person:
    response = await http.post("/auth/local", json={"token": link.partition("#")[2]})
    assert response.status_code == 200, response.text
    http.cookies.clear()
    answer = response.json()
    return Person(http, answer["user"]["id"], answer["access_token"])
