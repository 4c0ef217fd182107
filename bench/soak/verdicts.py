"""What is judged, as pure functions: growth, statuses, what followers were told, logs."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

WARM_UP = 0.1
"""This part of the run is not looked at: caches fill, pools open, code is imported."""
LEAST_WARM_UP_S = 200.0
"""Seconds that this takes at the usual rate; of a run that is shorter than twice that, half is judged."""
MOST_MIB = 8.0
MOST_PART = 0.05
MOST_FILES = 16
ERRORS = frozenset({"error", "critical", "exception", "fatal"})

Declared = Mapping[tuple[str, str], frozenset[int]]
"""Which statuses a route may answer with, by method and template."""


@dataclass(frozen=True, slots=True)
class Growth:
    """How something went over the run, once it was warm.

    Args:
        first, last: the median of the first tenth of what was measured then, and of the last.
        an_hour: slope of the least squares line, in its unit an hour.
        grown: what that line gained from the first measurement to the last.
        flat: whether that is little enough.
    """

    first: float
    last: float
    an_hour: float
    grown: float
    flat: bool


def slope(points: Sequence[tuple[float, float]]) -> float:
    """The slope of the least squares line through `(x, y)`; 0 where there is none."""
    if not points:
        return 0.0
    middle_x = sum(x for x, _ in points) / len(points)
    middle_y = sum(y for _, y in points) / len(points)
    spread = sum((x - middle_x) ** 2 for x, _ in points)
    if spread == 0:
        return 0.0
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / spread


def growth_of(points: Sequence[tuple[float, float]], *, most: float, part: float) -> Growth:
    """Judge what was measured.

    Not the difference of two measurements, either of which may have met a peak, but what the least
    squares line through all of them gains: flat is less than `most`, or than `part` of the beginning.

    Args:
        points: `(seconds since the load began, value)`, in order, after the warm-up.
        most: growth that is no growth, in the unit of the values.
        part: the same, as a part of the value at the beginning.
    """
    if not points:
        return Growth(0.0, 0.0, 0.0, 0.0, flat=True)
    tenth = max(1, len(points) // 10)
    first = _median([value for _, value in points[:tenth]])
    last = _median([value for _, value in points[-tenth:]])
    a_second = slope(points)
    grown = a_second * (points[-1][0] - points[0][0])
    return Growth(first, last, a_second * 3600, grown, grown < max(most, part * first))


def _median(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


def warm_up_of(seconds: float) -> float:
    """How many seconds of a run of so many are its warm-up."""
    return max(seconds * WARM_UP, min(LEAST_WARM_UP_S, seconds / 2))


def warm(points: Iterable[tuple[float, float]], seconds: float) -> list[tuple[float, float]]:
    """Those after the warm-up of a run of so many seconds."""
    return [point for point in points if point[0] >= warm_up_of(seconds)]


def declared_in(document: Mapping[str, Any]) -> Declared:
    """What `/openapi.json` says."""
    return {
        (method.upper(), path): frozenset(int(status) for status in operation["responses"])
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
        if "responses" in operation
    }


def refused(
    declared: Declared, method: str, template: str, status: int, expected: frozenset[int]
) -> str | None:
    """Why an answer is wrong; None if it is not."""
    if status >= 500:
        return "a failure of the server"
    if status not in declared.get((method, template), frozenset()):
        return "not declared in /openapi.json"
    if status not in expected:
        return "not what this request is answered with"
    return None


@dataclass
class Told:
    """What one follower was told of a board.

    Args:
        seq: the last event that came in order.
        delivered: how many came in order.
        doubled: how many came again.
        lost: how many were jumped over.
    """

    seq: int
    delivered: int = 0
    doubled: int = 0
    lost: int = 0

    def take(self, seq: int) -> None:
        """An event came."""
        if seq <= self.seq:
            self.doubled += 1
            return
        self.lost += seq - self.seq - 1
        self.delivered += 1
        self.seq = seq

    def end(self, seq: int) -> None:
        """All was waited for, and the log ends with `seq`."""
        self.lost += max(0, seq - self.seq)


@dataclass
class LogLines:
    """What processes wrote down.

    Args:
        errors: lines that tell of an error, shortened.
        warnings: how often each event was warned of.
    """

    errors: list[str] = field(default_factory=list)
    warnings: dict[str, int] = field(default_factory=dict)

    def read(self, name: str, text: str) -> None:
        """Take what one process wrote, in JSON; what is none is looked through for tracebacks."""
        for line in text.splitlines():
            level, event = _level_and_event(line)
            if level in ERRORS:
                self.errors.append(f"{name}: {line[:2000]}")
            elif level == "warning":
                key = f"{name}: {event}"
                self.warnings[key] = self.warnings.get(key, 0) + 1


def _level_and_event(line: str) -> tuple[str, str]:
    try:
        entry = json.loads(line)
    except ValueError:
        entry = None
    if isinstance(entry, dict):
        return str(entry.get("level", "")).lower(), str(entry.get("event", ""))
    return ("error" if "Traceback" in line or "ERROR" in line else ""), line
