"""What is aimed at: how much of the limit is enough. It tells, and refuses nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from bench.figures import EMBEDDED, SCALED, Row

READS_EASIER = 1.5
WRITES_EASIER = 2.0
"""SQLite in the same process, and one writer at a time: how much more that may cost."""


class Bound(Enum):
    """What an aim bounds, and on which side: times the limit, or what was measured itself."""

    TIMES_AT_MOST = "≤ {}\u00d7"
    TIMES_AT_LEAST = "≥ {}\u00d7"
    AT_MOST = "≤ {}"
    AT_LEAST = "≥ {}"

    @property
    def of_ratio(self) -> bool:
        return self in (Bound.TIMES_AT_MOST, Bound.TIMES_AT_LEAST)

    def keeps(self, value: float, bound: float) -> bool:
        """Whether a value is on the right side."""
        if self in (Bound.TIMES_AT_MOST, Bound.AT_MOST):
            return value <= bound
        return value >= bound


@dataclass(frozen=True, slots=True)
class Aim:
    """What a row is to reach.

    Args:
        bound: which side of what.
        values: by mode; a mode that is missing has no aim.
        sizes: for which `Row.at`; empty for all.
    """

    bound: Bound
    values: Mapping[str, float]
    sizes: frozenset[int] = frozenset()

    def judged(self, row: Row, mode: str) -> bool | None:
        """Whether a mode reaches it; None if that cannot be said."""
        value = self.values.get(mode)
        if value is None or mode not in row.figures:
            return None
        found = row.ratio(mode) if self.bound.of_ratio else row.figures[mode].median
        return None if found is None else self.bound.keeps(found, value)

    def told(self, unit: str) -> str:
        """For people: the aim, and for which mode where that matters."""
        after = "" if self.bound.of_ratio or not unit else f" {unit}"
        (mode, first), *_ = self.values.items()
        text = self.bound.value.format(f"{first:g}") + after
        if len(self.values) == 1:
            return f"{text} ({mode})"
        other = self.values.get(EMBEDDED, first)
        return text if other == first else f"{text} (embedded {other:g})"


def _most(times: float, easier: float, *sizes: int) -> Aim:
    values = {SCALED: times, EMBEDDED: round(times * easier, 2)}
    return Aim(Bound.TIMES_AT_MOST, values, frozenset(sizes))


def _least(times: float, easier: float, *sizes: int) -> Aim:
    values = {SCALED: times, EMBEDDED: round(times / easier, 2)}
    return Aim(Bound.TIMES_AT_LEAST, values, frozenset(sizes))


def _both(bound: Bound, value: float) -> Aim:
    return Aim(bound, {SCALED: value, EMBEDDED: value})


_SEEN = "a change is seen by all, 10 a second"
_TOLD = "8 change without a pause"
_SIXTEEN = "throughput, 16 clients"
AIMS: Mapping[tuple[str, str], Aim] = {
    ("read the board", "p50"): _most(1.6, READS_EASIER, 1000, 5000),
    ("read the board", _SIXTEEN): _least(0.6, READS_EASIER, 1000),
    ("read it unchanged (304)", "p50"): _most(1.2, READS_EASIER, 1000),
    ("change a title", "p50"): _most(1.8, WRITES_EASIER),
    ("change a title", _SIXTEEN): _least(0.6, WRITES_EASIER),
    ("move a card", "p50"): _most(1.8, WRITES_EASIER, 5000),
    ("move a card", _SIXTEEN): _least(0.5, WRITES_EASIER, 5000),
    ("create a card", "p50"): _most(1.7, WRITES_EASIER),
    (_SEEN, "p50"): _most(1.25, WRITES_EASIER),
    (_SEEN, "p99"): _most(1.5, WRITES_EASIER),
    (_SEEN, "lost"): _both(Bound.AT_MOST, 0),
    (_TOLD, "lost"): _both(Bound.AT_MOST, 0),
    (_TOLD, "deliveries"): _least(0.8, WRITES_EASIER),
    ("all join a board at once", "until the last one has it"): _most(2, READS_EASIER),
    ("memory (PSS)", "idle"): _both(Bound.TIMES_AT_MOST, 2.5),
    ("memory (PSS)", "more, for each"): _both(Bound.AT_MOST, 30),
    ("cold start", "until a board is answered"): _both(Bound.AT_MOST, 1.2),
    ("16 change titles and move cards at once", "errors"): _both(Bound.AT_MOST, 0),
    ("16 change titles and move cards at once", "p99"): Aim(Bound.AT_MOST, {EMBEDDED: 50}),
    ("a delivery of GitHub's is seen on the board", "p50"): Aim(
        Bound.AT_MOST, {SCALED: 80, EMBEDDED: 30}
    ),
    ("read it unchanged (304)", "two processes against one"): Aim(Bound.AT_LEAST, {SCALED: 1.7}),
}
"""By operation and measure."""


def aim_of(row: Row) -> Aim | None:
    """What a row is to reach, if anything is aimed at."""
    aim = AIMS.get((row.operation, row.measure))
    return None if aim is None or (aim.sizes and row.at not in aim.sizes) else aim
