"""Queries of connected repositories. Never a commit."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from trivet.github.models import (
    Delivery,
    Repository,
)
from trivet.github.schemas import ProblemCode
from trivet.platform.db.session import ReadSession, WriteSession
from trivet.workspaces.models import Workspace, WorkspaceMember


class RepositoryRepository:
    """Reads connected repositories."""

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    async def page(
        self, workspace_id: UUID, after: UUID | None, limit: int
    ) -> Sequence[tuple[Repository, datetime | None]]:
        """Those of a workspace, oldest first, each with its last delivery."""
        last = (
            select(func.max(Delivery.received_at))
            .where(Delivery.repository_id == Repository.id)
            .scalar_subquery()
        )
        wanted = select(Repository, last).where(
            Repository.workspace_id == workspace_id, Repository.secret.is_not(None)
        )
        if after is not None:
            wanted = wanted.where(Repository.id > after)
        rows = await self._session.execute(wanted.order_by(Repository.id).limit(limit))
        return [(first, second) for first, second in rows]

    async def get(self, workspace_id: UUID, repository_id: UUID) -> Repository | None:
        """One of a workspace, if it is connected."""
        return await self._session.scalar(
            select(Repository).where(
                Repository.id == repository_id,
                Repository.workspace_id == workspace_id,
                Repository.secret.is_not(None),
            )
        )

    async def named(self, workspace_id: UUID, name_key: str) -> Repository | None:
        """One of a workspace by its name, connected or not."""
        return await self._session.scalar(
            select(Repository).where(
                Repository.workspace_id == workspace_id, Repository.name_key == name_key
            )
        )

    async def numbered(self, workspace_id: UUID, github_id: int) -> Repository | None:
        """One of a workspace by GitHub's number of it, connected or not; rather a connected one."""
        rows = await self._session.scalars(
            select(Repository)
            .where(Repository.workspace_id == workspace_id, Repository.github_id == github_id)
            .order_by(Repository.secret.is_(None), Repository.connected_at.desc())
            .limit(1)
        )
        return rows.first()

    async def connections_of(self, user_id: UUID) -> Sequence[tuple[UUID, int | None, str]]:
        """Workspace, GitHub's number and key of what is connected to the workspaces of somebody."""
        rows = await self._session.execute(
            select(Repository.workspace_id, Repository.github_id, Repository.name_key)
            .join(Workspace, Workspace.id == Repository.workspace_id)
            .join(WorkspaceMember, WorkspaceMember.workspace_id == Workspace.id)
            .where(
                WorkspaceMember.user_id == user_id,
                Workspace.deleted_at.is_(None),
                Repository.secret.is_not(None),
            )
            .order_by(Workspace.id)
        )
        return [(first, second, third) for first, second, third in rows]

    async def covered(self, github_id: int, installation_id: int) -> Sequence[Repository]:
        """The connections, of whatever workspace, to which an App's delivery belongs.

        Not those whose person lost access: what they saw by it ends with it.

        Args:
            github_id: GitHub's number of the repository.
            installation_id: GitHub's number of the installation.
        """
        return (
            await self._session.scalars(
                _connected().where(
                    Repository.github_id == github_id,
                    Repository.installation_id == installation_id,
                    Repository.picked,
                    Repository.problem.is_distinct_from(str(ProblemCode.ACCESS_LOST)),
                )
            )
        ).all()

    async def any_covered(self) -> bool:
        """Whether an installation of our App covers any repository at all."""
        wanted = select(Repository.id).where(Repository.installation_id.is_not(None)).limit(1)
        return await self._session.scalar(wanted) is not None

    async def in_reach(self, installation_id: int, account: str | None) -> Sequence[Repository]:
        """Picked repositories which an installation covers or may cover.

        Args:
            installation_id: GitHub's number of it.
            account: where it is installed; None if that is not known any more.
        """
        near = Repository.installation_id == installation_id
        if account is not None:
            near = or_(
                near, Repository.name_key.startswith(f"{account.casefold()}/", autoescape=True)
            )
        return (await self._session.scalars(_connected().where(Repository.picked, near))).all()

    async def waiting_for(self, user_id: UUID) -> Sequence[Repository]:
        """Repositories that go on once somebody has signed in with GitHub again."""
        wanted = _connected().where(
            Repository.connected_by == user_id,
            Repository.problem == str(ProblemCode.SIGN_IN_NEEDED),
        )
        return (await self._session.scalars(wanted)).all()

    async def unchecked_since(self, before: datetime) -> Sequence[Repository]:
        """Connected repositories at which nobody looked since a moment."""
        long_ago = or_(Repository.checked_at.is_(None), Repository.checked_at < before)
        return (await self._session.scalars(_connected().where(long_ago))).all()

    async def of_workspace(self, workspace_id: UUID) -> Sequence[Repository]:
        """All that are connected to a workspace, also to one that was just deleted."""
        wanted = select(Repository).where(
            Repository.workspace_id == workspace_id, Repository.secret.is_not(None)
        )
        return (await self._session.scalars(wanted.order_by(Repository.id))).all()

    async def possible_senders(self, hook_id: int) -> Sequence[Repository]:
        """Whose webhook this may be: those that know it, and those that know none yet.

        Args:
            hook_id: the number of the webhook; 0 if it has none: then those that know none.
        """
        wanted = _connected()
        none = Repository.hook_id.is_(None)
        wanted = wanted.where(or_(Repository.hook_id == hook_id, none) if hook_id else none)
        return (await self._session.scalars(wanted)).all()


def _connected() -> Select[Repository]:
    """What is connected to a workspace that is there, in one order everywhere."""
    return (
        select(Repository)
        .join(Workspace, Workspace.id == Repository.workspace_id)
        .where(Repository.secret.is_not(None), Workspace.deleted_at.is_(None))
        .order_by(Repository.id)
    )


class RepositoryWriteRepository(RepositoryRepository):
    """Changes connected repositories."""

    def __init__(self, session: WriteSession) -> None:
        super().__init__(session)
        self._writes = session

    async def locked(self, repository_id: UUID) -> Repository | None:
        """A repository, held until the unit ends; also if it was disconnected."""
        return await self._writes.scalar(
            select(Repository)
            .where(Repository.id == repository_id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )
