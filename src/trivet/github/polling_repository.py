"""Queries of what is known of repositories that are looked at. Never a commit."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import or_, select

from trivet.github.models import Branch, PullRequest, Repository
from trivet.platform.db.session import ReadSession
from trivet.workspaces.models import Workspace


class KnownBranch(NamedTuple):
    """What we know of a branch."""

    deleted: bool
    head_sha: str | None


class PolledRepository:
    """Reads repositories that are looked at, and what is known of them."""

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    async def candidates(self) -> Sequence[Repository]:
        """The connected repositories of which nothing may be delivered."""
        wanted = (
            select(Repository)
            .join(Workspace, Workspace.id == Repository.workspace_id)
            .where(
                Repository.secret.is_not(None),
                or_(
                    Repository.first_delivery_at.is_(None),
                    Repository.problem.is_not(None),
                    Repository.picked,
                ),
                Workspace.deleted_at.is_(None),
            )
            .order_by(Repository.id)
        )
        return (await self._session.scalars(wanted)).all()

    async def held(self, repository_id: UUID) -> Repository | None:
        """A repository, held until the unit ends; None once it was disconnected."""
        return await self._session.scalar(
            select(Repository)
            .where(Repository.id == repository_id, Repository.secret.is_not(None))
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )

    async def branches(self, repository_id: UUID, github_id: int) -> Mapping[str, KnownBranch]:
        """The branches that are known, by name; deleted ones too."""
        rows = await self._session.execute(
            select(Branch.name, Branch.deleted, Branch.head_sha).where(
                Branch.repository_id == repository_id, Branch.github_id == github_id
            )
        )
        return {name: KnownBranch(deleted, sha) for name, deleted, sha in rows}

    async def pull_requests(
        self, repository_id: UUID, github_id: int, numbers: Collection[int]
    ) -> Mapping[int, tuple[datetime, str]]:
        """When some pull requests changed last, and their state, by number; only known ones."""
        rows = await self._session.execute(
            select(PullRequest.number, PullRequest.updated_at, PullRequest.state).where(
                PullRequest.repository_id == repository_id,
                PullRequest.github_id == github_id,
                PullRequest.number.in_(list(numbers)),
            )
        )
        return {number: (updated_at, state) for number, updated_at, state in rows}
