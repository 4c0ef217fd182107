"""Queries of the pull requests that finish cards, and of their branches. Never a commit."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from trivet.cards.counterparts import PullRequestState
from trivet.github.models import Branch, PullRequest, PullRequestLink, Repository
from trivet.github.tasks import DELETE_BRANCHES
from trivet.platform.db.session import ReadSession
from trivet.platform.tasks.models import TaskRow


@dataclass(frozen=True, slots=True)
class Merged:
    """A branch that is there, as far as we know, and the pull request by which it was merged last."""

    branch: Branch
    pull_request: PullRequest


class ClosingRepository:
    """Reads the pull requests that finish a card.

    Args:
        session: reads.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    async def of_card(self, card_id: UUID) -> Sequence[PullRequest]:
        """Those that finish a card, in the order in which we heard of them; none of strangers."""
        found = await self._session.scalars(
            select(PullRequest)
            .join(PullRequestLink, PullRequestLink.pull_request_id == PullRequest.id)
            .where(
                PullRequestLink.card_id == card_id,
                PullRequestLink.closes.is_(True),
                PullRequestLink.removed_at.is_(None),
                PullRequest.foreign.is_(False),
            )
            .order_by(PullRequest.id)
            .execution_options(populate_existing=True)
        )
        return found.all()

    async def merged_branches(self, card_id: UUID) -> list[Merged]:
        """The branches of a card's merged pull requests that can be deleted, as far as we know.

        Those of connected repositories that are there and point where they were merged; no default
        branch, and none from which another pull request is open.
        """
        pulls = await self.of_card(card_id)
        merged = {
            (pull.repository_id, pull.github_id, pull.branch): pull
            for pull in pulls
            if pull.state == PullRequestState.MERGED
        }
        if not merged:
            return []
        rows = await self._session.execute(
            select(Branch, Repository.default_branch)
            .join(Repository, Repository.id == Branch.repository_id)
            .where(
                Branch.repository_id.in_({repository_id for repository_id, _, _ in merged}),
                Branch.name.in_({name for _, _, name in merged}),
                Branch.deleted.is_(False),
                Repository.secret.is_not(None),
            )
            .order_by(Branch.id)
            .execution_options(populate_existing=True)
        )
        found: list[Merged] = []
        for branch, default in rows:
            pull = merged.get((branch.repository_id, branch.github_id, branch.name))
            if pull is None or branch.name == default or _went_on(branch, pull):
                continue
            if not await self._is_open(branch):
                found.append(Merged(branch, pull))
        return found

    async def merged_by(self, card_id: UUID, branch: Branch) -> PullRequest | None:
        """The pull request of a card by which a branch was merged last."""
        found = [
            pull
            for pull in await self.of_card(card_id)
            if pull.state == PullRequestState.MERGED
            and (pull.repository_id, pull.github_id) == (branch.repository_id, branch.github_id)
            and pull.branch == branch.name
        ]
        return found[-1] if found else None

    async def _is_open(self, branch: Branch) -> bool:
        found = await self._session.scalar(
            select(PullRequest.id).where(
                PullRequest.repository_id == branch.repository_id,
                PullRequest.github_id == branch.github_id,
                PullRequest.branch == branch.name,
                PullRequest.state.in_([PullRequestState.OPEN, PullRequestState.DRAFT]),
                PullRequest.foreign.is_(False),
            )
        )
        return found is not None

    async def deleting(self, workspace_id: UUID, key: str) -> TaskRow | None:
        """The task that deletes branches of a card already, unless it is asked to stop.

        Args:
            workspace_id: of the card.
            key: the concurrency key of the tasks of its branches.
        """
        return await self._session.scalar(
            select(TaskRow)
            .where(
                TaskRow.workspace_id == workspace_id,
                TaskRow.concurrency_key == key,
                TaskRow.name == DELETE_BRANCHES.name,
                TaskRow.finished_at.is_(None),
                TaskRow.cancel_requested_at.is_(None),
            )
            .order_by(TaskRow.id.desc())
            .limit(1)
            .execution_options(populate_existing=True)
        )


def _went_on(branch: Branch, pull: PullRequest) -> bool:
    """Whether something was pushed to a branch after it was merged, as far as we know."""
    known = branch.head_sha is not None and pull.head_sha is not None
    return known and branch.head_sha != pull.head_sha
