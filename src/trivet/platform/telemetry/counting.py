"""Where counts are kept: in this process, or in files that several processes add up.

The library behind `metrics.py` decides that once, when it is imported, by a variable of the
environment. So this is said before, and imports nothing of it.
"""

import fcntl
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trivet.platform.errors import StartupError

_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
_VARIABLES = (_VARIABLE, _VARIABLE.lower())
_PREFIX = "trivet-metrics-"
_HELD = "held"
"""A file in such a folder, locked while a process lives that counts there."""


@contextmanager
def counting(*, together: bool) -> Iterator[None]:
    """Say how many processes count, until they have ended.

    Args:
        together: whether this process and those that it forks are told of as one; then they count in a
            folder of their own, which is new and empty, and goes at the end. Those of processes that had no
            end, but were killed, go now.

    Raises:
        StartupError: there is no room for that folder.
    """
    for name in _VARIABLES:  # meant for somebody else; an empty value would count too
        os.environ.pop(name, None)
    if not together:
        yield
        return
    assert "prometheus_client" not in sys.modules, "it has made up its mind already"
    try:
        folder = tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)
    except OSError as error:
        raise StartupError(
            f"Several processes count in a temporary folder, and none can be made ({error}): name a "
            "place for it with TMPDIR."
        ) from None
    with folder as path, _held(Path(path)):
        _sweep(Path(path).parent)
        os.environ[_VARIABLE] = path
        try:
            yield
        finally:
            os.environ.pop(_VARIABLE, None)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Lock its file, for us and those that we fork: the lock is held until the last of them is gone."""
    with (folder / "new").open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        (folder / "new").rename(folder / _HELD)  # nobody finds it before it is locked
        yield


def _sweep(place: Path) -> None:
    """Remove the folders that nobody holds any more."""
    for file in place.glob(f"{_PREFIX}*/{_HELD}"):
        try:
            with file.open("rb") as held:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(file.parent, ignore_errors=True)
        except OSError:  # it is held, or somebody else's, or gone already
            continue


def folder_of_counts() -> Path | None:
    """Where several processes count together; None where each is alone."""
    path = os.environ.get(_VARIABLE)
    return Path(path) if path else None
