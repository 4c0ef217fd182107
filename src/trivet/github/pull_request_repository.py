"""Queries of pull requests and branches. Never a commit."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, select, update

from trivet.cards.counterparts import PullRequestState
from trivet.cards.models import Card
from trivet.github.history import entry_of, settled, when, with_entry
from trivet.github.models import (
    Branch,
    BranchLink,
    PullRequest,
    PullRequestHead,
    PullRequestLink,
    PullRequestReference,
)
from trivet.github.naming import CardKey
from trivet.github.payloads import BranchData, PullRequestData, RepositoryData
from trivet.github.references import LinkedBy, Reference
from trivet.github.wire import BRANCH, PULL_REQUEST_COLUMNS
from trivet.platform.clock import now, rfc3339
from trivet.platform.db.session import ReadSession, WriteSession
from trivet.platform.ids import new_id

MOST_CREATIONS = 50
"""How often a branch is remembered to have been created."""


@dataclass(frozen=True, slots=True)
class Named:
    """How a pull request is linked to a card.

    Args:
        board_id: the card's board.
        closes: whether merging it finishes the card.
        how: by what it is linked.
    """

    board_id: UUID
    closes: bool
    how: LinkedBy


Shown = Any
"""A row with the columns that cards show."""


class PullRequestRepository:
    """Reads pull requests and branches of cards."""

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    async def get_by_card(self, card_id: UUID) -> Sequence[tuple[PullRequest, PullRequestLink]]:
        """The pull requests of a card, in the order in which we heard of them, each with its link."""
        rows = await self._session.execute(
            select(PullRequest, PullRequestLink)
            .join(PullRequestLink, PullRequestLink.pull_request_id == PullRequest.id)
            .where(PullRequestLink.card_id == card_id, PullRequestLink.removed_at.is_(None))
            .order_by(PullRequest.id)
        )
        return [(row[0], row[1]) for row in rows]

    async def closing_of_card(self, card_id: UUID) -> Sequence[PullRequest]:
        """Those pull requests of a card that finish it when they are merged, as above."""
        return [row for row, link in await self.get_by_card(card_id) if link.closes]

    async def branches_of_card(
        self, card_id: UUID, *, deleted_too: bool = False
    ) -> Sequence[Branch]:
        """The branches of a card, in the order in which we heard of them."""
        wanted = (
            select(Branch)
            .join(BranchLink, BranchLink.branch_id == Branch.id)
            .where(BranchLink.card_id == card_id)
        )
        if not deleted_too:
            wanted = wanted.where(Branch.deleted.is_(False))
        return (await self._session.scalars(wanted.order_by(Branch.id))).all()

    async def shown_on_board(
        self, board_id: UUID, card_ids: Collection[UUID] | None = None
    ) -> Sequence[tuple[UUID, Shown]]:
        """Card id and what cards show of a pull request, for the cards of a board.

        Args:
            board_id: the board.
            card_ids: only these; None is all that are not archived or deleted.
        """
        wanted = (
            select(
                PullRequestLink.card_id,
                PullRequestLink.closes,
                *(getattr(PullRequest, n) for n in PULL_REQUEST_COLUMNS),
            )
            .join(PullRequest, PullRequest.id == PullRequestLink.pull_request_id)
            .join(Card, Card.id == PullRequestLink.card_id)
            .where(PullRequestLink.removed_at.is_(None))
            .order_by(PullRequest.id)
        )
        return await self._shown(wanted, board_id, card_ids)

    async def branches_shown_on_board(
        self, board_id: UUID, card_ids: Collection[UUID] | None = None
    ) -> Sequence[tuple[UUID, Shown]]:
        """Card id and what cards show of a branch, for the cards of a board; as above."""
        wanted = (
            select(BranchLink.card_id, *(getattr(Branch, n) for n in BRANCH))
            .join(Branch, Branch.id == BranchLink.branch_id)
            .join(Card, Card.id == BranchLink.card_id)
            .where(Branch.deleted.is_(False))
            .order_by(Branch.id)
        )
        return await self._shown(wanted, board_id, card_ids)

    async def _shown(
        self, wanted: Select[Any], board_id: UUID, card_ids: Collection[UUID] | None
    ) -> Sequence[tuple[UUID, Shown]]:
        wanted = wanted.where(Card.board_id == board_id)
        if card_ids is None:
            wanted = wanted.where(Card.archived_at.is_(None), Card.deleted_at.is_(None))
        rows = await self._session.execute(wanted)
        kept = None if card_ids is None else set(card_ids)
        # Plain rows: a thousand objects of the ORM cost more than everything else of the answer.
        return [(row[0], row) for row in rows if kept is None or row[0] in kept]

    async def links_of(
        self, pull_request_ids: Collection[UUID]
    ) -> Mapping[UUID, dict[UUID, PullRequestLink]]:
        """The links of pull requests by their cards, those too that a person took away."""
        found = await self._session.scalars(
            select(PullRequestLink)
            .where(PullRequestLink.pull_request_id.in_(list(pull_request_ids)))
            .execution_options(populate_existing=True)
        )
        links: dict[UUID, dict[UUID, PullRequestLink]] = {id_: {} for id_ in pull_request_ids}
        for link in found:
            links[link.pull_request_id][link.card_id] = link
        return links

    async def references_of(self, pull_request_id: UUID) -> list[Reference]:
        """The cards that a pull request names, as of its newest delivery."""
        found = await self._session.scalars(
            select(PullRequestReference).where(
                PullRequestReference.pull_request_id == pull_request_id
            )
        )
        return [
            Reference(CardKey(one.board_key, one.number), one.closes, LinkedBy(one.how))
            for one in found
        ]

    async def cards_of_branch(self, branch_id: UUID) -> set[UUID]:
        found = await self._session.scalars(
            select(BranchLink.card_id).where(BranchLink.branch_id == branch_id)
        )
        return set(found)

    async def is_made_from(
        self, card_id: UUID, repository_id: UUID, github_id: int, name: str
    ) -> bool:
        """Whether a branch that we know, and that is there, was made from a card.

        Args:
            card_id: the card.
            repository_id: our id of its repository.
            github_id: GitHub's.
            name: of the branch.
        """
        found = await self._session.scalar(
            select(Branch.id)
            .join(BranchLink, BranchLink.branch_id == Branch.id)
            .where(
                BranchLink.card_id == card_id,
                BranchLink.chosen.is_(True),
                Branch.repository_id == repository_id,
                Branch.github_id == github_id,
                Branch.name == name,
                Branch.deleted.is_(False),
            )
        )
        return found is not None

    async def chosen_links(self, branch_id: UUID) -> dict[UUID, datetime]:
        """The cards from which a branch was made, and since when they are linked."""
        rows = await self._session.execute(
            select(BranchLink.card_id, BranchLink.linked_at).where(
                BranchLink.branch_id == branch_id, BranchLink.chosen.is_(True)
            )
        )
        return {row.card_id: row.linked_at for row in rows}


class PullRequestWriteRepository(PullRequestRepository):
    """Keeps pull requests and branches of a repository, which is held until the unit ends."""

    def __init__(self, session: WriteSession, repository_id: UUID) -> None:
        super().__init__(session)
        self._writes = session
        self._repository_id = repository_id

    async def numbered(self, repository: RepositoryData, number: int) -> PullRequest | None:
        """A pull request by its number."""
        return await self._writes.scalar(
            select(PullRequest)
            .where(
                PullRequest.repository_id == self._repository_id,
                PullRequest.github_id == repository.github_id,
                PullRequest.number == number,
            )
            .execution_options(populate_existing=True)
        )

    async def upsert_from_github(
        self,
        pr_data: PullRequestData,
        *,
        row: PullRequest | None,
        references: Sequence[Reference],
        closing: Collection[str],
        told_at: datetime | None = None,
        asked: bool = False,
    ) -> tuple[PullRequest, bool]:
        """Take over what a delivery says, unless a newer one was here before.

        By GitHub's own times; on equal times the state that comes later in the life of a pull
        request wins, and of one state what was told last.

        Args:
            pr_data: what the delivery says.
            row: what was known, as `numbered` gave it.
            references: the cards that it names.
            closing: the keys of all cards that it finishes.
            told_at: when it was told; None is now.
            asked: whether GitHub said so where it was asked: of one second, that stands.

        Returns:
            The row, and whether nothing newer was known.
        """
        at = told_at or now()
        if row is None:
            row = PullRequest(
                id=new_id(),
                repository_id=self._repository_id,
                github_id=pr_data.repository.github_id,
                number=pr_data.number,
                history=[],
                requested=[],
                reviews=[],
                failures=[],
                checks={},
            )
            self._writes.add(row)
        entry = entry_of(pr_data.updated_at, pr_data.state, closing, bool(pr_data.requested))
        if asked:
            row.history = settled(row.history, entry)
            newest = row.history[-1] == entry
        else:
            latest = row.history[-1] if row.history else None
            newest = latest is None or (when(entry), at) >= (when(latest), row.received_at)
            row.history = with_entry(row.history, entry)
        if newest:
            row.received_at = at
            _take(row, pr_data)
        await self._writes.flush()
        if newest:
            await self._refer(row.id, references)
        await self._note_head(row.id, pr_data.head_sha)
        return row, newest

    async def _refer(self, pull_request_id: UUID, references: Sequence[Reference]) -> None:
        """Replace what a pull request names."""
        if set(await self.references_of(pull_request_id)) == set(references):
            return
        await self._writes.run(
            delete(PullRequestReference).where(
                PullRequestReference.pull_request_id == pull_request_id
            )
        )
        self._writes.add_all(
            PullRequestReference(
                pull_request_id=pull_request_id,
                board_key=one.key.board,
                number=one.key.number,
                closes=one.closes,
                how=str(one.how),
            )
            for one in references
        )
        await self._writes.flush()

    async def _note_head(self, pull_request_id: UUID, sha: str | None) -> None:
        if sha is None:
            return
        head = (pull_request_id, sha)
        if await self._writes.get(PullRequestHead, head) is None:
            self._writes.add(PullRequestHead(pull_request_id=pull_request_id, sha=sha))
            await self._writes.flush()

    async def with_heads(self, github_id: int, shas: Collection[str]) -> Sequence[PullRequest]:
        """The pull requests of which some commits are or were the newest ones, in a fixed order.

        Args:
            github_id: GitHub's number of the repository.
            shas: the commits.
        """
        found = await self._writes.scalars(
            select(PullRequest)
            .join(PullRequestHead, PullRequestHead.pull_request_id == PullRequest.id)
            .where(
                PullRequest.repository_id == self._repository_id,
                PullRequest.github_id == github_id,
                PullRequestHead.sha.in_(list(shas)),
            )
            .order_by(PullRequest.id)
            .execution_options(populate_existing=True)
        )
        return list(dict.fromkeys(found))

    async def branch_named(self, repository: RepositoryData, name: str) -> Branch | None:
        """A branch by its name; deleted ones too."""
        return await self._writes.scalar(
            select(Branch)
            .where(
                Branch.repository_id == self._repository_id,
                Branch.github_id == repository.github_id,
                Branch.name == name,
            )
            .execution_options(populate_existing=True)
        )

    async def upsert_branch(self, data: BranchData, at: datetime, *, again: bool = False) -> Branch:
        """Take over what became known of a branch, unless something newer is known.

        That it was created counts each time, but for what we hear of one that we made ourselves.

        Args:
            data: what the delivery says.
            at: when it happened; on equal times what came last wins.
            again: whether all of it may be known: on equal times what is known stands.
        """
        row = await self.branch_named(data.repository, data.name)
        known_at = None if row is None else row.changed_at
        if row is None:
            row = self.new_branch(data.repository, data.name, at)
        created = rfc3339(at)
        if data.created and created not in row.creations and not _is_echo(row):
            row.creations = sorted([*row.creations, created])[-MOST_CREATIONS:]
        if known_at is None or at > known_at or (at == known_at and not again):
            if row.deleted and not data.deleted:
                row.head_sha = row.pushed_at = None  # of the one that was there before
            if data.deleted:
                row.echo_until = None
            row.repository = data.repository.full_name
            row.url = data.url
            row.deleted = data.deleted
            row.changed_at = at
        told = again and at == row.pushed_at
        if data.head_sha is not None and not told and _moved_on(row, data, at):
            row.head_sha, row.pushed_at = data.head_sha, at
        await self._writes.flush()
        return row

    def new_branch(
        self, repository: RepositoryData, name: str, at: datetime, *, deleted: bool = False
    ) -> Branch:
        """A branch of which nothing was known.

        Args:
            repository: where.
            name: what it is called.
            at: as of when.
            deleted: whether it is not there: it is only expected.
        """
        row = Branch(
            id=new_id(),
            repository_id=self._repository_id,
            github_id=repository.github_id,
            repository=repository.full_name,
            name=name,
            deleted=deleted,
            creations=[],
            changed_at=at,
        )
        self._writes.add(row)
        return row

    async def forget_expected(self, repository: RepositoryData, name: str) -> None:
        """Forget a branch that was expected, and of which nothing was heard."""
        row = await self.branch_named(repository, name)
        if row is None or not row.deleted or row.creations:
            return
        if not await self.cards_of_branch(row.id):
            await self._writes.delete(row)

    async def link(self, pull_request_id: UUID, named: Mapping[UUID, Named]) -> None:
        """Link a pull request to cards.

        Args:
            pull_request_id: the pull request.
            named: card id → how it is named.
        """
        at = now()
        self._writes.add_all(
            PullRequestLink(
                card_id=card_id,
                pull_request_id=pull_request_id,
                linked_at=at,
                closes=how.closes,
                how=str(how.how),
            )
            for card_id, how in named.items()
        )
        await self._writes.flush()

    async def unlink(self, pull_request_id: UUID, card_ids: Collection[UUID]) -> None:
        """Take pull requests off cards that they name no longer."""
        if not card_ids:
            return
        await self._writes.run(
            delete(PullRequestLink).where(
                PullRequestLink.pull_request_id == pull_request_id,
                PullRequestLink.card_id.in_(list(card_ids)),
            )
        )

    async def link_branch(self, branch_id: UUID, card_ids: Collection[UUID]) -> None:
        at = now()
        self._writes.add_all(
            BranchLink(card_id=card_id, branch_id=branch_id, linked_at=at) for card_id in card_ids
        )
        await self._writes.flush()

    async def choose_branch(self, branch_id: UUID, card_id: UUID) -> None:
        """Note of a branch that is linked to a card that it was made from it."""
        await self._writes.run(
            update(BranchLink)
            .where(BranchLink.branch_id == branch_id, BranchLink.card_id == card_id)
            .values(chosen=True)
        )


def _take(row: PullRequest, data: PullRequestData) -> None:
    """Take over what the newest delivery says; what it does not say stays, if it may still be so."""
    moved = (row.head_sha, row.base) != (data.head_sha, data.base)
    row.repository = data.repository.full_name
    row.title = data.title
    row.state = data.state
    row.branch = data.branch
    row.base = data.base
    row.author = data.author
    row.url = data.url
    row.foreign = data.foreign
    row.updated_at = data.updated_at
    row.opened_at = data.created_at or row.opened_at
    row.merged_at = data.merged_at
    row.head_sha = data.head_sha
    row.requested = list(data.requested)
    if data.commits is not None:
        row.commits = data.commits
    if data.state in {PullRequestState.CLOSED, PullRequestState.MERGED}:
        row.mergeable = None  # nothing is left to merge
    elif moved or data.mergeable is not None:
        row.mergeable = data.mergeable


def _is_echo(row: Branch) -> bool:
    """Whether a creation of which we hear is our own."""
    return not row.deleted and row.echo_until is not None and now() < row.echo_until


def _moved_on(row: Branch, data: BranchData, at: datetime) -> bool:
    """Whether a push is newer than what is known of where a branch points.

    By GitHub's times, which are whole seconds; of two pushes within one, that which follows the other.
    """
    if row.deleted:
        return False
    if row.head_sha == data.head_sha and data.before_sha is None:
        return False  # that it was made there is known
    if row.pushed_at is None or row.head_sha is None:
        return at >= row.changed_at
    return at > row.pushed_at or (at == row.pushed_at and data.before_sha == row.head_sha)
