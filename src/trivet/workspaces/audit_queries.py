"""Who reads the audit log."""

from uuid import UUID

from trivet.auth.callers import Caller, Scope
from trivet.auth.scopes import demand
from trivet.platform.uow import ReadUnit
from trivet.workspaces.audit_repository import AuditEntry, AuditFilter, AuditReads
from trivet.workspaces.permissions import ADMINISTER, WorkspacePermissions


class AuditQueries:
    """What somebody may read of the audit log.

    Args:
        unit: reads.
        caller: who asks.
    """

    def __init__(self, unit: ReadUnit, caller: Caller) -> None:
        self._log = AuditReads(unit.session)
        self._permissions = WorkspacePermissions(unit.session)
        self._caller = caller

    async def of_workspace(
        self, workspace_id: UUID, wanted: AuditFilter, before: int | None, limit: int
    ) -> list[AuditEntry]:
        """What happened in a workspace outside of its boards, the newest first. For its admins.

        Args:
            workspace_id: where.
            wanted: which events.
            before: the number of the last one already seen.
            limit: how many at most.

        Raises:
            WorkspaceNotFound: the caller is no member of it.
            RoleTooLow: the caller is no admin.
            InsufficientScope: the caller's API token lacks `admin`.
        """
        ask = "Ask an admin of this workspace what happened."
        await self._permissions.demand(self._caller, workspace_id, ADMINISTER, ask)
        return await self._log.page(f"workspace:{workspace_id}", wanted, before, limit)

    async def of_caller(
        self, wanted: AuditFilter, before: int | None, limit: int
    ) -> list[AuditEntry]:
        """What happened to the caller's own account, the newest first.

        Args:
            wanted: which events.
            before: the number of the last one already seen.
            limit: how many at most.

        Raises:
            InsufficientScope: the caller's API token lacks `admin`.
        """
        demand(self._caller, Scope.ADMIN)
        return await self._log.page(f"user:{self._caller.user_id}", wanted, before, limit)
