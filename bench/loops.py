"""The closed loop: so many clients, each of whom asks again once it was answered."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from time import perf_counter

from bench.boards import Operation
from bench.client import Connection, Refused
from bench.figures import percentile
from bench.targets import Target

BREATH_S = 0.1
"""Before each figure: what the last one left behind is done in it, and is nobody else's."""


@dataclass
class Measured:
    """What was measured.

    Args:
        took: seconds from request to answer, of each that was answered as it must be.
        wall_s: seconds in all.
        cpu_s: seconds of processor time of those who answered.
        refused: what was said instead of an answer.
    """

    took: list[float] = field(default_factory=list)
    wall_s: float = 0.0
    cpu_s: float = 0.0
    refused: list[str] = field(default_factory=list)

    @property
    def p50_ms(self) -> float:
        """Milliseconds that half of them took at most."""
        return percentile(self.took, 0.5) * 1e3

    @property
    def p99_ms(self) -> float:
        """Milliseconds that almost all of them took at most."""
        return percentile(self.took, 0.99) * 1e3

    @property
    def per_s(self) -> float:
        """Answers a second."""
        return len(self.took) / self.wall_s if self.wall_s else 0.0

    @property
    def cpu_ms(self) -> float:
        """Milliseconds of the server's processor time for each."""
        return self.cpu_s / len(self.took) * 1e3 if self.took else 0.0


@asynccontextmanager
async def timed(target: Target, measured: Measured) -> AsyncIterator[None]:
    """Note how long what is done here takes, and how much of the server's time."""
    cpu, began = target.cpu_s(), perf_counter()
    yield
    measured.wall_s = perf_counter() - began
    measured.cpu_s = target.cpu_s() - cpu


async def measure(
    target: Target,
    operation: Operation,
    clients: int,
    seconds: float,
    *,
    most: int = 1_000_000,
) -> Measured:
    """Let clients do an operation again and again, a connection each.

    Args:
        target: whose time is measured.
        operation: what they do.
        clients: how many at the same time.
        seconds: for how long.
        most: times at which it ends before.
    """
    await asyncio.sleep(BREATH_S)
    measured = Measured()
    connections = [target.connection() for _ in range(clients)]
    # Connected, and warm: the first of each is not counted.
    await asyncio.gather(*(operation(http, random.Random()) for http in connections))
    async with timed(target, measured):
        until = perf_counter() + seconds
        goes_on = partial(_goes_on, until, iter(range(most)))
        await asyncio.gather(*(_work(http, operation, goes_on, measured) for http in connections))
    return measured


def _goes_on(until: float, left: Iterator[int]) -> bool:
    return perf_counter() < until and next(left, None) is not None


async def _work(
    http: Connection, operation: Operation, goes_on: Callable[[], bool], measured: Measured
) -> None:
    chance = random.Random()
    while goes_on():
        began = perf_counter()
        try:
            await operation(http, chance)
        except (OSError, Refused) as error:
            measured.refused.append(str(error) or repr(error))
        else:
            measured.took.append(perf_counter() - began)
    http.close()
