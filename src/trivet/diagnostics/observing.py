"""What is looked up for whoever measures us: how much waits, who answers, what is left.

What the code itself counts stands in `platform/telemetry/metrics.py`. This is asked when somebody reads
`/metrics`, of the process that answers, so that it is told once however many serve.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from prometheus_client import Metric

from trivet.diagnostics.readiness import Readiness
from trivet.platform.clock import now
from trivet.platform.db.database import PoolUse
from trivet.platform.http.breaker import Circuit
from trivet.platform.http.tightest import Left, Tightest
from trivet.platform.tasks.repository import Crowd, TaskReader
from trivet.platform.telemetry import metrics
from trivet.platform.telemetry.logging import Logger
from trivet.platform.telemetry.process import weigh
from trivet.platform.uow import Units

KEPT_S = 5.0
"""How long what the database said is told again, at least."""
KEPT_FOR_EACH = 20
"""And so many times as long as it took to say: a queue without end is not counted all the time."""
WITHIN_S = 2.0
"""How long each may take; what the database says later is for the next one who asks."""

_Told = TypeVar("_Told")


class Observing:
    """Looks it up. One in each process.

    Args:
        units: reach the database.
        pools: tell how many of its connections are in use.
        circuits: tell whether a host is being asked.
        allowances: by vendor who knows what is left there.
        redis_answers: whether Redis is there; None where none is used.
        facts: what never changes: the values of the labels of `trivet_info`.
        within_s: seconds that each of them may take.
    """

    def __init__(
        self,
        units: Units,
        pools: Callable[[], Iterable[PoolUse]],
        *,
        circuits: Sequence[Callable[[], Awaitable[Circuit]]] = (),
        allowances: Mapping[str, Tightest] | None = None,
        redis_answers: Callable[[], bool] | None = None,
        facts: tuple[str, str] = ("", ""),
        within_s: float = WITHIN_S,
    ) -> None:
        self._tasks = _Tasks(units, within_s)
        self._readiness = Readiness(units, within_s=within_s)
        self._pools = pools
        self._circuits = circuits
        self._allowances = allowances or {}
        self._redis_answers = redis_answers
        self._facts = facts
        self._within_s = within_s
        self._log = Logger("trivet.metrics")

    def sample(self) -> None:
        """Note what changes without anybody counting it: connections in use, memory.

        Where several processes count together, each does this every second, since any of them may be
        asked for all.
        """
        weigh()
        for pool in self._pools():
            metrics.POOL_SIZE.labels(pool.name).set(pool.most)
            metrics.POOL_USED.labels(pool.name).set(pool.used)

    async def told(self) -> list[Metric]:
        """What is looked up, for one answer."""
        # Redis knows of the circuits and of what is left, and who waits for it waits for each.
        redis = None if self._redis_answers is None else self._redis_answers()
        ready, crowds, circuits, left = await asyncio.gather(
            self._readiness.database(),
            self._tasks.crowds(),
            self._soon([] if redis is False else [each() for each in self._circuits]),
            self._soon(
                [] if redis is False else [_left(*each) for each in self._allowances.items()]
            ),
        )
        answers = [(("database",), float(ready))]
        if redis is not None:
            answers.append((("redis",), float(redis)))
        known = [(labels, found) for labels, found in left if found is not None]
        return [
            metrics.INFO.of((self._facts, 1)),
            metrics.ANSWERS.of(*answers),
            *_of_tasks(crowds or ()),
            metrics.CIRCUIT_OPEN.of(*[_circuit(each) for each in circuits]),
            metrics.ALLOWANCE.of(*[(labels, found.limit) for labels, found in known]),
            metrics.ALLOWANCE_LEFT.of(*[(labels, found.left) for labels, found in known]),
        ]

    async def _soon(self, asked: Sequence[Awaitable[_Told]]) -> list[_Told]:
        """What is answered in time, all being asked at once."""
        tasks = [asyncio.ensure_future(each) for each in asked]
        if not tasks:
            return []
        try:
            done, late = await asyncio.wait(tasks, timeout=self._within_s)
        finally:
            for task in tasks:
                task.cancel()
        failed = {task for task in done if task.exception() is not None}
        if late or failed:  # whatever it is, the rest can be told
            self._log.warning("not everybody answers", late=len(late), failed=len(failed))
        return [task.result() for task in tasks if task not in late | failed]


async def _left(vendor: str, tightest: Tightest) -> tuple[metrics.Labels, Left | None]:
    return (vendor,), await tightest.current()


def _circuit(circuit: Circuit) -> tuple[metrics.Labels, float]:
    return (circuit.host,), float(circuit.open)


def _of_tasks(crowds: Iterable[Crowd]) -> list[Metric]:
    at = now()
    many: list[tuple[metrics.Labels, float]] = []
    ages: list[tuple[metrics.Labels, float]] = []
    for crowd in crowds:
        labels = crowd.name, str(crowd.state)
        many.append((labels, crowd.many))
        ages.append((labels, _age_s(crowd.since, at)))
    return [metrics.TASKS.of(*many), metrics.TASKS_OLDEST.of(*ages)]


def _age_s(since: datetime, at: datetime) -> float:
    return max(0.0, (at - since).total_seconds())  # what is due later waits for nobody


class _Tasks:
    """What the database says of tasks, asked rarely, by one at a time."""

    def __init__(self, units: Units, within_s: float) -> None:
        self._units = units
        self._within_s = within_s
        self._asked: asyncio.Task[list[Crowd] | None] | None = None
        self._kept: list[Crowd] = []
        self._kept_until = 0.0
        self._log = Logger("trivet.metrics")

    async def crowds(self) -> list[Crowd] | None:
        """All of them; None if the database does not say."""
        if time.monotonic() < self._kept_until:
            return self._kept
        if self._asked is None or self._asked.done():
            self._asked = asyncio.create_task(self._ask(), name="metrics")
        asked = self._asked
        done, _ = await asyncio.wait({asked}, timeout=self._within_s)
        return asked.result() if done else None

    async def _ask(self) -> list[Crowd] | None:
        began = time.monotonic()
        try:
            async with self._units.read() as unit:
                self._kept = await TaskReader(unit.session).crowds()
        except Exception as error:  # whatever it is, the rest can be told
            self._log.warning("the database does not answer", error=type(error).__name__)
            return None
        took = time.monotonic() - began
        self._kept_until = time.monotonic() + max(KEPT_S, KEPT_FOR_EACH * took)
        return self._kept
