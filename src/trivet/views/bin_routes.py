"""The route to the bin of a board."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from trivet.auth.dependencies import caller
from trivet.platform.clock import parse_rfc3339
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
from trivet.views.bin import BinReader, DeletedCard

router = APIRouter(route_class=UnitRoute, tags=["boards"])


async def _reader(request: Request) -> BinReader:
    who = await caller(request)
    state = request.app.state
    return BinReader(open_read(request), who, state.access, state.elsewhere)


@router.get("/boards/{board_id}/bin", response_model=Page[DeletedCard], responses=responses(404))
async def list_bin(
    board_id: UUID,
    request: Request,
    reader: Annotated[BinReader, Depends(_reader)],
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Response:
    """The cards that were deleted from a board within 30 days, the last one first."""
    after = None if cursor is None else _place_in(cursor)
    found = await reader.page(board_id, after, limit + 1)
    next_cursor = None
    if len(found) > limit:
        last = found[limit - 1]
        next_cursor = encode_cursor(last["deleted_at"], last["card"]["id"])
    page = {"items": found[:limit], "next_cursor": next_cursor}
    response = Response(dumps(page), media_type="application/json")
    link_next(request, response, next_cursor)
    return response


def _place_in(cursor: str) -> tuple[datetime, UUID]:
    at, card_id = decode_cursor(cursor, parts=2)
    try:
        return parse_rfc3339(at), UUID(card_id)
    except (ValueError, OverflowError):
        raise bad_cursor() from None
