"""The queue over Celery: messages ring, rows say what is to be done.

A message with the header `row` is a doorbell: whichever worker it reaches claims the best ready row,
which may be another one. A message without it is a task that somebody called through Celery by its
name and arguments; it becomes a row, under the message's own id, before anything is done. What comes
of a row is stored as the result of the row's id, so that who called it by Celery finds it there.

Messages are acknowledged before the work begins and are never sent again by Celery: a row that is not
done rings again (`Doorbell.sweep`), and leases tell when its worker is dead.
"""

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

import structlog
from celery import Celery
from celery.exceptions import Ignore
from celery.schedules import crontab

from trivet.platform.cancellation import ended
from trivet.platform.clock import now
from trivet.platform.tasks.declarations import Task, TaskCall, TaskState
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.tasks.snapshots import TaskSnapshot
from trivet.platform.tasks.ticker import Daily, Every, Schedule, alone

ROW = "row"
"""The header that tells a doorbell from a call."""
SWEEP = "sweep_tasks"
"""A doorbell for whatever is due."""

QUEUE = "trivet"
RESULTS_KEPT = timedelta(days=1)
WITHIN_S = 1.0
"""How long a broker may take for one message."""
MOST_WAITING = 1000
"""Doorbells that wait for the broker; what is more is rung for by the sweep."""
SWEEP_S = 2.0
GRACE_S = 10.0

_LIMITS = {"socket_timeout": WITHIN_S, "socket_connect_timeout": WITHIN_S}

_ENDED = {
    TaskState.SUCCEEDED: "SUCCESS",
    TaskState.FAILED: "FAILURE",
    TaskState.CANCELLED: "REVOKED",
    TaskState.INDETERMINATE: "FAILURE",
}

log = structlog.get_logger(__name__)


class TaskFailed(Exception):
    """What Celery's results hold of a task that did not succeed: its code and its reason."""


def celery_app(url: str) -> Celery:
    """Celery as Trivet uses it.

    Args:
        url: the Redis that is broker and keeps results.
    """
    app = Celery("trivet", broker=url, backend=url, set_as_current=False)
    app.conf.update(
        task_default_queue=QUEUE,
        task_serializer="json",
        result_serializer="json",
        accept_content=["json"],
        result_expires=RESULTS_KEPT,
        result_backend_transport_options=_LIMITS,
        redis_socket_timeout=WITHIN_S,
        redis_socket_connect_timeout=WITHIN_S,
        timezone="UTC",
        # The rows are the truth: a message that is lost is rung for again.
        task_acks_late=False,
        worker_prefetch_multiplier=1,
        worker_soft_shutdown_timeout=GRACE_S,
        worker_hijack_root_logger=False,
        # Else what we write to standard error is logged once more, by a logger that comes back to us.
        worker_redirect_stdouts=False,
        worker_send_task_events=False,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
    )
    return app


class Doorbell:
    """Rings for rows, from a thread of its own: a broker that is away makes nobody wait.

    Args:
        app: Celery.
        tasks: the queue whose rows are rung for.
    """

    def __init__(self, app: Celery, tasks: TaskQueue) -> None:
        self._app = app
        # Only of who rings: a worker waits for messages as long as it takes.
        app.conf.broker_transport_options = _LIMITS
        self._tasks = tasks
        self._waiting: queue.Queue[TaskCall | None] = queue.Queue(MOST_WAITING)
        self._thread: threading.Thread | None = None
        self._sweeping: asyncio.Task[None] | None = None
        self._away = False

    def start(self) -> None:
        """Begin to ring. Call within the event loop."""
        self._thread = threading.Thread(target=self._send_all, name="doorbell", daemon=True)
        self._thread.start()
        self._tasks.rung_for.append(self.ring)
        self._sweeping = asyncio.create_task(self._keep_sweeping(), name="sweep")

    async def stop(self) -> None:
        """Ring no more. What was not sent yet is rung for by others, or at the next start."""
        if self._thread is None:
            return
        assert self._sweeping is not None
        self._tasks.rung_for.remove(self.ring)
        await ended(self._sweeping)
        with contextlib.suppress(queue.Full):
            self._waiting.put_nowait(None)
        await asyncio.to_thread(self._thread.join, 2 * WITHIN_S)
        self._thread = None

    def ring(self, calls: Sequence[TaskCall]) -> None:
        """Told of rows that were just committed."""
        for call in calls:
            with contextlib.suppress(queue.Full):
                self._waiting.put_nowait(call)

    async def sweep(self) -> None:
        """Ring for what is due and was not rung for, or was given back."""
        await self._tasks.reclaim_expired()
        due = await self._tasks.next_due(also_now=True)
        if due is not None and due <= now():
            with contextlib.suppress(queue.Full):
                self._waiting.put_nowait(TaskCall(task=Task(SWEEP), args={}))

    async def _keep_sweeping(self) -> None:
        while True:
            try:
                await self.sweep()
            except Exception:  # a database that is away now may be back at the next one
                log.warning("tasks_not_swept", exc_info=True)
            await asyncio.sleep(SWEEP_S)

    def _send_all(self) -> None:
        while (call := self._waiting.get()) is not None:
            try:
                self._send(call)
            except Exception as error:  # whatever it is, the next one must be rung for
                if not self._away:
                    log.warning("broker_away", error=str(error))
                self._away = True
            else:
                self._away = False

    def _send(self, call: TaskCall) -> None:
        self._app.send_task(
            call.task.name,
            headers={ROW: str(call.id)},
            ignore_result=True,
            retry=False,
            # A doorbell that nobody heard for a minute was rung again since.
            expires=60,
        )


