"""Accounts at Miro: whose they are here, and what Miro granted."""

from uuid import UUID

from trivet.auth.events import UserEvent
from trivet.auth.grants import Grant, stored
from trivet.auth.identities import Vendor, forget_identity
from trivet.miro import events
from trivet.miro.errors import MiroAccountTaken
from trivet.miro.models import MiroToken
from trivet.miro.oauth import MiroProfile
from trivet.miro.tokens import forget
from trivet.platform.crypto import Cipher
from trivet.platform.uow import WriteUnit

MIRO = Vendor("miro", "Miro", MiroAccountTaken, events.MIRO_CONNECTED)


async def keep(
    unit: WriteUnit, cipher: Cipher, user_id: UUID, profile: MiroProfile, grant: Grant
) -> bool:
    """Keep what Miro granted to somebody whose account there is known to be theirs.

    Args:
        unit: writes it.
        cipher: encrypts the tokens.
        user_id: whose.
        profile: who they are there, and in which team.
        grant: what was granted.

    Returns:
        Whether nothing was kept before.
    """
    row = await unit.session.get(MiroToken, user_id)
    new = row is None
    row = row or MiroToken(user_id=user_id)
    row.miro_id, row.name = profile.id, profile.name
    row.team_id, row.team_name = profile.team_id, profile.team_name
    for name, value in stored(cipher, grant).items():
        setattr(row, name, value)
    if not row.scopes:
        row.scopes = list(profile.scopes)
    row.refused_at = row.lease_token = row.lease_until = None
    unit.session.add(row)
    await unit.session.flush()
    return new


async def disconnect(unit: WriteUnit, user_id: UUID) -> bool:
    """Forget a person's account at Miro, and its tokens; False if they have none.

    Args:
        unit: writes it.
        user_id: whose.
    """
    kept = await forget(unit.session, user_id)
    known = await forget_identity(unit, user_id, MIRO.provider)
    if kept or known:
        unit.emit(UserEvent(type=events.MIRO_DISCONNECTED, user_id=user_id))
    return kept or known
