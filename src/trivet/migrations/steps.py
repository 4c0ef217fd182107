"""The part of the migrations that needs Alembic."""

import logging
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from trivet.migrations import BASE
from trivet.platform.errors import StartupError

FOLDER = Path(__file__).parent

# It would tell of every step; the caller tells what came of them.
logging.getLogger("alembic").setLevel(logging.WARNING)


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings, without an ini file."""
    made = Config()
    # A percent sign would begin an interpolation.
    made.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def revisions() -> list[str]:
    """All revisions, the oldest first."""
    script = ScriptDirectory.from_config(config())
    return [step.revision for step in script.walk_revisions()][::-1]


def require(revision: str) -> None:
    """Insist that `revision` is one of ours.

    Raises:
        StartupError: it is not; the message names those there are.
    """
    known = [BASE, *revisions()]
    if revision not in known:
        raise StartupError(f"There is no schema {revision}: choose one of {', '.join(known)}.")


def move(connection: Connection, revision: str) -> None:
    """Go up or down to `revision`, in the transaction of `connection`.

    Args:
        connection: where; nothing is committed.
        revision: a known one, or `base`.

    Raises:
        StartupError: a step failed.
    """
    # Read again under the lock: somebody else may have done it while we waited.
    before = _stored(connection)
    go = (
        command.upgrade
        if (before or "") < ("" if revision == BASE else revision)
        else command.downgrade
    )
    try:
        go(config(connection), revision)
    except CommandError as error:
        raise StartupError(f"The database cannot be migrated: {error}") from error


def _stored(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
