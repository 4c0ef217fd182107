"""`trivet sign-in-link`."""

import asyncio
import sys

from trivet.commands.beside import beside_the_server, refuse_without_installation
from trivet.commands.served_at import with_served_address
from trivet.platform.settings import Settings


def run(settings: Settings, user: str | None = None) -> None:
    """Print a fresh one-time link.

    Args:
        settings: where the database is, and where people reach us.
        user: whom it signs in, by e-mail address or id; None is the owner.

    Raises:
        StartupError: the database cannot be used, or is not there; or nobody is called so.
    """
    refuse_without_installation(settings)
    settings = with_served_address(settings)
    # Alone on its line, for `open $(trivet sign-in-link)`.
    sys.stdout.write(f"{asyncio.run(_make(settings, user))}\n")


async def _make(settings: Settings, user: str | None) -> str:
    async with beside_the_server(settings) as runtime:
        return await runtime.sign_in_link(user)
