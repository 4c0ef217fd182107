"""What boards do about what happens to people."""

from trivet.auth.events import UserEvent
from trivet.boards.tasks import REDACT_TEXTS
from trivet.platform.events import Event
from trivet.platform.uow import WriteUnit


async def redact_when_asked(unit: WriteUnit, event: Event) -> None:
    """An account was closed: forget what the person typed, if they asked for it."""
    assert isinstance(event, UserEvent)
    if event.payload.get("redact_texts"):
        unit.enqueue(REDACT_TEXTS.call({"user_id": str(event.user_id)}))
