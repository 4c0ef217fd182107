"""Who may do what: the one place that answers it.

The rules are `Right`s, pure; `PermissionChecker` asks the database who somebody is and answers by them.
What remembers roles itself, because it is asked with every request (`boards/access.py`), answers by the
same rights.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from trivet.auth.callers import Caller, Scope
from trivet.auth.scopes import demand
from trivet.platform.db.session import ReadSession
from trivet.workspaces.errors import RoleTooLow, WorkspaceNotFound
from trivet.workspaces.models import Role
from trivet.workspaces.repository import WorkspaceRepository
from trivet.workspaces.roles import at_least

WorkspaceOfBoard = Callable[[ReadSession, UUID], Awaitable[UUID | None]]
"""The workspace of a board; None if there is no such board."""


@dataclass(frozen=True, slots=True)
class Right:
    """Something that may be done in a workspace.

    Args:
        least: by members of this role and of those above it.
        scope: with API tokens of this scope; a session has all.
    """

    least: Role
    scope: Scope

    def held_by(self, role: Role) -> bool:
        """Whether a role has it, whatever token somebody came with."""
        return at_least(role, self.least)

    def allows(self, caller: Caller, role: Role) -> bool:
        """Whether somebody with this role has it, with the token they came with."""
        return self.scope in caller.scopes and self.held_by(role)

    def demand(self, caller: Caller, role: Role, ask: str | None = None) -> None:
        """Go on only if somebody with this role has it, with the token they came with.

        Args:
            caller: who.
            role: what they are in the workspace.
            ask: what they are told to do instead.

        Raises:
            RoleTooLow: their role has it not.
            InsufficientScope: their role has it, their API token has not.
        """
        if not self.held_by(role):
            raise RoleTooLow(ask or f"Ask {named(self.least)} of this workspace to do it.")
        demand(caller, self.scope)


VIEW = Right(Role.VIEWER, Scope.READ)
"""See everything in the workspace."""
LEAVE = Right(Role.VIEWER, Scope.ADMIN)
EDIT = Right(Role.MEMBER, Scope.WRITE)
"""Work: boards, columns, cards."""
MANAGE = Right(Role.ADMIN, Scope.WRITE)
"""Say how work is done: the workspace's name, the rules of boards, which boards there are."""
ADMINISTER = Right(Role.ADMIN, Scope.ADMIN)
"""Say who and what has access: members, invitations, repositories; and read the audit log."""
DELETE = Right(Role.OWNER, Scope.ADMIN)
"""Delete the workspace."""


def may_give(own: Role, wanted: Role) -> bool:
    """Whether somebody may make others a `wanted`: admins, and nobody above themselves."""
    return ADMINISTER.held_by(own) and at_least(own, wanted)


def may_touch(own: Role, theirs: Role) -> bool:
    """Whether a member's place is somebody's to change or end: never that of one who stands above."""
    return at_least(own, theirs)


def may_change_member(own: Role, theirs: Role, wanted: Role) -> bool:
    """Whether somebody may make a member who is `theirs` a `wanted`."""
    return may_touch(own, theirs) and may_give(own, wanted)


class WorkspacePermissions:
    """Answers from the database what somebody may do in a workspace.

    Args:
        session: reads; a write session where the answer must hold until the commit.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session
        self._workspaces = WorkspaceRepository(session)

    async def role_in_workspace(self, user_id: UUID, workspace_id: UUID) -> Role | None:
        """Somebody's role; None if for them there is no such workspace."""
        return await self._workspaces.role(workspace_id, user_id)

    async def can_view_workspace(self, user: Caller, workspace_id: UUID) -> bool:
        """Whether somebody, with the token they came with, may see what is in a workspace."""
        return await self._can_in(user, workspace_id, VIEW)

    async def can_edit_in_workspace(self, user: Caller, workspace_id: UUID) -> bool:
        """Whether somebody, with the token they came with, may make boards there."""
        return await self._can_in(user, workspace_id, EDIT)

    async def can_manage_workspace(self, user: Caller, workspace_id: UUID) -> bool:
        """Whether somebody, with the token they came with, may rename it."""
        return await self._can_in(user, workspace_id, MANAGE)

    async def can_administer_workspace(self, user: Caller, workspace_id: UUID) -> bool:
        """Whether somebody, with the token they came with, may say who has access."""
        return await self._can_in(user, workspace_id, ADMINISTER)

    async def can_delete_workspace(self, user: Caller, workspace_id: UUID) -> bool:
        """Whether somebody, with the token they came with, may delete it."""
        return await self._can_in(user, workspace_id, DELETE)

    async def demand(
        self, user: Caller, workspace_id: UUID, right: Right, ask: str | None = None
    ) -> Role:
        """Go on only if somebody has a right in a workspace.

        Args:
            user: who, with the token they came with.
            workspace_id: where.
            right: which.
            ask: what they are told to do instead, where their role has it not.

        Returns:
            their role.

        Raises:
            WorkspaceNotFound: they are no member of it.
            RoleTooLow: their role has it not.
            InsufficientScope: their API token has it not.
        """
        role = await self.role_in_workspace(user.user_id, workspace_id)
        if role is None:
            raise workspace_not_found()
        right.demand(user, role, ask)
        return role

    async def is_last_owner(self, workspace_id: UUID, role: Role) -> bool:
        """Whether the workspace would have no owner without a member of this role."""
        return role is Role.OWNER and await self._workspaces.owners(workspace_id) == 1

    async def _can_in(self, user: Caller, workspace_id: UUID, right: Right) -> bool:
        role = await self.role_in_workspace(user.user_id, workspace_id)
        return role is not None and right.allows(user, role)


class PermissionChecker(WorkspacePermissions):
    """Answers from the database what somebody may do, on boards too.

    Args:
        session: reads; a write session where the answer must hold until the commit.
        workspace_of_board: finds a board's workspace. Given, because workspaces know no boards.
    """

    def __init__(self, session: ReadSession, workspace_of_board: WorkspaceOfBoard) -> None:
        super().__init__(session)
        self._workspace_of_board = workspace_of_board

    async def role_on_board(self, user_id: UUID, board_id: UUID) -> Role | None:
        """Somebody's role in the workspace of a board; None if for them there is no such board."""
        workspace_id = await self._workspace_of_board(self._session, board_id)
        if workspace_id is None:
            return None
        return await self.role_in_workspace(user_id, workspace_id)

    async def can_view_board(self, user: Caller, board_id: UUID) -> bool:
        """Whether somebody, with the token they came with, may look at a board."""
        return await self._can_on(user, board_id, VIEW)

    async def can_edit_board(self, user: Caller, board_id: UUID) -> bool:
        """Whether somebody, with the token they came with, may change a board and its cards."""
        return await self._can_on(user, board_id, EDIT)

    async def can_manage_board(self, user: Caller, board_id: UUID) -> bool:
        """Whether somebody, with the token they came with, may change a board's rules."""
        return await self._can_on(user, board_id, MANAGE)

    async def _can_on(self, user: Caller, board_id: UUID, right: Right) -> bool:
        role = await self.role_on_board(user.user_id, board_id)
        return role is not None and right.allows(user, role)


def workspace_not_found() -> WorkspaceNotFound:
    """The answer to everybody who is no member."""
    return WorkspaceNotFound("Check the address, or ask to be invited.")


def named(role: Role) -> str:
    """A role as it stands in a sentence."""
    return f"{'an' if role in {Role.OWNER, Role.ADMIN} else 'a'} {role}"
