"""E-mail addresses, and who has proven that one is theirs."""

import re
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select

from trivet.auth.models import Identity, User
from trivet.platform.db.session import ReadSession

LONGEST = 254
"""Characters of an address: the most that a mail server takes (RFC 5321, section 4.5.3.1.3)."""
_LONGEST_LOCAL = 64
# Plain addresses only (dot-atoms, RFC 5322, section 3.4.1): nothing quoted, no names, no comments, so
# that none can end a header or name a second recipient. ASCII, because letters of other scripts fold
# into Latin ones (the Kelvin sign is a small k), and then two people would have one address.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")

EMAIL = "email"
GITHUB = "github"


def folded(address: str) -> str:
    """The address as it is kept and compared: capitals do not matter. One that is none stays none."""
    plain = address.strip()
    return plain.lower() if plain.isascii() else plain


def is_address(text: str) -> bool:
    """Whether mail could be sent to this; that it arrives, only mail can tell."""
    return (
        len(text) <= LONGEST
        and _ADDRESS.fullmatch(text) is not None
        and len(text.rpartition("@")[0]) <= _LONGEST_LOCAL
    )


def masked(address: str) -> str:
    """Enough of an address for its owner to know it: `a…@example.com`."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}"


def proven(address: str) -> ColumnElement[bool]:
    """The condition that a `User` has proven that an address is theirs.

    By a mail that they answered to; or by GitHub, which gave us their verified primary address:
    nothing else sets the address of a person who signs in with GitHub.

    Args:
        address: folded.
    """

    def identity(provider: str) -> ColumnElement[bool]:
        return and_(Identity.user_id == User.id, Identity.provider == provider)

    return or_(
        exists().where(identity(EMAIL), Identity.subject == address),
        and_(User.email == address, exists().where(identity(GITHUB))),
    )


async def addresses_of(session: ReadSession, user_id: UUID) -> set[str]:
    """Every address that a person has proven.

    Args:
        session: of the unit of work in which it is asked.
        user_id: who.
    """
    mailed = await session.scalars(
        select(Identity.subject).where(Identity.user_id == user_id, Identity.provider == EMAIL)
    )
    shown = await session.scalar(select(User.email).where(User.id == user_id))
    return {*mailed, *([] if shown is None else [shown])}


async def proven_by(session: ReadSession, user_id: UUID) -> set[str]:
    """Every address of which `proven` holds for a person.

    Args:
        session: of the unit of work in which it is asked.
        user_id: who.
    """
    mailed = await session.scalars(
        select(Identity.subject).where(Identity.user_id == user_id, Identity.provider == EMAIL)
    )
    shown = await session.scalar(
        select(User.email).where(
            User.id == user_id,
            exists().where(Identity.user_id == User.id, Identity.provider == GITHUB),
        )
    )
    return {*mailed, *([] if shown is None else [shown])}


async def has_proven(session: ReadSession, user_id: UUID, address: str) -> bool:
    """Whether a person has proven that an address is theirs.

    Args:
        session: of the unit of work in which it is asked.
        user_id: who.
        address: folded.
    """
    found = await session.scalar(select(User.id).where(User.id == user_id, proven(address)))
    return found is not None