WorkOff = Callable[[], None]
Store = Callable[[TaskCall], None]


def register(app: Celery, tasks: Iterable[Task], store: Store, work_off: WorkOff) -> None:
    """Make every declared task a Celery task of its name and arguments.

    Args:
        app: Celery.
        tasks: what is declared.
        store: writes the row of a task that was called directly; does nothing if it is there.
        work_off: claims and runs until nothing is ready.
    """
    for task in (*tasks, Task(SWEEP)):
        app.task(name=task.name, bind=True, typing=False)(_body(task, store, work_off))


def _body(task: Task, store: Store, work_off: WorkOff) -> Callable[..., None]:
    def run(self: Any, *args: Any, **kwargs: Any) -> None:
        if task.name != SWEEP and not (self.request.headers or {}).get(ROW):
            store(direct(task, self.request.id, args, kwargs))
        work_off()
        # What came of the row is stored under its id by whoever ran it, perhaps not here.
        raise Ignore

    return run


def direct(task: Task, message_id: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> TaskCall:
    """A task that was called through Celery, as a call of ours.

    Args:
        task: which one.
        message_id: Celery's id of the call; the row's, if it is a UUID.
        args: positional arguments, in the order that is declared.
        kwargs: the others, by name.

    Raises:
        TypeError: the arguments do not fit.
    """
    names = task.arguments
    if len(args) > len(names) or not set(kwargs) <= set(names[len(args) :]):
        raise TypeError(f"{task.name} takes ({', '.join(names)})")
    given = {**dict(zip(names, args, strict=False)), **kwargs}
    call = task.call(
        {name: given.get(name) for name in names}, concurrency_key=None if names else alone(task)
    )
    call.id = row_id(message_id)
    return call


def row_id(message_id: str) -> UUID:
    """The id of the row of a direct call."""
    try:
        return UUID(message_id)
    except ValueError:
        return uuid5(NAMESPACE_OID, message_id)


class Results:
    """Stores what came of rows where callers through Celery look for it.

    Args:
        app: Celery.
    """

    def __init__(self, app: Celery) -> None:
        self._app = app

    def hear(self, task: TaskSnapshot) -> None:
        """Told of each change of a task in this process."""
        state = _ENDED.get(task.state)
        if state is None:
            return
        value: Any = task.result
        if state != "SUCCESS":
            error = task.error
            value = TaskFailed(error.code, error.detail) if error else TaskFailed(str(task.state))
        try:
            self._app.backend.store_result(str(task.id), value, state)
        except Exception:  # the row has it; only who waits at Celery for it has to look there
            log.warning("result_not_stored", task_id=str(task.id), exc_info=True)


def beat_schedule(schedules: Iterable[Schedule]) -> dict[str, dict[str, Any]]:
    """The registry of schedules, as Celery beat reads it."""
    return {
        one.task.name: {"task": one.task.name, "schedule": _times(one.times)} for one in schedules
    }


def _times(times: object) -> Any:
    if isinstance(times, Every):
        return timedelta(seconds=times.seconds)
    assert isinstance(times, Daily)
    return crontab(minute=str(times.at.minute), hour=str(times.at.hour))
