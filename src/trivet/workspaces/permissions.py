"""Who may do what: the one place that answers it."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from trivet.auth.callers import Caller, Scope
from trivet.platform.db.session import ReadSession
from trivet.workspaces.models import Role
from trivet.workspaces.repository import WorkspaceRepository
from trivet.workspaces.roles import may_edit, may_manage, may_view

WorkspaceOfBoard = Callable[[ReadSession, UUID], Awaitable[UUID | None]]
"""The workspace of a board; None if there is no such board."""


class PermissionChecker:
    """Answers from the database what somebody may do.

    Args:
        session: reads; a write session where the answer must hold until the commit.
        workspace_of_board: finds a board's workspace. Given, because workspaces know no boards.
    """

    def __init__(self, session: ReadSession, workspace_of_board: WorkspaceOfBoard) -> None:
        self._session = session
        self._workspace_of_board = workspace_of_board
        self._workspaces = WorkspaceRepository(session)

    async def role_in_workspace(self, user_id: UUID, workspace_id: UUID) -> Role | None:
        """Somebody's role; None if for them there is no such workspace."""
        return await self._workspaces.role(workspace_id, user_id)

    async def role_on_board(self, user_id: UUID, board_id: UUID) -> Role | None:
        """Somebody's role in the workspace of a board; None if for them there is no such board."""
        workspace_id = await self._workspace_of_board(self._session, board_id)
        if workspace_id is None:
            return None
        return await self.role_in_workspace(user_id, workspace_id)

    async def can_view_board(self, user: Caller, board_id: UUID) -> bool:
        """Whether somebody, with the token they came with, may look at a board."""
        return await self._can(user, board_id, Scope.READ, may_view)

    async def can_edit_board(self, user: Caller, board_id: UUID) -> bool:
        """Whether somebody, with the token they came with, may change a board and its cards."""
        return await self._can(user, board_id, Scope.WRITE, may_edit)

    async def can_manage_board(self, user: Caller, board_id: UUID) -> bool:
        """Whether somebody, with the token they came with, may change a board's rules."""
        return await self._can(user, board_id, Scope.WRITE, may_manage)

    async def _can(
        self, user: Caller, board_id: UUID, scope: Scope, allows: Callable[[Role], bool]
    ) -> bool:
        if scope not in user.scopes:
            return False
        role = await self.role_on_board(user.user_id, board_id)
        return role is not None and allows(role)
