"""Background work around GitHub: bodies."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from trivet.github.inbox import body_of
from trivet.github.models import Repository
from trivet.github.repository import DeliveryRepository
from trivet.github.service import Story, WebhookService
from trivet.platform.clock import now
from trivet.platform.events import Actor, Origin
from trivet.platform.tasks.context import TaskContext
from trivet.platform.tasks.errors import PermanentFailure
from trivet.platform.uow import WriteUnit

BODIES_KEPT = timedelta(days=7)
"""Longer than GitHub can deliver again: 3 days, 7 on an Enterprise Server."""
DELIVERIES_KEPT = timedelta(days=30)


class DeliveryGone(PermanentFailure):
    code = "delivery_gone"
    title = "The delivery is not kept any more"


async def process_webhook(context: TaskContext, args: Mapping[str, Any]) -> Story | None:
    """Do what a delivery says, mark it as done and end the task, all in one commit.

    A second run finds it done, and does nothing.
    """

    async def work(unit: WriteUnit) -> None:
        await context.succeed(unit, await _process(unit, args))

    actor = Actor(origin=Origin.GITHUB, correlation_id=context.actor.correlation_id)
    await context.retried(work, actor)
    return None


async def _process(unit: WriteUnit, args: Mapping[str, Any]) -> Story:
    delivery = await DeliveryRepository(unit.session).get(UUID(args["event_id"]))
    if delivery is None:
        raise DeliveryGone("It was forgotten; have GitHub deliver it again.")
    if delivery.processed_at is not None:
        return {}
    payload = args["payload"] or body_of(delivery)
    repository = await unit.session.get(Repository, delivery.repository_id)
    if repository is None or payload is None:
        raise DeliveryGone("Its body was forgotten; have GitHub deliver it again.")
    story = await WebhookService(unit, repository).process(args["event_type"], payload)
    delivery.processed_at = now()
    return story


async def forget_deliveries(context: TaskContext, _args: Mapping[str, Any]) -> dict[str, int]:
    """Forget bodies, and later the deliveries themselves. A second run finds nothing left."""
    async with context.write() as unit:
        deliveries = DeliveryRepository(unit.session)
        bodies = await deliveries.give_up_bodies(now() - BODIES_KEPT)
        removed = await deliveries.forget(now() - DELIVERIES_KEPT)
    return {"bodies": bodies, "removed": removed}
