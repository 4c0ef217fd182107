"""`trivet migrate`."""

import asyncio

from rich.console import Console

from trivet.commands.startup import prepare_folder
from trivet.migrations import HEAD, runner
from trivet.migrations.runner import Migrated
from trivet.platform.errors import StartupError
from trivet.platform.settings import Settings
from trivet.storage import storage_of


def run(settings: Settings, to: str | None, *, yes: bool = False) -> None:
    """Bring the database to a schema, and say what was done.

    Args:
        settings: where the database is.
        to: a schema; None is the one of this version.
        yes: whether it may lose what only newer schemas hold.

    Raises:
        StartupError: it is being served, there is no such schema, it cannot be reached, or it
            would lose something and nobody said yes.
    """
    prepare_folder(settings.data_dir)
    done = asyncio.run(_migrate(settings, to, yes=yes))
    console = Console(soft_wrap=True, highlight=False)
    if not done.changed:
        console.print(f"The database has schema {done.after}: nothing to do.")
        return
    console.print(f"The database had schema {done.before or 'none'}, and now has {done.after}.")
    if done.copy is not None:
        console.print(f"As it was before: {done.copy}", markup=False)
    if done.after != HEAD:
        console.print(f"The next start of this version brings it to {HEAD} again.")


async def _migrate(settings: Settings, to: str | None, *, yes: bool) -> Migrated:
    storage = storage_of(settings)
    # Not under the feet of a server.
    await storage.lock.acquire()
    try:
        await _ask_before_going_down(settings, to, yes=yes)
        return await (runner.migrate(settings) if to is None else runner.move_to(settings, to))
    finally:
        await storage.lock.release()
        await storage.database.close()


async def _ask_before_going_down(settings: Settings, to: str | None, *, yes: bool) -> None:
    before = await runner.current_revision(settings)
    if to is None or before is None or yes or (to != "base" and to >= before):
        return
    copy = (
        "A copy of the file is put aside first."
        if settings.database_url is None
        else "Take a copy with pg_dump first."
    )
    raise StartupError(
        f"Going from schema {before} down to {to} loses the tables and columns that only the newer "
        f"one has. {copy} Then say so with --yes."
    )
