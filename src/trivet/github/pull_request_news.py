"""What becomes known of a pull request: kept, told to its cards, and followed by rules."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from trivet.cards.automatic import HeldBoard, boards_of, keys_of_cards
from trivet.cards.counterparts import PullRequestState
from trivet.github import events as types
from trivet.github.check_repository import CheckWriteRepository
from trivet.github.facts import (
    CheckData,
    CheckState,
    PullRequestReading,
    ReviewData,
    ReviewState,
)
from trivet.github.history import was_named
from trivet.github.judging import counted, verdict, with_failure, with_review
from trivet.github.links import CardLinks, Story, merged, story
from trivet.github.models import PullRequest, PullRequestLink, Repository
from trivet.github.moving import About
from trivet.github.naming_cards import NamedCards
from trivet.github.payloads import PullRequestData
from trivet.github.pull_request_repository import Named, PullRequestWriteRepository
from trivet.github.references import LinkedBy
from trivet.github.rules import MoveCause
from trivet.github.wire import Document, pull_request_document, split
from trivet.platform.uow import WriteUnit

CLOCKS_DIFFER = timedelta(minutes=10)
"""By how much GitHub's clock and ours may."""

_STATES: Mapping[PullRequestState, MoveCause] = {
    PullRequestState.DRAFT: MoveCause.DRAFT,
    PullRequestState.OPEN: MoveCause.OPENED,
    PullRequestState.CLOSED: MoveCause.CLOSED,
    PullRequestState.MERGED: MoveCause.MERGED,
}
_REVIEWS: Mapping[ReviewState, MoveCause] = {
    ReviewState.APPROVED: MoveCause.APPROVED,
    ReviewState.CHANGES_REQUESTED: MoveCause.CHANGES_REQUESTED,
}

Links = Mapping[UUID, PullRequestLink]
"""Card id → how a pull request is linked to it."""


@dataclass(frozen=True, slots=True)
class _Before:
    """What was known of a pull request before some news.

    Args:
        shown: what cards showed of it; None if it was not known.
        links: card id → whether it finished the card, of those that showed it.
    """

    shown: Document | None
    links: Mapping[UUID, bool]

    @classmethod
    def of(cls, row: PullRequest | None, links: Links) -> "_Before":
        if row is None:
            return cls(None, {})
        shown = {card: link.closes for card, link in links.items() if link.removed_at is None}
        return cls(pull_request_document(row, closes=True), shown)


@dataclass(frozen=True, slots=True)
class _Told:
    """What was told of a pull request last.

    Args:
        at: when, by GitHub's time.
        said: what changes within a second may be about.
        head_sha: its newest commit.
    """

    at: datetime
    said: tuple[object, ...]
    head_sha: str | None

    @classmethod
    def of(cls, row: PullRequest) -> "_Told":
        said = (row.state, row.title, row.branch, row.base, row.head_sha, tuple(row.requested))
        return cls(row.updated_at, said, row.head_sha)


