"""What webhooks missed is looked for: the body of `reconcile_repositories_task`."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import structlog

from trivet.auth.errors import GitHubRefused, GitHubTokenRefused, GitHubUnreachable
from trivet.github.app_side import GitHubAppClient
from trivet.github.credentials import GitHubAccess
from trivet.github.errors import GitHubForbids, GitHubLimited, GitHubUnseen
from trivet.github.missed_deliveries import AppAttempts, MissedDeliveries, searched_since
from trivet.github.models import Repository
from trivet.github.noting import look_at
from trivet.github.polling_repository import PolledRepository
from trivet.github.reconciling import Found, Reconciliation
from trivet.github.reconciling_repository import ReconcilingRepository
from trivet.github.repository_workers import LOOKED_AT
from trivet.github.schemas import Via
from trivet.github.standing import via_of
from trivet.github.tasks import keeping
from trivet.platform.clock import now
from trivet.platform.events import Actor, Origin
from trivet.platform.settings import Settings
from trivet.platform.tasks.context import TaskContext
from trivet.platform.tasks.repository import TaskReader
from trivet.platform.uow import WriteUnit

TICK_S = 600
"""So often somebody sees which repositories are due."""
AT_ONCE = 4
ROUND_S = 300.0
"""No search is begun later than so many seconds after the first; well within what a task may take."""

log = structlog.get_logger(__name__)


class RepositoryReconciler:
    """Searches the repositories that are due.

    Background work leaves a part of what GitHub allows to people (`allowance.py`): a search that would
    use that is broken off, and goes on at the next tick.

    Args:
        github: gives out clients.
        app: speaks as our GitHub App.
        settings: our own address, and how often a repository is searched.
    """

    def __init__(self, github: GitHubAccess, app: GitHubAppClient, settings: Settings) -> None:
        self._github = github
        self._app = app
        self._settings = settings
        self._few = asyncio.Semaphore(AT_ONCE)
        self._until = 0.0

    async def __call__(self, context: TaskContext, _args: Mapping[str, Any]) -> dict[str, int]:
        """Search each that is due. A second run finds none that is.

        One that cannot be searched keeps none of the others from it.
        """
        pause = timedelta(seconds=self._settings.github_reconcile_s)
        async with context.units.read() as unit:
            rows = await ReconcilingRepository(unit.session).due(now() - pause)
        self._until = asyncio.get_running_loop().time() + ROUND_S
        deliveries = self._deliveries(context, rows)
        async with asyncio.TaskGroup() as group:
            searches = [group.create_task(self._search(context, deliveries, row)) for row in rows]
        found = [search.result() for search in searches]
        return {
            "repositories": len(found),
            "deliveries": sum(each.deliveries for each in found),
            "pull_requests": sum(each.pull_requests for each in found),
        }

    def _deliveries(self, context: TaskContext, rows: Sequence[Repository]) -> MissedDeliveries:
        actor = Actor(origin=Origin.GITHUB, correlation_id=context.actor.correlation_id)
        covered = [row for row in rows if via_of(row, self._settings) is Via.APP]
        since = min((searched_since(row) for row in covered), default=now())
        attempts = AppAttempts(self._app, since)
        return MissedDeliveries(context.units, self._settings, actor, attempts)

    async def _search(
        self, context: TaskContext, deliveries: MissedDeliveries, row: Repository
    ) -> Found:
        async with self._few:
            if asyncio.get_running_loop().time() > self._until:
                return Found()
            try:
                client = await self._github.for_background(row)
                return await Reconciliation(context.units, client, deliveries, row).run()
            except (GitHubLimited, GitHubUnreachable) as error:
                # It passes by itself, and the next tick begins with this one.
                log.info("repository_not_reconciled", repository=row.full_name, why=error.code)
                return Found()
            except (GitHubUnseen, GitHubForbids, GitHubTokenRefused, GitHubRefused) as error:
                # Why stands beside the repository, or soon will.
                log.info("repository_not_reconciled", repository=row.full_name, why=error.code)
            except Exception:
                # Ours to mend: no reason to leave the others alone.
                log.exception("repository_not_reconciled", repository=row.full_name)
        await self._refused(context, row)
        return Found()

    async def _refused(self, context: TaskContext, row: Repository) -> None:
        """Have it found out why, unless somebody just did: then that stands beside the repository.

        It does not count as searched. The next tick tries again, unless a problem was found.
        """

        async def work(unit: WriteUnit) -> None:
            held = await PolledRepository(unit.session).held(row.id)
            if held is None or not held.picked:
                return
            just_now = held.checked_at is not None and held.checked_at > now() - LOOKED_AT
            if not just_now and not await TaskReader(unit.session).under_way([keeping(row.id)]):
                look_at(unit, held)

        await context.units.retried(work)
