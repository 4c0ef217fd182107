"""What was missed of one repository is looked for: deliveries, and open pull requests that went on.

Deliveries get lost: we were down, or too slow, or GitHub was. So now and then GitHub is asked what it could
not deliver (`missed_deliveries.py`), and which pull requests are open. Those that are not as we know them
are read anew, each by a task of its own (`sync_worker.py`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from trivet.github.client import GitHubClient
from trivet.github.errors import GitHubUnseen
from trivet.github.missed_deliveries import Missed, MissedDeliveries
from trivet.github.models import Repository
from trivet.github.payloads import PullRequestData
from trivet.github.polling_repository import PolledRepository
from trivet.github.reading import listed
from trivet.github.reconciling_repository import KnownPullRequest, ReconcilingRepository
from trivet.github.syncing import have_synced
from trivet.platform.clock import now
from trivet.platform.uow import Units, WriteUnit

READ_ANEW = timedelta(days=1)
"""An open pull request that a card shows is read so often, whatever GitHub says of it: what is said of
its commits changes nothing of itself."""
MOST_PAGES = 10
"""Of 100 open pull requests each, those that changed last. Where there are more, none counts as closed."""
MOST_READ = 50
"""Pull requests that one search has read; each takes four requests or more."""


@dataclass
class Found:
    """What a search found.

    Args:
        deliveries: how many that had not arrived.
        pull_requests: how many that are read anew.
    """

    deliveries: int = 0
    pull_requests: int = 0


@dataclass(frozen=True, slots=True)
class _Listed:
    """The pull requests that are open on GitHub.

    Args:
        by_number: as the list has them.
        complete: whether these are all.
    """

    by_number: Mapping[int, PullRequestData]
    complete: bool


class Reconciliation:
    """One search of one repository. Harmless to repeat: what is known already is not read again.

    Args:
        units: keep what is found.
        client: asks GitHub.
        deliveries: look for those that were missed.
        row: the repository, as it was read.
    """

    def __init__(
        self, units: Units, client: GitHubClient, deliveries: MissedDeliveries, row: Repository
    ) -> None:
        self._units = units
        self._client = client
        self._deliveries = deliveries
        self._row = row

    async def run(self) -> Found:
        """Search.

        Raises:
            GitHubUnseen: it is not shown, or another one has its name.
            GitHubForbids, GitHubLimited, GitHubTokenRefused, GitHubUnreachable: as they say.
        """
        began_at = now()
        facts = await self._client.get_repository(self._row.full_name)
        if self._row.github_id not in {None, facts.github_id}:
            raise GitHubUnseen("Another repository has its name by now.")
        missed = await self._deliveries.take(self._client, self._row)
        wanted = await self._behind(await self._list(), facts.github_id)

        async def work(unit: WriteUnit) -> Found:
            return await self._end(unit, began_at, missed, wanted)

        return await self._units.retried(work)

    async def _list(self) -> _Listed:
        found: dict[int, PullRequestData] = {}
        page: str | None = None
        for _ in range(MOST_PAGES):
            listing = await self._client.list_open_pull_requests(self._row.full_name, page=page)
            data = (listed(item) for item in listing.items)
            found |= {each.number: each for each in data if each is not None}
            page = listing.next_url
            if page is None:
                return _Listed(found, complete=True)
        return _Listed(found, complete=False)

    async def _behind(self, on_github: _Listed, github_id: int) -> Sequence[int]:
        """The numbers of those that are not as we know them, what has waited longest first."""
        async with self._units.read() as unit:
            queries = ReconcilingRepository(unit.session)
            shown = await queries.shown(self._row.id, github_id)
            known = await queries.numbered(self._row.id, github_id, list(on_github.by_number))
        at, open_ = now(), on_github.by_number
        wanted = [
            one
            for one in shown.values()
            if (one.number in open_ and _is_behind(one, open_[one.number], at))
            or (one.number not in open_ and on_github.complete)
        ]
        seen = {one.number for one in shown.values()}
        wanted += [
            one
            for one in known.values()
            # Opened again, unheard; or it may name a card by now.
            if not one.open
            or (one.number not in seen and one.updated_at < open_[one.number].updated_at)
        ]
        heard = sorted(
            wanted, key=lambda one: (one.synced_at or self._row.connected_at, one.number)
        )
        unheard = [
            number
            for number, data in sorted(open_.items())
            if number not in known and data.updated_at > self._row.connected_at
        ]
        return [*unheard, *(one.number for one in heard)]

    async def _end(
        self, unit: WriteUnit, began_at: datetime, missed: Missed, wanted: Sequence[int]
    ) -> Found:
        """Have them read, and note that we looked; unless something is left for the next time."""
        row = await PolledRepository(unit.session).held(self._row.id)
        if row is None or row.connected_at != self._row.connected_at:
            return Found()
        read = await have_synced(unit, row, wanted[:MOST_READ])
        if not missed.more and len(wanted) <= MOST_READ:
            row.reconciled_at = began_at
        return Found(missed.taken, read)


def _is_behind(one: KnownPullRequest, data: PullRequestData, at: datetime) -> bool:
    """Whether what we know of an open pull request is not what GitHub shows, or is too old to tell."""
    told = (one.updated_at, one.state) == (data.updated_at, str(data.state))
    return not told or one.synced_at is None or one.synced_at <= at - READ_ANEW
