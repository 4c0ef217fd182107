"""Background work around GitHub: declarations."""

from uuid import UUID

from trivet.platform.tasks.declarations import Priority, RetryPolicy, Task

PROCESS_WEBHOOK = Task(
    "process_webhook_task",
    priority=Priority.VENDOR,
    arguments=("event_type", "payload", "event_id"),
)
"""Do what a delivery says. Arguments: `event_type`; `payload`, null if it is the delivery's own;
`event_id`, the delivery's id; and, if that is to be done though it was done before, `again`."""

FORGET_DELIVERIES = Task("forget_deliveries_task")
"""Forget old deliveries."""

CREATE_BRANCH = Task(
    "create_branch_task",
    priority=Priority.PERSON,
    limit_s=300.0,
    arguments=("card_id", "repo_id", "branch_name", "base_branch"),
)
"""Make a branch for a card, on behalf of who asks. Arguments: `card_id`; `repo_id`, the connected
repository's id; `branch_name`; `base_branch`, null for the default branch; and, if it was asked for by
a program, `origin`; and, as a part of a change of the card, `batch_id`."""

DELETE_BRANCHES = Task(
    "delete_branches_task",
    priority=Priority.PERSON,
    limit_s=300.0,
    arguments=("card_id", "branch_ids"),
)
"""Delete merged branches of a card on GitHub, on behalf of who asks. Arguments: `card_id`;
`branch_ids`, our ids of them; `origin` and `batch_id` as above."""

BATCH = "batch_id"
"""The argument that says of which change of a card a task is a part."""

LINK_LATER_CARDS = Task("link_later_cards_task", brief=True)
"""Link pull requests to cards that they named before those were there."""

POLL_REPOSITORIES = Task("poll_repositories_task", brief=True)
"""Look at the repositories whose webhooks do not reach us."""

_PATIENT = RetryPolicy(delays_s=(5.0, 25.0, 125.0, 625.0, 1800.0))
"""GitHub's bad days last longer than a few minutes."""

SET_UP_WEBHOOK = Task(
    "set_up_webhook_task",
    priority=Priority.PERSON,
    retry=_PATIENT,
    arguments=("repository_id",),
)
"""Make the webhook of a repository that was picked, or mend it."""

REMOVE_WEBHOOK = Task(
    "remove_webhook_task",
    priority=Priority.VENDOR,
    retry=_PATIENT,
    arguments=("full_name", "hook_id", "repository_id", "connected_by"),
)
"""Remove a webhook that we made. Arguments: `full_name` of the repository; `hook_id`, null if it is
to be looked for; `repository_id`, our id of the connection; `connected_by`, in whose name it is tried
next to whoever asks for it."""

CHECK_REPOSITORY = Task(
    "check_repository_task", priority=Priority.VENDOR, arguments=("repository_id",)
)
"""Look at a repository on GitHub, and at its webhook; mend what can be mended."""

CHECK_REPOSITORIES = Task("check_repositories_task")
"""Have each connected repository looked at that was not for an hour."""

SYNC_PULL_REQUEST = Task(
    "sync_pull_request_task",
    priority=Priority.VENDOR,
    retry=_PATIENT,
    arguments=("repo_id", "pr_number"),
)
"""Read a pull request anew, with its reviews and checks. Arguments: `repo_id`, our id of the connection;
`pr_number`; and, where GitHub had not found something out yet, `asked`: how often it was asked before."""

RECONCILE_REPOSITORIES = Task("reconcile_repositories_task", brief=True)
"""Look for what webhooks missed."""

FORGET_CHECKS = Task("forget_checks_task")
"""Forget what was said of commits that are in no pull request any more."""

NOTE_INSTALLATION = Task(
    "note_installation_task", priority=Priority.VENDOR, arguments=("installation_id",)
)
"""Ask GitHub how an installation of our App stands, and take that over. Argument: GitHub's number of it."""

CHECK_AUTHORIZATION = Task(
    "check_authorization_task", priority=Priority.VENDOR, arguments=("github_id",)
)
"""Ask GitHub whether somebody's token still works. Argument: GitHub's number of the person."""

WRITE_BACK = Task("write_back_task", retry=_PATIENT, arguments=("repo_id", "pr_number"))
"""Write on GitHub which cards a pull request has, and whether they wait for others, as far as its
repository wants that. Arguments: `repo_id`, our id of the connection; `pr_number`."""

OPEN_DRAFT = Task("open_draft_task", retry=_PATIENT, arguments=("repo_id", "branch_name"))
"""Open a draft pull request for a branch that was made from a card. Arguments: `repo_id`, our id of the
connection; `branch_name`."""

OF_REPOSITORIES = (
    *(SET_UP_WEBHOOK, REMOVE_WEBHOOK, CHECK_REPOSITORY, CHECK_REPOSITORIES),
    *(NOTE_INSTALLATION, CHECK_AUTHORIZATION),
)
"""Those whose bodies are bound with what they need, in `repository_workers.py`."""


def reading(repository_id: UUID, number: int) -> str:
    """The concurrency key of what reads one pull request: one at a time."""
    return f"pull:{repository_id}:{number}"


def keeping(repository_id: UUID) -> str:
    """The concurrency key of what looks after one connection: one at a time."""
    return f"hook:{repository_id}"


def in_turn(repository_id: UUID) -> str:
    """The concurrency key of what one repository delivers: one after the other, as it came."""
    return f"github:{repository_id}"
