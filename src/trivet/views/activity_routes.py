"""What happened on a board, the newest first."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from trivet.auth.dependencies import caller
from trivet.boards.log import events_before
from trivet.boards.schemas import EventOut
from trivet.platform.json import dumps
from trivet.platform.web.pagination import (
    DEFAULT_LIMIT,
    Cursor,
    Limit,
    Page,
    bad_cursor,
    decode_cursor,
    encode_cursor,
    link_next,
)
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute, open_read

router = APIRouter(route_class=UnitRoute, tags=["boards"])

BIGGEST_SEQ = 2**62


@router.get("/boards/{board_id}/activity", response_model=Page[EventOut], responses=responses(404))
async def board_activity(
    board_id: UUID, request: Request, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Response:
    """What happened on a board, the newest first: who, what, before and after, from where."""
    who = await caller(request)
    session = open_read(request).session
    await request.app.state.access.role(who, board_id, session)
    found = await events_before(session, board_id, _seq_in(cursor), limit + 1)
    items = [event.on_the_wire() for event in found[:limit]]
    next_cursor = encode_cursor(str(items[-1]["seq"])) if len(found) > limit else None
    page = dumps({"items": items, "next_cursor": next_cursor})
    response = Response(page, media_type="application/json")
    link_next(request, response, next_cursor)
    return response


def _seq_in(cursor: str | None) -> int | None:
    if cursor is None:
        return None
    (text,) = decode_cursor(cursor, parts=1)
    if not (text.isascii() and text.isdigit()) or len(text) > 19 or int(text) > BIGGEST_SEQ:
        raise bad_cursor()
    return int(text)
