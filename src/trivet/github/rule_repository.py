"""Queries of what boards' people choose, and of what rules did. Never a commit."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, func, select

from trivet.boards.models import Board
from trivet.cards.automatic import place_version_in
from trivet.cards.models import Card, CardAlias
from trivet.github.models import (
    BoardRule,
    Branch,
    BranchLink,
    CardRule,
    PullRequest,
    PullRequestLink,
    Repository,
)
from trivet.github.rules import Needs, Rule, RuleEvent
from trivet.platform.clock import parse_rfc3339, rfc3339
from trivet.platform.db.session import ReadSession, WriteSession


class RuleRepository:
    """Reads what boards' people chose, and what rules look at."""

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    async def chosen(self, board_id: UUID) -> list[Rule]:
        """The rules that a board's people chose, in no particular order."""
        rows = await self._session.execute(
            select(
                BoardRule.event,
                BoardRule.column_id,
                BoardRule.needs,
                BoardRule.base,
                BoardRule.back,
                BoardRule.since,
            ).where(BoardRule.board_id == board_id)
        )
        return [
            Rule(
                event=RuleEvent(row.event),
                column_id=row.column_id,
                needs=Needs(row.needs),
                base=row.base,
                back=row.back,
                since="" if row.since is None else rfc3339(row.since),
            )
            for row in rows
        ]

    async def closing_of_cards(self, card_ids: Collection[UUID]) -> Sequence[Any]:
        """Pull requests that finish some cards: what rules look at, `card_id`, and since when it counts."""
        rows = await self._session.execute(
            select(
                PullRequestLink.card_id,
                PullRequestLink.linked_at,
                Repository.connected_at,
                PullRequest.repository,
                PullRequest.number,
                PullRequest.base,
                PullRequest.history,
                PullRequest.reviews,
                PullRequest.failures,
            )
            .join(PullRequest, PullRequest.id == PullRequestLink.pull_request_id)
            .join(Repository, Repository.id == PullRequest.repository_id)
            .where(PullRequestLink.card_id.in_(card_ids), _moves())
            .order_by(PullRequest.id)
        )
        return rows.all()

    async def branches_of_cards(self, card_ids: Collection[UUID]) -> Sequence[Any]:
        """When branches of several cards were created, `card_id`, and since when it counts."""
        rows = await self._session.execute(
            select(
                BranchLink.card_id,
                BranchLink.linked_at,
                Repository.connected_at,
                Branch.repository,
                Branch.name,
                Branch.creations,
            )
            .join(Branch, Branch.id == BranchLink.branch_id)
            .join(Repository, Repository.id == Branch.repository_id)
            .where(BranchLink.card_id.in_(card_ids))
            .order_by(Branch.id)
        )
        return rows.all()

    async def held_back(self, which: ColumnElement[bool]) -> dict[UUID, dict[str, Any]]:
        """Card id → why a rule could not move it, of the open cards that nobody moved since.

        Args:
            which: a condition on cards.
        """
        rows = await self._session.execute(
            select(Card.id, Card.field_versions, CardRule.place_version, CardRule.held_back)
            .join(CardRule, CardRule.card_id == Card.id)
            .where(
                which,
                CardRule.held_back.is_not(None),
                Card.archived_at.is_(None),
                Card.deleted_at.is_(None),
            )
        )
        return {
            row.id: row.held_back
            for row in rows
            if place_version_in(row.field_versions) == row.place_version
        }

    async def last_news(self, board_id: UUID, most: int) -> list[UUID]:
        """The cards of a board that rules may have moved, those first of which there were news last.

        Args:
            board_id: the board.
            most: how many at most.
        """
        heard, changed = func.max(PullRequest.received_at), func.max(Branch.changed_at)
        here = and_(Card.board_id == board_id, Card.deleted_at.is_(None))
        pull_requests = (
            select(PullRequestLink.card_id, heard)
            .join(PullRequest, PullRequest.id == PullRequestLink.pull_request_id)
            .join(Card, Card.id == PullRequestLink.card_id)
            .where(here, _moves())
            .group_by(PullRequestLink.card_id)
            .order_by(heard.desc(), PullRequestLink.card_id.desc())
        )
        branches = (
            select(BranchLink.card_id, changed)
            .join(Branch, Branch.id == BranchLink.branch_id)
            .join(Card, Card.id == BranchLink.card_id)
            .where(here)
            .group_by(BranchLink.card_id)
            .order_by(changed.desc(), BranchLink.card_id.desc())
        )
        news: dict[UUID, datetime] = {}
        for wanted in (pull_requests, branches):
            for card_id, at in await self._session.execute(wanted.limit(most)):
                news[card_id] = max(at, news.get(card_id, at))
        latest = sorted(news, key=lambda card_id: (news[card_id], card_id), reverse=True)
        return latest[:most]

    async def looked_at(self, card_ids: Collection[UUID]) -> Sequence[Any]:
        """Of some cards what a replay has to know of themselves."""
        rows = await self._session.execute(
            select(Card.id, Card.number, Card.title, Card.column_id, Card.archived_at).where(
                Card.id.in_(card_ids)
            )
        )
        return rows.all()

    async def old_keys(self, card_ids: Collection[UUID]) -> Sequence[tuple[UUID, str]]:
        """Card id and what it was called on another board, of some cards."""
        rows = await self._session.execute(
            select(CardAlias.card_id, Board.key, CardAlias.number)
            .join(Board, Board.id == CardAlias.board_id)
            .where(CardAlias.card_id.in_(card_ids))
        )
        return [(row.card_id, f"{row.key}-{row.number}") for row in rows]

    async def standing_in(self, column_ids: Collection[UUID]) -> dict[UUID, int]:
        """How many open cards stand in some columns."""
        rows = await self._session.execute(
            select(Card.column_id, func.count())
            .where(
                Card.column_id.in_(column_ids),
                Card.archived_at.is_(None),
                Card.deleted_at.is_(None),
            )
            .group_by(Card.column_id)
        )
        return {row[0]: row[1] for row in rows}


def _moves() -> ColumnElement[bool]:
    """Of a pull request and its link to a card: merging it finishes the card, and it may move it."""
    return and_(
        PullRequestLink.closes.is_(True),
        PullRequestLink.removed_at.is_(None),
        PullRequest.foreign.is_(False),
    )


class RuleWriteRepository(RuleRepository):
    """Keeps what boards' people choose, and what rules did."""

    def __init__(self, session: WriteSession) -> None:
        super().__init__(session)
        self._writes = session

    async def choose(self, board_id: UUID, chosen: Iterable[Rule]) -> None:
        """Replace all choices of a board."""
        await self._writes.run(delete(BoardRule).where(BoardRule.board_id == board_id))
        self._writes.add_all(
            BoardRule(
                board_id=board_id,
                event=str(rule.event),
                base=rule.base,
                column_id=rule.column_id,
                needs=str(rule.needs),
                back=rule.back,
                since=parse_rfc3339(rule.since) if rule.since else None,
            )
            for rule in chosen
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
