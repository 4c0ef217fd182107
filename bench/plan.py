"""How a run is to be, and what all of its parts need."""

import sys
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import uvloop

from bench.figures import LIMIT, Results
from bench.loops import Measured
from bench.services import Services

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Plan:
    """How a run is to be.

    Args:
        services: where databases are.
        results: where what goes wrong is noted.
        modes: of Trivet, that are measured.
        limited: whether the limit is measured beside them.
        sizes: cards on the boards.
        watchers: sockets that follow a board.
        bulk: cards that are changed at once.
        deliveries: deliveries of GitHub's that wait while others are answered.
        seconds: for each figure.
        rounds: of which the median is told.
    """

    services: Services
    results: Results
    modes: Sequence[str]
    limited: bool
    sizes: Sequence[int]
    watchers: int
    bulk: Sequence[int]
    deliveries: int
    seconds: float
    rounds: int

    @property
    def targets(self) -> list[str]:
        """What is measured: the limit, if that is wanted, and the modes."""
        return [*((LIMIT,) if self.limited else ()), *self.modes]

    @property
    def usual(self) -> int:
        """The size of a board where sizes are not compared."""
        return 1000 if 1000 in self.sizes else self.sizes[0]

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run something to its end."""
        return uvloop.run(work)

    def note(self, what: str, measured: Measured) -> Measured:
        """Note what was refused: a figure of refusals says nothing."""
        if measured.refused:
            count = len(measured.refused)
            self.results.troubles.append(
                f"{what}: {count} of {count + len(measured.took)} were refused: {measured.refused[0]}"
            )
        return measured

    def say(self, what: str) -> None:
        """Tell who waits what is done now."""
        sys.stderr.write(f"  {what}\n")
        sys.stderr.flush()
