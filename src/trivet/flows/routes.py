"""Routes of notifications."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from trivet.auth.callers import Caller
from trivet.auth.dependencies import caller
from trivet.flows.schemas import NotificationsOut, NotificationsRead, Unread
from trivet.flows.service import mark_read, notifications
from trivet.platform.web.pagination import (
    DEFAULT_LIMIT,
    Cursor,
    Limit,
    encode_cursor,
    id_in_cursor,
    link_next,
)
from trivet.platform.web.units import UnitRoute, open_read, open_write

router = APIRouter(prefix="/me/notifications", tags=["notifications"], route_class=UnitRoute)

Who = Annotated[Caller, Depends(caller)]


@router.get("")
async def list_my_notifications(
    who: Who,
    request: Request,
    response: Response,
    unread: Annotated[bool, Query(description="Only those that are unread.")] = False,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> NotificationsOut:
    """What I should know, the newest first."""
    before = id_in_cursor(cursor)
    unit = open_read(request)
    found, count = await notifications(
        unit, who.user_id, before=before, limit=limit + 1, unread=unread
    )
    next_cursor = encode_cursor(str(found[limit - 1].id)) if len(found) > limit else None
    link_next(request, response, next_cursor)
    return NotificationsOut(items=list(found[:limit]), next_cursor=next_cursor, unread=count)


@router.post("/read")
async def mark_my_notifications(body: NotificationsRead, who: Who, request: Request) -> Unread:
    """Say that I read some notifications, or all; or, with `read: false`, that I did not."""
    unit = open_write(request, who.actor(request.state.request_id))
    return Unread(unread=await mark_read(unit, who.user_id, body))
