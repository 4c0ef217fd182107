"""Queries of what checks say of commits. Never a commit."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, select

from trivet.github.facts import CheckData, CheckState, is_our_own
from trivet.github.judging import replaces
from trivet.github.models import Check, PullRequest, PullRequestHead
from trivet.platform.clock import now
from trivet.platform.db.session import ReadSession, WriteSession
from trivet.platform.db.some import remove_some
from trivet.platform.ids import new_id


class CheckRepository:
    """Reads checks."""

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    async def of_commits(
        self, repository_id: UUID, github_id: int, shas: Collection[str]
    ) -> Sequence[Check]:
        """What is said of some commits, by name.

        Args:
            repository_id: our id of the connection.
            github_id: GitHub's number of the repository.
            shas: the commits.
        """
        found = await self._session.scalars(
            select(Check)
            .where(
                Check.repository_id == repository_id,
                Check.github_id == github_id,
                Check.sha.in_(list(shas)),
            )
            .order_by(Check.name, Check.source)
            .execution_options(populate_existing=True)
        )
        return found.all()

    async def of_heads(self, rows: Collection[PullRequest]) -> Mapping[UUID, list[Check]]:
        """What is said of the newest commits of some pull requests, by name; by their ids.

        Args:
            rows: the pull requests, of any repositories.
        """
        shas = {row.head_sha for row in rows if row.head_sha is not None}
        if not shas:
            return {}
        found = await self._session.scalars(
            select(Check)
            .where(
                Check.repository_id.in_({row.repository_id for row in rows}), Check.sha.in_(shas)
            )
            .order_by(Check.name, Check.source)
        )
        by_commit: dict[tuple[UUID, int, str | None], list[Check]] = {}
        for check in found:
            key = (check.repository_id, check.github_id, check.sha)
            by_commit.setdefault(key, []).append(check)
        return {
            row.id: by_commit.get((row.repository_id, row.github_id, row.head_sha), [])
            for row in rows
        }

    async def failed(self, pull_request: PullRequest) -> Mapping[str, datetime]:
        """On which commits that are or were the newest ones of a pull request a check failed, and when."""
        rows = await self._session.execute(
            select(Check.sha, func.min(Check.failed_at))
            .join(PullRequestHead, PullRequestHead.sha == Check.sha)
            .where(
                PullRequestHead.pull_request_id == pull_request.id,
                Check.repository_id == pull_request.repository_id,
                Check.github_id == pull_request.github_id,
                Check.failed_at.is_not(None),
            )
            .group_by(Check.sha)
        )
        return {sha: at for sha, at in rows if at is not None}


class CheckWriteRepository(CheckRepository):
    """Keeps checks of a repository, which is held until the unit ends."""

    def __init__(self, session: WriteSession, repository_id: UUID) -> None:
        super().__init__(session)
        self._writes = session
        self._repository_id = repository_id

    async def take(self, github_id: int, told: Sequence[CheckData]) -> None:
        """Take over what is told of checks, unless something newer is known.

        Args:
            github_id: GitHub's number of the repository.
            told: what is told; what we said ourselves is no news.
        """
        told = [check for check in told if not is_our_own(check)]
        shas = {check.sha for check in told}
        known = {
            (check.sha, check.source, check.name): check
            for check in await self.of_commits(self._repository_id, github_id, shas)
        }
        for said in told:
            row = known.get((said.sha, said.source, said.name))
            if row is None:
                row = Check(
                    id=new_id(),
                    repository_id=self._repository_id,
                    github_id=github_id,
                    sha=said.sha,
                    source=said.source,
                    name=said.name,
                )
                self._writes.add(row)
                known[said.sha, said.source, said.name] = row
                _take(row, said)
            elif replaces(row, said):
                _take(row, said)
            if said.state is CheckState.FAILING:
                row.failed_at = min(said.at, row.failed_at or said.at)
        await self._writes.flush()


def _take(row: Check, said: CheckData) -> None:
    row.state = str(said.state)
    row.said = said.said
    row.url = said.url
    row.number = said.number
    row.at = said.at
    row.received_at = now()


async def forget_some_checks(session: WriteSession, before: datetime, most: int) -> int:
    """Forget checks that were heard of before a moment, of commits that no pull request ends with.

    Args:
        session: of the write unit.
        before: the moment.
        most: how many at most.

    Returns:
        How many there were.
    """
    of_head = (
        select(PullRequest.id)
        .join(PullRequestHead, PullRequestHead.pull_request_id == PullRequest.id)
        .where(
            and_(PullRequestHead.sha == Check.sha, PullRequest.head_sha == Check.sha),
            PullRequest.repository_id == Check.repository_id,
            PullRequest.github_id == Check.github_id,
        )
        .exists()
    )
    return await remove_some(session, Check, Check.received_at < before, ~of_head, most=most)
