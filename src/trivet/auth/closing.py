"""The end of an account, as far as the person alone is concerned.

The row stays, without anything that tells who it was: cards, comments and the log point at it, and
they are the team's. Who looks sees a former member.
"""

from uuid import UUID

from trivet.auth import events
from trivet.auth.events import UserEvent
from trivet.auth.repository import AuthRepository
from trivet.auth.sessions import EndReason, end_all_sessions
from trivet.platform.clock import now
from trivet.platform.uow import WriteUnit

FORMER = "Former member"
"""What everybody is called who has gone."""


async def close_account(unit: WriteUnit, user_id: UUID, *, redact_texts: bool) -> None:
    """Forget who somebody was, and let nobody in as them.

    Args:
        unit: writes it; it acts for this person.
        user_id: whose account.
        redact_texts: whether what they typed is to be forgotten in the history of boards too.
    """
    people = AuthRepository(unit.session)
    await people.lock_user(user_id)  # sign-ins that are under way come before this, or fail
    await end_all_sessions(unit, user_id, EndReason.ACCOUNT_CLOSED)
    for token in await people.api_tokens(user_id, None, None):
        await people.delete_api_token(token.id)
        unit.emit(
            UserEvent(
                type=events.API_TOKEN_DELETED,
                user_id=user_id,
                payload={"token_id": str(token.id), "scopes": token.scopes},
            )
        )
    await people.forget_proofs(user_id)
    user = await people.user(user_id)
    if user is not None:
        user.name, user.email, user.avatar_url = FORMER, None, None
        user.instance_admin = False
        user.deleted_at = user.updated_at = now()
    unit.emit(
        UserEvent(
            type=events.ACCOUNT_CLOSED, user_id=user_id, payload={"redact_texts": redact_texts}
        )
    )
