"""What around Miro a process is made of."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time

import httpx2

from trivet.miro import tasks as declared
from trivet.miro.access import MiroAccess
from trivet.miro.flights import Flights
from trivet.miro.following import Following
from trivet.miro.job_workers import JobWork
from trivet.miro.oauth import MiroOAuth
from trivet.miro.poll_worker import BoardPoll
from trivet.miro.tokens import MiroTokens
from trivet.miro.transport import MiroTransport
from trivet.miro.workers import BoardSync, BoardWatch, tend_boards
from trivet.platform.cache.port import Cache, CacheManager
from trivet.platform.http.breaker import CircuitBreakers
from trivet.platform.keys import Keys
from trivet.platform.settings import Settings
from trivet.platform.tasks.context import Bound
from trivet.platform.tasks.declarations import Task
from trivet.platform.tasks.ticker import Daily, Every, Schedule
from trivet.platform.uow import Units

TASKS: Sequence[Task] = declared.ALL
"""Every task around Miro."""

SCHEDULES = (
    Schedule(declared.TEND_BOARDS, Daily(time(4, 37))),
    Schedule(declared.WATCH_BOARDS, Every(300)),
)
"""What is due by itself, whether or not Miro is used."""


@dataclass(frozen=True, slots=True)
class Miro:
    """What speaks with Miro. One in each process.

    Args:
        oauth: asks who somebody is.
        tokens: gives out those of people.
        access: gives out clients.
        following: who follows which board.
        flights: what is being asked.
    """

    oauth: MiroOAuth
    tokens: MiroTokens
    access: MiroAccess
    following: Following
    flights: Flights = field(default_factory=Flights)


def miro_of(
    units: Units,
    keys: Keys,
    settings: Settings,
    http: httpx2.AsyncClient,
    cache: Cache,
    breakers: CircuitBreakers,
) -> Miro:
    """Build it. Asks nobody yet.

    Args:
        units: keep and read.
        keys: open tokens.
        settings: where Miro is, and who we are there.
        http: sends requests.
        cache: what processes share.
        breakers: whether Miro answers at all.
    """
    oauth, kept = MiroOAuth(http, settings), CacheManager(cache, "miro")
    tokens = MiroTokens(units, keys, oauth, kept)
    access = MiroAccess(MiroTransport(http, settings, kept, breakers), tokens)
    following = Following(units, settings.miro_poll_s)
    return Miro(oauth=oauth, tokens=tokens, access=access, following=following)


def bound(miro: Miro, settings: Settings) -> list[Bound]:
    """The tasks around Miro, with their bodies.

    Args:
        miro: what speaks with Miro.
        settings: how often it is looked for changes.
    """
    return [
        Bound(declared.SYNC_BOARD, BoardSync(miro.access)),
        Bound(declared.WORK_JOB, JobWork(miro.access)),
        Bound(declared.POLL_BOARD, BoardPoll(miro.access, settings.miro_poll_s)),
        Bound(declared.WATCH_BOARDS, BoardWatch(settings.miro_poll_s)),
        Bound(declared.TEND_BOARDS, tend_boards),
    ]
