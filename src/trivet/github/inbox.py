"""Deliveries that are known to be GitHub's: each is kept once.

A delivery is kept, with the task that works on it, in one transaction; the answer follows that commit.
"""

import zlib
from typing import Any
from uuid import UUID

from sqlalchemy.dialects import postgresql, sqlite

from trivet.github.delivery_repository import DeliveryRepository
from trivet.github.doorkeeper import Opened, Sender
from trivet.github.errors import MalformedDelivery, MalformedPayload
from trivet.github.models import Delivery, Repository
from trivet.github.noting import set_problem
from trivet.github.payloads import Payload, installation_of, repository_of, sender_of
from trivet.github.repository import RepositoryWriteRepository
from trivet.github.schemas import HOOK_PROBLEMS, Acceptance
from trivet.github.tasks import CHECK_AUTHORIZATION, NOTE_INSTALLATION, PROCESS_WEBHOOK, in_turn
from trivet.platform.clock import now
from trivet.platform.db.database import Dialect
from trivet.platform.ids import new_id
from trivet.platform.json import loads
from trivet.platform.tasks.declarations import TaskCall, TaskState
from trivet.platform.tasks.repository import READY_STATES, TaskReader
from trivet.platform.uow import WriteUnit

EVENTS = (
    *("pull_request", "create", "delete", "push", "repository"),
    *("pull_request_review", "check_run", "check_suite", "status"),
)
"""Those that our webhooks tell us of; a ping comes by itself."""
SUPPORTED = frozenset({"ping", *EVENTS})
"""The events that mean something to us."""

OF_INSTALLATIONS = frozenset({"installation", "installation_repositories", "installation_target"})
"""What a GitHub App is told of its installations, whatever it asked for."""
AUTHORIZATION = "github_app_authorization"
"""Somebody does not want the App to act for them any more; it is told of that always, too."""

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
        if opened.envelope.of_app:
            call = _call_of_app(opened)
            if call is not None:
                self._unit.enqueue(call)
                return Acceptance.ACCEPTED
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
            concurrency_key=in_turn(repository.id),
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
        """Remember which webhook has the secret, by its first good signature; and that it delivers."""
        repository = await self._repositories.locked(sender.repository_id)
        if repository is None or repository.secret != sender.sealed:
            return
        if repository.problem in HOOK_PROBLEMS:
            set_problem(self._unit, repository, None)
        letter = opened.envelope
        if repository.hook_id is None and letter.hook_id and not letter.of_app:
            repository.hook_id = letter.hook_id
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


def _call_of_app(opened: Opened) -> TaskCall | None:
    """The task that asks GitHub about what an App is told of itself; None for everything else.

    Nothing is believed but that there is something to ask: such deliveries come late, and again.

    Raises:
        MalformedDelivery: something that is needed is not there.
    """
    try:
        if opened.envelope.event in OF_INSTALLATIONS:
            number = installation_of(opened.payload)
            if number is None:
                raise MalformedPayload("It has no object `installation`.")
            return NOTE_INSTALLATION.call(
                {"installation_id": number}, concurrency_key=f"installation:{number}"
            )
        if opened.envelope.event == AUTHORIZATION:
            return CHECK_AUTHORIZATION.call({"github_id": sender_of(opened.payload)})
    except MalformedPayload as error:
        raise MalformedDelivery(error.detail) from None
    return None


def body_of(delivery: Delivery) -> Payload | None:
    """What was delivered; None once it was given up."""
    return None if delivery.body is None else loads(zlib.decompress(delivery.body))
