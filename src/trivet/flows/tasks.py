"""Background work of notifications: declarations."""

from trivet.platform.tasks.declarations import Task

NOTIFY_DUE = Task("notify_due_task")
"""Tell people of cards that are due soon, or were due yesterday."""

FORGET_NOTIFICATIONS = Task("forget_notifications_task")
"""Forget old notifications."""
