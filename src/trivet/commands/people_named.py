"""People as one names them on a command line."""

from uuid import UUID

from sqlalchemy import func, or_, select

from trivet.auth.models import User
from trivet.platform.db.session import ReadSession
from trivet.platform.errors import StartupError


async def person_named(session: ReadSession, named: str) -> UUID:
    """The id of a person, by their name or e-mail address in any case, or their id.

    Args:
        session: reads.
        named: as it was typed.

    Raises:
        StartupError: there is none such, or there are several.
    """
    try:
        wanted = User.id == UUID(named)
    except ValueError:
        folded = named.lower()
        wanted = or_(func.lower(User.name) == folded, func.lower(User.email) == folded)
    found = (await session.scalars(select(User.id).where(wanted).order_by(User.id))).all()
    if len(found) == 1:
        return found[0]
    if found:
        raise StartupError(
            f"Several people are called {named}: name one by id, {' or '.join(map(str, found))}."
        )
    raise StartupError(f"There is nobody called {named}: say a name, an e-mail address or an id.")
