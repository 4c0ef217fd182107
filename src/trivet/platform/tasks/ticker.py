"""Schedules: which maintenance is due when, and an in-process clock that enqueues it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Protocol

import structlog

from trivet.platform.cancellation import ended
from trivet.platform.clock import now
from trivet.platform.tasks.declarations import Task
from trivet.platform.tasks.repository import TaskReader
from trivet.platform.uow import Units

LONGEST_NAP_S = 60.0
"""Waits are cut into naps, so that a clock that is set, or a laptop that slept, is noticed."""
HEAD_START_S = 1.0
"""Those who called while we started are answered before all that is due by itself, a dozen tasks, begins."""

log = structlog.get_logger(__name__)


class Times(Protocol):
    """The moments at which something is due."""

    def after(self, moment: datetime) -> datetime:
        """The first of them that is later than `moment`."""


@dataclass(frozen=True, slots=True)
class Every:
    """Again and again.

    Args:
        seconds: from one moment to the next.
    """

    seconds: float

    def after(self, moment: datetime) -> datetime:
        return moment + timedelta(seconds=self.seconds)


@dataclass(frozen=True, slots=True)
class Daily:
    """Once a day.

    Args:
        at: the time of day, in UTC.
    """

    at: time

    def after(self, moment: datetime) -> datetime:
        today = datetime.combine(moment.astimezone(UTC).date(), self.at, tzinfo=UTC)
        return today if today > moment else today + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Schedule:
    """A task without arguments that is due by itself.

    Args:
        task: what to enqueue; its body does the same however late or often it runs.
        times: when.
    """

    task: Task
    times: Times


def alone(task: Task) -> str:
    """The concurrency key of what is due by itself.

    One that takes longer than it is from one moment to the next is not overtaken.
    """
    return f"schedule:{task.name}"


class Ticker:
    """Enqueues what is due, at most one waiting task of each name.

    Everything is due once at the start: a computer that is off at night has its maintenance in
    the morning.

    Args:
        units: what enqueues.
        schedules: what is due when.
    """

    def __init__(self, units: Units, schedules: Sequence[Schedule]) -> None:
        self._units = units
        self._due = [(now(), schedule) for schedule in schedules]
        self._serving: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to tick."""
        self._serving = asyncio.create_task(self._serve())

    async def stop(self) -> None:
        """Tick no more."""
        if self._serving is not None:
            await ended(self._serving)
            self._serving = None

    async def tick(self) -> None:
        """Enqueue what is due now."""
        moment = now()
        for place, (due, schedule) in enumerate(self._due):
            if due <= moment:
                await self._enqueue(schedule.task)
                self._due[place] = (schedule.times.after(moment), schedule)

    async def _enqueue(self, task: Task) -> None:
        async with self._units.write() as unit:
            if not await TaskReader(unit.session).is_waiting(task.name):
                unit.enqueue(task.call(concurrency_key=alone(task)))

    async def _serve(self) -> None:
        await asyncio.sleep(HEAD_START_S)
        while self._due:
            try:
                await self.tick()
            except Exception:
                log.exception("schedule_not_enqueued")
                await asyncio.sleep(LONGEST_NAP_S)
                continue
            wait = (min(due for due, _ in self._due) - now()).total_seconds()
            await asyncio.sleep(min(max(wait, 0.0), LONGEST_NAP_S))
