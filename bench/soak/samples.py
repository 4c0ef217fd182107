"""What is looked at every few seconds: memory and files of each process, and `/metrics`."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic

import httpx2
import psutil

from bench.processes import pss_mib
from bench.soak.installation import Installation
from tests.support.measured import Measured

EVERY_S = 5.0
COUNTED = (
    "trivet_processes",
    "trivet_process_resident_memory_bytes",
    "trivet_process_open_fds",
    "trivet_sockets_open",
    "trivet_sockets_fell_behind_total",
    "trivet_fanout_gaps_total",
    "trivet_publisher_dropped_total",
    "trivet_database_pool_checked_out",
)
DEAD = ("failed", "indeterminate")


@dataclass
class Series:
    """What was measured of one process.

    Args:
        pid: its id.
        memory: `(seconds since the load began, MiB)`: proportional set size.
        files: the same, with open file descriptors.
    """

    pid: int
    memory: list[tuple[float, float]] = field(default_factory=list)
    files: list[tuple[float, float]] = field(default_factory=list)


@dataclass
class Samples:
    """All that was measured.

    Args:
        processes: by name.
        metrics: `(seconds, value)` of what `/metrics` tells, by name.
        dead: the most tasks that were dead at once.
        troubles: what went wrong with measuring.
    """

    processes: dict[str, Series] = field(default_factory=dict)
    metrics: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    dead: float = 0.0
    troubles: list[str] = field(default_factory=list)

    async def run(self, made: Installation, http: httpx2.AsyncClient, began: float) -> None:
        """Measure until we are cancelled; `began` is when the load did, by the monotonic clock."""
        while True:
            await self.take(made, http, began)
            await asyncio.sleep(EVERY_S - (monotonic() - began) % EVERY_S)

    async def take(self, made: Installation, http: httpx2.AsyncClient, began: float) -> None:
        """Measure once."""
        self._weigh(made.processes(), monotonic() - began)
        try:
            answer = await http.get("/metrics", timeout=30)
            worker = await http.get(f"{made.worker_metrics}/metrics", timeout=30)
        except httpx2.TransportError as error:
            self.troubles.append(f"/metrics: {error!r}")
            return
        if answer.status_code != 200 or worker.status_code != 200:
            self.troubles.append(f"/metrics: {answer.status_code}, worker {worker.status_code}")
            return
        self._note(Measured(answer.text), Measured(worker.text), monotonic() - began)

    def _note(self, told: Measured, worker: Measured, at: float) -> None:
        for name in COUNTED:
            self.metrics.setdefault(name, []).append((at, told.of(name)))
        ended = worker.of("trivet_tasks_ended_total")
        self.metrics.setdefault("tasks ended", []).append((at, ended))
        dead = sum(told.of("trivet_tasks", state=state) for state in DEAD)
        self.dead = max(self.dead, dead)

    def _weigh(self, processes: Sequence[tuple[str, psutil.Process]], at: float) -> None:
        seen = set()
        for name, process in processes:
            try:
                memory, files = pss_mib(process.pid), process.num_fds()
            except (OSError, psutil.Error):
                continue
            series = self.processes.setdefault(name, Series(process.pid))
            if series.pid != process.pid:
                self.troubles.append(f"{name} was replaced: process {series.pid} died")
                series.pid = process.pid
            series.memory.append((at, memory))
            series.files.append((at, float(files)))
            seen.add(name)
        for name in self.processes.keys() - seen:
            self.troubles.append(f"{name} is not there after {at:.0f} s")
