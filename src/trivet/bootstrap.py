"""The composition root: builds everything, and is the only place that asks on which database."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import time
from typing import Any

import httpx2
from sqlalchemy.exc import IntegrityError
from starlette.datastructures import MutableHeaders
from starlette.requests import Request

from trivet import __version__, models_registry
from trivet.auth.callers import Callers
from trivet.auth.dependencies import caller
from trivet.auth.events import ACCOUNT_CLOSED, SESSION_STARTED
from trivet.auth.github_oauth import GitHubOAuth
from trivet.auth.github_tokens import GitHubTokens
from trivet.auth.installation import installation_epoch, local_owner, local_sign_in_link
from trivet.auth.tasks import FORGET_EXPIRED, SEND_ADDRESS_EMAIL, SEND_SIGN_IN_EMAIL
from trivet.auth.usage import TokenUse
from trivet.auth.welcome import Welcome
from trivet.auth.workers import AddressSender, SignInSender, forget_expired
from trivet.boards.access import BoardAccess
from trivet.boards.events import BoardEvent
from trivet.boards.handlers import redact_when_asked
from trivet.boards.liveboards import LiveBoards
from trivet.boards.log import BoardLog
from trivet.boards.tasks import EMPTY_TEXTS, REDACT_TEXTS
from trivet.boards.workers import TextHorizon, redact_board_texts
from trivet.boards.writer import BoardWriter
from trivet.cards import tasks as cards_tasks
from trivet.cards import workers as cards_workers
from trivet.cards.bin_tasks import PURGE_BIN
from trivet.cards.counterparts import Counterparts
from trivet.cards.forgetting import redact_comments, redact_comments_when_asked
from trivet.cards.purging import purge_bin
from trivet.cards.quick import QuickCards
from trivet.client_logs.handlers import forget_logs_of_the_closed
from trivet.client_logs.tasks import FORGET_CLIENT_LOGS
from trivet.client_logs.workers import forget_client_logs
from trivet.diagnostics.observing import Observing
from trivet.flows.handlers import Notifier, forget_the_closed
from trivet.flows.tasks import FORGET_NOTIFICATIONS, NOTIFY_DUE
from trivet.flows.telling import Telling
from trivet.flows.workers import DueNotices, forget_notifications
from trivet.github import composition as github_composition
from trivet.github.app_side import GitHubAppClient
from trivet.github.composition import github_of
from trivet.github.counterparts import GitHubCounterparts
from trivet.github.credentials import GitHubAccess
from trivet.github.doorkeeper import Doorkeeper
from trivet.github.handlers import LeftBehind, forget_branch_prefix, look_again
from trivet.github.reachable import Reachable
from trivet.github.writing_wanted import WriteBackWanted
from trivet.legacy.proxy import LegacyProxy, legacy_of
from trivet.migrations import HEAD
from trivet.migrations.runner import current_revision, migrate
from trivet.miro import composition as miro_composition
from trivet.miro.callers import BRIDGE, miro_identity
from trivet.miro.composition import Miro, miro_of
from trivet.miro.handlers import forget_miro_tokens
from trivet.platform.cache.port import CacheManager
from trivet.platform.cancellation import ended
from trivet.platform.db.database import Database
from trivet.platform.db.watch import CommitWatch
from trivet.platform.events import Event
from trivet.platform.http.client import outgoing_client
from trivet.platform.json import dumps
from trivet.platform.keys import Keys, Purpose, load_keys
from trivet.platform.pubsub.publisher import Publisher
from trivet.platform.ratelimit.port import RateLimiter
from trivet.platform.settings import Settings
from trivet.platform.tasks import maintenance as task_maintenance
from trivet.platform.tasks.context import Bound
from trivet.platform.tasks.declarations import Task, TaskCall
from trivet.platform.tasks.embedded import EmbeddedWorkers
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.tasks.runner import Runner
from trivet.platform.tasks.schemas import TaskOut
from trivet.platform.tasks.sealing import Sealing
from trivet.platform.tasks.snapshots import TaskSnapshot
from trivet.platform.tasks.ticker import Daily, Every, Schedule, Ticker
from trivet.platform.telemetry.counting import folder_of_counts
from trivet.platform.telemetry.destinations import Destinations, destinations_of
from trivet.platform.telemetry.logging import configure_logging
from trivet.platform.uow import Listener, Units, WriteUnit
from trivet.platform.web import maintenance as web_maintenance
from trivet.platform.web.idempotency import Running
from trivet.realtime.gate import Gate
from trivet.realtime.manager import WebSocketManager
from trivet.realtime.progress import Progress
from trivet.realtime.relay import Relay
from trivet.sharing import Shared, Workers, shared_of, workers_of
from trivet.storage import Storage, storage_of
from trivet.views.fragments import FragmentCodec
from trivet.views.search_index import SearchIndex
from trivet.views.snapshot import Snapshots
from trivet.views.stretch import Stretches
from trivet.workspaces.audit import AuditSink
from trivet.workspaces.events import WORKSPACE_DELETED
from trivet.workspaces.invitations import expected
from trivet.workspaces.tasks import FORGET_INVITATIONS, SEND_INVITATION_EMAIL
from trivet.workspaces.workers import InvitationSender, forget_invitations

assert models_registry.metadata.tables, "the tables must be known before the first unit of work"


@dataclass
class Runtime:
    """Everything that a process is made of.

    `start` before the first request, `stop` after the last one.
    """

    settings: Settings
    keys: Keys
    database: Database
    units: Units
    tasks: TaskQueue
    callers: Callers
    access: BoardAccess
    elsewhere: Counterparts
    doorkeeper: Doorkeeper
    github_oauth: GitHubOAuth
    github_tokens: GitHubTokens
    github: GitHubAccess
    github_app: GitHubAppClient
    miro: Miro
    legacy: LegacyProxy | None
    reachable: Reachable
    welcome: Welcome
    live: LiveBoards
    writer: BoardWriter
    quick: QuickCards
    search_index: SearchIndex
    limiter: RateLimiter
    traffic_limiter: RateLimiter
    sockets: WebSocketManager
    publisher: Publisher
    running_keys: Running
    observing: Observing
    parts: "_Parts" = field(repr=False)

    @property
    def epoch(self) -> str:
        """Changes when the installation is restored from a copy."""
        return self.parts.epoch()

    @property
    def redis_answers(self) -> Callable[[], bool] | None:
        """Tells whether Redis is there at this moment; None where none is used."""
        return self.parts.shared.redis_answers

    @property
    def github_answers(self) -> Callable[[], Awaitable[bool]] | None:
        """Tells whether GitHub is being asked at this moment; None where nobody is connected to it."""
        if not (self.settings.github_sign_in or self.settings.github_app_id):
            return None
        return self.github.answers

    @property
    def miro_answers(self) -> Callable[[], Awaitable[bool]] | None:
        """Tells whether Miro is being asked at this moment; None where nobody can connect it."""
        return self.miro.access.answers if self.settings.miro_connects else None

    async def start(self, *, working: bool = True) -> None:
        """Migrate, take back what an earlier life was doing, begin to work.

        Args:
            working: whether this process runs tasks and keeps what it serves up to date; a
                command beside the server does neither.

        Raises:
            StartupError: it cannot; the message says why and what to do.
        """
        parts = self.parts
        parts.destinations.open()
        if working:
            await parts.storage.lock.acquire()
        await self._migrate(holding=working)
        parts.epoch.value = str(await installation_epoch(self.units))
        await parts.storage.open()
        self.publisher.start()
        if parts.progress is not None:
            parts.progress.start(hears=working)
        if working:
            await local_owner(self.units)
            if isinstance(parts.workers, EmbeddedWorkers) and not self.settings.scaled:
                # Nobody else runs tasks here: what still runs belongs to an earlier life.
                await parts.workers.take_back()
            parts.workers.start()
            if parts.ticker is not None:
                parts.ticker.start()
            parts.watch.start()
            self.sockets.start()
            if parts.relay is not None:
                parts.relay.start()
            parts.using = asyncio.create_task(parts.use.run())

    async def _migrate(self, *, holding: bool) -> None:
        """Bring the schema up to date; never under the feet of a server of another version."""
        if holding:
            await migrate(self.settings)
        elif await current_revision(self.settings) != HEAD:
            lock = self.parts.storage.lock
            await lock.acquire()
            try:
                await migrate(self.settings)
            finally:
                await lock.release()

    async def stop(self) -> None:
        """Finish what is under way, and let go of everything."""
        parts = self.parts
        await self.sockets.stop()
        if parts.using is not None:
            if parts.relay is not None:
                await parts.relay.stop()
            await parts.watch.stop()
            if parts.ticker is not None:
                await parts.ticker.stop()
            await parts.workers.stop()
            await ended(parts.using)
        await self.miro.flights.close()
        await self.writer.close()
        if parts.progress is not None:
            await parts.progress.stop()
        await self.callers.close()
        await self.access.close()
        await parts.storage.close()
        await self.publisher.close()
        await parts.shared.close()
        await parts.http.aclose()
        if self.legacy is not None:
            await self.legacy.aclose()
        await self.database.close()
        await parts.storage.lock.release()
        await asyncio.to_thread(parts.destinations.close)

    async def keep(self, call: TaskCall) -> None:
        """Store a task that was asked for by its name; does nothing if it is stored already."""
        try:
            async with self.units.write() as unit:
                unit.enqueue(call)
        except IntegrityError:
            return

    async def work_off(self) -> None:
        """Run tasks until none is ready, then see that others hear of what they did."""
        while (claim := await self.parts.runner.claim()) is not None:
            await self.parts.runner.run(claim)
        await self.publisher.flush()

    async def ousted(self) -> None:
        """Wait until another process serves our database; for ever, if all is well.

        Raises:
            StartupError: it does; the message says so.
        """
        await self.parts.storage.lock.lost()

    async def sign_in_link(self, user: str | None = None) -> str:
        """A fresh one-time link.

        Args:
            user: whom it signs in, by e-mail address or id; None is the local owner.

        Raises:
            StartupError: nobody, or more than one, is called so.
        """
        return await local_sign_in_link(self.units, self.settings, user)

    def stamp(self, headers: MutableHeaders, unit: WriteUnit) -> None:
        """Put on a write's answer how far its board has come, also if nothing changed."""
        seqs = dict(unit.held)
        seqs |= {e.board_id: e.seq for e in unit.events if isinstance(e, BoardEvent)}
        if len(seqs) == 1:
            headers["X-Board-Seq"] = str(*seqs.values())

    async def settle(self, events: Sequence[Event]) -> None:
        """Wait until this process shows what was committed."""
        seqs = {e.board_id: e.seq for e in events if isinstance(e, BoardEvent)}
        for board_id, seq in seqs.items():
            await self.live.settle(str(board_id), seq)

    async def identify(self, request: Request) -> str:
        """The caller of a request, as Idempotency-Keys are kept apart by."""
        if request.url.path.startswith(BRIDGE):
            return await miro_identity(request)
        return str((await caller(request)).user_id)


