"""What becomes known of a branch: from GitHub, and from ourselves, who made it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from trivet.cards.automatic import HeldBoard, boards_of, cards_named
from trivet.github import events as types
from trivet.github.links import CardLinks, Story, story
from trivet.github.models import Branch, Repository
from trivet.github.moving import About
from trivet.github.naming import keys_in
from trivet.github.payloads import BranchData, RepositoryData, branch_url
from trivet.github.pull_request_repository import MOST_CREATIONS, PullRequestWriteRepository
from trivet.github.rules import MoveCause
from trivet.github.wire import Document, branch_document, split
from trivet.platform.clock import now, rfc3339
from trivet.platform.uow import WriteUnit

ECHO = timedelta(minutes=10)
"""For how long GitHub may tell us of a branch that we made as of a new one."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What was known of a branch before we asked for it; a checkpoint keeps it.

    Args:
        creations: how often it had been created.
        deleted: whether it was gone; also if nothing was known.
        changed_at: when that was, as a row has it; None if nothing was known.
        head_sha: where it pointed.
    """

    creations: int = 0
    deleted: bool = True
    changed_at: str | None = None
    head_sha: str | None = None

    @classmethod
    def of(cls, row: Branch | None) -> Self:
        """What a row says."""
        if row is None:
            return cls()
        return cls(len(row.creations), row.deleted, rfc3339(row.changed_at), row.head_sha)


@dataclass(frozen=True, slots=True)
class MadeBranch:
    """A branch that is on GitHub because a card's people wanted it.

    Args:
        repository: where.
        name: what it is called.
        sha: the commit that it points at.
        as_of: when GitHub says that the repository was last pushed to, before we asked for it.
        before: what was known of it before we asked for it; None is what is known now.
        created: whether it was not there before, and so is new.
        gone: whether it is known to have been deleted again since.
    """

    repository: RepositoryData
    name: str
    sha: str
    as_of: datetime
    before: Remembered | None
    created: bool
    gone: bool = False

    def gone_since(self) -> Self:
        """The same, deleted since."""
        return replace(self, gone=True)

    def there_after(self, news: "DeletedMeanwhile", sha: str) -> Self:
        """The same, which is there though a deletion became known.

        Args:
            news: of the deletion.
            sha: the commit that it points at.
        """
        before = self.before or news.known
        before = replace(before, deleted=True, changed_at=news.known.changed_at)
        return replace(self, sha=sha, before=before)


class DeletedMeanwhile(Exception):
    """A deletion became known while we made a branch: of it, or of one before it. Look again.

    Args:
        known: what is known of the branch now.
    """

    def __init__(self, known: Remembered) -> None:
        super().__init__("whether the branch is still there must be asked")
        self.known = known


class BranchNews:
    """Keeps what becomes known of branches, tells cards of it, and moves them.

    Args:
        unit: the write unit, in which the repository is held.
        repository: the connected repository.
        links: the cards.
        old: whether what is told is shown, and moves nothing: it happened before the repository was
            connected, or whoever wanted it does not any more.
        told_at: when it was told; None is now.
        again: whether all of it may be known: on equal times what is known stands.
    """

    def __init__(
        self,
        unit: WriteUnit,
        repository: Repository,
        links: CardLinks,
        *,
        old: bool = False,
        told_at: datetime | None = None,
        again: bool = False,
    ) -> None:
        self._unit = unit
        self._workspace_id = repository.workspace_id
        self._rows = PullRequestWriteRepository(unit.session, repository.id)
        self._links = links
        self._old = old
        self._told_at = told_at
        self._again = again

    async def hear(self, data: BranchData) -> Story:
        """Take over what somebody says of a branch.

        Args:
            data: what is said.
        """
        named = await self._named(data.name)
        known = await self._rows.branch_named(data.repository, data.name)
        if known is None and not named:
            return {}
        shown = _shown(known)
        at = data.at or self._told_at or now()
        row = await self._rows.upsert_branch(data, at, again=self._again)
        linked = await self._rows.cards_of_branch(row.id)
        cards = await self._links.held({**await boards_of(self._unit.session, linked), **named})
        new = [card_id for card_id in sorted(cards) if card_id not in linked]
        await self._rows.link_branch(row.id, new)
        self._tell(row, shown, cards, new)
        moved: list[UUID] = []
        if new or data.created or data.deleted:
            about = About(
                MoveCause.BRANCH_CREATED,
                row.repository,
                late=at < row.changed_at,
                branch=row.name,
                old=self._old,
            )
            moved = await self._follow(cards, about)
        return story(cards, linked=new, unlinked=[], moved=moved)

    async def remembered(self, repository: RepositoryData, name: str) -> Remembered:
        """What is known of a branch."""
        return Remembered.of(await self._rows.branch_named(repository, name))

    async def made(self, card_id: UUID, made: MadeBranch) -> Story:
        """Take over that a branch is there which was made from a card.

        GitHub tells us of it too, before or after: it is one creation. The card may be in the bin by
        now: then it shows it if it comes back.

        Args:
            card_id: the card; one whose row is there.
            made: the branch.

        Raises:
            DeletedMeanwhile: whether it is still there must be asked.
        """
        row = await self._rows.branch_named(made.repository, made.name)
        shown, known = _shown(row), Remembered.of(row)
        before = made.before or known
        if row is None:
            row = self._rows.new_branch(made.repository, made.name, made.as_of)
        elif row.deleted and not made.gone and _news(row, before):
            raise DeletedMeanwhile(known)
        _take_over(row, made, before)
        await self._unit.session.flush()
        linked = await self._rows.cards_of_branch(row.id)
        named = await self._named(made.name)
        seen = await boards_of(self._unit.session, {*linked, card_id})
        cards = await self._links.held({**seen, **named})
        new = [each for each in sorted({*cards, card_id}) if each not in linked]
        await self._rows.link_branch(row.id, new)
        await self._rows.choose_branch(row.id, card_id)
        self._tell(row, shown, cards, new)
        about = About(MoveCause.BRANCH_CREATED, row.repository, branch=row.name, old=self._old)
        return story(cards, linked=new, unlinked=[], moved=await self._follow(cards, about))

    async def _named(self, name: str) -> dict[UUID, UUID]:
        return await cards_named(self._unit.session, self._workspace_id, keys_in(name))

    def _tell(
        self,
        row: Branch,
        shown: Document | None,
        cards: Mapping[UUID, HeldBoard],
        new: Collection[UUID],
    ) -> None:
        """Say of each card what became of a branch.

        Args:
            row: the branch.
            shown: what cards showed of it before; None if they did not.
            cards: card id → its board.
            new: the cards that it is linked to from now on.
        """
        after = _shown(row)
        for card_id in sorted(cards):
            before = None if card_id in new else shown
            if after is None:
                if before is not None:
                    end = {"branch_id": str(row.id), "repository": row.repository}
                    told = (end, {"name": row.name})
                    self._links.emit(types.BRANCH_DELETED, card_id, cards, told)
            elif after != before:
                type_ = types.BRANCH_CREATED if before is None else types.BRANCH_UPDATED
                self._links.emit(type_, card_id, cards, split("branch", after))

    async def _follow(self, cards: Mapping[UUID, HeldBoard], about: About) -> list[UUID]:
        return [
            card_id
            for card_id in sorted(cards)
            if await self._links.follow(card_id, cards[card_id], about)
        ]


def _shown(row: Branch | None) -> Document | None:
    return None if row is None or row.deleted else branch_document(row)


def _news(row: Branch, before: Remembered) -> bool:
    return not before.deleted or rfc3339(row.changed_at) != before.changed_at


def _take_over(row: Branch, made: MadeBranch, before: Remembered) -> None:
    told = len(row.creations) > before.creations
    if not told and (made.created or row.deleted or not row.creations):
        row.creations = sorted([*row.creations, rfc3339(now())])[-MOST_CREATIONS:]
    if row.head_sha == before.head_sha != made.sha:  # no push to it became known meanwhile
        row.head_sha, row.pushed_at = made.sha, None
    row.repository = made.repository.full_name
    row.url = branch_url(made.repository, made.name)
    row.deleted = made.gone
    row.changed_at = max(row.changed_at, made.as_of)
    row.echo_until = None if made.gone else now() + ECHO
