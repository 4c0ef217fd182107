"""Workspaces and their members: rules, permissions, events."""

from uuid import UUID

from trivet.auth.callers import Caller
from trivet.platform.clock import now
from trivet.platform.db.session import WriteSession
from trivet.platform.ids import new_id
from trivet.platform.uow import ReadUnit, WriteUnit
from trivet.workspaces import events
from trivet.workspaces.events import WorkspaceEvent
from trivet.workspaces.models import Role, Workspace, WorkspaceMember
from trivet.workspaces.permissions import (
    DELETE,
    MANAGE,
    Right,
    WorkspacePermissions,
    workspace_not_found,
)
from trivet.workspaces.repository import (
    Member,
    Membership,
    WorkspaceRepository,
    WorkspaceWriteRepository,
)


async def lock_workspace(session: WriteSession, workspace_id: UUID) -> None:
    """Hold a workspace until the unit ends: for what must be unique in it, such as boards' keys.

    Taken before any board is. That it is there, and the caller's, is asked elsewhere.

    Args:
        session: the write unit's session.
        workspace_id: which workspace.
    """
    await WorkspaceWriteRepository(session).lock(workspace_id)


class WorkspaceQueries:
    """What a person asks about workspaces.

    Args:
        unit: reads.
        caller: who asks.
    """

    def __init__(self, unit: ReadUnit, caller: Caller) -> None:
        self._workspaces = WorkspaceRepository(unit.session)
        self._caller = caller

    async def page(self, after: UUID | None, limit: int) -> list[Membership]:
        """The caller's workspaces, oldest first.

        Args:
            after: the last one already seen.
            limit: how many at most.
        """
        return await self._workspaces.get_by_user(self._caller.user_id, after=after, limit=limit)

    async def get(self, workspace_id: UUID) -> Membership:
        """One workspace.

        Raises:
            WorkspaceNotFound: the caller is no member of it.
        """
        found = await self._workspaces.membership(workspace_id, self._caller.user_id)
        if found is None:
            raise workspace_not_found()
        return found

    async def members(self, workspace_id: UUID, after: UUID | None, limit: int) -> list[Member]:
        """Who is in a workspace.

        Args:
            workspace_id: which one.
            after: the last member already seen.
            limit: how many at most.

        Raises:
            WorkspaceNotFound: the caller is no member of it.
        """
        await self.get(workspace_id)
        return await self._workspaces.members(workspace_id, after, limit)


class WorkspaceService:
    """Changes to workspaces.

    Args:
        unit: writes the changes.
        caller: on whose behalf.
    """

    def __init__(self, unit: WriteUnit, caller: Caller) -> None:
        self._unit = unit
        self._caller = caller
        self._workspaces = WorkspaceWriteRepository(unit.session)

    async def create_workspace(self, name: str, creator_id: UUID) -> Membership:
        """Make a workspace.

        Args:
            name: what people call it.
            creator_id: its first owner.
        """
        at = now()
        workspace = Workspace(
            id=new_id(), name=name, created_by=creator_id, created_at=at, updated_at=at
        )
        owner = WorkspaceMember(
            workspace_id=workspace.id, user_id=creator_id, role=Role.OWNER, created_at=at
        )
        await self._workspaces.add(workspace, owner)
        self._emit(events.WORKSPACE_CREATED, workspace.id, texts={"name": name})
        self._emit(
            events.MEMBER_ADDED,
            workspace.id,
            user_id=creator_id,
            payload={"user_id": str(creator_id), "role": str(Role.OWNER)},
        )
        return _seen_by(Role.OWNER, workspace)

    async def update_workspace(self, workspace_id: UUID, *, name: str | None) -> Membership:
        """Change what is given.

        Args:
            workspace_id: which one.
            name: its new name; None leaves it.

        Raises:
            WorkspaceNotFound: the caller is no member of it.
            RoleTooLow: the caller is no admin.
        """
        workspace, role = await locked_for(self._unit.session, workspace_id, self._caller, MANAGE)
        if name is not None and name != workspace.name:
            texts = {"name": name, "was": workspace.name}
            workspace.name = name
            workspace.updated_at = now()
            self._emit(events.WORKSPACE_UPDATED, workspace_id, texts=texts)
        return _seen_by(role, workspace)

    async def delete_workspace(self, workspace_id: UUID) -> None:
        """Delete a workspace: from now on nobody finds it or anything in it.

        Raises:
            WorkspaceNotFound: the caller is no member of it.
            RoleTooLow: the caller is no owner.
            InsufficientScope: the caller's API token lacks `admin`.
        """
        workspace, _ = await locked_for(self._unit.session, workspace_id, self._caller, DELETE)
        workspace.deleted_at = workspace.updated_at = now()
        self._emit(events.WORKSPACE_DELETED, workspace_id)

    def _emit(
        self,
        event_type: str,
        workspace_id: UUID,
        *,
        user_id: UUID | None = None,
        payload: dict[str, str] | None = None,
        texts: dict[str, str] | None = None,
    ) -> None:
        self._unit.emit(
            WorkspaceEvent(
                type=event_type,
                workspace_id=workspace_id,
                user_id=user_id,
                payload=dict(payload or {}),
                texts=dict(texts or {}),
            )
        )


async def locked_for(
    session: WriteSession, workspace_id: UUID, caller: Caller, right: Right
) -> tuple[Workspace, Role]:
    """A workspace in which the caller has a right, locked until the end of the unit, and their role.

    Raises:
        WorkspaceNotFound: the caller is no member of it.
        RoleTooLow: their role has not this right.
        InsufficientScope: their API token has it not.
    """
    permissions = WorkspacePermissions(session)
    # Asked before the lock is taken: strangers must not be able to hold a workspace up. And again
    # behind it, where the answer holds.
    await permissions.demand(caller, workspace_id, right)
    workspace = await WorkspaceWriteRepository(session).lock(workspace_id)
    role = await permissions.demand(caller, workspace_id, right)
    if workspace is None:
        raise workspace_not_found()
    return workspace, role


def _seen_by(role: Role, workspace: Workspace) -> Membership:
    return Membership(
        id=workspace.id,
        name=workspace.name,
        role=role,
        created_at=workspace.created_at,
        updated_at=workspace.updated_at,
    )