@dataclass
class _Epoch:
    """The installation's epoch, known once the database was read."""

    value: str = ""

    def __call__(self) -> str:
        return self.value


@dataclass
class _Parts:
    """What only `start` and `stop` need."""

    epoch: _Epoch
    storage: Storage
    runner: Runner
    workers: Workers
    ticker: Ticker | None
    watch: CommitWatch
    relay: Relay | None
    progress: Progress | None
    shared: Shared
    use: TokenUse
    http: httpx2.AsyncClient
    destinations: Destinations
    using: "asyncio.Task[None] | None" = None


def build(settings: Settings, *, bound: Sequence[Bound] = ()) -> Runtime:
    """Build a process from its settings. Opens nothing yet.

    Args:
        settings: as they were read.
        bound: further tasks that this process can run.

    Raises:
        StartupError: something that is needed is missing.
    """
    given = settings.master_key.get_secret_value() if settings.master_key else None
    keys = load_keys(settings.data_dir, given=given)
    destinations = destinations_of(settings, keys.first(Purpose.TRACES).secret)
    configure_logging(settings, elsewhere=destinations)
    storage = storage_of(settings)
    database = storage.database
    tasks = TaskQueue(database, sealing=Sealing(keys))
    shared = shared_of(settings)
    bus = shared.bus
    publisher = Publisher(bus)
    listeners: list[Any] = []
    telling = Telling()
    units = Units(
        database=database,
        tasks=tasks,
        sinks={"board": BoardLog(), "audit": AuditSink()},
        handlers={
            ACCOUNT_CLOSED: [
                *(redact_when_asked, redact_comments_when_asked),
                *(forget_the_closed, forget_branch_prefix, forget_miro_tokens),
                forget_logs_of_the_closed,
            ],
            SESSION_STARTED: [look_again],
            WORKSPACE_DELETED: [LeftBehind(settings)],
        },
        reactions=[Notifier(telling), WriteBackWanted()],
        listeners=listeners,
    )
    use = TokenUse(units)
    callers = Callers(units, keys, use.note)
    access = BoardAccess(units)
    epoch = _Epoch()
    codec = FragmentCodec()
    elsewhere = GitHubCounterparts(tasks)
    live = LiveBoards(
        Snapshots(units, codec, epoch, elsewhere),
        CacheManager(shared.cache, "board"),
        codec,
        epoch,
        settings.live_cards,
    )
    writer = BoardWriter(storage.store, live, units.announce, units.concerns_somebody)
    sockets = WebSocketManager(
        *(bus, Stretches(units), Gate(units, access), epoch, _task_document),
        told=lambda board_id, seq: live.note(str(board_id), seq),
        most=settings.max_sockets,
        most_of_a_person=settings.max_sockets_per_user,
    )
    telling.send = lambda user_id, message: sockets.messenger(user_id, message)
    listeners += [
        *(access.forget, callers.hear, live.applied),
        *(_publication(publisher, sockets), sockets.hear),
    ]
    relay: Relay | None = None
    progress: Progress | None = None
    if settings.scaled:
        hear = _hearing(access.forget, callers.hear, sockets.hear)
        relay, progress = Relay(bus, publisher, hear, sockets), Progress(bus, live)
        sockets.messenger = relay.to_user
        sockets.announcer, sockets.asker = relay.announce, relay.ask
        listeners += [relay.committed, progress.committed]
    tasks.listeners.append(sockets.task_changed)
    http = outgoing_client(settings.vendors)
    github = github_of(units, keys, settings, http, shared.cache, shared.breakers)
    miro = miro_of(units, keys, settings, http, shared.cache, shared.breakers)
    observing = Observing(
        units,
        storage.pools,
        circuits=(github.access.transport.circuit, miro.access.transport.circuit),
        allowances={
            "github": github.access.transport.allowances.tightest,
            "miro": miro.access.transport.credits.tightest,
        },
        redis_answers=shared.redis_answers,
        facts=(__version__, str(database.dialect)),
    )
    runner = Runner(
        units,
        tasks,
        [
            *_bound(settings, telling),
            *cards_workers.bound(access, elsewhere),
            *github_composition.bound(github, access, keys, settings),
            *miro_composition.bound(miro, settings),
            *bound,
        ],
    )
    return Runtime(
        settings=settings,
        keys=keys,
        database=database,
        units=units,
        tasks=tasks,
        callers=callers,
        access=access,
        elsewhere=elsewhere,
        doorkeeper=github.doorkeeper,
        github_oauth=github.oauth,
        github_tokens=github.tokens,
        github=github.access,
        github_app=github.app,
        miro=miro,
        legacy=legacy_of(settings),
        reachable=github.reachable,
        welcome=Welcome(settings, expected),
        live=live,
        writer=writer,
        quick=QuickCards(writer, live, access, units),
        limiter=shared.limiter,
        traffic_limiter=shared.traffic_limiter,
        search_index=storage.search_index,
        sockets=sockets,
        publisher=publisher,
        running_keys=Running(),
        observing=observing,
        parts=_Parts(
            epoch=epoch,
            storage=storage,
            runner=runner,
            workers=workers_of(settings, runner),
            # Workers elsewhere have a clock of their own: `trivet beat`.
            ticker=Ticker(units, schedules(settings)) if settings.worker_concurrency else None,
            watch=CommitWatch(database, _follow(live, sockets, tasks, observing)),
            relay=relay,
            progress=progress,
            shared=shared,
            use=use,
            http=http,
            destinations=destinations,
        ),
    )


