"""Accounts at Miro: whose they are here, and what Miro granted."""

from uuid import UUID

from sqlalchemy import delete, select

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
    unit: WriteUnit,
    cipher: Cipher,
    user_id: UUID,
    profile: MiroProfile,
    grant: Grant,
    *,
    proven: bool,
) -> bool:
    """Keep what Miro granted.

    Args:
        unit: writes it.
        cipher: encrypts the tokens.
        user_id: whose.
        profile: who they are there, and in which team.
        grant: what was granted.
        proven: whether they went to Miro themselves, for us. Then tokens of that account which somebody
            else brought go. A token that is brought may have been granted to another app.

    Returns:
        Whether nothing was kept before.

    Raises:
        MiroAccountTaken: somebody else brought tokens of that account, and nothing is proven.
    """
    session = unit.session
    others = (MiroToken.miro_id == profile.id, MiroToken.user_id != user_id)
    if proven:
        await session.run(delete(MiroToken).where(*others))
    elif await session.scalar(select(MiroToken.user_id).where(*others)) is not None:
        raise MiroAccountTaken(
            "Somebody else here works with it. If it is yours, connect it at /oauth/login."
        )
    row = await session.scalar(
        select(MiroToken)
        .where(MiroToken.user_id == user_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    new = row is None
    row = row or MiroToken(user_id=user_id)
    row.miro_id, row.name = profile.id, profile.name
    row.team_id, row.team_name = profile.team_id, profile.team_name
    for name, value in stored(cipher, grant).items():
        setattr(row, name, value)
    if not row.scopes:
        row.scopes = list(profile.scopes)
    row.refused_at = row.lease_token = row.lease_until = None
    session.add(row)
    await session.flush()
    if new and not proven:
        texts = {"name": profile.name, "subject": profile.id}
        unit.emit(UserEvent(type=events.MIRO_CONNECTED, user_id=user_id, texts=texts))
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
