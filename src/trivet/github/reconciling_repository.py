"""Queries of what is known where it is looked for what was missed. Never a commit."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select

from trivet.cards.models import Card
from trivet.github.facts import CheckState
from trivet.github.models import Check, Delivery, PullRequest, PullRequestLink, Repository
from trivet.github.schemas import ProblemCode
from trivet.github.vanished import OPEN
from trivet.platform.db.session import ReadSession
from trivet.workspaces.models import Workspace

NOBODY_SEES = (
    *(ProblemCode.ACCESS_LOST, ProblemCode.REPOSITORY_GONE),
    *(ProblemCode.SIGN_IN_NEEDED, ProblemCode.DISABLED),
)
"""Problems under which nobody is shown a repository; the hourly check finds out when that is over."""
CHECKS_BEGIN = timedelta(minutes=10)
"""After a push; where none has begun by then, there are none."""
CHECKS_LAST = timedelta(days=1)
"""What has not ended by then is left to the daily look."""


class KnownPullRequest(NamedTuple):
    """What we know of a pull request."""

    number: int
    state: str
    updated_at: datetime
    synced_at: datetime | None

    @property
    def open(self) -> bool:
        return self.state in OPEN


class ReconcilingRepository:
    """Reads repositories of which something may have been missed, and what is known of them."""

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    async def due(self, before: datetime) -> Sequence[Repository]:
        """The connected repositories that were searched last before a moment, the oldest search first."""
        rows = await self._session.scalars(
            select(Repository)
            .join(Workspace, Workspace.id == Repository.workspace_id)
            .where(
                Repository.secret.is_not(None),
                Workspace.deleted_at.is_(None),
                or_(Repository.reconciled_at.is_(None), Repository.reconciled_at < before),
                or_(
                    Repository.problem.is_(None),
                    Repository.problem.not_in([str(each) for each in NOBODY_SEES]),
                ),
            )
            .order_by(Repository.reconciled_at.asc().nulls_first(), Repository.id)
        )
        return rows.all()

    async def held_deliveries(self, repository_id: UUID, guids: Collection[str]) -> set[str]:
        """Which of these deliveries were kept, whether they were worked on yet or not."""
        found = await self._session.scalars(
            select(Delivery.guid).where(
                Delivery.repository_id == repository_id, Delivery.guid.in_(list(guids))
            )
        )
        return set(found)

    async def shown(self, repository_id: UUID, github_id: int) -> Mapping[int, KnownPullRequest]:
        """The pull requests that cards show and that are open as far as we know, by number."""
        rows = await self._session.execute(
            _known()
            .where(
                PullRequest.repository_id == repository_id,
                PullRequest.github_id == github_id,
                PullRequest.state.in_([str(each) for each in OPEN]),
                _is_shown(),
            )
            .order_by(PullRequest.number)
        )
        return {row[0]: KnownPullRequest(*row) for row in rows}

    async def numbered(
        self, repository_id: UUID, github_id: int, numbers: Collection[int]
    ) -> Mapping[int, KnownPullRequest]:
        """Some pull requests, by number; only known ones."""
        rows = await self._session.execute(
            _known().where(
                PullRequest.repository_id == repository_id,
                PullRequest.github_id == github_id,
                PullRequest.number.in_(list(numbers)),
            )
        )
        return {row[0]: KnownPullRequest(*row) for row in rows}

    async def being_checked(
        self, repository_id: UUID, github_id: int, at: datetime, before: datetime, most: int
    ) -> Sequence[int]:
        """Open pull requests that cards show and whose checks run, or are about to begin; by number.

        Args:
            repository_id: our id of the connection.
            github_id: GitHub's number of the repository.
            at: the present moment.
            before: only those that were read last before this moment; the oldest first.
            most: how many at most.
        """
        of_head = and_(
            Check.repository_id == PullRequest.repository_id,
            Check.github_id == PullRequest.github_id,
            Check.sha == PullRequest.head_sha,
        )
        some = select(Check.id).where(of_head).exists()
        running = select(Check.id).where(of_head, Check.state == str(CheckState.PENDING)).exists()
        rows = await self._session.scalars(
            select(PullRequest.number)
            .where(
                PullRequest.repository_id == repository_id,
                PullRequest.github_id == github_id,
                PullRequest.state.in_([str(each) for each in OPEN]),
                PullRequest.synced_at < before,
                or_(
                    and_(PullRequest.updated_at > at - CHECKS_LAST, running),
                    and_(PullRequest.updated_at > at - CHECKS_BEGIN, ~some),
                ),
                _is_shown(),
            )
            .order_by(PullRequest.synced_at)
            .limit(most)
        )
        return rows.all()


def _known() -> Select[int, str, datetime, datetime | None]:
    return select(
        PullRequest.number, PullRequest.state, PullRequest.updated_at, PullRequest.synced_at
    )


def _is_shown() -> ColumnElement[bool]:
    """Whether a card shows a pull request; one in the bin does not."""
    return (
        select(PullRequestLink.card_id)
        .join(Card, Card.id == PullRequestLink.card_id)
        .where(
            PullRequestLink.pull_request_id == PullRequest.id,
            PullRequestLink.removed_at.is_(None),
            Card.deleted_at.is_(None),
        )
        .exists()
    )
