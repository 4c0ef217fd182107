"""`trivet serve`: one process, one event loop, uvicorn inside."""

import asyncio
import gc
import os
import re
import shutil
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path

import uvicorn
import uvloop
from fastapi import FastAPI

from trivet import __version__, bootstrap
from trivet.app import create_app
from trivet.commands.herd import Herd
from trivet.commands.served_at import told
from trivet.commands.startup import listen, misspelled, prepare_folder
from trivet.platform.errors import StartupError
from trivet.platform.settings import Settings
from trivet.platform.telemetry.destinations import is_traced
from trivet.platform.telemetry.logging import Logger
from trivet.platform.weak_secrets import refuse_weak_secrets
from trivet.platform.web.punctual import PunctualProtocol
from trivet.realtime.manager import HEARTBEAT_S, WebSocketManager
from trivet.realtime.protocol import LONGEST_MESSAGE
from trivet.realtime.uvicorn_pipe import FramedProtocol

GRACE_S = 10
"""How long requests may go on after we were told to stop."""

_COLOURED_ANYWAY = ("FORCE_COLOR", "TTY_COMPATIBLE")
"""Variables by which `rich` is told that what is no terminal shows colours."""
_STYLE = re.compile(r"\[/?[a-z ]*\]")

_SIGNALS = (signal.SIGINT, signal.SIGTERM)

log = Logger("trivet.serve")


def run(settings: Settings, workers: int = 1) -> None:
    """Serve until we are told to stop (SIGINT, SIGTERM).

    Args:
        settings: as they were read.
        workers: processes that serve; more than one need what they share.

    Raises:
        StartupError: it cannot start, or not go on; the message says why and what to do.
    """
    refuse_weak_secrets(settings)
    prepare_folder(settings.data_dir)
    with listen(settings.host, settings.port) as listener:
        port = int(listener.getsockname()[1])
        settings = settings.model_copy(update={"port": port})
        if workers == 1:
            _one(settings, listener)
            return
        if not settings.scaled:
            raise StartupError(
                "Several processes need TRIVET_REDIS_URL and TRIVET_DATABASE_URL: set both, or "
                "serve with one."
            )
        herd = Herd(lambda number: _one(settings, listener, spoken=number == 0), workers)
        if code := herd.run():
            raise SystemExit(code)


def _one(settings: Settings, listener: socket.socket, *, spoken: bool = True) -> None:
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_serve(settings, listener, spoken=spoken))
    except KeyboardInterrupt:
        # Stopped before it had started: nothing to finish.
        return


async def _serve(settings: Settings, listener: socket.socket, *, spoken: bool) -> None:
    runtime = bootstrap.build(settings)
    app = create_app(runtime)
    # Not by uvicorn, which would turn what cannot start into a traceback.
    async with app.router.lifespan_context(app):
        # Where people sign in with GitHub, no other door stands open by itself.
        link = None if settings.github_sign_in or not spoken else await runtime.sign_in_link()
        server = Server(uvicorn_config(app), lambda: _started(settings, link, spoken=spoken))
        with _signals_end_the_server_only(), told(settings) if spoken else nullcontext():
            await _while_ours(runtime, server, listener)
    if spoken:
        log.info("stopped")
        sys.stdout.write("  Trivet has stopped.\n")


async def _while_ours(runtime: bootstrap.Runtime, server: "Server", sock: socket.socket) -> None:
    """Serve until we are told to stop, or until the database is served by somebody else."""
    ousted = asyncio.create_task(runtime.ousted())
    ousted.add_done_callback(lambda _: server.stop())
    try:
        await server.serve(sockets=[sock])
        if ousted.done():
            ousted.result()
    finally:
        ousted.cancel()
        await asyncio.wait([ousted])


class Server(uvicorn.Server):
    """A server that says when it listens, and says goodbye.

    Args:
        config: uvicorn's, for our application.
        started: called once requests are answered.
    """

    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self._on_started()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        application = self.config.app
        assert isinstance(application, FastAPI)
        sockets_of_boards: WebSocketManager = application.state.sockets
        await sockets_of_boards.stop()
        await super().shutdown(sockets=sockets)

    def stop(self) -> None:
        """End as if a signal had said so."""
        self.should_exit = True


