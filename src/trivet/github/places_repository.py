"""Queries of where cards are on GitHub. Never a commit."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from trivet.github.models import (
    Branch,
    BranchLink,
    Delivery,
    PullRequest,
    PullRequestLink,
    Repository,
)
from trivet.platform.db.session import ReadSession


class PlacesRepository:
    """Reads where cards are on GitHub.

    Args:
        session: reads.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    async def branches(self, card_id: UUID) -> Mapping[UUID, int]:
        """Repository id → how many branches of a card are there."""
        rows = await self._session.execute(
            select(Branch.repository_id, func.count())
            .join(BranchLink, BranchLink.branch_id == Branch.id)
            .where(BranchLink.card_id == card_id, Branch.deleted.is_(False))
            .group_by(Branch.repository_id)
        )
        return {row[0]: row[1] for row in rows}

    async def pull_requests(self, card_id: UUID) -> Mapping[UUID, int]:
        """Repository id → how many pull requests of a card are there."""
        rows = await self._session.execute(
            select(PullRequest.repository_id, func.count())
            .join(PullRequestLink, PullRequestLink.pull_request_id == PullRequest.id)
            .where(PullRequestLink.card_id == card_id, PullRequestLink.removed_at.is_(None))
            .group_by(PullRequest.repository_id)
        )
        return {row[0]: row[1] for row in rows}

    async def repositories(
        self, repository_ids: Collection[UUID]
    ) -> Sequence[tuple[Repository, datetime | None]]:
        """Repositories, the disconnected too, each with when its last delivery came."""
        last = (
            select(func.max(Delivery.received_at))
            .where(Delivery.repository_id == Repository.id)
            .scalar_subquery()
        )
        rows = await self._session.execute(
            select(Repository, last)
            .where(Repository.id.in_(list(repository_ids)))
            .order_by(Repository.full_name)
        )
        return [(row[0], row[1]) for row in rows]
