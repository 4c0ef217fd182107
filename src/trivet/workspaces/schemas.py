"""Shapes of workspaces and members."""

from typing import Annotated
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
