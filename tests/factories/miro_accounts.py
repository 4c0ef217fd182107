"""People of Trivet who have an account at a Miro."""

from uuid import UUID

from trivet.bootstrap import Runtime
from trivet.miro.models import MiroToken
from trivet.platform.clock import now
from trivet.platform.crypto import Cipher


async def give_miro_account(
    runtime: Runtime, user_id: UUID | str, miro_id: str, token: str
) -> None:
    """Let somebody have connected Miro.

    Args:
        runtime: of their Trivet.
        user_id: who.
        miro_id: Miro's id of them.
        token: what Miro granted; does not expire.
    """
    async with runtime.units.write() as unit:
        unit.session.add(
            MiroToken(
                user_id=UUID(str(user_id)),
                miro_id=miro_id,
                name="Ada",
                access_token=Cipher(runtime.keys).encrypt(token),
                scopes=["boards:read", "boards:write"],
                updated_at=now(),
            )
        )
