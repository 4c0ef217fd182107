"""A runtime that can stand beside the server: for commands that work on the same database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from trivet import bootstrap
from trivet.commands.startup import prepare_folder
from trivet.platform.errors import StartupError
from trivet.platform.settings import Settings


@asynccontextmanager
async def beside_the_server(settings: Settings) -> AsyncIterator[bootstrap.Runtime]:
    """A runtime that runs no tasks and takes no lock.

    Raises:
        StartupError: the folder or the database cannot be used.
    """
    prepare_folder(settings.data_dir)
    runtime = bootstrap.build(settings)
    try:
        await runtime.start(working=False)
        yield runtime
    finally:
        await runtime.stop()


def refuse_without_installation(settings: Settings) -> None:
    """Go on only where a Trivet is: a mistyped folder must not become a new one.

    Raises:
        StartupError: there is none.
    """
    if settings.database_url is None and not settings.sqlite_path.exists():
        raise StartupError(
            f"There is no Trivet in {settings.data_dir}: name its folder with --data, or start one "
            "there first."
        )
