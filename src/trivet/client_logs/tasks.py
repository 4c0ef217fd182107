"""Background work of what clients log: declarations."""

from trivet.platform.tasks.declarations import Task

FORGET_CLIENT_LOGS = Task("forget_client_logs_task")
"""Forget what clients logged long ago, and what those of closed accounts did."""
