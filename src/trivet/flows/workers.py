"""Background work of notifications: bodies."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from trivet.flows.models import NotificationKind
from trivet.flows.repository import NotificationRepository, NotificationWriteRepository, Told
from trivet.flows.telling import News, Telling
from trivet.platform.clock import now
from trivet.platform.events import Actor
from trivet.platform.tasks.batches import in_batches
from trivet.platform.tasks.context import TaskContext
from trivet.platform.uow import WriteUnit

READ_KEPT = timedelta(days=90)
KEPT = timedelta(days=365)
DUE_DAYS = (-1, 0, 1)
"""Days from today (in UTC) on which a card's being due is told of, once for each date."""


class DueNotices:
    """Tells people what is due.

    Args:
        telling: writes the notifications.
    """

    def __init__(self, telling: Telling) -> None:
        self._telling = telling

    async def __call__(self, context: TaskContext, _args: Mapping[str, Any]) -> dict[str, int]:
        """Tell of each card once for its date. A second run finds everybody told."""
        today, told = now().date(), 0
        for days in DUE_DAYS:
            day = today + timedelta(days=days)
            after: Told | None = None
            while True:
                context.stop_if_cancelled()
                async with context.units.read() as reading:
                    due = await NotificationRepository(reading.session).due(day, after)
                if not due:
                    break
                async with context.write(Actor()) as unit:
                    await self._telling.tell(unit, [_news(one, day.isoformat()) for one in due])
                told += len(due)
                after = due[-1]
        return {"told": told}


def _news(due: Told, day: str) -> News:
    return News(due.user_id, due.card_id, NotificationKind.DUE_SOON, day)


async def forget_notifications(context: TaskContext, _args: Mapping[str, Any]) -> dict[str, int]:
    """Forget old notifications. A second run finds nothing left."""
    moment = now()

    async def forget(unit: WriteUnit, most: int) -> int:
        rows = NotificationWriteRepository(unit.session)
        return await rows.forget(moment - READ_KEPT, moment - KEPT, most)

    return {"removed": await in_batches(context, forget)}
