"""Routes for reading cards and the log. The board itself has a route of its own: `board_page`."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from trivet.auth.dependencies import caller
from trivet.boards.schemas import EventOut, EventsOut
from trivet.cards.schemas import CardOut
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
from trivet.views import board_page
from trivet.views.history import Spot
from trivet.views.reading import MOST_EVENTS, BoardReader
from trivet.views.relations import Relations, relations_of

router = APIRouter(route_class=UnitRoute)

BIGGEST_SEQ = 2**62

express = board_page.express
routes = [board_page.route]
"""The plain route, which stands in front of all others."""


async def _reader(request: Request) -> BoardReader:
    who = await caller(request)
    state = request.app.state
    return BoardReader(open_read(request), who, state.access, state.elsewhere, state.runtime.epoch)


Reader = Annotated[BoardReader, Depends(_reader)]


@router.get("/cards/{card}", response_model=CardOut, responses=responses(404, 409), tags=["cards"])
async def read_card(
    card: str,
    reader: Reader,
    workspace_id: Annotated[
        UUID | None, Query(description="Where a key is looked up, if it means several cards.")
    ] = None,
) -> Response:
    """A whole card, by its id or its key."""
    document = await reader.card(card, workspace_id)
    return Response(dumps(document), media_type="application/json")


@router.get("/cards/{card}/relations", responses=responses(404, 409), tags=["cards"])
async def read_relations(
    card: str,
    request: Request,
    workspace_id: Annotated[
        UUID | None, Query(description="Where a key is looked up, if it means several cards.")
    ] = None,
) -> Relations:
    """The cards above and below a card, those that it waits for, and those that wait for it."""
    who = await caller(request)
    return await relations_of(open_read(request), who, request.app.state.access, card, workspace_id)


@router.get(
    "/cards/{card}/activity",
    response_model=Page[EventOut],
    responses=responses(404, 409),
    tags=["cards"],
)
async def card_activity(
    card: str,
    request: Request,
    reader: Reader,
    workspace_id: Annotated[
        UUID | None, Query(description="Where a key is looked up, if it means several cards.")
    ] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Response:
    """What happened to a card, the newest first: who, what, from where, and by which rule.

    Also on boards that it left: each event names its board, and `seq` counts there.
    """
    before = None if cursor is None else _spot_in(cursor)
    found = await reader.activity(card, workspace_id, before, limit + 1)
    more = len(found) > limit
    next_cursor = None
    if more:
        last = found[limit - 1]
        next_cursor = encode_cursor(str(last["board_id"]), str(last["seq"]))
    page = {"items": found[:limit], "next_cursor": next_cursor}
    response = Response(dumps(page), media_type="application/json")
    link_next(request, response, next_cursor)
    return response


@router.get(
    "/boards/{board_id}/events",
    response_model=EventsOut,
    responses=responses(404),
    tags=["boards"],
)
async def list_events(
    board_id: UUID,
    request: Request,
    reader: Reader,
    since: Annotated[int, Query(ge=0, le=BIGGEST_SEQ, description="The last seq you have.")] = 0,
    cursor: Annotated[
        str | None, Query(max_length=19, description="`next_cursor` of the stretch before.")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=MOST_EVENTS)] = 200,
) -> Response:
    """What happened on a board behind `since`, in order."""
    if cursor is not None:
        since = _seq_in(cursor)
    document = await reader.events(board_id, since, limit)
    response = Response(dumps(document), media_type="application/json")
    response.headers["X-Board-Seq"] = str(document["seq"])
    link_next(request, response, document["next_cursor"])
    return response


def _spot_in(cursor: str) -> Spot:
    board_id, seq = decode_cursor(cursor, parts=2)
    try:
        return Spot(UUID(board_id), _seq_in(seq))
    except ValueError:
        raise bad_cursor() from None


def _seq_in(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 19 or int(text) > BIGGEST_SEQ:
        raise bad_cursor()
    return int(text)
