"""Whether what somebody came with still stands, for those who stay longer than one request."""

from collections.abc import Iterable
from uuid import UUID

from trivet.auth.callers import Caller, CallerKind
from trivet.auth.repository import AuthReads
from trivet.platform.clock import now
from trivet.platform.db.session import ReadSession


async def living(session: ReadSession, callers: Iterable[Caller]) -> set[UUID]:
    """Which sessions and API tokens have neither ended nor expired.

    Two queries, however many there are.

    Args:
        session: a read unit's session.
        callers: who came with them.

    Returns:
        The `credential_id` of those that live.
    """
    by_kind: dict[CallerKind, set[UUID]] = {kind: set() for kind in CallerKind}
    for caller in callers:
        by_kind[caller.kind].add(caller.credential_id)
    people, at = AuthReads(session), now()
    found: set[UUID] = set()
    if sessions := by_kind[CallerKind.SESSION]:
        found |= await people.living_sessions(sessions, at)
    if tokens := by_kind[CallerKind.API_TOKEN]:
        found |= await people.living_api_tokens(tokens, at)
    return found