class PullRequestNews:
    """Keeps what becomes known of pull requests, tells cards of it, and moves them.

    `doubtful` are the numbers of those which GitHub should be asked about: two deliveries of one second
    say different things, or something is of interest that deliveries do not tell.

    Args:
        unit: the write unit, in which the repository is held.
        repository: the connected repository.
        links: the cards.
        old: whether what is told happened before it was connected: it is shown, and moves nothing.
        told_at: when it was told; None is now.
    """

    def __init__(
        self,
        unit: WriteUnit,
        repository: Repository,
        links: CardLinks,
        *,
        old: bool,
        told_at: datetime | None = None,
    ) -> None:
        self._unit = unit
        self._old = old
        self._told_at = told_at
        self._repository_id = repository.id
        self._rows = PullRequestWriteRepository(unit.session, repository.id)
        self._checks = CheckWriteRepository(unit.session, repository.id)
        self._cards = NamedCards(unit.session, repository.workspace_id)
        self._links = links
        self.doubtful: set[int] = set()

    async def hear(self, data: PullRequestData, review: ReviewData | None = None) -> Story:
        """Take over what is told of a pull request.

        It is for the cards that it names, and for those from which its branch was made; and for those
        to which a person linked it.

        Args:
            data: the pull request.
            review: one that was submitted or dismissed just then.
        """
        known = await self._rows.numbered(data.repository, data.number)
        was = None if known is None else _Told.of(known)
        reviews = () if review is None else (review,)
        cause = _STATES[data.state] if review is None else _of_review(review)
        told = await self._hear(data, known, reviews, cause)
        if told.get("cards") and _is_doubtful(was, data, new="linked" in told):
            self.doubtful.add(data.number)
        return told

    async def hear_reading(self, reading: PullRequestReading) -> Story:
        """Take over what GitHub says of a pull request where it was asked.

        Args:
            reading: all of it.
        """
        data = reading.pull_request
        await self._checks.take(data.repository.github_id, reading.checks)
        known = await self._rows.numbered(data.repository, data.number)
        told = await self._hear(data, known, reading.reviews, _STATES[data.state], asked=True)
        row = known or await self._rows.numbered(data.repository, data.number)
        if row is not None:
            row.synced_at = reading.at
        return told

    async def hear_of_suite(self, github_id: int, sha: str) -> None:
        """Some checks of a commit have ended: which ones, a webhook of a repository may not be told.

        Args:
            github_id: GitHub's number of the repository.
            sha: the commit.
        """
        rows = [row for row in await self._rows.with_heads(github_id, [sha]) if row.head_sha == sha]
        links = await self._rows.links_of([row.id for row in rows])
        for row in rows:
            is_shown = any(link.removed_at is None for link in links[row.id].values())
            if is_shown and (not row.checks or row.checks.get(CheckState.PENDING)):
                self.doubtful.add(row.number)

    async def look_for_cards(self, row: PullRequest) -> Story:
        """Link a pull request to cards that it names, and that were not there when it was told of.

        Args:
            row: the pull request.
        """
        links = (await self._rows.links_of([row.id]))[row.id]
        named = await self._cards.found(await self._rows.references_of(row.id), ())
        new = {card: one for card, one in named.items() if card not in links}
        before = _Before.of(row, links)
        cards = await self._links.held({card: one.board_id for card, one in new.items()})
        await self._rows.link(row.id, {card: new[card] for card in cards})
        links = (await self._rows.links_of([row.id]))[row.id]
        self._tell(row, before, cards, links)
        about = self._about(row, _STATES[PullRequestState(row.state)])
        moved = await self._follow(row, cards, about, gone=())
        return story(cards, linked=list(cards), unlinked=[], moved=moved)

    async def hear_checks(self, github_id: int, told: Sequence[CheckData]) -> Story:
        """Take over what is told of checks.

        Args:
            github_id: GitHub's number of the repository.
            told: what is told.
        """
        await self._checks.take(github_id, told)
        rows = await self._rows.with_heads(github_id, {check.sha for check in told})
        links = await self._rows.links_of([row.id for row in rows])
        before = {row.id: _Before.of(row, links[row.id]) for row in rows}
        shown = {card for each in before.values() for card in each.links}
        held = await self._links.held(await boards_of(self._unit.session, shown))
        stories = []
        for row in rows:
            failed = await self._sum_up(row)
            cards = {card: held[card] for card in before[row.id].links if card in held}
            self._tell(row, before[row.id], cards, links[row.id])
            cause = MoveCause.CHECKS_FAILED if failed else MoveCause.CHECKED
            moved = await self._follow(row, cards, self._about(row, cause), gone=())
            stories.append(story(cards, linked=[], unlinked=[], moved=moved))
        return merged(stories)

    async def _hear(
        self,
        data: PullRequestData,
        known: PullRequest | None,
        reviews: Sequence[ReviewData],
        cause: MoveCause,
        *,
        asked: bool = False,
    ) -> Story:
        links = {} if known is None else (await self._rows.links_of([known.id]))[known.id]
        before = _Before.of(known, links)
        late = known is not None and data.updated_at < known.updated_at
        row, named = await self._take(data, known, links, asked=asked)
        for review in reviews:
            row.reviews = with_review(row.reviews, review)
        await self._sum_up(row)
        seen = await boards_of(self._unit.session, before.links)
        seen |= {card: one.board_id for card, one in named.items() if not _removed(links, card)}
        cards = await self._links.held(seen)
        new, gone = await self._link(row, cards, named, links)
        if new or gone:
            links = (await self._rows.links_of([row.id]))[row.id]

        self._tell(row, before, cards, links)
        moved = await self._follow(row, cards, self._about(row, cause, late=late), gone=gone)
        return story(cards, linked=new, unlinked=gone, moved=moved)

    async def _take(
        self, data: PullRequestData, known: PullRequest | None, links: Links, *, asked: bool
    ) -> tuple[PullRequest, Mapping[UUID, Named]]:
        """Keep what is told of a pull request; and the cards that it names now."""
        made_from = await self._made_from(data, links)
        references = await self._cards.references(data, made_from)
        by_hand = [card for card, link in links.items() if _is_by_hand(link) and link.closes]
        own = await keys_of_cards(self._unit.session, by_hand)
        history = [] if known is None else known.history
        closing = [str(one.key) for one in references if one.closes]
        closing += [key for key in sorted(own.values()) if was_named(history, key, data.updated_at)]
        row, newest = await self._rows.upsert_from_github(
            data,
            row=known,
            references=references,
            closing=list(dict.fromkeys(closing)),
            told_at=self._told_at,
            asked=asked,
        )
        if not newest:
            references = await self._rows.references_of(row.id)
        return row, await self._cards.found(references, made_from)

    async def _made_from(self, data: PullRequestData, linked: Collection[UUID]) -> set[UUID]:
        """The cards from which the branch of a pull request was made.

        By the name of a branch that is gone there may be another one today: what was over before it was
        made is not of it.

        Args:
            data: the pull request.
            linked: the cards to which it is linked already.
        """
        if data.foreign or not data.own_branch:
            return set()
        branch = await self._rows.branch_named(data.repository, data.branch)
        if branch is None:
            return set()
        chosen = await self._rows.chosen_links(branch.id)
        over = data.state in {PullRequestState.CLOSED, PullRequestState.MERGED}
        return {
            card_id
            for card_id, since in chosen.items()
            if card_id in linked
            or not over
            or (data.created_at is not None and data.created_at >= since - CLOCKS_DIFFER)
        }

    async def _sum_up(self, row: PullRequest) -> bool:
        """Say of a pull request what reviews and checks come to; whether a check failed just now."""
        row.review = verdict(row.reviews, row.requested)
        head = [] if row.head_sha is None else [row.head_sha]
        checks = await self._checks.of_commits(self._repository_id, row.github_id, head)
        row.checks = counted(check.state for check in checks)
        before = row.failures
        for sha, at in (await self._checks.failed(row)).items():
            row.failures = with_failure(row.failures, sha, at)
        await self._unit.session.flush()
        return len(row.failures) > len(before)

    async def _link(
        self,
        row: PullRequest,
        cards: Mapping[UUID, HeldBoard],
        named: Mapping[UUID, Named],
        links: Links,
    ) -> tuple[list[UUID], list[UUID]]:
        """Link a pull request to what it names, and take it off what it does not name any more.

        What a person linked stays, and what a person took away stays away.

        Returns:
            The cards that it is linked to from now on, and those that it is linked to no longer.
        """
        new = [card for card in cards if card in named and card not in links]
        by_name = [card for card in cards if card in links and not _is_by_hand(links[card])]
        gone = [card for card in by_name if card not in named]
        for card in by_name:
            if card in named:
                links[card].closes = named[card].closes
                links[card].how = str(named[card].how)
        await self._rows.link(row.id, {card: named[card] for card in new})
        await self._rows.unlink(row.id, gone)
        return new, gone

    def _tell(
        self, row: PullRequest, before: _Before, cards: Mapping[UUID, HeldBoard], links: Links
    ) -> None:
        """Say of each card what became of a pull request.

        Args:
            row: the pull request.
            before: what was known of it.
            cards: card id → its board, of those that show it or did.
            links: how it is linked now.
        """
        for card in sorted(cards):
            link = links.get(card)
            if link is None or link.removed_at is not None:
                end = {"pull_request_id": str(row.id), **_named(row)}
                self._links.emit(types.PULL_REQUEST_UNLINKED, card, cards, (end, {}))
                continue
            document = pull_request_document(row, closes=link.closes)
            facts, texts = split("pull_request", document)
            if card not in before.links:
                self._links.emit(types.PULL_REQUEST_LINKED, card, cards, (facts, texts))
            elif before.shown is not None and document != _for(before, card):
                change = {**facts, "was_state": before.shown["state"]}
                said = before.shown.get("review")
                if said != document.get("review"):
                    change["was_review"] = said
                self._links.emit(types.PULL_REQUEST_UPDATED, card, cards, (change, texts))

    def _about(self, row: PullRequest, cause: MoveCause, *, late: bool = False) -> About:
        return About(cause, row.repository, late=late, pull_request=row.number, old=self._old)

    async def _follow(
        self,
        row: PullRequest,
        cards: Mapping[UUID, HeldBoard],
        about: About,
        *,
        gone: Collection[UUID],
    ) -> list[UUID]:
        """Have rules look at cards again; those that were moved."""
        if row.foreign:
            return []
        away = replace(about, cause=MoveCause.UNLINKED)
        return [
            card
            for card in sorted(cards)
            if await self._links.follow(card, cards[card], away if card in gone else about)
        ]


