"""One process at a time serves an SQLite file."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from trivet.platform.errors import AlreadyServed
from trivet.platform.lockfile import ProcessLock

HOLD = """
import sys
from pathlib import Path
from trivet.platform.lockfile import ProcessLock
ProcessLock(Path(sys.argv[1])).acquire()
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def another_process_holds(database: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": "src"},
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_the_second_process_is_refused_and_told_who_holds_it(tmp_path: Path) -> None:
    database = tmp_path / "trivet.db"
    with another_process_holds(database) as holder, pytest.raises(AlreadyServed) as refused:
        ProcessLock(database).acquire()
    assert f"process {holder.pid}" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_killed_holder_leaves_no_lock(tmp_path: Path) -> None:
    database = tmp_path / "trivet.db"
    with another_process_holds(database):
        pass
    with ProcessLock(database) as lock:
        assert lock.path.read_text() == f"{os.getpid()}\n"


def test_two_databases_are_two_locks(tmp_path: Path) -> None:
    with ProcessLock(tmp_path / "one.db"), ProcessLock(tmp_path / "two.db"):
        pass


def test_a_released_lock_can_be_taken_again(tmp_path: Path) -> None:
    lock = ProcessLock(tmp_path / "trivet.db")
    for _ in range(2):
        with lock:
            lock.acquire()
