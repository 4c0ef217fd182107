"""The part of the composition root that knows GitHub: who speaks with it, what is done for it, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

import httpx2

from trivet.auth.github_oauth import GitHubOAuth
from trivet.auth.github_tokens import GitHubTokens
from trivet.boards.access import BoardAccess
from trivet.github import repository_workers
from trivet.github import tasks as declared
from trivet.github.app_side import GitHubAppClient
from trivet.github.branch_removal import BranchRemover
from trivet.github.branch_worker import BranchMaker
from trivet.github.credentials import GitHubAccess
from trivet.github.doorkeeper import Doorkeeper
from trivet.github.draft_worker import DraftOpener
from trivet.github.installations import GitHubApp, InstallationTokens
from trivet.github.later_cards import link_later_cards
from trivet.github.reachable import Reachable
from trivet.github.reconcile_worker import TICK_S, RepositoryReconciler
from trivet.github.sync_worker import PullRequestSync
from trivet.github.transport import GitHubTransport
from trivet.github.workers import (
    RepositoryPoller,
    forget_checks,
    forget_deliveries,
    process_webhook,
)
from trivet.github.write_back_worker import WriteBack
from trivet.platform.cache.port import Cache, CacheManager
from trivet.platform.http.breaker import CircuitBreakers
from trivet.platform.keys import Keys
from trivet.platform.settings import Settings
from trivet.platform.tasks.context import Bound
from trivet.platform.tasks.ticker import Daily, Every, Schedule
from trivet.platform.uow import Units

TASKS = (
    *(declared.PROCESS_WEBHOOK, declared.FORGET_DELIVERIES),
    *(declared.CREATE_BRANCH, declared.POLL_REPOSITORIES, declared.FORGET_CHECKS),
    *(declared.SYNC_PULL_REQUEST, declared.RECONCILE_REPOSITORIES, declared.LINK_LATER_CARDS),
    *(declared.WRITE_BACK, declared.OPEN_DRAFT, declared.DELETE_BRANCHES),
    *declared.OF_REPOSITORIES,
)
"""Every kind of background work around GitHub; `bound` gives each its body."""

SCHEDULES = (
    Schedule(declared.FORGET_DELIVERIES, Daily(time(4, 7))),
    Schedule(declared.FORGET_CHECKS, Daily(time(4, 12))),
    Schedule(declared.LINK_LATER_CARDS, Every(60)),
)
"""What is due by itself, whether or not GitHub is used."""


@dataclass(frozen=True)
class GitHub:
    """What speaks with GitHub. One in each process.

    Args:
        oauth: signs people in.
        tokens: those of people.
        access: gives out clients.
        app: speaks as our GitHub App.
        reachable: which repositories people reach.
        doorkeeper: finds out whose a delivery is.
    """

    oauth: GitHubOAuth
    tokens: GitHubTokens
    access: GitHubAccess
    app: GitHubAppClient
    reachable: Reachable
    doorkeeper: Doorkeeper


def github_of(
    units: Units,
    keys: Keys,
    settings: Settings,
    http: httpx2.AsyncClient,
    cache: Cache,
    breakers: CircuitBreakers,
) -> GitHub:
    """Build it. Asks nobody yet.

    Args:
        units: keep and read.
        keys: open tokens and secrets.
        settings: where GitHub is, and who we are there.
        http: sends requests.
        cache: what processes share.
        breakers: whether GitHub answers at all.

    Raises:
        StartupError: the key of our App cannot be read.
    """
    oauth = GitHubOAuth(http, settings)
    tokens = GitHubTokens(units, keys, oauth)
    kept = CacheManager(cache, "github")
    transport = GitHubTransport(http, settings, kept, breakers)
    app = GitHubApp(settings)
    access = GitHubAccess(transport, tokens, InstallationTokens(units, keys, transport, app))
    secret = settings.github_app_webhook_secret
    return GitHub(
        oauth=oauth,
        tokens=tokens,
        access=access,
        app=GitHubAppClient(transport, app),
        reachable=Reachable(access, kept),
        doorkeeper=Doorkeeper(units, keys, None if secret is None else secret.get_secret_value()),
    )


def bound(github: GitHub, boards: BoardAccess, keys: Keys, settings: Settings) -> list[Bound]:
    """The tasks around GitHub, with their bodies.

    Args:
        github: what speaks with it.
        boards: who may do what there.
        keys: open the secrets of webhooks.
        settings: our own address, and GitHub's.
    """
    return [
        Bound(declared.PROCESS_WEBHOOK, process_webhook),
        Bound(declared.FORGET_DELIVERIES, forget_deliveries),
        Bound(declared.CREATE_BRANCH, BranchMaker(boards, github.access)),
        Bound(declared.DELETE_BRANCHES, BranchRemover(boards, github.access)),
        Bound(declared.POLL_REPOSITORIES, RepositoryPoller(github.access, settings)),
        Bound(declared.WRITE_BACK, WriteBack(github.access, settings)),
        Bound(declared.OPEN_DRAFT, DraftOpener(github.access, boards, settings)),
        Bound(declared.SYNC_PULL_REQUEST, PullRequestSync(github.access)),
        Bound(
            declared.RECONCILE_REPOSITORIES,
            RepositoryReconciler(github.access, github.app, settings),
        ),
        Bound(declared.FORGET_CHECKS, forget_checks),
        Bound(declared.LINK_LATER_CARDS, link_later_cards),
        *repository_workers.bound(github.access, github.app, github.tokens, keys, settings),
    ]


def schedules(settings: Settings) -> Sequence[Schedule]:
    """What is due by itself where GitHub is used.

    Args:
        settings: whether it is, and whether repositories are looked at and searched.
    """
    if not settings.github_sign_in:
        return ()
    due = [Schedule(declared.CHECK_REPOSITORIES, Every(3600))]
    if settings.github_poll_s:
        due.append(Schedule(declared.POLL_REPOSITORIES, Every(settings.github_poll_s)))
    if settings.github_reconcile_s:
        due.append(Schedule(declared.RECONCILE_REPOSITORIES, Every(TICK_S)))
    return due
