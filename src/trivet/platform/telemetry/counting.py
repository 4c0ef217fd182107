"""Where counts are kept: in this process, or in files that several processes add up.

The library behind `metrics.py` decides that once, when it is imported, by a variable of the
environment. So this is said before, and imports nothing of it.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from trivet.platform.errors import StartupError

_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
_VARIABLES = (_VARIABLE, _VARIABLE.lower())


@contextmanager
def counting(*, together: bool) -> Iterator[None]:
    """Say how many processes count, until they have ended.

    Args:
        together: whether this process and those that it forks are told of as one; then they count in a
            folder of their own, which is new and empty, and goes at the end.

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
        folder = TemporaryDirectory(prefix="trivet-metrics-", ignore_cleanup_errors=True)
    except OSError as error:
        raise StartupError(
            f"Several processes count in a temporary folder, and none can be made ({error}): name a "
            "place for it with TMPDIR."
        ) from None
    with folder as path:
        os.environ[_VARIABLE] = path
        try:
            yield
        finally:
            os.environ.pop(_VARIABLE, None)


def folder_of_counts() -> Path | None:
    """Where several processes count together; None where each is alone."""
    path = os.environ.get(_VARIABLE)
    return Path(path) if path else None
