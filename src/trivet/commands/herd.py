"""Several processes that serve one port, and one that looks after them.

The port is taken once, before they are forked: each accepts from the same queue. A process that dies
is replaced; SIGINT and SIGTERM go to all of them.
"""

import os
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType

from trivet.platform.errors import StartupError

SETTLED_S = 5.0
"""Who lived for so long had started well, and is replaced when it dies."""
MOST_FAILURES = 3
"""So many in a row that did not start well: it is no accident, and the rest is stopped."""
PAUSE_S = 0.5

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_FINE = (0, -signal.SIGTERM)
"""How one ends that was told to: after what it had to finish, or before it began."""


class Herd:
    """Keeps processes alive.

    Args:
        serve: what each of them does, given its number from 0; returns when it was told to stop.
        count: how many.
    """

    def __init__(self, serve: Callable[[int], None], count: int) -> None:
        self._serve = serve
        self._count = count
        self._born: dict[int, tuple[int, float]] = {}
        self._stopping = False
        self._failures = 0

    def run(self) -> int:
        """Run until we are told to stop, or they cannot start.

        Returns:
            How to exit: 0 if all ended well.
        """
        before = {number: signal.signal(number, self._told) for number in _SIGNALS}
        try:
            for number in range(self._count):
                self._spawn(number)
            return self._watch()
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _told(self, number: int, _frame: FrameType | None) -> None:
        self._stopping = True
        self._tell_all(signal.SIGTERM)

    def _tell_all(self, number: int) -> None:
        for pid in tuple(self._born):
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                continue  # it has just ended; `wait` tells

    def _spawn(self, number: int) -> None:
        sys.stdout.flush()
        # A signal that comes between the fork and the child's own handlers must not get lost.
        signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        # Nor may one be born after all were told to stop: nobody would tell it.
        if not self._stopping:
            pid = os.fork()
            if pid == 0:
                self._be(number)
            self._born[pid] = (number, time.monotonic())
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)

    def _be(self, number: int) -> None:
        """The life of a child; does not return."""
        code = 1
        try:
            # Until it serves it has nothing to finish: SIGTERM simply ends it. An exception out of
            # nowhere, in the midst of starting, could leave it hanging.
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
            self._serve(number)
            code = 0
        except KeyboardInterrupt:
            code = 0
        except StartupError as error:
            sys.stderr.write(f"{error}\n")
        except BaseException as error:  # nothing above us may run twice
            sys.excepthook(type(error), error, error.__traceback__)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def _watch(self) -> int:
        worst = 0
        while self._born:
            pid, status = os.wait()
            known = self._born.pop(pid, None)
            if known is None:
                continue
            number, born = known
            code = os.waitstatus_to_exitcode(status)
            if self._stopping:
                worst = max(worst, int(code not in _FINE))
                continue
            sys.stderr.write(f"A process that served has ended ({code}).\n")
            self._failures = 0 if time.monotonic() - born > SETTLED_S else self._failures + 1
            if self._failures >= MOST_FAILURES:
                sys.stderr.write("They do not start: all are stopped.\n")
                worst, self._stopping = 1, True
                self._tell_all(signal.SIGTERM)
                continue
            time.sleep(PAUSE_S * self._failures)
            self._spawn(number)
        return worst
