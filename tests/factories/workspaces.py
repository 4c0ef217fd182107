"""Workspaces, with people in them."""

from uuid import UUID

from trivet.auth.callers import Caller
from trivet.platform.clock import now
from trivet.platform.uow import Units
from trivet.workspaces.models import Role, WorkspaceMember
from trivet.workspaces.repository import Membership
from trivet.workspaces.service import WorkspaceService


async def a_workspace(units: Units, owner: Caller, name: str = "Acme") -> Membership:
    """A workspace that `owner` made."""
    async with units.write(owner.actor("a-request")) as unit:
        return await WorkspaceService(unit, owner).create_workspace(name, owner.user_id)


async def add_member(units: Units, workspace_id: UUID, user_id: UUID, role: Role) -> None:
    """Put somebody into a workspace."""
    async with units.write() as unit:
        unit.session.add(
            WorkspaceMember(workspace_id=workspace_id, user_id=user_id, role=role, created_at=now())
        )
