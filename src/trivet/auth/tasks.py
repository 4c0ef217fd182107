"""Background work of sign-in: declarations."""

from trivet.platform.tasks.declarations import Priority, RetryPolicy, Task

SEND_SIGN_IN_EMAIL = Task(
    "send_sign_in_email_task",
    priority=Priority.PERSON,
    retry=RetryPolicy((5.0, 25.0, 125.0)),
    secret_args=frozenset({"email", "token"}),
    arguments=("email", "token"),
)
"""Mail somebody a link to sign in with. Arguments: `email`, `token`."""

SEND_ADDRESS_EMAIL = Task(
    "send_address_email_task",
    priority=Priority.PERSON,
    retry=RetryPolicy((5.0, 25.0, 125.0)),
    secret_args=frozenset({"email", "token"}),
    arguments=("email", "token"),
)
"""Mail somebody a link that adds an address to their account. Arguments: `email`, `token`."""

FORGET_EXPIRED = Task("forget_expired_task")
"""Forget links, tokens and sessions that have ended."""
