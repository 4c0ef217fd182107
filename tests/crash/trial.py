"""Puts the body of a task to the test: it runs undisturbed, twice, and dies at each of its boundaries.

Everything begins from the same rows each time, at the same moment, and what comes of it is everything
that stands in the database, and elsewhere.
"""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    asynccontextmanager,
    contextmanager,
    suppress,
)
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

import httpx2
import pytest

from tests.crash.boundaries import Crash, Fate, fated
from tests.support.apps import BASE, Person, Trivet
from tests.support.copies import Copy, copied
from tests.support.databases import Place
from trivet import bootstrap, models_registry
from trivet.app import create_app
from trivet.bootstrap import Runtime
from trivet.platform.clock import held, now
from trivet.platform.db.database import Database
from trivet.platform.settings import Settings
from trivet.platform.tasks.context import Bound
from trivet.platform.tasks.declarations import Task, TaskCall, TaskState
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.transitions import give_back

_TASKS = TaskRow.__tablename__
_TABLES = tuple(models_registry.metadata.tables)
_UUID = re.compile(r"\b[0-9a-f]{8}(-?)[0-9a-f]{4}(?:\1[0-9a-f]{4}){2}\1[0-9a-f]{12}\b")
_OF_THE_WAY = {"crashes", "run_at", "lease_token", "lease_until", "result"}
"""What a task's row says of the way to its end, and not of the end."""


class Elsewhere(Protocol):
    """A place outside of the database in which a task does something: a vendor, played."""

    def settings(self, settings: Settings) -> Settings:
        """Settings that lead there."""

    def keep(self) -> None:
        """Remember how everything is."""

    def put_back(self) -> None:
        """Make everything as it was."""

    def seen(self) -> Any:
        """What there is. What can be done at least once only, and is known to be the same, is one."""


@dataclass
class Stage:
    """Where a scenario is arranged: a whole Trivet that runs no tasks by itself.

    Args:
        app: the application.
        owner: its local owner, signed in.
        elsewhere: what the scenario named as such.
    """

    app: Trivet
    owner: Person
    elsewhere: Elsewhere | None

    async def have(self, call: TaskCall) -> None:
        """Have a task wait."""
        async with self.app.runtime.units.write() as unit:
            unit.enqueue(call)


