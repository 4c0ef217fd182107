"""What follows around Miro from what happens elsewhere, in the same transaction."""

from trivet.auth.events import UserEvent
from trivet.miro.tokens import forget
from trivet.platform.events import Event
from trivet.platform.uow import WriteUnit


async def forget_miro_tokens(unit: WriteUnit, event: Event) -> None:
    """An account was closed: nothing is left by which we could act for that person."""
    assert isinstance(event, UserEvent)
    await forget(unit.session, event.user_id)
