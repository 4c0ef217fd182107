"""Repositories whose webhooks do not reach us are looked at now and then.

A laptop has no public address, and not everybody may make webhooks. There pull requests and branches
are read conditionally, so that a look costs nothing of GitHub's count where nothing changed, and what
changed goes the way of the deliveries: only later. The lists say nothing of reviews and checks: pull
requests of cards are read one by one where they changed, and while their checks run.

A first look is a baseline: what is older than the connection is shown and linked, and moves no card.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog

from trivet.github.answers import Listing, Ref, RepositoryFacts
from trivet.github.client import GitHubClient
from trivet.github.errors import MalformedPayload, RepositoryEmpty
from trivet.github.models import Repository
from trivet.github.naming import keys_in
from trivet.github.noting import note_facts
from trivet.github.payloads import Payload, PullRequestData, pull_request_of
from trivet.github.polling_repository import KnownBranch, PolledRepository
from trivet.github.reconciling_repository import ReconcilingRepository
from trivet.github.schemas import ProblemCode, Via
from trivet.github.service import WebhookService
from trivet.github.standing import is_reachable, via_of
from trivet.github.syncing import have_synced
from trivet.github.vanished import OPEN
from trivet.platform.clock import now, rfc3339
from trivet.platform.events import Actor, Origin
from trivet.platform.settings import Settings
from trivet.platform.uow import Units, WriteUnit

BASELINE_PAGES = 4
"""Of 50 pull requests each, those that changed last; older ones are history."""
MOST_PAGES = 20
"""Of pull requests, after a long pause."""
CHECKED_EVERY = timedelta(minutes=2)
"""How often a pull request is read while its checks run."""
MOST_CHECKED = 20
"""Pull requests that one look has read because of that."""
BRANCH_PAGES = 10
"""Of 100 branches each. Where there are more, none counts as gone."""
log = structlog.get_logger(__name__)


def polled(settings: Settings, row: Repository) -> bool:
    """Whether a repository is looked at, because nothing of it is delivered.

    Args:
        settings: whether GitHub can reach us.
        row: the repository.
    """
    if row.secret is None or not settings.github_poll_s:
        return False
    if row.installation_id is not None and row.problem == ProblemCode.ACCESS_LOST:
        return False  # the App still sees it, and would show it to who may not: the hourly check asks people
    if via_of(row, settings) is Via.POLL:
        return True
    return row.first_delivery_at is None and not is_reachable(settings.base_url)


@dataclass
class Found:
    """What a look found.

    Args:
        pull_requests: how many that had changed.
        branches: how many that were created, pushed to or deleted.
    """

    pull_requests: int = 0
    branches: int = 0


@dataclass
class _Seen:
    """The branches of one look.

    Args:
        refs: name → commit.
        complete: whether these are all.
    """

    refs: dict[str, Ref] = field(default_factory=dict)
    complete: bool = False


class RepositoryPoll:
    """One look at one repository. Harmless to repeat: what is known already changes nothing.

    Args:
        units: keep what is found.
        client: asks GitHub.
        row: the repository, as it was read.
        correlation_id: joins what happens to whoever had it done.
    """

    def __init__(
        self, units: Units, client: GitHubClient, row: Repository, correlation_id: str | None
    ) -> None:
        self._units = units
        self._client = client
        self._row = row
        self._actor = Actor(origin=Origin.GITHUB, correlation_id=correlation_id)
        self._found = Found()

    async def run(self) -> Found:
        """Look.

        Raises:
            GitHubUnseen, GitHubLimited, GitHubTokenRefused, GitHubUnreachable: as they say.
        """
        facts = await self._client.get_repository(self._row.full_name)
        if not await self._begin(facts):
            return self._found
        await self._branches(facts)
        await self._pull_requests(facts)
        await self._units.retried(self._end)
        return self._found

    async def _begin(self, facts: RepositoryFacts) -> bool:
        """Take over what the repository is; says whether it is still the one that was connected."""

        async def begin(unit: WriteUnit) -> bool:
            row = await PolledRepository(unit.session).held(self._row.id)
            if row is None or row.github_id not in {None, facts.github_id}:
                return False
            row.github_id = facts.github_id
            await note_facts(unit, row, facts)
            return True

        return await self._units.retried(begin)

    async def _end(self, unit: WriteUnit) -> None:
        row = await PolledRepository(unit.session).held(self._row.id)
        if row is not None:
            row.polled_at = row.branches_seen_at = now()

    # Branches

    async def _branches(self, facts: RepositoryFacts) -> None:
        # Compared with what is known, not with what was answered last: a look may have been cut short.
        # And with what was known before we looked: one that we make meanwhile is not gone.
        at = now()
        known = await self._known_branches(facts)
        seen = await self._read_branches()
        old = self._row.branches_seen_at is None
        for event, payload in _changes(_repository(facts, at), seen, known):
            self._found.branches += 1
            await self._tell(event, payload, old=old)

    async def _read_branches(self) -> _Seen:
        seen = _Seen()
        try:
            async for listing in self._pages(BRANCH_PAGES, self._client.list_branches):
                seen.refs |= {ref.name: ref for ref in listing.items}
                seen.complete = listing.next_url is None
        except RepositoryEmpty:
            seen.complete = True
        return seen

    async def _known_branches(self, facts: RepositoryFacts) -> Mapping[str, KnownBranch]:
        async with self._units.read() as unit:
            return await PolledRepository(unit.session).branches(self._row.id, facts.github_id)

    # Pull requests

    async def _pull_requests(self, facts: RepositoryFacts) -> None:
        """Those that changed since the last look; the newest come first, and are told last.

        So a look that is cut short leaves the newest untold, and the next one begins with them.
        """
        changed: list[tuple[Payload, PullRequestData]] = []
        most = BASELINE_PAGES if self._row.polled_at is None else MOST_PAGES
        async for listing in self._pages(most, self._client.list_pull_requests):
            new = await self._unknown(facts, listing.items)
            changed += new
            if not new:
                break  # those behind it changed earlier still
        for payload, data in reversed(changed):
            self._found.pull_requests += 1
            await self._tell_pull_request(payload, data)
        await self._units.retried(lambda unit: self._follow_checks(unit, facts))

    async def _tell_pull_request(self, payload: Payload, data: PullRequestData) -> None:
        """Tell of a pull request; and have the rest of it read, if a card shows it.

        Of those that were over before the connection nobody needs to know more.
        """
        old = data.updated_at <= self._row.connected_at

        async def work(unit: WriteUnit) -> None:
            row = await PolledRepository(unit.session).held(self._row.id)
            if row is None:
                return
            story = await WebhookService(unit, row, old=old).process("pull_request", payload)
            if story.get("cards") and (data.state in OPEN or not old):
                await have_synced(unit, row, [data.number])

        await self._units.retried(work, self._actor)

    async def _follow_checks(self, unit: WriteUnit, facts: RepositoryFacts) -> None:
        """Have those read whose checks run: what they come to changes nothing in the list."""
        row = await PolledRepository(unit.session).held(self._row.id)
        if row is not None:
            at = now()
            numbers = await ReconcilingRepository(unit.session).being_checked(
                row.id, facts.github_id, at, at - CHECKED_EVERY, MOST_CHECKED
            )
            await have_synced(unit, row, numbers)

    async def _unknown(
        self, facts: RepositoryFacts, items: Sequence[Any]
    ) -> list[tuple[Payload, PullRequestData]]:
        found: list[tuple[Payload, PullRequestData]] = []
        for item in items:
            payload = {"pull_request": item, "repository": _repository(facts)}
            try:
                found.append((payload, pull_request_of(payload)))
            except MalformedPayload as error:
                log.warning("pull_request_not_read", repository=facts.full_name, why=error.detail)
        async with self._units.read() as unit:
            known = await PolledRepository(unit.session).pull_requests(
                self._row.id, facts.github_id, [data.number for _, data in found]
            )
        return [
            (payload, data)
            for payload, data in found
            if known.get(data.number) != (data.updated_at, str(data.state))
        ]

    # What both have in common

    async def _pages(self, most: int, ask: Any) -> AsyncIterator[Listing]:
        page: str | None = None
        for _ in range(most):
            listing: Listing = await ask(self._row.full_name, page=page)
            yield listing
            page = listing.next_url
            if page is None:
                return

    async def _tell(self, event: str, payload: Payload, *, old: bool) -> None:
        async def work(unit: WriteUnit) -> None:
            row = await PolledRepository(unit.session).held(self._row.id)
            if row is not None:
                await WebhookService(unit, row, old=old).process(event, payload)

        await self._units.retried(work, self._actor)


def _changes(
    repository: Payload, seen: _Seen, known: Mapping[str, KnownBranch]
) -> list[tuple[str, Payload]]:
    """What happened to branches since the last look, as deliveries would tell it.

    Of branches that no card is known for only those count whose names say a card.
    """
    told: list[tuple[str, Payload]] = []
    for name, ref in seen.refs.items():
        before = known.get(name)
        if before is None or before.deleted:
            if before is not None or keys_in(name):
                created = {"ref": name, "ref_type": "branch", "repository": repository}
                told += [("create", created), ("push", _push(repository, ref, None))]
        elif before.head_sha != ref.sha:
            told.append(("push", _push(repository, ref, before.head_sha)))
    if seen.complete:
        gone = [name for name, b in known.items() if not b.deleted and name not in seen.refs]
        told += [
            ("delete", {"ref": name, "ref_type": "branch", "repository": repository})
            for name in gone
        ]
    return told


def _push(repository: Payload, ref: Ref, before: str | None) -> Payload:
    return {
        "ref": f"refs/heads/{ref.name}",
        "before": before or "0" * 40,
        "after": ref.sha,
        "created": before is None,
        "deleted": False,
        "forced": False,
        "repository": repository,
    }


def _repository(facts: RepositoryFacts, at: datetime | None = None) -> Payload:
    """As deliveries have it.

    Args:
        facts: what it is.
        at: since when what is told of branches may be out of date: what was delivered of later is newer.
    """
    named = {"id": facts.github_id, "full_name": facts.full_name, "html_url": facts.url}
    return named if at is None else {**named, "pushed_at": rfc3339(at)}


def due(row: Repository, settings: Settings, at: datetime) -> bool:
    """Whether a repository was not looked at for long enough; several processes may tick.

    Args:
        row: the repository.
        settings: how often.
        at: the present moment.
    """
    pause = timedelta(seconds=settings.github_poll_s * 0.8)
    return row.polled_at is None or row.polled_at <= at - pause
