"""Processes in which nothing waits as long as it does elsewhere. For those that a test has started."""

import os

from trivet.miro import job_workers
from trivet.miro.tasks import POLL_BOARD, WORK_JOB

HASTE = "TRIVET_TEST_HASTE"
VENDOR_S = 0.5
"""The played Miro does nothing any more so long after it was sent something."""


def make_haste() -> None:
    """Shorten waits, where the environment says so."""
    if HASTE not in os.environ:
        return
    job_workers.VENDOR_S = VENDOR_S
    job_workers.DELAYS_S = (0.2, 0.2, 0.2, 0.2)
    job_workers.BLOCKED_S = 0.2
    for task in (WORK_JOB, POLL_BOARD):
        # So soon a worker counts as dead.
        object.__setattr__(task, "lease_s", 3.0)
