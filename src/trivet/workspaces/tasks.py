"""Background work of workspaces: declarations."""

from trivet.platform.tasks.declarations import Priority, Task

SEND_INVITATION_EMAIL = Task(
    "send_invitation_email_task",
    priority=Priority.PERSON,
    secret_args=frozenset({"email", "token"}),
    arguments=("email", "workspace_name", "token"),
)
"""Mail somebody the link of their invitation. Arguments: `email`, `workspace_name`, `token`."""

FORGET_INVITATIONS = Task("forget_invitations_task")
"""Forget invitations that nobody can use any more."""
