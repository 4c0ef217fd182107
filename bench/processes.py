"""What processes use: memory, and time of the processors."""

from collections.abc import Iterable
from pathlib import Path

import psutil


def pss_mib(pid: int) -> float:
    """Memory of a process, of what is shared its part; where the system does not tell, all of it."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except FileNotFoundError:
        return float(psutil.Process(pid).memory_info().rss) / 2**20
    line = next(each for each in text.splitlines() if each.startswith("Pss:"))
    return int(line.split()[1]) / 1024


def cpu_s(processes: Iterable[psutil.Process]) -> float:
    """Seconds of processor time that they have used."""
    times = [each.cpu_times() for each in processes]
    return float(sum(each.user + each.system for each in times))
