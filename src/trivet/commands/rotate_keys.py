"""`trivet rotate-keys`: after a new key was put in front, encrypt anew what old keys encrypted."""

import asyncio

from trivet import bootstrap
from trivet.auth.github_tokens import SEALED as TOKENS
from trivet.commands.beside import beside_the_server, refuse_without_installation
from trivet.github.doorkeeper import SEALED as WEBHOOKS
from trivet.github.installations import SEALED as INSTALLATIONS
from trivet.miro.tokens import SEALED as MIRO_TOKENS
from trivet.platform.renewing import Renewed, renew_columns, renew_tasks
from trivet.platform.settings import Settings

SEALED = (TOKENS, MIRO_TOKENS, WEBHOOKS, INSTALLATIONS)
TASKS = "secrets of tasks"


def run(settings: Settings) -> dict[str, Renewed]:
    """Encrypt what is stored with the newest key; a run that was broken off goes on.

    Args:
        settings: where the database and the keys are.

    Returns:
        how many of what.

    Raises:
        StartupError: the database cannot be used, or is not there.
    """
    refuse_without_installation(settings)
    return asyncio.run(_renew(settings))


def said(found: dict[str, Renewed]) -> list[str]:
    """What came of it, a line each, and what to do next."""
    lines = [
        f"{what}: {n.renewed} encrypted anew, {n.current} were already, {n.lost} cannot be opened"
        for what, n in found.items()
    ]
    if any(n.lost for n in found.values()):
        lines.append("What cannot be opened was encrypted with a key that is gone: see the docs.")
    else:
        lines.append("No old key is needed any more for what is stored.")
    return lines


async def _renew(settings: Settings) -> dict[str, Renewed]:
    async with beside_the_server(settings) as runtime:
        units, keys = runtime.units, runtime.keys
        found = {each.what: await renew_columns(units, keys, each) for each in SEALED}
        found[TASKS] = await renew_tasks(units, keys, bootstrap.declared_tasks(settings))
        return found
