"""What happens to workspaces and their members; written to the audit log."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from trivet.platform.events import Event

WORKSPACE_CREATED = "workspace.created"
WORKSPACE_UPDATED = "workspace.updated"
WORKSPACE_DELETED = "workspace.deleted"
MEMBER_ADDED = "member.added"
MEMBER_ROLE_CHANGED = "member.role_changed"
MEMBER_REMOVED = "member.removed"
INVITATION_CREATED = "invitation.created"
INVITATION_RESENT = "invitation.resent"
INVITATION_REVOKED = "invitation.revoked"
INVITATION_ACCEPTED = "invitation.accepted"


@dataclass(slots=True, kw_only=True)
class WorkspaceEvent(Event):
    """One fact about a workspace; on the topic `workspace:<id>`.

    Args:
        workspace_id: which one.
        user_id: the member it concerns, if it concerns one.
    """

    kind: ClassVar[str] = "audit"

    workspace_id: UUID
    user_id: UUID | None = None

    @property
    def topic(self) -> str:
        return f"workspace:{self.workspace_id}"
