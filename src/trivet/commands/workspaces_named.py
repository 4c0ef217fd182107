"""Workspaces as one names them on a command line."""

from uuid import UUID

from sqlalchemy import func, select

from trivet.platform.db.session import ReadSession
from trivet.platform.errors import StartupError
from trivet.workspaces.models import Workspace


async def workspace_named(session: ReadSession, named: str, otherwise: str = "") -> UUID:
    """The id of a workspace, by its name in any case or its id.

    Args:
        session: reads.
        named: as it was typed.
        otherwise: what else one may say.

    Raises:
        StartupError: there is none such, or there are several.
    """
    try:
        wanted = Workspace.id == UUID(named)
    except ValueError:
        wanted = func.lower(Workspace.name) == named.lower()
    found = (await session.scalars(select(Workspace.id).where(wanted).order_by(Workspace.id))).all()
    if len(found) == 1:
        return found[0]
    if found:
        raise StartupError(
            f"Several workspaces are called {named}: name one by id, {' or '.join(map(str, found))}."
        )
    raise StartupError(f"There is no workspace {named}: say its name or id{otherwise}.")
