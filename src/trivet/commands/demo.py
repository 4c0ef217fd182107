"""`trivet demo`."""

import asyncio

from rich.console import Console

from trivet.commands.beside import beside_the_server
from trivet.commands.served_at import with_served_address
from trivet.demo.filling import Made, fill
from trivet.platform.settings import Settings


def run(settings: Settings) -> None:
    """Make the demo board, and say where it is.

    Raises:
        StartupError: the database cannot be used.
    """
    console = Console(soft_wrap=True, highlight=False)
    with console.status("Six weeks of work at Acme Rockets …"):
        made = asyncio.run(_make(settings))
    console.print(
        f"[bold]{made.board}[/] ({made.key}) in {made.workspace}: {made.cards} cards.\n"
        f"{with_served_address(settings).base_url}/app/b/{made.board_id}"
    )


async def _make(settings: Settings) -> Made:
    async with beside_the_server(settings) as runtime:
        return await fill(runtime.units, runtime.access, runtime.elsewhere)
