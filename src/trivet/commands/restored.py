"""`trivet restored`: after the database was put back from a copy."""

import asyncio

from trivet import bootstrap
from trivet.auth.installation import new_epoch
from trivet.commands.startup import prepare_folder
from trivet.migrations.runner import migrate
from trivet.platform.settings import Settings


def run(settings: Settings) -> None:
    """Begin a new epoch, so that clients do not take the copy for what they saw before.

    Raises:
        StartupError: Trivet runs, or the database cannot be used.
    """
    prepare_folder(settings.data_dir)
    asyncio.run(_restored(settings))


async def _restored(settings: Settings) -> None:
    runtime = bootstrap.build(settings)
    try:
        await runtime.parts.storage.lock.acquire()
        await migrate(settings)
        await new_epoch(runtime.units)
    finally:
        await runtime.stop()
