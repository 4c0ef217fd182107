"""`trivet worker` in a process of its own, which a test can kill."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import psutil

from tests.support.commands import PATIENCE_S, environment_of
from trivet.platform.settings import Settings


@dataclass
class CeleryWorker:
    """One that runs.

    Args:
        process: the one that was started; those that run tasks are its children.
        killed: whether the test has killed it.
    """

    process: psutil.Process
    killed: bool = False

    def kill_children(self) -> None:
        """Kill those that run tasks; what started them starts others."""
        for child in self.process.children(recursive=True):
            child.send_signal(signal.SIGKILL)

    def kill(self) -> None:
        """Kill all of it, as a machine does that loses its power."""
        self.killed = True
        children = self.process.children(recursive=True)
        for each in (self.process, *children):
            each.send_signal(signal.SIGKILL)


@asynccontextmanager
async def worker(settings: Settings, concurrency: int = 1) -> AsyncIterator[CeleryWorker]:
    """`trivet worker`; stopped at the end if it still lives."""
    log = settings.data_dir / "worker.log"
    with log.open("ab") as said_to:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "trivet", "worker", "--concurrency", str(concurrency)),
            env=environment_of(settings),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=said_to,
            stderr=said_to,
        )
    running = CeleryWorker(psutil.Process(process.pid))
    try:
        yield running
        assert running.killed or process.returncode is None, log.read_text()
    finally:
        if process.returncode is None and not running.killed:
            process.terminate()
        await asyncio.wait_for(process.wait(), PATIENCE_S)
