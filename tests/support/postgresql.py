"""A real PostgreSQL for the tests: the one that is given, that runs here, or one of our own.

In this order:

1. `TRIVET_TEST_DATABASE_URL`, a server on which we may create databases;
2. a server that answers on 127.0.0.1:5432 and trusts the user postgres;
3. a server started for this run, with the programs of the `pgserver` package or, where there is
   no wheel of it, with those of the operating system.
"""

import asyncio
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import asyncpg
from sqlalchemy.engine import make_url

ENVIRONMENT = "TRIVET_TEST_DATABASE_URL"
USUAL = "postgresql://postgres@127.0.0.1:5432/postgres"
MISSING = (
    "no PostgreSQL to test with: install one (Debian: `apt install postgresql`, "
    "macOS: `brew install postgresql@16`), or name a server on which databases may be created "
    f"in {ENVIRONMENT}=postgresql://user:password@host/postgres"
)

NOBODY = "nobody"

DURABLE = ("max_connections=400",)
"""Settings of a server that keeps what it committed."""
# What a crash would lose is of no interest here, and every test makes and drops a database.
FAST = (*DURABLE, "fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""Settings of a server that may lose everything."""


class NoPostgresql(RuntimeError):
    """There is none, and none can be started."""

    def __init__(self, why: str = "") -> None:
        super().__init__(f"{MISSING}{f' ({why})' if why else ''}")


@contextmanager
def server(settings: Sequence[str] = FAST) -> Iterator[str]:
    """A server for this run, stopped at its end if it is ours.

    Args:
        settings: `name=value`, for one that has to be started.

    Yields:
        the address of its database `postgres`.

    Raises:
        NoPostgresql: what to install.
    """
    if given := os.environ.get(ENVIRONMENT):
        yield given
        return
    # In a thread, because the loop of the tests may exist here already.
    with ThreadPoolExecutor(1) as thread:
        answers = thread.submit(lambda: asyncio.run(_answers(USUAL))).result()
    if answers:
        yield USUAL
        return
    with _own(settings) as url:
        yield url


def plain(url: str) -> str:
    """The address as asyncpg itself takes it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def of_database(url: str, name: str) -> str:
    """The address of the database `name` on the same server, as SQLAlchemy takes it."""
    address = make_url(url).set(drivername="postgresql+asyncpg", database=name)
    return address.render_as_string(hide_password=False)


async def _answers(url: str) -> bool:
    try:
        connection = await asyncpg.connect(url, timeout=2)
    except (OSError, TimeoutError, asyncpg.PostgresError):
        return False
    await connection.close()
    return True


@contextmanager
def _own(settings: Sequence[str]) -> Iterator[str]:
    programs = _programs()
    # Short, because the path of a unix socket may have about a hundred characters.
    home = Path(tempfile.mkdtemp(prefix="trivet-pg-"))
    user = _unprivileged(home)
    if user is not None and programs.parts[-2] == "pginstall":
        programs = _within_reach(programs, home)
    data = home / "data"
    try:
        who = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        _run(user, programs / "initdb", "-D", data, *who)
        options = " ".join(["-h ''", f"-k {home}", *(f"-c {setting}" for setting in settings)])
        control: tuple[Path | str, ...] = (programs / "pg_ctl", "-D", data, "-w")
        _run(user, *control, "-l", home / "log", "-o", options, "start")
        try:
            yield f"postgresql://postgres@/postgres?host={home}"
        finally:
            _run(user, *control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _programs() -> Path:
    package = importlib.util.find_spec("pgserver")
    if package is not None and package.origin is not None:
        # Not imported: its import makes folders and warns where there is no user session.
        return Path(package.origin).parent / "pginstall" / "bin"
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    if installed := sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        return installed[-1].parent
    raise NoPostgresql


def _unprivileged(home: Path) -> str | None:
    """PostgreSQL refuses to run as root: who runs it then, and owns `home`."""
    if os.geteuid() != 0:
        return None
    os.chown(home, pwd.getpwnam(NOBODY).pw_uid, -1)
    return NOBODY


def _within_reach(programs: Path, home: Path) -> Path:
    """A copy of the package's programs where another user can read them.

    A virtual environment in the home folder of root is closed to everybody else.
    """
    package = programs.parent.parent
    for source in (package, package.with_name(f"{package.name}.libs")):
        # Side by side, as they were: the programs find their libraries by a relative path.
        if source.exists():
            shutil.copytree(source, home / "lib" / source.name, symlinks=True)
    return home / "lib" / package.name / "pginstall" / "bin"


def _run(user: str | None, *command: Path | str) -> None:
    words = [str(word) for word in command]
    try:
        subprocess.run(
            words,
            user=user,
            cwd="/",
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError) as error:
        said = (getattr(error, "stderr", None) or b"").decode(errors="replace").strip()
        raise NoPostgresql(f"{words[0]}: {said or error}") from error
