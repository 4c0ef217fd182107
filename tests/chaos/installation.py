"""Several processes on one database, which come and go."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import psutil

from tests.crash.process import Server, server
from tests.support.commands import environment_of
from trivet.platform.settings import Settings


class Installation:
    """Processes that come and go.

    Args:
        settings: all of them have.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stack = AsyncExitStack()
        self.web: list[Server] = []
        self.workers: list[psutil.Process] = []

    @asynccontextmanager
    async def running(self, web: int, workers: int) -> AsyncIterator["Installation"]:
        async with self._stack:
            for _ in range(web):
                await self.add_web()
            for _ in range(workers):
                await self.add_worker()
            yield self
            for each in self.workers:
                for process in (*each.children(recursive=True), each):
                    process.kill()

    def addresses(self) -> list[str]:
        return [each.address for each in self.web]

    async def add_web(self) -> None:
        self.web.append(await self._stack.enter_async_context(server(self._settings)))

    async def add_worker(self) -> None:
        with (self._settings.data_dir / "workers.log").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.chaos.worker", "1"),
                env=environment_of(self._settings),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._stack.push_async_callback(process.wait)
        self.workers.append(psutil.Process(process.pid))

    async def kill_web(self) -> None:
        """One dies, and another one takes its place."""
        gone = self.web.pop(0)
        gone.process.kill()
        await gone.process.wait()
        await self.add_web()

    async def kill_worker(self) -> None:
        """The same, with all that it forked."""
        gone = self.workers.pop(0)
        for process in (*gone.children(recursive=True), gone):
            process.kill()
        await self.add_worker()