def declared_tasks(settings: Settings) -> list[Task]:
    """Every kind of background work."""
    # Bound to nobody: only what they are called matters.
    ours = [each.task for each in _bound(settings, Telling())]
    return [*ours, *cards_tasks.ALL, *github_composition.TASKS, *miro_composition.TASKS]


def _bound(settings: Settings, telling: Telling) -> list[Bound]:
    return [
        *task_maintenance.BOUND,
        Bound(web_maintenance.FORGET_KEYS, web_maintenance.forget_keys),
        Bound(EMPTY_TEXTS, TextHorizon(settings.replay_days)),
        Bound(REDACT_TEXTS, redact_board_texts),
        Bound(cards_tasks.REDACT_COMMENTS, redact_comments),
        Bound(PURGE_BIN, purge_bin),
        Bound(SEND_SIGN_IN_EMAIL, SignInSender(settings)),
        Bound(SEND_ADDRESS_EMAIL, AddressSender(settings)),
        Bound(FORGET_EXPIRED, forget_expired),
        Bound(SEND_INVITATION_EMAIL, InvitationSender(settings)),
        Bound(FORGET_INVITATIONS, forget_invitations),
        Bound(NOTIFY_DUE, DueNotices(telling)),
        Bound(FORGET_NOTIFICATIONS, forget_notifications),
        Bound(FORGET_CLIENT_LOGS, forget_client_logs),
    ]


