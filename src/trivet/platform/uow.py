"""Units of work: one transaction each, and nobody else commits.

A unit buffers the events and tasks of what it does. At its end it runs the handlers of the
events, allots their sequence numbers, writes events and tasks beside the change itself, commits,
and only then tells the rest of the process.

Lock order: boards first, in ascending id; then cards, in ascending id. A deadlock (40P01) or a
serialization failure (40001) is answered by doing the unit again.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Protocol, TypeVar
from uuid import UUID

import structlog
from sqlalchemy.exc import DBAPIError

from trivet.platform.cancellation import unbroken
from trivet.platform.clock import now
from trivet.platform.db.database import Database
from trivet.platform.db.faults import is_transient
from trivet.platform.db.session import ReadSession, WriteSession
from trivet.platform.events import Actor, Event
from trivet.platform.tasks.declarations import TaskCall

T = TypeVar("T")
TRIES = 5

log = structlog.get_logger(__name__)


class EventSink(Protocol):
    """Where the events of one kind are written."""

    async def append(self, session: WriteSession, events: Sequence[Event]) -> None:
        """Allot each event its `seq` and write it. Called once a unit, at flush."""


class TaskStore(Protocol):
    """Where tasks are written, and the bell that wakes those who run them."""

    async def store(self, session: WriteSession, calls: Sequence[TaskCall]) -> None:
        """Write one row a call, in the unit's own transaction."""

    def ring(self, calls: Sequence[TaskCall] = ()) -> None:
        """Say, after the commit, that there is something to do: these, if that is known."""


class Handler(Protocol):
    """A reaction to an event, inside the transaction that emits it: rows, events, tasks only."""

    async def __call__(self, unit: "WriteUnit", event: Event) -> None: ...


class Reaction(Protocol):
    """Looks at all that a unit says happened, in its transaction, after the handlers.

    For what many events of one unit have in common: a thousand moved cards are one call. Rows and
    tasks only.
    """

    def concerns(self, event: Event) -> bool:
        """Whether an event must be written by a unit, and not in a quicker way, for this reaction."""

    async def __call__(self, unit: "WriteUnit", events: Sequence[Event]) -> None: ...


Listener = Callable[[Sequence[Event]], None]
"""Told of events after their commit. Quick, and raises nothing."""


@dataclass(frozen=True, slots=True)
class ReadUnit:
    """One consistent view of the database."""

    session: ReadSession


class WriteUnit:
    """One transaction that changes something.

    Made by `Units`. Begins lazily, with the first statement; ends by `commit` or `rollback`.
    """

    def __init__(self, units: "Units", actor: Actor) -> None:
        self._units = units
        self._events: list[Event] = []
        self._calls: list[TaskCall] = []
        self._told: list[Callable[[], None]] = []
        self._flushed = False
        self._ended = False
        # How far the logs were whose boards this unit holds: board id → seq.
        self.held: dict[UUID, int] = {}
        self.actor = actor
        self.session = WriteSession(units.database.write_session(), units.database)

    @property
    def events(self) -> Sequence[Event]:
        """What this unit says happened; their `seq` is set once it is flushed."""
        return self._events

    @property
    def enqueued(self) -> Sequence[TaskCall]:
        """The tasks that this unit has run after its commit."""
        return self._calls

    def emit(self, event: Event) -> None:
        """Say what happened. It is written, and told, if and only if the unit commits."""
        if self._flushed:
            raise RuntimeError("this unit was flushed: its events have their numbers")
        event.actor = self.actor
        event.created_at = event.created_at or now()
        self._events.append(event)

    def enqueue(self, call: TaskCall) -> UUID:
        """Have a task run after the commit. Its row is written in this transaction."""
        if self._flushed:
            raise RuntimeError("this unit was flushed: its tasks are written")
        call.correlation_id = call.correlation_id or self.actor.correlation_id
        self._calls.append(call)
        return call.id

    def after_commit(self, tell: Callable[[], None]) -> None:
        """Call `tell` once this unit has committed, and never if it rolls back. Quick, and raises nothing."""
        self._told.append(tell)

    async def flush(self) -> None:
        """Write everything but the commit itself. A second call does nothing."""
        if self._flushed:
            return
        await self.session.flush()
        for event in self._events:  # grows while handlers emit
            for handler in self._units.handlers.get(event.type, ()):
                await handler(self, event)
        await self.session.flush()
        if self._events:
            for react in self._units.reactions:
                await react(self, tuple(self._events))
        self._flushed = True
        by_kind: dict[str, list[Event]] = {}
        for event in self._events:
            by_kind.setdefault(event.kind, []).append(event)
        for kind in sorted(by_kind):
            await self._units.sinks[kind].append(self.session, by_kind[kind])
        if self._calls:
            await self._units.tasks.store(self.session, self._calls)
        await self.session.flush()

    async def commit(self) -> None:
        """Flush, commit, then tell. Not interrupted by cancellation once it has begun."""
        await self.flush()
        self._ended = True
        await unbroken(self._commit())

    async def _commit(self) -> None:
        await self.session.finish(commit=True)
        self._units.announce(self._events)
        rings = [lambda: self._units.tasks.ring(self._calls)] if self._calls else []
        for tell in (*rings, *self._told):
            try:
                tell()
            except Exception:
                log.exception("not_told", told=repr(tell))

    async def let_go(self) -> None:
        """End the transaction in which nothing was done yet; the next statement begins another one.

        Raises:
            RuntimeError: something was done in it.
        """
        if self._events or self._calls or self._flushed:
            raise RuntimeError("this unit has begun its work")
        await unbroken(self.session.finish(commit=True))

    async def rollback(self) -> None:
        """Undo everything. Harmless after the end."""
        if not self._ended:
            self._ended = True
            await unbroken(self.session.finish(commit=False))


