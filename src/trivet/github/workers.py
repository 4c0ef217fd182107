"""Background work around GitHub: bodies."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog

from trivet.auth.errors import GitHubTokenRefused, GitHubUnreachable
from trivet.github.check_repository import forget_some_checks
from trivet.github.credentials import GitHubAccess
from trivet.github.delivery_repository import DeliveryRepository
from trivet.github.delivery_schemas import DeliveryIgnored
from trivet.github.delivery_subject import subject_of
from trivet.github.errors import GitHubForbids, GitHubLimited, GitHubUnseen
from trivet.github.inbox import body_of
from trivet.github.links import Story
from trivet.github.models import Repository
from trivet.github.noting import Problem, look_at, set_problem
from trivet.github.polling import Found, RepositoryPoll, due, polled
from trivet.github.polling_repository import PolledRepository
from trivet.github.repository import RepositoryWriteRepository
from trivet.github.schemas import ProblemCode
from trivet.github.service import WebhookService
from trivet.platform.clock import now
from trivet.platform.errors import AppError
from trivet.platform.events import Actor, Origin
from trivet.platform.settings import Settings
from trivet.platform.tasks.batches import in_batches
from trivet.platform.tasks.context import TaskContext
from trivet.platform.tasks.errors import PermanentFailure
from trivet.platform.telemetry.metrics import WEBHOOK_LAG
from trivet.platform.uow import WriteUnit

BODIES_KEPT = timedelta(days=7)
"""Longer than GitHub can deliver again: 3 days, 7 on an Enterprise Server."""
DELIVERIES_KEPT = timedelta(days=30)
CHECKS_KEPT = timedelta(days=7)
"""Of commits that are in no pull request yet; they may come into one."""
POLLED_AT_ONCE = 4
ROUND_S = 300.0
"""No look is begun later than so many seconds after the first; well within what a task may take."""
POLL_PROBLEMS = {
    GitHubUnseen.code: ProblemCode.ACCESS_LOST,
    GitHubForbids.code: ProblemCode.ACCESS_LOST,
    GitHubTokenRefused.code: ProblemCode.SIGN_IN_NEEDED,
}
"""What a look that was refused means for the repository."""

log = structlog.get_logger(__name__)


class DeliveryGone(PermanentFailure):
    code = "delivery_gone"
    title = "The delivery is not kept any more"


async def process_webhook(context: TaskContext, args: Mapping[str, Any]) -> Story | None:
    """Do what a delivery says, mark it as done and end the task, all in one commit.

    A second run finds it done, and does nothing; one that is to do it again finds all that it says known.
    """

    async def work(unit: WriteUnit) -> None:
        await context.succeed(unit, await _process(unit, args))

    actor = Actor(origin=Origin.GITHUB, correlation_id=context.actor.correlation_id)
    await context.retried(work, actor)
    return None


async def _process(unit: WriteUnit, args: Mapping[str, Any]) -> Story:
    deliveries = DeliveryRepository(unit.session)
    delivery = await deliveries.get(UUID(args["event_id"]))
    if delivery is None:
        raise DeliveryGone("It was forgotten; have GitHub deliver it again.")
    done = delivery.processed_at is not None
    if done and not args.get("again"):
        return {}
    payload = args["payload"] or body_of(delivery)
    repository = await RepositoryWriteRepository(unit.session).locked(delivery.repository_id)
    if repository is None or payload is None:
        raise DeliveryGone("Its body was forgotten; have GitHub deliver it again.")
    event = args["event_type"]
    story: Story = {"about": subject_of(event, payload)}
    if repository.secret is None:  # it was disconnected since, and nothing of it is taken
        story["ignored"] = DeliveryIgnored.DISCONNECTED
    elif event == "repository" and await deliveries.is_overtaken(delivery):
        # It says all there is to know of a repository, but not as of when: the latest stands.
        story["ignored"] = DeliveryIgnored.OVERTAKEN
    else:
        service = WebhookService(
            unit, repository, told_at=delivery.received_at, again=done, held=True
        )
        story |= await service.process(event, payload)
    delivery.processed_at = now()
    if not done:
        lag_s = (delivery.processed_at - delivery.received_at).total_seconds()
        unit.after_commit(lambda: WEBHOOK_LAG.observe(max(0.0, lag_s)))
    return story


async def forget_deliveries(context: TaskContext, _args: Mapping[str, Any]) -> dict[str, int]:
    """Forget bodies, and later the deliveries themselves, a batch a unit.

    A second run finds nothing left.
    """

    async def give_up(unit: WriteUnit, most: int) -> int:
        return await DeliveryRepository(unit.session).give_up_bodies(now() - BODIES_KEPT, most)

    async def forget(unit: WriteUnit, most: int) -> int:
        return await DeliveryRepository(unit.session).forget(now() - DELIVERIES_KEPT, most)

    # Those that go for good first, so that their bodies are not given up one by one before.
    removed = await in_batches(context, forget)
    bodies = await in_batches(context, give_up)
    return {"bodies": bodies, "removed": removed}


async def forget_checks(context: TaskContext, _args: Mapping[str, Any]) -> dict[str, int]:
    """Forget what was said of commits that are the newest ones of no pull request, a batch a unit.

    A second run finds nothing left.
    """

    async def forget(unit: WriteUnit, most: int) -> int:
        return await forget_some_checks(unit.session, now() - CHECKS_KEPT, most)

    return {"removed": await in_batches(context, forget)}


class RepositoryPoller:
    """The body of `poll_repositories_task`.

    Args:
        github: gives out clients.
        settings: which repositories are looked at, and how often.
    """

    def __init__(self, github: GitHubAccess, settings: Settings) -> None:
        self._github = github
        self._settings = settings
        self._few = asyncio.Semaphore(POLLED_AT_ONCE)
        self._until = 0.0

    async def __call__(self, context: TaskContext, _args: Mapping[str, Any]) -> dict[str, int]:
        """Look at each that is due. A second look finds nothing new.

        One that cannot be looked at keeps none of the others from it: why stands beside it.
        """
        async with context.units.read() as unit:
            rows = await PolledRepository(unit.session).candidates()
        at = now()
        wanted = [
            row for row in rows if polled(self._settings, row) and due(row, self._settings, at)
        ]
        # Those that waited longest go first; who is not reached in time is at the next look.
        wanted.sort(key=lambda row: row.polled_at or row.connected_at)
        self._until = asyncio.get_running_loop().time() + ROUND_S
        async with asyncio.TaskGroup() as group:
            looks = [group.create_task(self._look(context, row)) for row in wanted]
        found = [look.result() for look in looks]
        return {
            "repositories": len(found),
            "pull_requests": sum(each.pull_requests for each in found),
            "branches": sum(each.branches for each in found),
        }

    async def _look(self, context: TaskContext, row: Repository) -> Found:
        problem: AppError | None = None
        found = Found()
        async with self._few:
            if asyncio.get_running_loop().time() > self._until:
                return found
            try:
                client = await self._github.for_background(row)
                found = await RepositoryPoll(
                    context.units, client, row, context.actor.correlation_id
                ).run()
            except (GitHubLimited, GitHubUnreachable) as error:
                log.info("repository_not_polled", repository=row.full_name, why=error.code)
                return found  # it passes by itself; `polled_at` says how old what is shown is
            except (GitHubUnseen, GitHubForbids, GitHubTokenRefused) as error:
                log.warning("repository_not_polled", repository=row.full_name, why=error.code)
                problem = error
            except Exception:
                # Ours to mend, or that of whoever runs this: no reason to tell of lost access.
                log.exception("repository_not_polled", repository=row.full_name)
                return found
        await self._note(context, row, problem)
        return found

    async def _note(self, context: TaskContext, row: Repository, error: AppError | None) -> None:
        problem = None
        if error is not None:
            problem = Problem(POLL_PROBLEMS[error.code], error.detail)
        if row.problem == (None if problem is None else problem.code):
            return
        if row.problem == ProblemCode.REPOSITORY_GONE and problem is not None:
            return  # we were told, and know better
        if problem is None and row.problem not in POLL_PROBLEMS.values():
            return

        async def note(unit: WriteUnit) -> None:
            held = await PolledRepository(unit.session).held(row.id)
            if held is None or held.problem != row.problem:
                return
            set_problem(unit, held, problem)
            held.checked_at = now()
            if held.picked:
                look_at(unit, held)  # which also tells how its webhook does

        await context.units.retried(note)
