"""Where the files of tests stand: in memory, if there is room."""

import os
import shutil
from pathlib import Path

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder of its own in it
ROOM_BYTES = 2**30
"""Containers often have 64 MiB there, which a run would fill."""


def fast_folder() -> Path | None:
    """A folder whose files cost no fsync, or None where there is none that is big enough."""
    if not os.access(SHARED_MEMORY, os.W_OK | os.X_OK):
        return None
    return SHARED_MEMORY if shutil.disk_usage(SHARED_MEMORY).free >= ROOM_BYTES else None
