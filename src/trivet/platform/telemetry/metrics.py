"""Everything that is measured, in one place: names, what they mean, and what tells them apart.

Names and units follow the conventions of Prometheus ("Metric and label naming"). A label has few values,
and all of them are ours: a route's template, never a path; a task's name, never an id.

Two kinds of them: instruments, which the code that knows moves, and which are added up where several
processes serve; and what is looked up when somebody asks (`Told`), which whoever answers tells, once.

What stands on a hot path has its children made beforehand: finding one by its labels costs as much as
moving it twice.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Literal

from prometheus_client import (
    GC_COLLECTOR,
    PLATFORM_COLLECTOR,
    PROCESS_COLLECTOR,
    REGISTRY,
    Counter,
    Gauge,
    Histogram,
    Metric,
    disable_created_metrics,
)
from prometheus_client.core import GaugeMetricFamily

# When a series began says nothing that its first sample does not, and doubles their number.
disable_created_metrics()  # type: ignore[no-untyped-call]
# They tell of this process only; with several, what we measure ourselves tells of all.
for _collector in (PROCESS_COLLECTOR, PLATFORM_COLLECTOR, GC_COLLECTOR):
    REGISTRY.unregister(_collector)

Labels = tuple[str, ...]
Kind = Literal["counter", "gauge", "histogram"]


@dataclass(frozen=True, slots=True)
class Definition:
    """What one metric is.

    Args:
        name: of the family; a counter's with `_total`.
        kind: how it moves.
        meaning: for whoever reads the exposition.
        labels: what tells its series apart.
    """

    name: str
    kind: Kind
    meaning: str
    labels: Labels = ()


DEFINED: dict[str, Definition] = {}
"""Every metric there is, by its name."""


def _define(name: str, kind: Kind, meaning: str, labels: Labels) -> Definition:
    DEFINED[name] = Definition(name, kind, meaning, labels)
    return DEFINED[name]


def _counter(name: str, meaning: str, *labels: str) -> Counter:
    _define(name, "counter", meaning, labels)
    return Counter(name, meaning, labels)


def _gauge(name: str, meaning: str, *labels: str, latest: bool = False) -> Gauge:
    """One that is added up over the processes that live; or of which the greatest is told."""
    _define(name, "gauge", meaning, labels)
    return Gauge(name, meaning, labels, multiprocess_mode="livemax" if latest else "livesum")


def _histogram(name: str, meaning: str, *labels: str, buckets: Iterable[float]) -> Histogram:
    _define(name, "histogram", meaning, labels)
    return Histogram(name, meaning, labels, buckets=tuple(buckets))


class Told:
    """A gauge that is looked up when somebody asks.

    Args:
        name: as it is told.
        meaning: for whoever reads it.
        labels: what tells its series apart.
    """

    def __init__(self, name: str, meaning: str, *labels: str) -> None:
        self._definition = _define(name, "gauge", meaning, labels)

    def of(self, *series: tuple[Labels, float]) -> Metric:
        """What is told: the values of the labels, and the number, of each series."""
        told = self._definition
        family = GaugeMetricFamily(told.name, told.meaning, labels=told.labels)
        for labels, value in series:
            family.add_metric(labels, value)
        return family


_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_MINUTES = (0.05, 0.25, 1.0, 5.0, 15.0, 60.0, 300.0, 1800.0)
_UP_TO_HOURS = (0.1, 0.5, 1.0, 5.0, 15.0, 60.0, 300.0, 900.0, 3600.0, 14400.0)

# Requests.

HTTP_REQUESTS = _counter(
    "trivet_http_requests_total",
    "Requests, by the template of their route; 4xx holds those whose caller left before the answer.",
    *("route", "method", "status"),
)
HTTP_SECONDS = _histogram(
    "trivet_http_request_seconds",
    "How long it took to answer a request.",
    *("route", "method", "status"),
    buckets=_SECONDS,
)
RATE_LIMITED = _counter(
    "trivet_rate_limited_total",
    "Requests that were refused for being too many, by what they were counted as.",
    "class",
)

# Requests that a legacy service answers.

LEGACY_REQUESTS = _counter(
    "trivet_legacy_requests_total",
    "Requests passed on to the legacy service, by the pattern of TRIVET_LEGACY_ROUTES that they matched "
    "(`other`: what Trivet does not have), by method and by the status of the answer. 499: the client went "
    "away first. 502: there was no answer, or it broke off.",
    *("route", "method", "status"),
)
LEGACY_SECONDS = _histogram(
    "trivet_legacy_request_seconds",
    "Seconds from such a request to the end of its answer.",
    "route",
    # Up to what a slow service takes: a time-out is a minute unless it is set otherwise.
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60),
)

# Sockets.

SOCKETS = _gauge("trivet_sockets_open", "Sockets that follow a board.")
SOCKETS_CLOSED = _counter(
    "trivet_sockets_closed_total",
    "Sockets that the server closed, by why; too_slow are those that did not keep up, or were silent.",
    "reason",
)
SOCKETS_BEHIND = _counter(
    "trivet_sockets_fell_behind_total",
    "Sockets that were closed because too much waited for their readers.",
)
FANOUT_SECONDS = _histogram(
    "trivet_fanout_seconds",
    "From the commit of a board's event to its frame being written to those who follow the board in the "
    "process that committed; with Redis, the way through Redis included.",
    buckets=_SECONDS,
)
FANOUT_GAPS = _counter(
    "trivet_fanout_gaps_total",
    "Times that a board's events had a gap, which was filled from the log.",
)
PUBLISHER_DROPPED = _counter(
    "trivet_publisher_dropped_total",
    "Messages to other processes that were dropped because Redis was away for too long; whoever missed "
    "them reads the log.",
)

# Tasks.

TASKS = Told(
    "trivet_tasks", "Tasks that have not succeeded, by name and state.", *("task", "state")
)
TASKS_OLDEST = Told(
    "trivet_tasks_oldest_age_seconds",
    "For how long the oldest of them has been due (queued, retrying), has run (running), or has lain "
    "(failed, indeterminate).",
    *("task", "state"),
)
TASKS_STARTED = _counter(
    "trivet_tasks_started_total", "Tasks that a worker began, also again.", "task"
)
TASKS_ENDED = _counter(
    "trivet_tasks_ended_total",
    "Tasks that a worker laid down, by what became of them: succeeded, retrying (another attempt follows), "
    "failed, cancelled, indeterminate, put_off (goes on later), released (its worker stopped), crashed (its "
    "worker died).",
    *("task", "outcome"),
)
TASK_SECONDS = _histogram(
    "trivet_task_seconds", "How long a worker was busy with a task.", "task", buckets=_MINUTES
)
WEBHOOK_LAG = _histogram(
    "trivet_webhook_lag_seconds",
    "From GitHub's delivery being received to its being worked on for the first time.",
    buckets=_UP_TO_HOURS,
)

# Vendors.

VENDOR_REQUESTS = _counter(
    "trivet_vendor_requests_total",
    "Requests to a vendor, by the status of the answer (none without one) and by outcome: ok, refused (4xx), "
    "failed (5xx, or no end of it), unreachable, cancelled, not_sent (its circuit is open).",
    *("vendor", "status", "outcome"),
)
VENDOR_SECONDS = _histogram(
    "trivet_vendor_request_seconds",
    "How long a request to a vendor took, whatever came of it.",
    "vendor",
    buckets=_SECONDS,
)
CIRCUIT_OPEN = Told(
    "trivet_circuit_open", "1 while a host is left alone because it did not answer.", "host"
)
ALLOWANCE = Told(
    "trivet_vendor_allowance",
    "What an account may ask of a vendor: GitHub's requests an hour, Miro's credits a minute; of the account "
    "that has the least left.",
    "vendor",
)
ALLOWANCE_LEFT = Told(
    "trivet_vendor_allowance_left",
    "What is left of it, as the vendor said last; absent where nothing was said since it was full.",
    "vendor",
)
MIRO_CREDITS = _counter("trivet_miro_credits_used_total", "Credits spent at Miro, of all accounts.")

# Caches, the database.

CACHE_REQUESTS = _counter(
    "trivet_cache_requests_total",
    "What was asked for, by where it was found: board: hit (in memory), shared (in Redis), miss (in the rows); "
    "miro: hit (fresh), miss (asked of Miro), stale (Miro did not answer in time).",
    *("cache", "result"),
)
POOL_SIZE = _gauge(
    "trivet_database_pool_size", "Connections to the database that may be open at most.", "pool"
)
POOL_USED = _gauge(
    "trivet_database_pool_checked_out", "Connections to the database that are in use.", "pool"
)
ANSWERS = Told(
    "trivet_part_up",
    "1 if what we depend on answers: the database, and Redis if it is used.",
    "part",
)

# The processes themselves.

INFO = Told("trivet_info", "1; its labels say which version this is.", *("version", "database"))
PROCESSES = _gauge("trivet_processes", "Processes that are counted together here.")
RESIDENT = _gauge("trivet_process_resident_memory_bytes", "Memory of these processes.")
FILES = _gauge("trivet_process_open_fds", "Files and sockets that these processes have open.")
CPU = _counter("trivet_process_cpu_seconds_total", "Time that these processes computed.")
STARTED = _gauge(
    "trivet_process_start_time_seconds",
    "When the youngest of these processes started, in seconds since 1970.",
    latest=True,
)

# What is pre-made, and what is quick to say.

BOARD_HIT = CACHE_REQUESTS.labels("board", "hit")
BOARD_SHARED = CACHE_REQUESTS.labels("board", "shared")
BOARD_MISS = CACHE_REQUESTS.labels("board", "miss")

UNMATCHED = "unmatched"
"""The route of requests that lead nowhere, or were refused before that was known."""
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_requests: dict[tuple[str | None, str, int], tuple[Counter, Histogram]] = {}


def request_answered(route: str | None, method: str, status: int, seconds: float) -> None:
    """Count a request. Costs 2 µs, and twice that where several processes count together.

    Args:
        route: the template of its route; None if it has none.
        method: as it was sent, which may be anything.
        status: of the answer.
        seconds: that it took.
    """
    key = route, method, status // 100
    found = _requests.get(key)
    if found is None:
        labels = route or UNMATCHED, method if method in _METHODS else "OTHER", f"{key[2]}xx"
        found = HTTP_REQUESTS.labels(*labels), HTTP_SECONDS.labels(*labels)
        if labels[1] == method:  # else somebody who makes up methods would fill our memory
            _requests[key] = found
    found[0].inc()
    found[1].observe(seconds)


def task_ended(task: str, outcome: str) -> None:
    """Count a task that was laid down.

    Args:
        task: its name.
        outcome: as `TASKS_ENDED` says.
    """
    TASKS_ENDED.labels(task, outcome).inc()


class VendorCall:
    """A request to a vendor, while it is under way."""

    status: int | None = None


@contextmanager
def vendor_call(vendor: str) -> Iterator[VendorCall]:
    """Count a request to a vendor; whoever sends it notes the status.

    Args:
        vendor: its name.
    """
    call, began = VendorCall(), perf_counter()
    outcome = "cancelled"
    try:
        yield call
    except Exception:
        outcome = "unreachable" if call.status is None else "failed"
        raise
    else:
        outcome = _outcome(call.status)
    finally:
        VENDOR_SECONDS.labels(vendor).observe(perf_counter() - began)
        VENDOR_REQUESTS.labels(vendor, _status(call), outcome).inc()


def _outcome(status: int | None) -> str:
    if status is None or status < 400:
        return "ok"
    return "refused" if status < 500 else "failed"


def _status(call: VendorCall) -> str:
    return "none" if call.status is None else str(call.status)


def vendor_not_asked(vendor: str) -> None:
    """Count a request to a vendor that was not sent, since its circuit is open."""
    VENDOR_REQUESTS.labels(vendor, "none", "not_sent").inc()
