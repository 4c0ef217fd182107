"""Shapes of workspaces and members."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from trivet.platform.schemas import Answer, Body, Time
from trivet.platform.web.text import Name
from trivet.workspaces.models import Role


class WorkspaceCreate(Body):
    """A new workspace."""

    name: Name


class WorkspacePatch(Body):
    """What changes; what is left out stays."""

    name: Name | None = None


class WorkspaceOut(Answer):
    """A workspace, as one of its members sees it."""

    id: UUID
    name: str
    role: Role = Field(description="The role of whoever asks.")
    created_at: Time
    updated_at: Time


class MemberPatch(Body):
    """A member's new role."""

    role: Annotated[Role, Field(strict=False)]


class MemberOut(Answer):
    """Somebody's place in a workspace."""

    user_id: UUID
    name: str
    avatar_url: str | None
    role: Role
    joined_at: Time


class AuditPersonOut(Answer):
    """Somebody who is named in the audit log."""

    id: UUID
    name: str = Field(description="Their name today; `former member` where the account is gone.")


class AuditEventOut(Answer):
    """What happened to an account, or in a workspace outside of its boards."""

    seq: int = Field(description="Its number in this log, from 1 without a gap.")
    type: str = Field(description="What happened, such as `member.role_changed`.")
    actor: AuditPersonOut | None = Field(description="Who did it; null where nobody signed in did.")
    user: AuditPersonOut | None = Field(description="Whom it concerns, if it concerns somebody.")
    origin: str = Field(description="Where it came from: `board`, `api`, `github` …")
    correlation_id: str | None = Field(description="The request, as `X-Request-ID` names it.")
    created_at: Time
    payload: dict[str, Any]
