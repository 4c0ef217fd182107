"""From GitHub to the screen: a delivery, until somebody who follows the board is told."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import perf_counter

from bench.client import Connection
from bench.deliveries import Deliveries
from bench.fanout import MARK
from bench.figures import Rounds, Row, percentile
from bench.plan import Plan
from bench.sockets import Socket, opened
from bench.targets import Target, all_running

NAME = "a delivery of GitHub's is seen on the board"
PATIENCE_S = 20.0
BREATH_S = 0.02
"""Between two: what is measured is one delivery, and no queue."""


@dataclass
class _Watcher:
    """Somebody who follows the board."""

    seen: dict[int, float] = field(default_factory=dict)
    told: asyncio.Event = field(default_factory=asyncio.Event)

    def heard(self, _socket: Socket, payload: bytes, at: float) -> None:
        for mark in MARK.findall(payload):
            self.seen.setdefault(int(mark), at)
        self.told.set()

    async def sees(self, number: int) -> float:
        """Wait for a number; when it came."""
        async with asyncio.timeout(PATIENCE_S):
            while number not in self.seen:
                self.told.clear()
                await self.told.wait()
        return self.seen[number]


def measure_webhook(plan: Plan) -> list[Row]:
    """How soon somebody sees what GitHub tells."""
    rounds = Rounds("webhook")
    with all_running(plan.modes, plan.services) as targets:
        plan.say("webhook to watcher")
        plan.run(_webhook(plan, targets, rounds))
    return rounds.rows()


async def _webhook(plan: Plan, targets: Sequence[Target], rounds: Rounds) -> None:
    watched = []
    for target in targets:
        github, watcher = Deliveries(target), _Watcher()
        await github.connect()
        path = f"/ws/boards/{github.board}"
        socket = await opened(target.port, path, target.token, watcher.heard)
        watched.append((target, github, watcher, socket))
        await _once(github, watcher, target.connection())  # the worker is there
    for _ in range(plan.rounds):
        for target, github, watcher, _socket in watched:
            took: list[float] = []
            http = target.connection()
            until = perf_counter() + plan.seconds
            while perf_counter() < until or len(took) < 10:
                took.append(await _once(github, watcher, http))
                await asyncio.sleep(BREATH_S)
            http.close()
            rounds.add(target.name, NAME, "p50", "ms", percentile(took, 0.5) * 1e3)
            rounds.add(target.name, NAME, "p99", "ms", percentile(took, 0.99) * 1e3)
    for *_, socket in watched:
        socket.close()


async def _once(github: Deliveries, watcher: _Watcher, http: Connection) -> float:
    """Seconds from the delivery until it is seen."""
    began = perf_counter()
    number = await github.send(http)
    return await watcher.sees(number) - began