def schedules(settings: Settings) -> Sequence[Schedule]:
    """What is due by itself.

    Args:
        settings: whether GitHub is used, and repositories are looked at.
    """
    return (*SCHEDULES, *github_composition.schedules(settings))


SCHEDULES = (
    *task_maintenance.SCHEDULES,
    *web_maintenance.SCHEDULES,
    *github_composition.SCHEDULES,
    *miro_composition.SCHEDULES,
    Schedule(EMPTY_TEXTS, Daily(time(3, 47))),
    Schedule(PURGE_BIN, Daily(time(3, 57))),
    Schedule(FORGET_EXPIRED, Daily(time(4, 17))),
    Schedule(FORGET_INVITATIONS, Daily(time(4, 27))),
    Schedule(NOTIFY_DUE, Every(3600)),
    Schedule(FORGET_NOTIFICATIONS, Daily(time(4, 47))),
    Schedule(FORGET_CLIENT_LOGS, Daily(time(4, 57))),
)


def _hearing(*listeners: Listener) -> Listener:
    def hear(events: Sequence[Event]) -> None:
        for listener in listeners:
            listener(events)

    return hear


def _publication(
    publisher: Publisher, sockets: WebSocketManager
) -> Callable[[Sequence[Event]], None]:
    """Encodes each event of a board once, for the sockets of this process and for other processes."""

    def publish(events: Sequence[Event]) -> None:
        for event in events:
            if isinstance(event, BoardEvent):
                encoded = dumps(event.on_the_wire())
                sockets.committed(event, encoded)
                publisher.put(event.topic, encoded)

    return publish


def _task_document(task: TaskSnapshot) -> dict[str, Any]:
    return TaskOut.model_validate(task).model_dump(mode="json")


def _follow(
    live: LiveBoards, sockets: WebSocketManager, tasks: TaskQueue, observing: Observing
) -> Callable[[], Awaitable[None]]:
    async def follow() -> None:
        if folder_of_counts() is not None:  # any of us may be asked for all
            observing.sample()
        tasks.ring()
        await sockets.compare()
        await live.compare()

    return follow
