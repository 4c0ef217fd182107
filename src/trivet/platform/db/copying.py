"""A copy of an SQLite database, also while others read and write it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy the database in `source` into the new file `target`, readable by its owner alone.

    The copy stands whole under its name or not at all: it is written beside it, brought to the
    disk, and renamed.

    Raises:
        OSError: the folder cannot be written, the disk is full, or the database cannot be read.
    """
    part = target.with_name(f"{target.name}.part")
    os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
    try:
        with closing(sqlite3.connect(source)) as from_, closing(sqlite3.connect(part)) as to:
            from_.backup(to)
            # A copy that waits for its day needs no files beside it.
            to.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        part.unlink(missing_ok=True)
        raise OSError(str(error)) from error
    with part.open("rb") as written:
        os.fsync(written.fileno())
    part.replace(target)
