"""The end of an account, as far as workspaces are concerned."""

from uuid import UUID

from trivet.auth.callers import Caller, CallerKind
from trivet.auth.closing import close_account
from trivet.auth.errors import NotASession
from trivet.platform.clock import now
from trivet.platform.uow import WriteUnit
from trivet.workspaces import events
from trivet.workspaces.audit import redact
from trivet.workspaces.errors import LastOwner
from trivet.workspaces.events import WorkspaceEvent
from trivet.workspaces.invitations import forget_invited, withdraw
from trivet.workspaces.models import Role, Workspace
from trivet.workspaces.permissions import WorkspacePermissions
from trivet.workspaces.repository import WorkspaceWriteRepository


class AccountService:
    """What a person does with their whole account.

    Args:
        unit: writes the changes.
        caller: whose account.
    """

    def __init__(self, unit: WriteUnit, caller: Caller) -> None:
        self._unit = unit
        self._caller = caller
        self._workspaces = WorkspaceWriteRepository(unit.session)
        self._permissions = WorkspacePermissions(unit.session)

    async def close(self, *, redact_texts: bool = False) -> None:
        """Delete the account: sign-ins, tokens, name, address and picture are gone for ever.

        What the person made in workspaces with others stays there, by "Former member". A
        workspace in which they are alone goes with them.

        Args:
            redact_texts: whether what they typed is forgotten in the history of boards too; cards
                stay as they are.

        Raises:
            NotASession: the request came with an API token.
            LastOwner: a workspace with others would have no owner; says which.
        """
        if self._caller.kind is not CallerKind.SESSION:
            raise NotASession("An account is deleted by whoever is signed in, not by a token.")
        user_id = self._caller.user_id
        held: list[tuple[Workspace, Role]] = []
        # In the order of their ids, as everybody locks several.
        for membership in await self._workspaces.get_by_user(user_id):
            workspace = await self._workspaces.lock(membership.id)
            role = await self._workspaces.role(membership.id, user_id)
            if workspace is not None and role is not None:  # else removed while we waited
                held.append((workspace, role))
        await self._refuse_orphans(held)
        for workspace, role in held:
            await self._leave(workspace, role)
        await forget_invited(self._unit, user_id)
        await redact(self._unit.session, user_id)
        await close_account(self._unit, user_id, redact_texts=redact_texts)

    async def _refuse_orphans(self, held: list[tuple[Workspace, Role]]) -> None:
        left = []
        for workspace, role in held:
            if (
                await self._permissions.is_last_owner(workspace.id, role)
                and await self._workspaces.headcount(workspace.id) > 1
            ):
                left.append(workspace)
        if left:
            raise LastOwner(
                "Make somebody else an owner first, or delete the workspace: "
                + ", ".join(workspace.name for workspace in left),
                extra={"workspace_ids": [str(workspace.id) for workspace in left]},
            )

    async def _leave(self, workspace: Workspace, role: Role) -> None:
        user_id = self._caller.user_id
        alone = await self._workspaces.headcount(workspace.id) == 1
        await withdraw(self._unit, workspace.id, user_id, None)
        await self._workspaces.remove(workspace.id, user_id)
        self._emit(events.MEMBER_REMOVED, workspace.id, {"was": str(role)})
        if alone:
            workspace.deleted_at = workspace.updated_at = now()
            self._emit(events.WORKSPACE_DELETED, workspace.id, {})

    def _emit(self, event_type: str, workspace_id: UUID, payload: dict[str, str]) -> None:
        user_id = self._caller.user_id
        self._unit.emit(
            WorkspaceEvent(
                type=event_type,
                workspace_id=workspace_id,
                user_id=user_id if payload else None,
                payload={"user_id": str(user_id), **payload} if payload else {},
            )
        )
