"""The people of the demo, and the workspace that they share."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.auth.events import USER_CREATED, UserEvent
from trivet.auth.models import CallerKind, Identity, User
from trivet.auth.repository import AuthRepository
from trivet.demo.content import WORKSPACE, DemoPerson
from trivet.platform.clock import now
from trivet.platform.ids import new_id
from trivet.platform.uow import Units, WriteUnit
from trivet.workspaces.events import MEMBER_ADDED, WorkspaceEvent
from trivet.workspaces.models import Role, WorkspaceMember
from trivet.workspaces.repository import WorkspaceRepository, WorkspaceWriteRepository
from trivet.workspaces.service import WorkspaceService

PROVIDER = "demo"


@dataclass(frozen=True, slots=True)
class Team:
    """Who works where.

    Args:
        workspace_id: where.
        owner: the owner of this installation, who sees the workspace in their list.
        people: the others, in the order of the content.
    """

    workspace_id: UUID
    owner: Caller
    people: Sequence[Caller]


async def assemble(units: Units, owner_id: UUID, people: Sequence[DemoPerson]) -> Team:
    """The demo's workspace with its people; made where they are missing."""
    owner = _acting(owner_id)
    workspace_id = await _workspace(units, owner)
    ids = [await units.retried(_Joining(workspace_id, person)) for person in people]
    return Team(workspace_id, owner, [_acting(user_id) for user_id in ids])


def _acting(user_id: UUID) -> Caller:
    return Caller(user_id, CallerKind.SESSION, credential_id=new_id())


async def _workspace(units: Units, owner: Caller) -> UUID:
    async with units.read() as unit:
        known = await WorkspaceRepository(unit.session).get_by_user(owner.user_id)
    for membership in known:
        if membership.name == WORKSPACE:
            return membership.id
    async with units.write(owner.actor(None)) as write:
        made = await WorkspaceService(write, owner).create_workspace(WORKSPACE, owner.user_id)
        return made.id


@dataclass(frozen=True, slots=True)
class _Joining:
    """Somebody becomes a member. There are no invitations yet, so it is done by hand."""

    workspace_id: UUID
    person: DemoPerson

    async def __call__(self, unit: WriteUnit) -> UUID:
        user_id = await self._known_person(unit)
        members = WorkspaceWriteRepository(unit.session)
        await members.lock(self.workspace_id)
        if await members.role(self.workspace_id, user_id) is None:
            self._join(unit, user_id)
        return user_id

    async def _known_person(self, unit: WriteUnit) -> UUID:
        people, subject = AuthRepository(unit.session), self.person.email
        known = await people.user_by_identity(PROVIDER, subject)
        if known is not None:
            return known.id
        at = now()
        user = User(
            id=new_id(),
            name=self.person.name,
            email=subject,
            instance_admin=False,
            created_at=at,
            updated_at=at,
        )
        await people.add_user(user)
        people.add(
            Identity(
                id=new_id(), user_id=user.id, provider=PROVIDER, subject=subject, created_at=at
            )
        )
        unit.emit(UserEvent(type=USER_CREATED, user_id=user.id, texts={"name": user.name}))
        return user.id

    def _join(self, unit: WriteUnit, user_id: UUID) -> None:
        unit.session.add(
            WorkspaceMember(
                workspace_id=self.workspace_id,
                user_id=user_id,
                role=Role.MEMBER,
                created_at=now(),
            )
        )
        payload = {"user_id": str(user_id), "role": str(Role.MEMBER)}
        unit.emit(
            WorkspaceEvent(
                type=MEMBER_ADDED,
                workspace_id=self.workspace_id,
                user_id=user_id,
                payload=payload,
            )
        )
