"""One process at a time: a lock beside the SQLite file."""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from trivet.platform.errors import AlreadyServed


class ProcessLock:
    """A lock that ends with the process that holds it, however that process ends.

    The kernel keeps it (flock), not the file: a file left behind by a crash locks nothing. The
    file is never removed, because somebody may just have opened it to lock it.

    Args:
        database: the file of the database; the lock stands beside it.
    """

    def __init__(self, database: Path) -> None:
        self.path = database.with_name(f"{database.name}.lock")
        self._database = database
        self._file: int | None = None

    def acquire(self) -> None:
        """Take the lock, at once.

        Raises:
            AlreadyServed: another process has it; the message names it.
        """
        if self._file is not None:
            return
        file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(file, 32).decode(errors="replace").strip() or "unknown"
            os.close(file)
            raise AlreadyServed(
                f"The database {self._database} is already served by process {holder}: stop that "
                "one first, or choose another folder with --data."
            ) from None
        os.ftruncate(file, 0)
        os.pwrite(file, f"{os.getpid()}\n".encode(), 0)
        self._file = file

    def release(self) -> None:
        """Give the lock back. Harmless if it is not held."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        raised: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()