@dataclass(frozen=True)
class Scenario:
    """Something for a task to do.

    Args:
        task: the task.
        arrange: makes it so that the task has something to do, in several steps if it has steps; at
            the end one row of the task waits.
        changes: the tables in which something is different afterwards, or some of them.
        later: how much later the task runs.
        parts: how much is done in one step, made small: values by their dotted names.
        counts: whether the result tells what the last run did, and not what there was to do.
        elsewhere: where else it does something.
        apart: tables that may differ: they keep what was looked at elsewhere, and when.
        goes_on: whether it has no end, but is put off once it did what there was to do.
    """

    task: Task
    arrange: Callable[[Stage], Awaitable[None]]
    changes: frozenset[str]
    later: timedelta = timedelta(0)
    parts: Mapping[str, float] = field(default_factory=dict)
    counts: bool = False
    elsewhere: Callable[[], AbstractAsyncContextManager[Elsewhere]] | None = None
    apart: frozenset[str] = frozenset()
    goes_on: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of a task.

    Args:
        task: what its own row says in the end; nothing, if nobody asks afterwards that it ran.
        result: what it answered.
        rows: all else that stands in the database.
        seen: all that is elsewhere.
    """

    task: Mapping[str, str]
    result: str
    rows: Mapping[str, Sequence[str]]
    seen: Any

    @property
    def state(self) -> str:
        return self.task.get("state", TaskState.SUCCEEDED)

    def changed_since(self, before: "Outcome") -> set[str]:
        """The tables that are not as they were."""
        return {name for name, rows in self.rows.items() if rows != before.rows[name]}


class Trial:
    """A scenario, as often as it is wanted.

    Args:
        scenario: what is to be done.
        settings: where.
        database: where, open.
        copy: the rows with which it begins.
        moment: when it begins.
        elsewhere: where else something is done.
        bound: further tasks that the process can run.
    """

    def __init__(
        self,
        scenario: Scenario,
        settings: Settings,
        database: Database,
        copy: Copy,
        moment: datetime,
        elsewhere: Elsewhere | None,
        bound: Sequence[Bound],
    ) -> None:
        self.scenario = scenario
        self.beginning: Outcome
        self._settings = settings
        self._database = database
        self._copy = copy
        self._moment = moment
        self.elsewhere = elsewhere
        self._bound = bound
        self._known: frozenset[str]
        self._task_id: str

    async def look(self) -> None:
        """See how everything is in the beginning."""
        stored = await self._copy.rows(_TABLES)
        (own,) = [row for row in stored[_TASKS] if row["state"] == TaskState.QUEUED]
        assert own["name"] == self.scenario.task.name
        self._task_id = str(own["id"])
        self._known = frozenset(_plain(found) for found in _UUID.finditer(str(stored)))
        self.beginning = await self._outcome()

    async def undisturbed(self) -> tuple[Outcome, list[str]]:
        """Run the task. What came of it, and the boundaries that it got to."""
        await self._begin_anew()
        fate = Fate()
        return await self._to_the_end(fate), fate.passed

    async def twice(self) -> Outcome:
        """Run the task, and then once more as if nobody had noted that it succeeded."""
        await self._begin_anew()
        await self._to_the_end(Fate())
        async with self._process() as runtime, runtime.units.write() as unit:
            row = await unit.session.get(TaskRow, UUID(self._task_id))
            if row is None:
                assert self.scenario.task.brief
                unit.enqueue(self.scenario.task.call())
            else:
                give_back(row)
        return await self._to_the_end(Fate())

    async def with_a_crash(self, at: int) -> Outcome:
        """Run the task, have its process die at a boundary, and have the next process go on."""
        await self._begin_anew()
        fate = Fate(at)
        async with self._process() as runtime:
            with fated(runtime, fate), suppress(Crash, BaseExceptionGroup):
                await _work_off(runtime)
        assert fate.over, f"it did not get to boundary {at}, but only {fate.passed}"
        return await self._to_the_end(Fate())

    async def _begin_anew(self) -> None:
        await self._copy.put_back()
        if self.elsewhere is not None:
            self.elsewhere.put_back()

    async def _to_the_end(self, fate: Fate) -> Outcome:
        async with self._process() as runtime:
            await runtime.tasks.reclaim_all()  # as a process does when it starts
            with fated(runtime, fate):
                await _work_off(runtime)
        return await self._outcome()

    @asynccontextmanager
    async def _process(self) -> AsyncIterator[Runtime]:
        with pytest.MonkeyPatch.context() as patch, held(lambda: self._moment):
            for name, value in self.scenario.parts.items():
                patch.setattr(name, value)
            # Nobody here has a certificate, and to read those of the machine takes as long as the task.
            patch.delenv("SSL_CERT_FILE", raising=False)
            patch.setenv("SSL_CERT_DIR", str(self._settings.data_dir))
            runtime = bootstrap.build(self._settings, bound=self._bound)
            try:
                with self._connections_lent_to(runtime.database):
                    yield runtime
            finally:
                await runtime.stop()

    @contextmanager
    def _connections_lent_to(self, own: Database) -> Iterator[None]:
        """A process finds connections that are open: nothing is under way in them, and they take long."""
        engines = own.readers, own.writers
        own.readers, own.writers = self._database.readers, self._database.writers
        try:
            yield
        finally:
            own.readers, own.writers = engines

    async def _outcome(self) -> Outcome:
        stored = await self._copy.rows(_TABLES)
        own = [row for row in stored[_TASKS] if str(row["id"]) == self._task_id]
        others = [
            {name: value for name, value in row.items() if name not in _OF_THE_WAY}
            for row in stored[_TASKS]
            if row not in own
        ]
        return Outcome(
            task={n: self._named(row[n]) for row in own for n in row.keys() - _OF_THE_WAY},
            result="".join(self._named(row["result"]) for row in own),
            rows={
                name: sorted(map(self._named, rows))
                for name, rows in {**stored, _TASKS: others}.items()
                if name not in self.scenario.apart
            },
            seen=None if self.elsewhere is None else self.elsewhere.seen(),
        )

    def _named(self, value: Any) -> str:
        """A value as text, with one name for everything that was not there in the beginning."""
        return _UUID.sub(self._name, str(value))

    def _name(self, found: re.Match[str]) -> str:
        plain = _plain(found)
        return plain if plain in self._known else "(new)"


def _plain(found: re.Match[str]) -> str:
    return found[0].replace("-", "")


@asynccontextmanager
async def trial(
    scenario: Scenario, place: Place, *, bound: Sequence[Bound] = ()
) -> AsyncIterator[Trial]:
    """Arrange a scenario, once for all its runs.

    Args:
        scenario: what is to be done.
        place: a fresh database.
        bound: further tasks that the process can run.
    """
    async with AsyncExitStack() as stack:
        settings, elsewhere = place.settings(), None
        if scenario.elsewhere is not None:
            elsewhere = await stack.enter_async_context(scenario.elsewhere())
            settings = elsewhere.settings(settings)
        yield await stack.enter_async_context(
            _arranged(scenario, place, settings, elsewhere, bound)
        )


@asynccontextmanager
async def _arranged(
    scenario: Scenario,
    place: Place,
    settings: Settings,
    elsewhere: Elsewhere | None,
    bound: Sequence[Bound],
) -> AsyncIterator[Trial]:
    async with _stage(settings, elsewhere) as stage:
        await scenario.arrange(stage)
    if elsewhere is not None:
        elsewhere.keep()
    database = place.open()
    try:
        async with copied(place) as copy:
            moment = now() + scenario.later
            arranged = Trial(scenario, settings, database, copy, moment, elsewhere, bound)
            await arranged.look()
            yield arranged
    finally:
        await database.close()


@asynccontextmanager
async def _stage(settings: Settings, elsewhere: Elsewhere | None) -> AsyncIterator[Stage]:
    runtime = bootstrap.build(settings)
    await runtime.start(working=False)
    try:
        app = create_app(runtime)
        transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
        async with httpx2.AsyncClient(transport=transport, base_url=BASE) as http:
            played = Trivet(app, runtime, http)
            yield Stage(played, await played.owner(), elsewhere)
    finally:
        await runtime.stop()


async def _work_off(runtime: Runtime) -> None:
    runner = runtime.parts.runner
    while (claim := await runner.claim()) is not None:
        await runner.run(claim)
