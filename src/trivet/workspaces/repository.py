"""Rows of workspaces and members."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, delete, func, select, update

from trivet.auth.models import User
from trivet.platform.db.session import ReadSession, WriteSession
from trivet.workspaces.models import Role, Workspace, WorkspaceMember


@dataclass(frozen=True, slots=True)
class Membership:
    """A workspace, and the role somebody has in it."""

    id: UUID
    name: str
    role: Role
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Member:
    """A person, and their role in a workspace."""

    user_id: UUID
    name: str
    avatar_url: str | None
    role: Role
    joined_at: datetime


class WorkspaceRepository:
    """Questions about workspaces that are there; deleted ones are not."""

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    async def get_by_user(
        self, user_id: UUID, *, after: UUID | None = None, limit: int | None = None
    ) -> list[Membership]:
        """The workspaces of a person, oldest first.

        Args:
            user_id: whose.
            after: the last one already seen.
            limit: how many at most; None is all.
        """
        wanted = _memberships(user_id).order_by(Workspace.id).limit(limit)
        if after is not None:
            wanted = wanted.where(Workspace.id > after)
        return [
            Membership(row[0], row[1], Role(row[2]), row[3], row[4])
            for row in await self._session.execute(wanted)
        ]

    async def membership(self, workspace_id: UUID, user_id: UUID) -> Membership | None:
        """A workspace as one of its members sees it; None if there is none for them."""
        rows = await self._session.execute(
            _memberships(user_id).where(Workspace.id == workspace_id)
        )
        row = rows.one_or_none()
        return None if row is None else Membership(row[0], row[1], Role(row[2]), row[3], row[4])

    async def role(self, workspace_id: UUID, user_id: UUID) -> Role | None:
        """Somebody's role; None if they are no member, or the workspace is not there."""
        role = await self._session.scalar(
            select(WorkspaceMember.role)
            .join(Workspace, Workspace.id == WorkspaceMember.workspace_id)
            .where(
                WorkspaceMember.workspace_id == workspace_id,
                WorkspaceMember.user_id == user_id,
                Workspace.deleted_at.is_(None),
            )
        )
        return None if role is None else Role(role)

    async def members(self, workspace_id: UUID, after: UUID | None, limit: int) -> list[Member]:
        """Members in the order of their accounts."""
        wanted = _members(workspace_id).order_by(User.id).limit(limit)
        if after is not None:
            wanted = wanted.where(User.id > after)
        return [
            Member(row[0], row[1], row[2], Role(row[3]), row[4])
            for row in await self._session.execute(wanted)
        ]

    async def member(self, workspace_id: UUID, user_id: UUID) -> Member | None:
        rows = await self._session.execute(_members(workspace_id).where(User.id == user_id))
        row = rows.one_or_none()
        return None if row is None else Member(row[0], row[1], row[2], Role(row[3]), row[4])

    async def owners(self, workspace_id: UUID) -> int:
        """How many owners a workspace has."""
        count = await self._session.scalar(
            select(func.count())
            .select_from(WorkspaceMember)
            .where(WorkspaceMember.workspace_id == workspace_id, WorkspaceMember.role == Role.OWNER)
        )
        return count or 0

    async def headcount(self, workspace_id: UUID) -> int:
        """How many members a workspace has."""
        count = await self._session.scalar(
            select(func.count())
            .select_from(WorkspaceMember)
            .where(WorkspaceMember.workspace_id == workspace_id)
        )
        return count or 0


class WorkspaceWriteRepository(WorkspaceRepository):
    """Changes to workspaces. Never commits."""

    def __init__(self, session: WriteSession) -> None:
        super().__init__(session)
        self._writes = session

    async def add(self, workspace: Workspace, owner: WorkspaceMember) -> None:
        """Add a workspace with its first member."""
        self._writes.add(workspace)
        await self._writes.flush()
        self._writes.add(owner)

    async def lock(self, workspace_id: UUID) -> Workspace | None:
        """A workspace that is there, locked until the end of this unit.

        Taken before roles are read, so that two owners who demote each other at the same moment
        come one after the other. (SQLite has one writer and needs no lock.)
        """
        return await self._writes.scalar(
            select(Workspace)
            .where(Workspace.id == workspace_id, Workspace.deleted_at.is_(None))
            .with_for_update(key_share=True)
        )

    async def set_role(self, workspace_id: UUID, user_id: UUID, role: Role) -> None:
        await self._writes.run(
            update(WorkspaceMember)
            .where(WorkspaceMember.workspace_id == workspace_id, WorkspaceMember.user_id == user_id)
            .values(role=str(role))
        )

    async def remove(self, workspace_id: UUID, user_id: UUID) -> None:
        await self._writes.run(
            delete(WorkspaceMember).where(
                WorkspaceMember.workspace_id == workspace_id, WorkspaceMember.user_id == user_id
            )
        )


def _memberships(user_id: UUID) -> Select[UUID, str, str, datetime, datetime]:
    return (
        select(
            Workspace.id,
            Workspace.name,
            WorkspaceMember.role,
            Workspace.created_at,
            Workspace.updated_at,
        )
        .join(WorkspaceMember, WorkspaceMember.workspace_id == Workspace.id)
        .where(WorkspaceMember.user_id == user_id, Workspace.deleted_at.is_(None))
    )


def _members(workspace_id: UUID) -> Select[UUID, str, str | None, str, datetime]:
    return (
        select(
            User.id, User.name, User.avatar_url, WorkspaceMember.role, WorkspaceMember.created_at
        )
        .join(WorkspaceMember, WorkspaceMember.user_id == User.id)
        .where(WorkspaceMember.workspace_id == workspace_id)
    )
