"""What webhooks delivered: who may see it, and how it is worked on once more.

A delivery belongs to the workspace to which its repository is connected; its admins see it. What a GitHub
App is told of itself belongs to none, and is not kept: a task asks GitHub at once, and stands among those
of the installation.
"""

import asyncio
import zlib
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.auth.errors import NotInstanceAdmin
from trivet.cards.bulk import begun
from trivet.github.delivery_repository import DeliveryReader, DeliveryRepository, Listed
from trivet.github.delivery_schemas import DeliveryFilter, DeliveryOut, Place
from trivet.github.delivery_stories import shown
from trivet.github.errors import (
    DeliveryForgotten,
    DeliveryNotFound,
    DeliveryUnderWay,
    RepositoryDisconnected,
    RepositoryNotFound,
)
from trivet.github.models import Delivery, Repository
from trivet.github.tasks import PROCESS_WEBHOOK, in_turn
from trivet.platform.db.session import ReadSession
from trivet.platform.tasks.declarations import TaskGroup, TaskState
from trivet.platform.tasks.repository import TaskReader
from trivet.platform.tasks.snapshots import TaskSnapshot
from trivet.platform.uow import ReadUnit, WriteUnit
from trivet.workspaces.errors import WorkspaceNotFound
from trivet.workspaces.events import WorkspaceEvent
from trivet.workspaces.permissions import ADMINISTER, WorkspacePermissions

DELIVERY_REPLAYED = "delivery.replayed"
FROM_GITHUB = (
    "Have GitHub deliver it again: on GitHub, under the webhook's *Recent Deliveries*, choose *Redeliver*. "
    "It can do so for three days."
)


class DeliveryQueries:
    """What somebody may see of deliveries.

    Args:
        unit: in which it is read.
        caller: who asks.
    """

    def __init__(self, unit: ReadUnit, caller: Caller) -> None:
        self._session = unit.session
        self._caller = caller
        self._reader = DeliveryReader(unit.session)

    async def page(
        self, workspace_id: UUID, wanted: DeliveryFilter, *, after: Place | None, limit: int
    ) -> list[DeliveryOut]:
        """The deliveries of a workspace, the newest first. For admins.

        Args:
            workspace_id: whose.
            wanted: which of them.
            after: where the page begins; None is the beginning.
            limit: how many at most.

        Raises:
            WorkspaceNotFound: there is none that the caller is a member of.
            RoleTooLow, InsufficientScope: they are no admin, or their API token lacks `admin`.
            RepositoryNotFound: the workspace never had such a repository.
        """
        await WorkspacePermissions(self._session).demand(self._caller, workspace_id, ADMINISTER)
        named = wanted.repository_id
        if named is not None and await self._reader.repository_of(workspace_id, named) is None:
            raise RepositoryNotFound("Look for it in the list of the workspace's repositories.")
        return await deliveries(self._session, wanted, after=after, limit=limit)

    async def of_installation(self) -> list[DeliveryOut]:
        """The deliveries that belong to no workspace. For instance admins. None of them is kept.

        Raises:
            NotInstanceAdmin: the caller is none, or their API token lacks `admin`.
        """
        if not self._caller.instance_admin:
            raise NotInstanceAdmin(
                "Name a workspace with `workspace_id`. What belongs to none is for instance admins."
            )
        return []

    async def whole(self, delivery_id: UUID) -> tuple[DeliveryOut, bytes | None]:
        """A delivery, and its body as GitHub sent it; None once that is forgotten. For admins.

        Raises:
            DeliveryNotFound: there is none in a workspace that the caller is a member of.
            RoleTooLow, InsufficientScope: as for `page`.
        """
        row = await _visible(self._session, self._caller, delivery_id)
        (found,) = await shown(self._reader, [row])
        body = await self._reader.body(delivery_id)
        # The loop goes on meanwhile: it may be large.
        return found, None if body is None else await asyncio.to_thread(zlib.decompress, body)


class DeliveryService:
    """What somebody may do to deliveries.

    Args:
        unit: in which it is done.
        caller: who asks.
    """

    def __init__(self, unit: WriteUnit, caller: Caller) -> None:
        self._unit = unit
        self._caller = caller

    async def replay(self, delivery_id: UUID) -> TaskSnapshot:
        """Have a delivery worked on once more. For admins. The last thing in its unit.

        Returns:
            The task that does it.

        Raises:
            DeliveryNotFound, RoleTooLow, InsufficientScope: as for `DeliveryQueries.whole`.
            RepositoryDisconnected, DeliveryUnderWay, DeliveryForgotten: as for `replay`.
        """
        await _visible(self._unit.session, self._caller, delivery_id)
        return await replay(self._unit, delivery_id, requested_by=self._caller.user_id)


