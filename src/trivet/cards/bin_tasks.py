"""Background work around the bin: declarations."""

from trivet.platform.tasks.declarations import Task

PURGE_BIN = Task("purge_bin_task")
"""Delete for good what has been in a bin for 30 days."""
