"""The Celery application of a worker process: `celery -A trivet.worker worker`, or `trivet worker`.

One event loop and one set of connections for each process, made after the fork.
"""

import asyncio
from datetime import timedelta
from typing import Any

from celery import Celery
from celery.signals import worker_process_init, worker_process_shutdown

from trivet import bootstrap
from trivet.commands.startup import load_settings, prepare_folder
from trivet.commands.worker_metrics import answering
from trivet.platform.errors import StartupError
from trivet.platform.settings import Settings
from trivet.platform.tasks.celery import Results, beat_schedule, celery_app, register
from trivet.platform.tasks.declarations import TaskCall
from trivet.platform.weak_secrets import refuse_weak_secrets


class Worker:
    """What one worker process works with.

    Args:
        settings: as they were read.
        app: Celery.
    """

    def __init__(self, settings: Settings, app: Celery) -> None:
        self._settings = settings
        self._app = app
        self._loop: asyncio.Runner | None = None
        self._runtime: bootstrap.Runtime | None = None

    def open(self, **_: Any) -> None:
        """Begin: after the fork, since neither a loop nor a connection survives one."""
        loop, runtime = asyncio.Runner(), bootstrap.build(self._settings)
        runtime.tasks.listeners.append(Results(self._app).hear)
        try:
            loop.run(runtime.start(working=False))
        except BaseException:  # Celery goes on without us: begun by halves, we would too
            loop.run(runtime.stop())
            loop.close()
            raise
        self._loop, self._runtime = loop, runtime
        runtime.observing.sample()

    def close(self, **_: Any) -> None:
        """Let go of everything."""
        if self._loop is not None and self._runtime is not None:
            self._loop.run(self._runtime.stop())
            self._loop.close()
            self._loop = self._runtime = None

    def store(self, call: TaskCall) -> None:
        """Keep a task that was called directly."""
        loop, runtime = self._started
        loop.run(runtime.keep(call))

    def work_off(self) -> None:
        """Do what is ready."""
        loop, runtime = self._started
        loop.run(runtime.work_off())
        runtime.observing.sample()

    @property
    def _started(self) -> tuple[asyncio.Runner, bootstrap.Runtime]:
        if self._loop is None or self._runtime is None:
            # A pool that does not fork, or what we need was away when we did.
            self.open()
        assert self._loop is not None
        assert self._runtime is not None
        return self._loop, self._runtime


def build(settings: Settings) -> Celery:
    """Celery with all of Trivet's tasks and schedules.

    Raises:
        StartupError: there is no Redis to carry messages.
    """
    if settings.redis_url is None:
        raise StartupError(
            "Workers of their own need TRIVET_REDIS_URL and TRIVET_DATABASE_URL. Without them "
            "`trivet serve` runs all tasks itself."
        )
    made = celery_app(settings.redis_url.get_secret_value())
    worker = Worker(settings, made)
    register(made, bootstrap.declared_tasks(settings), worker.store, worker.work_off)
    made.conf.beat_schedule = beat_schedule(bootstrap.schedules(settings))
    made.conf.beat_max_loop_interval = timedelta(minutes=1).total_seconds()
    worker_process_init.connect(worker.open, weak=False)
    worker_process_shutdown.connect(worker.close, weak=False)
    return made


def run_worker(settings: Settings, concurrency: int) -> None:
    """Run tasks until we are told to stop (SIGINT, SIGTERM); what runs has ten seconds then.

    Args:
        settings: as they were read.
        concurrency: processes, each of which runs one task at a time.

    Raises:
        StartupError: there is nothing to work for.
    """
    refuse_weak_secrets(settings)
    made = build(settings)
    # Said once here, by a process that can say why; each worker process would say it again.
    asyncio.run(_tried(settings))
    quiet = ("--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel=WARNING")
    with answering(settings):
        made.worker_main(["worker", "--pool=prefork", f"--concurrency={concurrency}", *quiet])


def run_beat(settings: Settings) -> None:
    """Call what is due by itself, until we are told to stop. One such process is enough.

    Raises:
        StartupError: there is nobody to call.
    """
    made = build(settings)
    prepare_folder(settings.data_dir)
    made.Beat(schedule=str(settings.data_dir / "beat"), loglevel="WARNING", quiet=True).run()


async def _tried(settings: Settings) -> None:
    runtime = bootstrap.build(settings)
    try:
        await runtime.start(working=False)
    finally:
        await runtime.stop()


def __getattr__(name: str) -> Celery:
    """`trivet.worker.app`, made when `celery -A trivet.worker` asks for it."""
    if name in ("app", "celery"):
        return build(load_settings())
    raise AttributeError(name)
