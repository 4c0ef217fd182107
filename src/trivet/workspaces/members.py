"""Who is in a workspace, and as what."""

from uuid import UUID

from trivet.auth.callers import Caller
from trivet.platform.uow import WriteUnit
from trivet.workspaces import events
from trivet.workspaces.errors import LastOwner, MemberNotFound, RoleTooLow
from trivet.workspaces.events import WorkspaceEvent
from trivet.workspaces.invitations import withdraw
from trivet.workspaces.models import Role
from trivet.workspaces.permissions import (
    ADMINISTER,
    LEAVE,
    Right,
    WorkspacePermissions,
    may_change_member,
    may_touch,
    named,
)
from trivet.workspaces.repository import Member, WorkspaceWriteRepository
from trivet.workspaces.service import locked_for


class MemberService:
    """Changes to the members of a workspace.

    Args:
        unit: writes the changes.
        caller: on whose behalf.
    """

    def __init__(self, unit: WriteUnit, caller: Caller) -> None:
        self._unit = unit
        self._caller = caller
        self._workspaces = WorkspaceWriteRepository(unit.session)

    async def change_role(self, workspace_id: UUID, user_id: UUID, role: Role) -> Member:
        """Give a member another role. Invitations that they could not send now are taken back.

        Args:
            workspace_id: where.
            user_id: which member.
            role: the new role; at most the caller's own.

        Raises:
            WorkspaceNotFound: the caller is no member of it.
            MemberNotFound: that person is none.
            RoleTooLow: the caller is no admin, or stands below the member or below the new role.
            LastOwner: nobody would own the workspace.
            InsufficientScope: the caller's API token lacks `admin`.
        """
        own, member = await self._own_role_and_member(workspace_id, user_id, ADMINISTER)
        self._not_above(own, member)
        if not may_change_member(own, member.role, role):
            raise RoleTooLow(f"You cannot give a role above your own: ask {named(role)} to do it.")
        if member.role is role:
            return member
        await self._keep_an_owner(workspace_id, member)
        await self._workspaces.set_role(workspace_id, user_id, role)
        await withdraw(self._unit, workspace_id, user_id, role)
        self._emit(
            events.MEMBER_ROLE_CHANGED,
            workspace_id,
            user_id,
            {"role": str(role), "was": str(member.role)},
        )
        return Member(user_id, member.name, member.avatar_url, role, member.joined_at)

    async def remove(self, workspace_id: UUID, user_id: UUID) -> None:
        """Remove a member, and take back the invitations they sent; everybody may remove themselves.

        Args:
            workspace_id: from where.
            user_id: which member.

        Raises:
            WorkspaceNotFound: the caller is no member of it.
            MemberNotFound: that person is none.
            RoleTooLow: the caller is no admin, or stands below the member.
            LastOwner: nobody would own the workspace.
            InsufficientScope: the caller's API token lacks `admin`.
        """
        right = LEAVE if user_id == self._caller.user_id else ADMINISTER
        own, member = await self._own_role_and_member(workspace_id, user_id, right)
        self._not_above(own, member)
        await self._keep_an_owner(workspace_id, member)
        await self._workspaces.remove(workspace_id, user_id)
        await withdraw(self._unit, workspace_id, user_id, None)
        self._emit(events.MEMBER_REMOVED, workspace_id, user_id, {"was": str(member.role)})

    async def _own_role_and_member(
        self, workspace_id: UUID, user_id: UUID, right: Right
    ) -> tuple[Role, Member]:
        _, own = await locked_for(self._unit.session, workspace_id, self._caller, right)
        member = await self._workspaces.member(workspace_id, user_id)
        if member is None:
            raise MemberNotFound("They may have left: see who is in the workspace.")
        return own, member

    def _not_above(self, own: Role, member: Member) -> None:
        if not may_touch(own, member.role):
            raise RoleTooLow(f"They stand above you: ask {named(member.role)} to do it.")

    async def _keep_an_owner(self, workspace_id: UUID, member: Member) -> None:
        """Go on only if somebody else owns the workspace too, where this member does."""
        permissions = WorkspacePermissions(self._unit.session)
        if await permissions.is_last_owner(workspace_id, member.role):
            raise LastOwner("Make somebody else an owner first, or delete the workspace.")

    def _emit(
        self, event_type: str, workspace_id: UUID, user_id: UUID, payload: dict[str, str]
    ) -> None:
        self._unit.emit(
            WorkspaceEvent(
                type=event_type,
                workspace_id=workspace_id,
                user_id=user_id,
                payload={"user_id": str(user_id), **payload},
            )
        )