def uvicorn_config(app: FastAPI) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        loop="none",
        http=PunctualProtocol,
        # Half the cost of the older implementation for each message, and open to ready-made frames.
        ws=FramedProtocol,
        # We say ourselves that a message is too long, with a code of our own; this is the end of it.
        ws_max_size=4 * LONGEST_MESSAGE,
        # Asked so that every client's library answers; who does not is noticed by our heartbeat,
        # which is patient with a slow network.
        ws_ping_interval=HEARTBEAT_S,
        ws_ping_timeout=None,
        # Small messages hardly shrink, and each socket would keep a window of 32 KiB.
        ws_per_message_deflate=False,
        lifespan="off",
        access_log=False,
        log_config=None,
        log_level="warning",
        # What we run on is nobody's business.
        server_header=False,
        # Whom we believe is a setting of ours, and not of FORWARDED_ALLOW_IPS.
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE_S,
    )


@contextmanager
def _signals_end_the_server_only() -> Iterator[None]:
    """Let a signal end uvicorn in its own way, and nothing else.

    uvicorn raises the signal again once it has stopped, which would end the process before the
    workers have laid down what they hold.
    """
    before = {number: signal.signal(number, lambda *_: None) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _started(settings: Settings, link: str | None, *, spoken: bool) -> None:
    if spoken:
        _banner(settings, link)
        log.info("started", **_what_is_on(settings))
        for said in misspelled(settings.data_dir):
            log.warning("unknown setting", said=said)
    if settings.miro_trust_user_header:
        log.warning(
            "TRIVET_MIRO_TRUST_USER_HEADER is on: whoever reaches /api/ is whoever X-User-Id says. "
            "Let nobody but your own programs reach this address."
        )
    # What is here now stays until the end: the collector need not look at it again. It is not
    # asked to look one last time either, which would take as long as opening the database: the
    # one object in twenty that nobody needs any more weighs little.
    gc.freeze()
    # From now on little at a time: 50,000 new objects are one look of 30 ms, during which nothing is
    # answered, and 5,000 one of 3 ms. All are looked through as rarely as before.
    gc.set_threshold(5_000, 100, 500)


def _what_is_on(settings: Settings) -> dict[str, object]:
    return {
        "version": __version__,
        "address": settings.base_url,
        "database": "sqlite" if settings.database_url is None else "postgresql",
        "scaled": settings.scaled,
        "traces": is_traced(settings),
        "errors_reported": settings.sentry_dsn is not None,
        "legacy": settings.legacy_api_url is not None,
    }


def _banner(settings: Settings, link: str | None) -> None:
    say = _voice()
    say(f"\n  [bold green]Trivet {__version__}[/] is ready\n")
    say(f"  address   [bold]{settings.base_url}[/]")
    if link is None:
        say(f"  sign in   [bold]{settings.base_url}/app/sign-in[/]  [dim](with GitHub)[/]")
    else:
        say(f"  sign in   [bold]{link}[/]  [dim](once, within 15 minutes)[/]")
    sys.stdout.write(f"  data      {settings.data_dir}\n")
    say("\n  [dim]Ctrl+C stops it. A board to look at, in another terminal:[/]")
    sys.stdout.write(f"  {_command()} demo --data {settings.data_dir}\n\n")


def _voice() -> Callable[[str], None]:
    """Prints with `rich`, which takes longer than a request, only where somebody may see colours."""
    if sys.stdout.isatty() or any(os.environ.get(name) for name in _COLOURED_ANYWAY):
        from rich.console import Console

        # Never wrapped: a link that is broken in two cannot be clicked or copied.
        return partial(Console(soft_wrap=True, highlight=False).print)
    return lambda text: print(_STYLE.sub("", text))  # noqa: T201 - our banner


def _command() -> str:
    """How people type our name here: by its path, unless it stands on theirs."""
    ours = Path(sys.executable).with_name("trivet")
    if shutil.which("trivet") or not ours.exists():
        return "trivet"
    here = Path.cwd()
    return str(ours.relative_to(here) if ours.is_relative_to(here) else ours)
