"""Queries of repositories, deliveries, pull requests, branches and rules. Never a commit."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, func, or_, select, update

from trivet.cards.models import Card
from trivet.github.history import entry_of, when, with_entry
from trivet.github.models import (
    BoardRule,
    Branch,
    BranchLink,
    CardRule,
    Delivery,
    PullRequest,
    PullRequestLink,
    Repository,
)
from trivet.github.naming import keys_in
from trivet.github.payloads import BranchData, PullRequestData, RepositoryData
from trivet.github.rules import RuleEvent
from trivet.github.wire import BRANCH, PULL_REQUEST
from trivet.platform.clock import now, rfc3339
from trivet.platform.db.session import ReadSession, WriteSession
from trivet.platform.ids import new_id
from trivet.workspaces.models import Workspace

MOST_CREATIONS = 50
"""How often a branch is remembered to have been created."""

Shown = Any
"""A row with the columns that cards show."""


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

    async def possible_senders(self, hook_id: int) -> Sequence[Repository]:
        """Whose webhook this may be: those that know it, and those that know none yet.

        Args:
            hook_id: the number of the webhook; 0 if it has none: then those that know none.
        """
        wanted = (
            select(Repository)
            .join(Workspace, Workspace.id == Repository.workspace_id)
            .where(Repository.secret.is_not(None), Workspace.deleted_at.is_(None))
            .order_by(Repository.id)
        )
        none = Repository.hook_id.is_(None)
        wanted = wanted.where(or_(Repository.hook_id == hook_id, none) if hook_id else none)
        return (await self._session.scalars(wanted)).all()


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


class DeliveryRepository:
    """Keeps deliveries."""

    def __init__(self, session: WriteSession) -> None:
        self._session = session

    async def known(self, repository_id: UUID, hook_id: int, guid: str) -> Delivery | None:
        return await self._session.scalar(
            select(Delivery).where(
                Delivery.repository_id == repository_id,
                Delivery.hook_id == hook_id,
                Delivery.guid == guid,
            )
        )

    async def get(self, delivery_id: UUID) -> Delivery | None:
        return await self._session.get(Delivery, delivery_id)

    async def give_up_bodies(self, before: datetime) -> int:
        """Forget what was delivered and worked on before a moment; that it came is kept."""
        result = await self._session.run(
            update(Delivery)
            .where(Delivery.processed_at < before, Delivery.body.is_not(None))
            .values(body=None)
        )
        return int(result.rowcount)

    async def forget(self, before: datetime) -> int:
        """Forget deliveries that came before a moment."""
        result = await self._session.run(delete(Delivery).where(Delivery.received_at < before))
        return int(result.rowcount)


class PullRequestRepository:
    """Reads pull requests and branches of cards."""

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    async def get_by_card(self, card_id: UUID) -> Sequence[PullRequest]:
        """The pull requests of a card, in the order in which we heard of them."""
        found = await self._session.scalars(
            select(PullRequest)
            .join(PullRequestLink, PullRequestLink.pull_request_id == PullRequest.id)
            .where(PullRequestLink.card_id == card_id)
            .order_by(PullRequest.id)
        )
        return found.all()

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
            select(PullRequestLink.card_id, *(getattr(PullRequest, n) for n in PULL_REQUEST))
            .join(PullRequest, PullRequest.id == PullRequestLink.pull_request_id)
            .join(Card, Card.id == PullRequestLink.card_id)
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

    async def cards_of_pull_request(self, pull_request_id: UUID) -> set[UUID]:
        found = await self._session.scalars(
            select(PullRequestLink.card_id).where(
                PullRequestLink.pull_request_id == pull_request_id
            )
        )
        return set(found)

    async def cards_of_branch(self, branch_id: UUID) -> set[UUID]:
        found = await self._session.scalars(
            select(BranchLink.card_id).where(BranchLink.branch_id == branch_id)
        )
        return set(found)


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

    async def upsert_from_github(self, pr_data: PullRequestData) -> PullRequest:
        """Take over what a delivery says, unless a newer one was here before.

        By GitHub's own times; on equal times the state that comes later in the life of a pull
        request wins, and of one state what came last.

        Args:
            pr_data: what the delivery says.
        """
        row = await self.numbered(pr_data.repository, pr_data.number)
        if row is None:
            row = PullRequest(
                id=new_id(),
                repository_id=self._repository_id,
                github_id=pr_data.repository.github_id,
                number=pr_data.number,
                history=[],
            )
            self._writes.add(row)
        keys = map(str, keys_in(pr_data.branch, pr_data.title))
        entry = entry_of(pr_data.updated_at, pr_data.state, keys)
        newest = not row.history or when(entry) >= when(row.history[-1])
        row.history = with_entry(row.history, entry)
        row.received_at = now()
        if newest:
            row.repository = pr_data.repository.full_name
            row.title = pr_data.title
            row.state = pr_data.state
            row.branch = pr_data.branch
            row.base = pr_data.base
            row.author = pr_data.author
            row.url = pr_data.url
            row.foreign = pr_data.foreign
            row.updated_at = pr_data.updated_at
        await self._writes.flush()
        return row

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

    async def upsert_branch(self, data: BranchData, at: datetime) -> Branch:
        """Take over that a branch was created or deleted, unless something newer is known.

        Args:
            data: what the delivery says.
            at: when it happened; on equal times what came last wins.
        """
        row = await self.branch_named(data.repository, data.name)
        if row is None:
            row = Branch(
                id=new_id(),
                repository_id=self._repository_id,
                github_id=data.repository.github_id,
                name=data.name,
                creations=[],
                changed_at=at,
            )
            self._writes.add(row)
        created = rfc3339(at)
        if not data.deleted and created not in row.creations:
            row.creations = sorted([*row.creations, created])[-MOST_CREATIONS:]
        if at >= row.changed_at:
            row.repository = data.repository.full_name
            row.url = data.url
            row.deleted = data.deleted
            row.changed_at = at
        await self._writes.flush()
        return row

    async def link(self, pull_request_id: UUID, card_ids: Collection[UUID]) -> None:
        at = now()
        self._writes.add_all(
            PullRequestLink(card_id=card_id, pull_request_id=pull_request_id, linked_at=at)
            for card_id in card_ids
        )
        await self._writes.flush()

    async def unlink(self, pull_request_id: UUID, card_ids: Collection[UUID]) -> None:
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


class RuleRepository:
    """Reads what boards' people chose."""

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    async def chosen(self, board_id: UUID) -> Mapping[RuleEvent, UUID | None]:
        """Event → column, or None for nothing; what nobody chose is left out."""
        rows = await self._session.execute(
            select(BoardRule.event, BoardRule.column_id).where(BoardRule.board_id == board_id)
        )
        return {RuleEvent(event): column_id for event, column_id in rows}


class RuleWriteRepository(RuleRepository):
    """Keeps what boards' people choose, and what rules did."""

    def __init__(self, session: WriteSession) -> None:
        super().__init__(session)
        self._writes = session

    async def choose(self, board_id: UUID, chosen: Mapping[RuleEvent, UUID | None]) -> None:
        """Replace all choices of a board."""
        await self._writes.run(delete(BoardRule).where(BoardRule.board_id == board_id))
        self._writes.add_all(
            BoardRule(board_id=board_id, event=str(event), column_id=column_id)
            for event, column_id in chosen.items()
        )
        await self._writes.flush()

    async def of_card(self, card_id: UUID) -> CardRule | None:
        """What rules did with a card, whose board is held; None if they never looked."""
        return await self._writes.scalar(
            select(CardRule)
            .where(CardRule.card_id == card_id)
            .execution_options(populate_existing=True)
        )

    def add(self, record: CardRule) -> None:
        """Begin to keep what rules do with a card."""
        self._writes.add(record)
