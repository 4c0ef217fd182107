"""What somebody was told: reading it, and having read it."""

from collections.abc import Sequence
from uuid import UUID

from trivet.flows.repository import NotificationRepository, NotificationWriteRepository
from trivet.flows.schemas import NotificationOut, NotificationsRead
from trivet.flows.telling import notification_of
from trivet.platform.clock import now
from trivet.platform.uow import ReadUnit, WriteUnit


async def notifications(
    unit: ReadUnit, user_id: UUID, *, before: UUID | None, limit: int, unread: bool
) -> tuple[Sequence[NotificationOut], int]:
    """Somebody's notifications, the newest first, and how many are unread in all.

    Args:
        unit: reads them.
        user_id: whose.
        before: only what is older than this one.
        limit: how many at most.
        unread: whether only unread ones are wanted.
    """
    rows = NotificationRepository(unit.session)
    page = await rows.page(user_id, before=before, limit=limit, unread=unread)
    count = await rows.unread([user_id])
    return [notification_of(row) for row in page], count.get(user_id, 0)


async def mark_read(unit: WriteUnit, user_id: UUID, wanted: NotificationsRead) -> int:
    """Note what somebody read; what is not theirs is passed over.

    Returns:
        How many are unread now.
    """
    rows = NotificationWriteRepository(unit.session)
    ids = None if wanted.all else wanted.ids
    await rows.mark(user_id, ids, now() if wanted.read else None)
    return (await rows.unread([user_id])).get(user_id, 0)
