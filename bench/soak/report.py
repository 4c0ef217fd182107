"""What a run came to: figures, whether they are as they should be, and tables of both."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from rich.console import Console
from rich.table import Table

from bench.figures import percentile
from bench.soak.people import SET_UP, Record
from bench.soak.samples import Samples
from bench.soak.sockets import Follower
from bench.soak.verdicts import (
    MOST_FILES,
    MOST_MIB,
    MOST_PART,
    Growth,
    LogLines,
    growth_of,
    warm,
    warm_up_of,
)

SHOWN = 20
"""So many of what went wrong are printed; all of it stands in the JSON."""


@dataclass(frozen=True, slots=True)
class Latency:
    """How long requests took: how many there were, and milliseconds."""

    count: int
    p50_ms: float
    p99_ms: float


@dataclass
class Result:
    """What a run came to.

    Args:
        seconds: of load.
        statuses: how many requests were answered so.
        latency: by what was asked for; `all` is everything.
        delivered, lost, doubled: events, over all sockets.
        left: how often a socket left, and came back.
        memory: MiB of each process.
        files: open file descriptors, of each command with its children.
        metrics: of some of `/metrics`, the first and the last value after the warm-up.
        warnings: what processes warned of, and how often.
        failures: what was not as it should be.
        course: `(seconds, MiB)` of each process, for who wants to see how it went.
    """

    seconds: float
    statuses: dict[str, int]
    latency: dict[str, Latency]
    delivered: int = 0
    lost: int = 0
    doubled: int = 0
    left: int = 0
    memory: dict[str, Growth] = field(default_factory=dict)
    files: dict[str, Growth] = field(default_factory=dict)
    metrics: dict[str, tuple[float, float]] = field(default_factory=dict)
    warnings: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    course: dict[str, list[tuple[float, float]]] = field(default_factory=dict)


def result_of(
    seconds: float,
    record: Record,
    followers: Sequence[Follower],
    samples: Samples,
    logs: LogLines,
    troubles: Sequence[str],
) -> Result:
    """Put it together, and judge it."""
    took = {name: values for name, values in record.took.items() if name != SET_UP}
    took = {"all": list(chain.from_iterable(took.values())), **took}
    found = Result(
        seconds,
        {str(status): count for status, count in sorted(record.statuses.items())},
        {name: _latency(values) for name, values in took.items()},
        delivered=sum(each.told.delivered for each in followers),
        lost=sum(each.told.lost for each in followers),
        doubled=sum(each.told.doubled for each in followers),
        left=sum(each.left for each in followers),
        memory=_memory(samples, seconds),
        files=_files(samples, seconds),
        metrics=_ends(samples, seconds),
        warnings=logs.warnings,
        course={name: series.memory for name, series in samples.processes.items()},
    )
    found.failures = [*_wrong(record, found, samples), *logs.errors, *troubles]
    return found


def _latency(values: Sequence[float]) -> Latency:
    return Latency(len(values), percentile(values, 0.5) * 1e3, percentile(values, 0.99) * 1e3)


def _memory(samples: Samples, seconds: float) -> dict[str, Growth]:
    return {
        name: growth_of(warm(series.memory, seconds), most=MOST_MIB, part=MOST_PART)
        for name, series in samples.processes.items()
    }


def _files(samples: Samples, seconds: float) -> dict[str, Growth]:
    """Those of a command together: which of two processes has a socket is chance."""
    whole: dict[str, dict[int, float]] = {}
    for name, series in samples.processes.items():
        of_command = whole.setdefault(name.partition(" ")[0], {})
        for at, count in series.files:
            of_command[round(at)] = of_command.get(round(at), 0.0) + count
    return {
        name: growth_of(
            warm(sorted((float(at), count) for at, count in points.items()), seconds),
            most=MOST_FILES,
            part=MOST_PART,
        )
        for name, points in whole.items()
    }


def _ends(samples: Samples, seconds: float) -> dict[str, tuple[float, float]]:
    found = {}
    for name, points in samples.metrics.items():
        later = warm(points, seconds)
        if later:
            found[name] = (later[0][1], later[-1][1])
    return found


def _wrong(record: Record, found: Result, samples: Samples) -> list[str]:
    said = [f"{count} times: {text}" for text, count in record.wrong.most_common()]
    if found.lost or found.doubled:
        said.append(f"{found.lost} events were lost, {found.doubled} came twice")
    if not found.delivered:
        said.append("no event came")
    said += [f"memory of {name} grows" for name, each in found.memory.items() if not each.flat]
    said += [f"open files of {name} grow" for name, each in found.files.items() if not each.flat]
    if samples.dead:
        said.append(f"{samples.dead:.0f} tasks are dead")
    return said + samples.troubles


def show(found: Result) -> None:
    """Print it."""
    console = Console()
    answered = ", ".join(f"{status}: {count}" for status, count in found.statuses.items())
    console.print(f"Answered by status: {answered}")
    for table in (_requests(found), _growth(found), _told(found)):
        console.print(table)
    console.print(
        f"{found.delivered} events delivered, {found.lost} lost, {found.doubled} doubled; sockets left "
        f"and came back {found.left} times"
    )
    for text, count in found.warnings.items():
        console.print(f"warned {count} times: {text}"[:300], markup=False)
    for text in found.failures[:SHOWN]:
        console.print(f"NOT SO: {text}"[:1500], markup=False)
    if len(found.failures) > SHOWN:
        console.print(f"and {len(found.failures) - SHOWN} more")
    console.print("FAILED" if found.failures else "All as it should be.")


def _requests(found: Result) -> Table:
    title = f"{found.seconds:.0f} s of load"
    table = Table("request", "count", "p50 ms", "p99 ms", title=title)
    for name, each in sorted(found.latency.items(), key=lambda pair: -pair[1].count):
        table.add_row(name, str(each.count), f"{each.p50_ms:.1f}", f"{each.p99_ms:.1f}")
    return table


def _growth(found: Result) -> Table:
    title = (
        f"After {warm_up_of(found.seconds):.0f} s of warm-up; flat: grows by less than {MOST_PART:.0%} or "
        f"{MOST_MIB:.0f} MiB ({MOST_FILES} files)"
    )
    table = Table("what", "beginning", "end", "an hour", "in this run", "verdict", title=title)
    rows = [(f"{name}, MiB", each) for name, each in found.memory.items()]
    rows += [(f"{name}, files", each) for name, each in found.files.items()]
    for name, each in rows:
        figures = (each.first, each.last, each.an_hour, each.grown)
        texts = [f"{figure:.1f}" for figure in figures]
        table.add_row(name, *texts, "flat" if each.flat else "GROWS")
    return table


def _told(found: Result) -> Table:
    table = Table("/metrics", "beginning", "end")
    for name, (first, last) in found.metrics.items():
        table.add_row(name, f"{first:.0f}", f"{last:.0f}")
    return table