async def deliveries(
    session: ReadSession, wanted: DeliveryFilter, *, after: Place | None, limit: int
) -> list[DeliveryOut]:
    """Deliveries, the newest first, of whatever workspace. Nobody's permission is asked.

    Args:
        session: reads.
        wanted: which.
        after: where the page begins; None is the beginning.
        limit: how many at most.
    """
    reader = DeliveryReader(session)
    return await shown(reader, await reader.page(wanted, after=after, limit=limit))


async def place_of(session: ReadSession, delivery_id: UUID) -> Place:
    """Where those begin that came before a delivery. Nobody's permission is asked.

    Raises:
        DeliveryNotFound: there is none such.
    """
    found = await DeliveryReader(session).one(delivery_id)
    if found is None:
        raise _not_found()
    return Place(found.delivery.received_at, found.delivery.id)


async def replay(unit: WriteUnit, delivery_id: UUID, *, requested_by: UUID | None) -> TaskSnapshot:
    """Have a delivery worked on once more, whether that was done before or not. The last thing in its unit.

    It takes its turn among what else the repository delivers. Nobody's permission is asked.

    Args:
        unit: the write unit.
        delivery_id: which one.
        requested_by: who asks; None if it is a command.

    Returns:
        The task that does it.

    Raises:
        DeliveryNotFound: there is none such.
        RepositoryDisconnected: nothing is taken of its repository any more.
        DeliveryUnderWay: it waits for its turn already, or is being worked on.
        DeliveryForgotten: its body is not kept any more.
    """
    rows = DeliveryRepository(unit.session)
    # Of two who ask at once, the second waits here, and finds the task of the first.
    delivery = await rows.locked(delivery_id)
    found = None if delivery is None else await rows.one(delivery_id)
    if delivery is None or found is None:
        raise _not_found()
    await _check(unit.session, found)
    repository = found.repository
    call = PROCESS_WEBHOOK.call(
        {
            "event_type": delivery.event,
            "payload": None,
            "event_id": str(delivery.id),
            "again": True,
        },
        workspace_id=repository.workspace_id,
        requested_by=requested_by,
        concurrency_key=in_turn(repository.id),
    )
    delivery.task_id = call.id
    unit.emit(_replayed(delivery, repository, call.id))
    return await begun(unit, call)


async def _check(session: ReadSession, found: Listed) -> None:
    if found.repository.secret is None:
        raise RepositoryDisconnected(
            f"Connect {found.repository.full_name} again first: nothing of it is taken meanwhile."
        )
    task = await TaskReader(session).by_id(found.delivery.task_id)
    if task is not None and TaskState(task.state) in TaskGroup.OPEN.states:
        raise DeliveryUnderWay(
            "It waits for its turn, or is being worked on. Wait for that, or cancel its task first.",
            extra={"task_id": str(task.id)},
        )
    if not found.body_kept:
        raise DeliveryForgotten(
            f"Its body was forgotten, some days after it was worked on. {FROM_GITHUB}"
        )


def _replayed(delivery: Delivery, repository: Repository, task_id: UUID) -> WorkspaceEvent:
    return WorkspaceEvent(
        type=DELIVERY_REPLAYED,
        workspace_id=repository.workspace_id,
        payload={
            "delivery_id": str(delivery.id),
            "repository_id": str(repository.id),
            "full_name": repository.full_name,
            "event": delivery.event,
            "task_id": str(task_id),
        },
    )


async def _visible(session: ReadSession, caller: Caller, delivery_id: UUID) -> Listed:
    """A delivery, for an admin of its workspace; to strangers there is none."""
    row = await DeliveryReader(session).one(delivery_id)
    if row is None:
        raise _not_found()
    permissions = WorkspacePermissions(session)
    try:
        await permissions.demand(caller, row.repository.workspace_id, ADMINISTER)
    except WorkspaceNotFound:
        raise _not_found() from None
    return row


def _not_found() -> DeliveryNotFound:
    return DeliveryNotFound("Look for it in the list: deliveries are kept for 30 days.")
