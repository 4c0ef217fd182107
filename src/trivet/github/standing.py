"""How a connected repository stands, told from its row. Pure."""

import ipaddress
from datetime import datetime
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from trivet.auth.github_tokens import GitHubAccount
from trivet.github.inbox import EVENTS
from trivet.github.models import Repository
from trivet.github.schemas import (
    HOOK_PROBLEMS,
    NO_HOOK,
    ConnectionState,
    HookOut,
    HookState,
    ProblemCode,
    ProblemOut,
    RepositoryOut,
    Via,
    WebhookOut,
)
from trivet.github.writing_schemas import WritingOut
from trivet.platform.settings import Settings
from trivet.platform.tasks.schemas import TaskOut
from trivet.platform.tasks.snapshots import TaskSnapshot

WEBHOOK = "/webhooks/github"
_OURS = "repository"
"""The parameter that tells our webhooks apart. It proves nothing: the secret does."""


def hook_url(settings: Settings, repository_id: UUID) -> str:
    """Where the webhook of one connection delivers.

    Each has an address of its own: GitHub takes no second webhook with the address of another, and
    one repository may be connected to several workspaces; and a webhook whose making was answered
    to nobody is found again by it.

    Args:
        settings: our own address.
        repository_id: our id of the connection.
    """
    return f"{settings.base_url}{WEBHOOK}?{_OURS}={repository_id}"


def is_hook_of(url: str, repository_id: UUID) -> bool:
    """Whether a webhook delivers to one connection, also under an address that we had before."""
    parts = urlsplit(url)
    return parts.path.endswith(WEBHOOK) and parse_qs(parts.query).get(_OURS) == [str(repository_id)]


def is_reachable(address: str) -> bool:
    """Whether somebody on the internet may reach an address, as far as it tells itself.

    Args:
        address: ours, such as https://trivet.example.
    """
    host = urlsplit(address).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):  # RFC 6761, section 6.3
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return True


def app_delivers(settings: Settings) -> bool:
    """Whether deliveries of a GitHub App can reach us, and be verified."""
    return (
        settings.github_app_id is not None
        and settings.github_app_webhook_secret is not None
        and is_reachable(settings.base_url)
    )


def via_of(row: Repository, settings: Settings) -> Via:
    """How news of a repository come to us."""
    if not row.picked:
        return Via.HAND
    if not is_reachable(settings.base_url):
        return Via.POLL
    if row.installation_id is not None and app_delivers(settings):
        return Via.APP
    without = row.problem in HOOK_PROBLEMS or row.problem == ProblemCode.APP_REMOVED
    return Via.POLL if without else Via.HOOK


def state_of(row: Repository, settings: Settings) -> ConnectionState:
    """How a repository stands, in a word."""
    if row.problem is not None and row.problem not in NO_HOOK:
        return ConnectionState.PROBLEM
    via = via_of(row, settings)
    if via is Via.APP or (via is not Via.POLL and row.first_delivery_at is not None):
        return ConnectionState.CONNECTED
    if via is not Via.HOOK and row.polled_at is not None:
        return ConnectionState.POLLED
    return ConnectionState.WAITING


def shown(
    row: Repository,
    settings: Settings,
    *,
    account: GitHubAccount | None,
    writing: WritingOut,
    last: datetime | None = None,
    task: TaskSnapshot | None = None,
) -> RepositoryOut:
    """A repository as somebody of its workspace sees it.

    Args:
        row: the row.
        settings: our own address, and GitHub's.
        account: the person's account on GitHub; None if they have none.
        writing: what is written there.
        last: when its last delivery came.
        task: the set-up or check that is under way.
    """
    url = f"{settings.github_url}/{row.full_name}"
    why_not = why_no_branch(row, account)
    return RepositoryOut(
        id=row.id,
        full_name=row.full_name,
        url=url,
        state=state_of(row, settings),
        via=via_of(row, settings),
        picked=row.picked,
        private=row.private,
        archived=row.archived,
        default_branch=row.default_branch,
        problem=problem_of(row),
        hook=_hook(row, settings, under_way=task is not None),
        task=None if task is None else TaskOut.model_validate(task),
        can_branch=why_not is None,
        why_not=why_not,
        writing=writing,
        webhook=WebhookOut(
            url=hook_url(settings, row.id),
            reachable=is_reachable(settings.base_url),
            events=list(EVENTS),
            settings_url=f"{url}/settings/hooks",
        ),
        connected_at=row.connected_at,
        checked_at=row.checked_at,
        polled_at=row.polled_at,
        first_delivery_at=row.first_delivery_at,
        last_delivery_at=last,
    )


def problem_of(row: Repository) -> ProblemOut | None:
    """What is wrong with a repository; None if nothing is."""
    if row.problem is None:
        return None
    return ProblemOut(
        code=ProblemCode(row.problem), detail=row.problem_detail or "", since=row.problem_since
    )


def _hook(row: Repository, settings: Settings, *, under_way: bool) -> HookOut | None:
    if not row.picked or via_of(row, settings) is Via.APP:
        return None
    return HookOut(
        state=_hook_state(row, settings, under_way=under_way),
        last_status=row.hook_status,
        last_message=row.hook_message,
    )


def _hook_state(row: Repository, settings: Settings, *, under_way: bool) -> HookState:
    if row.problem in NO_HOOK:
        return HookState.REFUSED
    if row.problem == ProblemCode.HOOK_FAILING:
        return HookState.FAILING
    if row.hook_id is not None and row.problem != ProblemCode.HOOK_MISSING:
        return HookState.MADE if row.first_delivery_at is None else HookState.VERIFIED
    return HookState.MAKING if under_way and is_reachable(settings.base_url) else HookState.NONE


def why_no_branch(row: Repository, account: GitHubAccount | None) -> str | None:
    """Why somebody cannot make branches in a repository, in one sentence; None if they can.

    Args:
        row: the row.
        account: the person's account on GitHub; None if they have none.
    """
    if row.archived:
        return "It is archived on GitHub: unarchive it there first."
    if row.problem in {ProblemCode.REPOSITORY_GONE, ProblemCode.DISABLED}:
        return row.problem_detail
    if account is None:
        return "Connect your GitHub account first."
    if account.sign_in_needed:
        return "Sign in with GitHub again: it no longer accepts your token."
    return None
