"""What was measured, as values: figures over rounds, rows of the table, and all of a run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

LIMIT = "limit"
EMBEDDED = "embedded"
SCALED = "scaled"
TARGETS = (LIMIT, EMBEDDED, SCALED)
"""What is measured, in the order of the columns."""

OPERATIONS = "operations"
GROWTH = "growth"
READ = "read the board"
UNCHANGED = "read it unchanged (304)"
TITLE = "change a title"
MOVE = "move a card"
CREATE = "create a card"
HOT = (READ, TITLE, MOVE)
"""Those whose growth is looked at."""
P50 = "p50"
CPU = "server CPU"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure over all rounds.

    Args:
        median, least, most: in the unit of its row.
    """

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Figure":
        """That of what the rounds gave; at least one."""
        return cls(median(values), min(values), max(values))


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Args:
        part: of the run.
        operation: what is done.
        measure: what is measured of it: `p50`, `throughput`, …
        unit: of the figures.
        figures: by target.
        of: what `at` counts: `cards`, `watchers`, …; empty if nothing.
        at: how many of those there were.
    """

    part: str
    operation: str
    measure: str
    unit: str
    figures: Mapping[str, Figure]
    of: str = ""
    at: int = 0

    @property
    def size(self) -> str:
        """How many of what, for people."""
        return f"{self.at:,} {self.of}" if self.of else ""

    def ratio(self, target: str) -> float | None:
        """How many times the limit this is; None where there is no limit."""
        limit, ours = self.figures.get(LIMIT), self.figures.get(target)
        if limit is None or ours is None or not limit.median:
            return None
        return ours.median / limit.median


@dataclass
class Results:
    """All of a run.

    Args:
        machine: where it ran, and with which versions.
        options: how it was asked for.
        rows: what was measured.
        troubles: what went wrong meanwhile, or was left out.
    """

    machine: dict[str, str] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def growth(self) -> list[Row]:
        """How cost grows: with cards by what was measured of each size, then with the rest."""
        by_cards = [
            row
            for row in self.rows
            if row.part == OPERATIONS and row.operation in HOT and row.measure in (P50, CPU)
        ]
        return by_cards + [row for row in self.rows if row.part == GROWTH]

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> "Results":
        """From the document that `--out` wrote."""
        rows = [
            Row(**{**row, "figures": {name: Figure(**it) for name, it in row["figures"].items()}})
            for row in document["rows"]
        ]
        return cls(document["machine"], document["options"], rows, document["troubles"])


def percentile(values: Sequence[float], part: float) -> float:
    """The value below which this part of them is; 0 of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0.0


class Rounds:
    """Collects what rounds give, and makes rows of it, in the order of their first figure.

    Args:
        part: of the run.
    """

    def __init__(self, part: str) -> None:
        self._part = part
        self._kept: dict[tuple[str, str, str, str, int], dict[str, list[float]]] = {}

    def add(
        self,
        target: str,
        operation: str,
        measure: str,
        unit: str,
        value: float,
        *,
        of: str = "",
        at: int = 0,
    ) -> None:
        """One figure of one round; the arguments are those of `Row`."""
        figures = self._kept.setdefault((operation, measure, unit, of, at), {})
        figures.setdefault(target, []).append(value)

    def rows(self) -> list[Row]:
        """All of them, each with its medians."""
        return [
            Row(
                self._part,
                operation,
                measure,
                unit,
                {target: Figure.of(values) for target, values in figures.items()},
                of,
                at,
            )
            for (operation, measure, unit, of, at), figures in self._kept.items()
        ]
