"""What follows for the logs of clients from what happens elsewhere, in the same transaction."""

from trivet.auth.events import UserEvent
from trivet.client_logs.tasks import FORGET_CLIENT_LOGS
from trivet.platform.events import Event
from trivet.platform.uow import WriteUnit


async def forget_logs_of_the_closed(unit: WriteUnit, event: Event) -> None:
    """An account was closed: what that person's clients told of them goes, too many for this unit."""
    assert isinstance(event, UserEvent)
    unit.enqueue(FORGET_CLIENT_LOGS.call())
