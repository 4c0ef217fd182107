"""What this process weighs. Where the system does not tell it (`proc(5)`), it is not told."""

import os
import time
from contextlib import suppress
from pathlib import Path

from trivet.platform.telemetry.metrics import CPU, FILES, PROCESSES, RESIDENT, STARTED

_OWN, _MACHINE = Path("/proc/self"), Path("/proc/stat")
_PAGE, _TICKS_A_SECOND = os.sysconf("SC_PAGE_SIZE"), os.sysconf("SC_CLK_TCK")

_counted_s: dict[int, float] = {}
"""By process what it had computed when it was looked at last: one that is forked begins anew."""


def weigh() -> None:
    """Note how this process stands; costs 100 µs."""
    computed_s, pid = time.process_time(), os.getpid()
    CPU.inc(max(0.0, computed_s - _counted_s.get(pid, 0.0)))
    _counted_s[pid] = computed_s
    PROCESSES.set(1)
    with suppress(OSError):
        RESIDENT.set(int((_OWN / "statm").read_text().split()[1]) * _PAGE)
        FILES.set(len(os.listdir(_OWN / "fd")))
        STARTED.set(_started())


def _started() -> float:
    """When this process started, in seconds since 1970."""
    # Its name, in brackets, may hold anything; behind it come numbers, the twentieth of which counts
    # ticks since the machine started.
    ticks = int((_OWN / "stat").read_text().rpartition(")")[2].split()[19])
    booted = next(line for line in _MACHINE.read_text().splitlines() if line.startswith("btime"))
    return int(booted.split()[1]) + ticks / _TICKS_A_SECOND
