"""`trivet sign-in-link`."""

import asyncio
import sys

from trivet.commands.beside import beside_the_server, refuse_without_installation
from trivet.commands.served_at import with_served_address
from trivet.platform.settings import Settings


def run(settings: Settings) -> None:
    """Print a fresh one-time link for the owner.

    Raises:
        StartupError: the database cannot be used, or is not there.
    """
    refuse_without_installation(settings)
    settings = with_served_address(settings)
    # Alone on its line, for `open $(trivet sign-in-link)`.
    sys.stdout.write(f"{asyncio.run(_make(settings))}\n")


async def _make(settings: Settings) -> str:
    async with beside_the_server(settings) as runtime:
        return await runtime.sign_in_link()
