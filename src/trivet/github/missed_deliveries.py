"""What webhooks could not deliver is taken from GitHub, where it is kept for some days.

It is read there, rather than delivered once more: reading works also where GitHub cannot reach us at this
moment, and it makes no further attempt that may fail in its turn. What was read is kept as a delivery of
the same name, so that it is worked on once, whoever has it delivered again meanwhile. Only what GitHub does
not show any more is delivered once more.

Nothing that was kept is read again: whatever became of it, its task tells.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from trivet.github.app_side import GitHubAppClient
from trivet.github.client import GitHubClient
from trivet.github.doorkeeper import Envelope, Opened, Sender
from trivet.github.errors import GitHubForbids, GitHubUnseen, MalformedPayload
from trivet.github.hook_deliveries import Attempt, HookDeliveries, Sent
from trivet.github.inbox import SUPPORTED, Inbox
from trivet.github.models import Repository
from trivet.github.payloads import repository_of
from trivet.github.reconciling_repository import ReconcilingRepository
from trivet.github.schemas import Acceptance, Via
from trivet.github.standing import is_reachable, via_of
from trivet.platform.clock import now
from trivet.platform.events import Actor
from trivet.platform.json import dumps
from trivet.platform.settings import Settings
from trivet.platform.uow import Units, WriteUnit

KEPT_BY_GITHUB = timedelta(days=3)
"""At least so long GitHub shows what it delivered."""
OVERLAP = timedelta(minutes=10)
"""So much of the last search is searched again: what was under way then had not failed yet."""
MOST = 100
"""Deliveries of one repository in one search."""
_OF_USE = SUPPORTED - {"ping"}

log = structlog.get_logger(__name__)


@dataclass
class Missed:
    """What a search for deliveries came to.

    Args:
        taken: how many are worked on now.
        more: whether there are more than one search takes.
    """

    taken: int = 0
    more: bool = False


class AppAttempts:
    """What our App's webhook tried to deliver lately, read once for all its repositories.

    Args:
        app: speaks as our GitHub App.
        since: as far back as anybody asks.
    """

    def __init__(self, app: GitHubAppClient, since: datetime) -> None:
        self.deliveries = app.deliveries()
        self._since = since
        self._one = asyncio.Lock()
        self._read: list[Attempt] | None = None

    async def of(self, github_id: int | None) -> list[Attempt]:
        """Those about one repository, the newest first.

        Args:
            github_id: GitHub's number of it.
        """
        async with self._one:
            if self._read is None:
                found = self.deliveries.newest_first()
                self._read = [each async for each in _until(found, self._since)]
        return [each for each in self._read if each.repository_id == github_id]


class MissedDeliveries:
    """Looks for what could not be delivered of one repository. Harmless to repeat.

    Args:
        units: keep what is found.
        settings: our own address.
        actor: as whom it is kept.
        app: what our App's webhook tried.
    """

    def __init__(self, units: Units, settings: Settings, actor: Actor, app: AppAttempts) -> None:
        self._units = units
        self._settings = settings
        self._actor = actor
        self._app = app

    async def take(self, client: GitHubClient, row: Repository) -> Missed:
        """Take what was missed since the last search.

        Args:
            client: asks in the name of whoever sees the webhook.
            row: the repository, as it was read.

        Raises:
            GitHubLimited, GitHubTokenRefused, GitHubUnreachable: as they say.
        """
        of_app = via_of(row, self._settings) is Via.APP
        if of_app:
            deliveries = self._app.deliveries
            attempts = [
                each for each in await self._app.of(row.github_id) if each.at >= searched_since(row)
            ]
        elif row.picked and row.hook_id is not None:
            deliveries = client.deliveries_of(row.full_name, row.hook_id)
            try:
                found = deliveries.newest_first()
                attempts = [each async for each in _until(found, searched_since(row))]
            except (GitHubUnseen, GitHubForbids) as error:
                # Webhooks are shown to admins. The hourly check tells what is wrong with it.
                log.info("deliveries_not_shown", repository=row.full_name, why=error.code)
                return Missed()
        else:
            return Missed()  # the webhook is somebody else's to keep
        return await self._take(deliveries, row, await self._missed(row, attempts), of_app=of_app)

    async def _missed(self, row: Repository, attempts: list[Attempt]) -> list[Attempt]:
        """The last attempt at each delivery that never arrived, the oldest first."""
        arrived = {each.guid for each in attempts if each.arrived}
        failed: dict[str, Attempt] = {}
        for each in attempts:
            if each.guid not in arrived and each.event in _OF_USE:
                failed.setdefault(each.guid, each)
        async with self._units.read() as unit:
            held = await ReconcilingRepository(unit.session).held_deliveries(row.id, failed)
        return [each for guid, each in failed.items() if guid not in held][::-1]

    async def _take(
        self, deliveries: HookDeliveries, row: Repository, missed: list[Attempt], *, of_app: bool
    ) -> Missed:
        found = Missed(more=len(missed) > MOST)
        for attempt in missed[:MOST]:
            try:
                sent = await deliveries.sent(attempt.id)
            except GitHubUnseen:
                continue  # its days are over
            if sent.payload is None:
                await self._have_redelivered(deliveries, row, attempt)
            elif await self._keep(row, attempt, sent, of_app=of_app):
                found.taken += 1
        return found

    async def _have_redelivered(
        self, deliveries: HookDeliveries, row: Repository, attempt: Attempt
    ) -> None:
        if is_reachable(self._settings.base_url):
            await deliveries.redeliver(attempt.id)
            log.info("delivery_asked_for_again", repository=row.full_name, guid=attempt.guid)

    async def _keep(self, row: Repository, attempt: Attempt, sent: Sent, *, of_app: bool) -> bool:
        """Keep a delivery that was read, with a task that works on it; says whether it is of use."""
        assert sent.payload is not None
        if not _is_about(sent.payload, row):
            log.warning("delivery_not_taken", repository=row.full_name, guid=attempt.guid)
            return False
        envelope = Envelope(
            event=attempt.event,
            guid=attempt.guid[:100],
            hook_id=sent.hook_id or row.hook_id or 0,
            signature="",  # GitHub itself showed it
            large=False,
            of_app=of_app,
        )
        body, payload = dumps(sent.payload), sent.payload

        async def keep(unit: WriteUnit) -> bool:
            held = await unit.session.get(Repository, row.id)
            if held is None or held.secret is None:
                return False
            # Its webhook did not reach us: what is to be learned of one that does is not learned here.
            sender = Sender(held.id, held.secret, held.name_key, held.github_id, True, True)
            kept = await Inbox(unit).keep(Opened(envelope, body, payload, [sender]))
            return kept is Acceptance.ACCEPTED

        return await self._units.retried(keep, self._actor)


def searched_since(row: Repository) -> datetime:
    """Back to when deliveries of a repository are searched."""
    searched = row.connected_at if row.reconciled_at is None else row.reconciled_at - OVERLAP
    return max(searched, row.connected_at, now() - KEPT_BY_GITHUB)


async def _until(attempts: AsyncIterator[Attempt], since: datetime) -> AsyncIterator[Attempt]:
    async for each in attempts:
        if each.at < since:
            return
        yield each


def _is_about(payload: Mapping[str, object], row: Repository) -> bool:
    """Whether a delivery is about the repository that is connected, and can be read."""
    try:
        named = repository_of(payload)
    except MalformedPayload:
        return False
    return named is not None and named.github_id == row.github_id
