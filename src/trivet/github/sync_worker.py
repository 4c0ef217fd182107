"""Pull requests are read anew: the body of `sync_pull_request_task`."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from trivet.auth.errors import GitHubTokenRefused
from trivet.cards.counterparts import PullRequestState
from trivet.github.client import GitHubClient
from trivet.github.credentials import GitHubAccess
from trivet.github.errors import GitHubForbids, GitHubUnseen
from trivet.github.facts import PullRequestReading
from trivet.github.links import Story
from trivet.github.models import Repository
from trivet.github.noting import look_at
from trivet.github.payloads import PullRequestData, RepositoryData
from trivet.github.pull_request_repository import PullRequestWriteRepository
from trivet.github.reading import read_pull_request
from trivet.github.repository import RepositoryWriteRepository
from trivet.github.schemas import ProblemCode
from trivet.github.service import WebhookService
from trivet.github.syncing import have_asked_again
from trivet.github.tasks import keeping
from trivet.github.vanished import OPEN, close_vanished
from trivet.platform.clock import now
from trivet.platform.events import Actor, Origin
from trivet.platform.tasks.context import TaskContext
from trivet.platform.tasks.errors import RetryLater
from trivet.platform.tasks.repository import TaskReader
from trivet.platform.uow import WriteUnit

ASK_AGAIN_S = (5.0, 15.0, 60.0)
"""How much later GitHub is asked whether a pull request can be merged, while it has not found out."""
LOOKS_FOR_IT = 3
"""So often GitHub says that there is none, before we believe it: what was made just now comes late."""

_KEPT_FROM_US = (GitHubUnseen, GitHubForbids, GitHubTokenRefused)


class PullRequestSync:
    """Reads pull requests.

    Args:
        github: gives out clients.
    """

    def __init__(self, github: GitHubAccess) -> None:
        self._github = github

    async def __call__(self, context: TaskContext, args: Mapping[str, Any]) -> Story | None:
        """Ask GitHub, then take over what it says, all in one commit with the end of the task.

        A second run asks again, and finds nothing new.
        """
        repository_id, number = UUID(args["repo_id"]), int(args["pr_number"])
        async with context.units.read() as unit:
            row = await unit.session.get(Repository, repository_id)
        if row is None or row.secret is None:
            return {"state": "disconnected"}
        if row.installation_id is not None and row.problem == ProblemCode.ACCESS_LOST:
            # Our App still sees it, and would show it to who may not any more.
            raise GitHubUnseen(row.problem_detail or "")
        try:
            client = await self._github.for_background(row)
            reading = await self._read(client, row, number)
        except _KEPT_FROM_US:
            await _have_looked_at(context, row)
            raise
        if reading is None:
            return await self._gone(context, row, number)
        asked = int(args.get("asked", 0))

        async def work(unit: WriteUnit) -> None:
            await context.succeed(unit, await _take_over(unit, row, reading, asked))

        await context.retried(work, _github(context))
        return None

    async def _read(
        self, client: GitHubClient, row: Repository, number: int
    ) -> PullRequestReading | None:
        """What GitHub says of a pull request; None if there is none, though the repository is there."""
        try:
            return await read_pull_request(client, row.full_name, number)
        except GitHubUnseen:
            facts = await client.get_repository(row.full_name)  # else it is that which is not shown
            if row.github_id not in {None, facts.github_id}:
                raise GitHubUnseen("Another repository has its name by now.") from None
            return None

    async def _gone(self, context: TaskContext, row: Repository, number: int) -> Story | None:
        async def work(unit: WriteUnit) -> None:
            held = await _held(unit, row)
            known = None
            if held is not None and held.github_id is not None:
                where = RepositoryData(held.github_id, held.full_name, None)
                known = await PullRequestWriteRepository(unit.session, held.id).numbered(
                    where, number
                )
            if known is not None and known.state in OPEN:
                if context.attempt < LOOKS_FOR_IT:
                    raise RetryLater("GitHub shows no such pull request, and may be late.")
                await close_vanished(unit, known)
            await context.succeed(unit, {"state": "gone"})

        await context.retried(work, _github(context))
        return None


async def _take_over(
    unit: WriteUnit, row: Repository, reading: PullRequestReading, asked: int
) -> Story:
    """Take over what GitHub says, if it is about what was connected."""
    held = await _held(unit, row)
    if held is None:
        return {"state": "disconnected"}
    data = reading.pull_request
    if held.github_id not in {None, data.repository.github_id}:
        return {"state": "another_repository"}
    old = data.updated_at <= held.connected_at
    story = await WebhookService(unit, held, old=old).hear_of_reading(reading)
    if is_computing(data) and asked < len(ASK_AGAIN_S):
        at = now() + timedelta(seconds=ASK_AGAIN_S[asked])
        await have_asked_again(unit, held, data.number, asked + 1, at)
    return {"state": str(data.state), **story}


def is_computing(data: PullRequestData) -> bool:
    """Whether GitHub has not found out yet whether a pull request can be merged."""
    return data.mergeable is None and data.state in {PullRequestState.DRAFT, PullRequestState.OPEN}


async def _held(unit: WriteUnit, row: Repository) -> Repository | None:
    """The repository, held until the unit ends; None once it was disconnected, or connected anew."""
    held = await RepositoryWriteRepository(unit.session).locked(row.id)
    if held is None or held.secret is None or held.connected_at != row.connected_at:
        return None
    return held


async def _have_looked_at(context: TaskContext, row: Repository) -> None:
    """Have it found out, and written beside the repository, why GitHub does not show it."""

    async def work(unit: WriteUnit) -> None:
        held = await _held(unit, row)
        waiting = await TaskReader(unit.session).under_way([keeping(row.id)])
        if held is not None and held.picked and not waiting:
            look_at(unit, held)

    await context.retried(work)


def _github(context: TaskContext) -> Actor:
    return Actor(origin=Origin.GITHUB, correlation_id=context.actor.correlation_id)
