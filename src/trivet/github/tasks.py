"""Background work around GitHub: declarations."""

from trivet.platform.tasks.declarations import Priority, Task

PROCESS_WEBHOOK = Task(
    "process_webhook_task",
    priority=Priority.VENDOR,
    arguments=("event_type", "payload", "event_id"),
)
"""Do what a delivery says. Arguments: `event_type`; `payload`, null if it is the delivery's own;
`event_id`, the delivery's id."""

FORGET_DELIVERIES = Task("forget_deliveries_task")
"""Forget old deliveries."""