def _is_doubtful(was: _Told | None, data: PullRequestData, *, new: bool) -> bool:
    """Whether GitHub knows better than what was told.

    Its times are whole seconds: of two deliveries with the same one, nobody can say which is the newer.
    And whether there are conflicts, which it has yet to find out, and what was reviewed and checked
    before a card showed it, no delivery tells.
    """
    is_open = data.state in {PullRequestState.DRAFT, PullRequestState.OPEN}
    if was is None:
        return is_open
    said = (data.state, data.title, data.branch, data.base, data.head_sha, data.requested)
    if data.updated_at == was.at and said != was.said:
        return True
    return is_open and (new or (data.updated_at > was.at and data.head_sha != was.head_sha))


def _of_review(review: ReviewData) -> MoveCause:
    return _REVIEWS.get(review.state, MoveCause.REVIEWED)


def _is_by_hand(link: PullRequestLink) -> bool:
    return link.how == LinkedBy.HAND or link.removed_at is not None


def _removed(links: Links, card: UUID) -> bool:
    return card in links and links[card].removed_at is not None


def _named(row: PullRequest) -> dict[str, object]:
    return {"repository": row.repository, "number": row.number}


def _for(before: _Before, card: UUID) -> Document:
    """What a card showed of a pull request."""
    assert before.shown is not None
    return before.shown if before.links[card] else {**before.shown, "closes": False}
