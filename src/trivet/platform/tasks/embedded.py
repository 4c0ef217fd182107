"""Workers in the same process: one dispatcher that claims, and as many runs as are allowed."""

import asyncio
from datetime import datetime

import structlog

from trivet.platform.clock import now
from trivet.platform.tasks.runner import Runner
from trivet.platform.tasks.snapshots import TaskSnapshot
from trivet.platform.tasks.transitions import Claim

SWEEP_S = 5.0
"""How long a row that another process stored may wait before it is seen."""
LAST_WORDS_S = 5.0
"""How long a body that is told to stop may take to let go."""

log = structlog.get_logger(__name__)


class EmbeddedWorkers:
    """Runs tasks in this process.

    Woken by the queue's bell, when the next row becomes due, when a run ends, and by a sweep.

    Args:
        runner: runs what is claimed.
        concurrency: how many tasks run at a time.
        sweep_s: seconds between looks that nothing else caused.
    """

    def __init__(self, runner: Runner, *, concurrency: int = 4, sweep_s: float = SWEEP_S) -> None:
        self._runner = runner
        self._queue = runner.queue
        self._concurrency = concurrency
        self._sweep_s = sweep_s
        self._awake = asyncio.Event()
        self._stopping = False
        self._runs: set[asyncio.Task[None]] = set()
        self._dispatcher: asyncio.Task[None] | None = None
        self._swept_at = 0.0

    async def take_back(self) -> int:
        """Take back what an earlier life of ours was running. Answers how many tasks.

        To be awaited before new work is accepted, and only in a process that nobody else shares
        the queue with: any row that runs then belongs to the dead.
        """
        taken = await self._queue.reclaim_all()
        if taken:
            log.warning("tasks_taken_back", count=taken)
        return taken

    def start(self) -> None:
        """Begin to claim."""
        self._stopping = False
        self._queue.bells.append(self._awake.set)
        self._queue.listeners.append(self._hear)
        self._dispatcher = asyncio.create_task(self._serve())

    async def stop(self, grace_s: float = 10.0) -> None:
        """Stop claiming, wait for what runs, then give back what still does.

        Args:
            grace_s: seconds that running tasks have to end by themselves.
        """
        if self._dispatcher is None:
            return
        self._stopping = True
        self._awake.set()
        await self._dispatcher
        self._dispatcher = None
        self._queue.bells.remove(self._awake.set)
        self._queue.listeners.remove(self._hear)
        await self._let_end(grace_s)
        for run in self._runs:
            run.cancel()
        await self._let_end(LAST_WORDS_S)

    async def _let_end(self, seconds: float) -> None:
        if self._runs:
            await asyncio.wait(self._runs, timeout=seconds)

    async def _serve(self) -> None:
        while not self._stopping:
            self._awake.clear()
            try:
                await self._sweep_if_due()
                seconds = await self._fill()
            except Exception:
                log.exception("tasks_cannot_be_claimed")
                seconds = self._sweep_s
            await self._sleep(seconds)

    async def _sleep(self, seconds: float) -> None:
        if self._stopping:
            return
        try:
            async with asyncio.timeout(seconds):
                await self._awake.wait()
        except TimeoutError:
            return

    async def _sweep_if_due(self) -> None:
        """What no bell tells: dead workers, and what other processes asked for."""
        moment = asyncio.get_running_loop().time()
        if self._swept_at and moment < self._swept_at + self._sweep_s:
            return
        await self._queue.reclaim_expired()
        await self._runner.notice_cancellations()
        self._swept_at = moment

    async def _fill(self) -> float:
        """Begin what can run now; seconds until the next look, at most those until the next sweep."""
        while len(self._runs) < self._concurrency and not self._stopping:
            claim = await self._runner.claim_or_due()
            if not isinstance(claim, Claim):
                return self._until(claim)
            self._begin(claim)
        return self._sweep_s  # the end of a run wakes us

    def _until(self, due: datetime | None) -> float:
        if due is None:
            return self._sweep_s
        return min(self._sweep_s, max(0.0, (due - now()).total_seconds()))

    def _begin(self, claim: Claim) -> None:
        run = asyncio.create_task(self._runner.run(claim))
        self._runs.add(run)
        run.add_done_callback(self._ended)

    def _ended(self, run: asyncio.Task[None]) -> None:
        self._runs.discard(run)
        if not run.cancelled() and (error := run.exception()) is not None:
            log.error("task_outcome_not_stored", exc_info=error)
        self._awake.set()

    def _hear(self, snapshot: TaskSnapshot) -> None:
        if snapshot.cancelling:
            self._runner.ask_to_stop(snapshot.id)
