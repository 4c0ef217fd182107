"""Queries of what is written on GitHub: about which pull requests, and what went wrong. Never a commit."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select

from trivet.boards.models import CLOSED, Column
from trivet.cards.counterparts import PullRequestState
from trivet.cards.models import Card, CardDependency
from trivet.github.branch_repository import key_of
from trivet.github.models import Branch, BranchLink, PullRequest, PullRequestLink, Repository
from trivet.github.tasks import CREATE_BRANCH, OPEN_DRAFT, WRITE_BACK
from trivet.platform.db.session import ReadSession
from trivet.platform.tasks.declarations import TaskState
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.repository import ready, unsettled

CHUNK = 1000
MOST_FAILURES = 500
"""Of a workspace, the newest, that are looked at."""
_UNDER_WAY = (str(PullRequestState.DRAFT), str(PullRequestState.OPEN))


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """A pull request about which something may have to be written.

    Args:
        workspace_id: whose connection it is.
        repository_id: our id of that.
        number: of the pull request.
    """

    workspace_id: UUID
    repository_id: UUID
    number: int


@dataclass(frozen=True, slots=True)
class Origin:
    """How a branch came to be.

    Args:
        user_id: who asked for it; None if nobody did, or that is forgotten.
        base: the branch where it started; None if that is forgotten.
    """

    user_id: UUID | None = None
    base: str | None = None


class WritingRepository:
    """Reads what is to be written.

    Args:
        session: reads.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    async def of_cards(self, card_ids: Collection[UUID]) -> set[Target]:
        """The pull requests of cards about which we write."""
        return await self._targets(PullRequestLink.card_id, card_ids)

    async def of_ids(self, pull_request_ids: Collection[UUID]) -> set[Target]:
        """Those of some pull requests about which we write, whether or not a card shows them."""
        return await self._targets(PullRequest.id, pull_request_ids, linked=False)

    async def of_boards(self, board_ids: Collection[UUID]) -> set[Target]:
        """The pull requests of the cards of some boards about which we write."""
        if not board_ids:
            return set()
        wanted = _targets(linked=True).join(Card, Card.id == PullRequestLink.card_id)
        wanted = wanted.where(Card.board_id.in_(list(board_ids)))
        return set(_as_targets(await self._session.execute(wanted)))

    async def of_repository(self, repository_id: UUID, most: int) -> list[Target]:
        """The pull requests of a repository about which we write, the newest first.

        Args:
            repository_id: our id of it.
            most: how many at most.
        """
        wanted = _targets(linked=True).where(Repository.id == repository_id)
        wanted = wanted.order_by(PullRequest.number.desc()).limit(most)
        return _as_targets(await self._session.execute(wanted))

    async def _targets(
        self, column: Any, ids: Collection[UUID], *, linked: bool = True
    ) -> set[Target]:
        found: set[Target] = set()
        every = list(ids)
        for start in range(0, len(every), CHUNK):
            wanted = _targets(linked=linked).where(column.in_(every[start : start + CHUNK]))
            found |= set(_as_targets(await self._session.execute(wanted)))
        return found

    async def waiting_for(self, card_ids: Collection[UUID]) -> set[UUID]:
        """The cards that wait for some cards."""
        return await self._blocked(CardDependency.blocker_id, card_ids)

    async def waiting_for_columns(self, column_ids: Collection[UUID]) -> set[UUID]:
        """The cards that wait for a card that stands in one of these columns."""
        return await self._blocked(Card.column_id, column_ids)

    async def waiting_for_boards(self, board_ids: Collection[UUID]) -> set[UUID]:
        """The cards that wait for a card of one of these boards."""
        return await self._blocked(Card.board_id, board_ids)

    async def _blocked(self, column: Any, ids: Collection[UUID]) -> set[UUID]:
        found: set[UUID] = set()
        every = list(ids)
        for start in range(0, len(every), CHUNK):
            wanted = select(CardDependency.blocked_id).where(
                column.in_(every[start : start + CHUNK])
            )
            if column is not CardDependency.blocker_id:
                wanted = wanted.join(Card, Card.id == CardDependency.blocker_id)
            found |= set(await self._session.scalars(wanted.distinct()))
        return found

    async def closed_columns(self, column_ids: Collection[UUID]) -> set[UUID]:
        """Of some columns those in which nothing is left to do."""
        wanted = select(Column.id).where(
            Column.id.in_(list(column_ids)), Column.category.in_(CLOSED)
        )
        return set(await self._session.scalars(wanted))

    async def pull_request(self, repository: Repository, number: int) -> PullRequest | None:
        """A pull request of a repository, of the one that has this name today."""
        return await self._session.scalar(
            select(PullRequest).where(
                PullRequest.repository_id == repository.id,
                PullRequest.github_id == repository.github_id,
                PullRequest.number == number,
            )
        )

    async def links(self, pull_request_id: UUID) -> dict[UUID, bool]:
        """Card id → whether the pull request finishes it, of the cards that show it."""
        rows = await self._session.execute(
            select(PullRequestLink.card_id, PullRequestLink.closes).where(
                PullRequestLink.pull_request_id == pull_request_id,
                PullRequestLink.removed_at.is_(None),
            )
        )
        return {row.card_id: row.closes for row in rows}

    async def waiting(self, workspace_ids: Collection[UUID], keys: Collection[str]) -> set[str]:
        """Of some concurrency keys of ours those of which a task waits, and goes on waiting.

        It is held until the unit ends: it must not begin before what is written now can be seen.

        Args:
            workspace_ids: whose tasks.
            keys: the keys.
        """
        found = await self._session.scalars(
            select(TaskRow.concurrency_key)
            .where(
                ready(),
                TaskRow.priority == int(WRITE_BACK.priority),
                TaskRow.lane.in_(list(workspace_ids)),
                TaskRow.concurrency_key.in_(list(keys)),
            )
            .with_for_update(skip_locked=True)
        )
        return {key for key in found if key is not None}

    # Branches that were made from cards

    async def made_branch(
        self, repository_id: UUID, github_id: int, name: str
    ) -> tuple[Branch, list[UUID]] | None:
        """A branch that is there and was made from cards, and those, in the order in which it was.

        Args:
            repository_id: our id of its repository.
            github_id: GitHub's.
            name: its short name.
        """
        rows = await self._session.execute(
            select(Branch, BranchLink.card_id)
            .join(BranchLink, BranchLink.branch_id == Branch.id)
            .where(
                Branch.repository_id == repository_id,
                Branch.github_id == github_id,
                Branch.name == name,
                Branch.deleted.is_(False),
                BranchLink.chosen.is_(True),
            )
            .order_by(BranchLink.linked_at, BranchLink.card_id)
        )
        found = [(row[0], row[1]) for row in rows]
        return (found[0][0], [card_id for _, card_id in found]) if found else None

    async def has_pull_request(self, repository_id: UUID, github_id: int, branch: str) -> bool:
        """Whether a pull request of a branch of the repository itself is known, in any state."""
        found = await self._session.scalar(
            select(PullRequest.id)
            .where(
                PullRequest.repository_id == repository_id,
                PullRequest.github_id == github_id,
                PullRequest.branch == branch,
                PullRequest.foreign.is_(False),
            )
            .limit(1)
        )
        return found is not None

    async def origin_of(
        self, repository: Repository, name: str, card_ids: Sequence[UUID]
    ) -> Origin:
        """How a branch came to be, as the task says that made it, as long as that is kept.

        Args:
            repository: where it is.
            name: its short name.
            card_ids: the cards from which it was made.
        """
        rows = await self._session.scalars(
            select(TaskRow)
            .where(
                TaskRow.lane == repository.workspace_id,
                TaskRow.name == CREATE_BRANCH.name,
                TaskRow.state == str(TaskState.SUCCEEDED),
                TaskRow.concurrency_key.in_([key_of(card_id) for card_id in card_ids]),
            )
            .order_by(TaskRow.id.desc())
        )
        for row in rows:
            made = row.result or {}
            if row.args.get("repo_id") == str(repository.id) and made.get("branch") == name:
                return Origin(row.requested_by, made.get("base"))
        return Origin()

    # What went wrong

    async def failures(
        self, workspace_id: UUID, *, name: str | None = None
    ) -> dict[str, list[TaskRow]]:
        """By repository what could not be written there, the newest first; until it was.

        Args:
            workspace_id: whose repositories.
            name: only of tasks that are called so.
        """
        rows = await self._session.scalars(
            select(TaskRow)
            .where(
                unsettled(),
                TaskRow.lane == workspace_id,
                TaskRow.state == str(TaskState.FAILED),
                TaskRow.name.in_([name] if name else [WRITE_BACK.name, OPEN_DRAFT.name]),
            )
            .order_by(TaskRow.id.desc())
            .limit(MOST_FAILURES)
        )
        found: dict[str, list[TaskRow]] = {}
        for row in rows:
            found.setdefault(str(row.args.get("repo_id")), []).append(row)
        return found


def _as_targets(rows: Iterable[Any]) -> list[Target]:
    return [Target(row[0], row[1], row[2]) for row in rows]


def _targets(*, linked: bool) -> Select[Any]:
    """What is written about: pull requests that are under way, of connected repositories where that is
    wanted; not those of strangers, who could make us say what cards are called."""
    columns: list[Any] = [Repository.workspace_id, Repository.id, PullRequest.number]
    wanted = (
        select(*columns)
        .select_from(PullRequest)
        .join(Repository, Repository.id == PullRequest.repository_id)
        .where(
            Repository.secret.is_not(None),
            Repository.github_id == PullRequest.github_id,
            _writes_back(),
            PullRequest.state.in_(_UNDER_WAY),
            PullRequest.foreign.is_(False),
        )
        .distinct()
    )
    if linked:
        wanted = wanted.join(
            PullRequestLink, PullRequestLink.pull_request_id == PullRequest.id
        ).where(PullRequestLink.removed_at.is_(None))
    return wanted


def _writes_back() -> ColumnElement[bool]:
    return or_(Repository.links_back.is_(True), Repository.status_back.is_(True))
