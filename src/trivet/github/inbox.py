"""Deliveries that are known to be GitHub's: each is kept once.

A delivery is kept, with the task that works on it, in one transaction; the answer follows that commit.
"""

import zlib
from typing import Any
from uuid import UUID

from sqlalchemy.dialects import postgresql, sqlite

from trivet.github.doorkeeper import Opened, Sender
from trivet.github.models import Delivery, Repository
from trivet.github.payloads import Payload, repository_of
from trivet.github.repository import DeliveryRepository, RepositoryWriteRepository
from trivet.github.schemas import Acceptance
from trivet.github.tasks import PROCESS_WEBHOOK
from trivet.platform.clock import now
from trivet.platform.db.database import Dialect
from trivet.platform.ids import new_id
from trivet.platform.json import loads
from trivet.platform.tasks.declarations import TaskState
from trivet.platform.tasks.repository import READY_STATES, TaskReader
from trivet.platform.uow import WriteUnit

SUPPORTED = frozenset({"ping", "pull_request", "create", "delete"})
"""The events that mean something to us."""

EVENTS = ("pull_request", "create", "delete")
"""Those that must be ticked on GitHub; a ping comes by itself."""

_FAST = 1
"""zlib's level: bodies are JSON, and shrink to a fifth at the lowest price."""


class Inbox:
    """Keeps deliveries.

    Args:
        unit: the write unit.
    """

    def __init__(self, unit: WriteUnit) -> None:
        self._unit = unit
        self._repositories = RepositoryWriteRepository(unit.session)
        self._deliveries = DeliveryRepository(unit.session)

    async def keep(self, opened: Opened) -> Acceptance:
        """Keep a delivery for each repository that it is for, with a task that works on it.

        Args:
            opened: with a good signature.
        """
        found = {await self._keep_for(sender, opened) for sender in opened.senders}
        for acceptance in (Acceptance.ACCEPTED, Acceptance.ALREADY_DONE):
            if acceptance in found:
                return acceptance
        return Acceptance.NOT_SUPPORTED

    async def _keep_for(self, sender: Sender, opened: Opened) -> Acceptance:
        letter = opened.envelope
        if not sender.bound:
            await self._bind(sender, opened)
        if letter.event not in SUPPORTED:
            return Acceptance.NOT_SUPPORTED
        repository = await self._unit.session.get(Repository, sender.repository_id)
        if repository is None or repository.secret != sender.sealed:
            return Acceptance.NOT_SUPPORTED  # disconnected, or given a new secret, this moment
        call = PROCESS_WEBHOOK.call(
            {"event_type": letter.event, "payload": None, "event_id": ""},
            workspace_id=repository.workspace_id,
            # One after the other, in the order in which they came.
            concurrency_key=f"github:{repository.id}",
        )
        delivery_id = new_id()
        if await self._insert(delivery_id, call.id, repository, opened):
            call.args["event_id"] = str(delivery_id)
            self._unit.enqueue(call)
            return Acceptance.ACCEPTED
        known = await self._deliveries.known(repository.id, letter.hook_id, letter.guid)
        assert known is not None, "what hindered the insertion is there"
        if known.processed_at is not None:
            return Acceptance.ALREADY_DONE
        task = await TaskReader(self._unit.session).by_id(known.task_id)
        if task is not None and TaskState(task.state) in READY_STATES:
            return Acceptance.ACCEPTED
        # It failed, or is being worked on and may fail yet: a second run does no harm.
        known.body = zlib.compress(opened.body, _FAST)
        known.task_id = call.id
        call.args["event_id"] = str(known.id)
        self._unit.enqueue(call)
        return Acceptance.ACCEPTED

    async def _bind(self, sender: Sender, opened: Opened) -> None:
        """Remember which webhook has the secret, by its first good signature."""
        repository = await self._repositories.locked(sender.repository_id)
        if repository is None or repository.secret != sender.sealed:
            return
        if repository.hook_id is None and opened.envelope.hook_id:
            repository.hook_id = opened.envelope.hook_id
        named = repository_of(opened.payload)
        if named is not None and repository.github_id is None:
            repository.github_id = named.github_id
            repository.full_name = named.full_name  # in GitHub's own capitals
        repository.first_delivery_at = repository.first_delivery_at or now()
        await self._unit.session.flush()

    async def _insert(
        self, delivery_id: UUID, task_id: UUID, repository: Repository, opened: Opened
    ) -> bool:
        """Whether it is new. Twice at once, the second waits here for the first."""
        letter = opened.envelope
        dialect: Any = sqlite if self._unit.session.dialect is Dialect.SQLITE else postgresql
        result = await self._unit.session.run(
            dialect.insert(Delivery)
            .values(
                id=delivery_id,
                repository_id=repository.id,
                hook_id=letter.hook_id,
                guid=letter.guid,
                event=letter.event,
                body=zlib.compress(opened.body, _FAST),
                request_id=self._unit.actor.correlation_id,
                task_id=task_id,
                received_at=now(),
            )
            .on_conflict_do_nothing()
        )
        return int(result.rowcount) == 1


def body_of(delivery: Delivery) -> Payload | None:
    """What was delivered; None once it was given up."""
    return None if delivery.body is None else loads(zlib.decompress(delivery.body))