@dataclass
class Units:
    """Makes units of work.

    Args:
        database: where rows are kept.
        sinks: who writes events, by the events' kind.
        handlers: who reacts inside the transaction, by the events' type.
        tasks: where tasks are written.
        reactions: who looks at all events of a unit together, inside the transaction.
        listeners: who is told after a commit.
    """

    database: Database
    tasks: TaskStore
    sinks: Mapping[str, EventSink] = field(default_factory=dict)
    handlers: Mapping[str, Sequence[Handler]] = field(default_factory=dict)
    reactions: Sequence[Reaction] = ()
    listeners: Sequence[Listener] = ()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[ReadUnit]:
        """A unit that only reads."""
        session = self.database.read_session()
        try:
            yield ReadUnit(ReadSession(session, self.database.dialect))
        finally:
            await unbroken(session.close())

    def begin(self, actor: Actor | None = None) -> WriteUnit:
        """A unit that the caller ends. Prefer `write`; this is for the web layer."""
        return WriteUnit(self, actor or Actor())

    @asynccontextmanager
    async def write(self, actor: Actor | None = None) -> AsyncIterator[WriteUnit]:
        """A unit that commits where the block ends, and rolls back where it raises."""
        unit = self.begin(actor)
        try:
            yield unit
            await unit.commit()
        finally:
            await unit.rollback()

    async def retried(
        self, work: Callable[[WriteUnit], Awaitable[T]], actor: Actor | None = None
    ) -> T:
        """Do `work` in a unit, and again in a fresh one after a deadlock.

        Args:
            work: what to do; called up to five times.
            actor: on whose behalf.
        """
        for attempt in range(1, TRIES + 1):
            try:
                async with self.write(actor) as unit:
                    return await work(unit)
            except DBAPIError as error:
                if attempt == TRIES or not is_transient(error):
                    raise
        raise AssertionError("unreachable")

    def concerns_somebody(self, event: Event) -> bool:
        """Whether somebody reacts to an event, inside the transaction that emits it."""
        return bool(self.handlers.get(event.type)) or any(
            react.concerns(event) for react in self.reactions
        )

    def announce(self, events: Sequence[Event]) -> None:
        """Tell this process what was committed.

        What a listener gets wrong is logged: the change stands, and its answer says so.
        """
        if not events:
            return
        for listener in self.listeners:
            try:
                listener(events)
            except Exception:
                log.exception("listener_failed", listener=repr(listener))
