"""What follows around Miro from what happens elsewhere, in the same transaction."""

from trivet.auth.events import UserEvent
from trivet.miro.tasks import TEND_BOARDS
from trivet.miro.tokens import forget
from trivet.platform.events import Event
from trivet.platform.uow import WriteUnit


async def forget_miro_tokens(unit: WriteUnit, event: Event) -> None:
    """An account was closed: nothing is left by which we could act for that person.

    What they queued goes, too, of which there may be too much for this unit.
    """
    assert isinstance(event, UserEvent)
    await forget(unit.session, event.user_id)
    unit.enqueue(TEND_BOARDS.call())
