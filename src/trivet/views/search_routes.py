"""Looking across boards: the search, and the cards that one works on."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from trivet.auth.callers import Caller
from trivet.auth.dependencies import caller
from trivet.platform.clock import parse_rfc3339, rfc3339
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
from trivet.platform.web.text import Typed
from trivet.platform.web.units import UnitRoute, open_read
from trivet.views import my_cards, search
from trivet.views.card_refs import CardRef
from trivet.views.my_cards import cards_of
from trivet.views.search import Hit, Search

router = APIRouter(route_class=UnitRoute, tags=["cards"])

Who = Annotated[Caller, Depends(caller)]
Question = Annotated[
    str,
    Typed(200, filled=True),
    Query(description="Words, each the beginning of one, all of which must be there; or a key."),
]
OnlyThere = Annotated[UUID | None, Query(description="Only in this workspace.")]


@router.get("/search")
async def search_cards(
    q: Question,
    who: Who,
    request: Request,
    response: Response,
    workspace_id: OnlyThere = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Hit]:
    """Cards by key, title, texts or comments, archived ones too: by key first, then by title."""
    seeker = Search(open_read(request), request.app.state.search_index, who.user_id)
    hits, end = await seeker.find(q, workspace_id, _search_place(cursor), limit)
    next_cursor = None
    if end is not None:
        next_cursor = encode_cursor(str(end.rank), rfc3339(end.moment), str(end.card_id))
    link_next(request, response, next_cursor)
    return Page[Hit](items=hits, next_cursor=next_cursor)


@router.get("/me/cards")
async def list_my_cards(
    who: Who,
    request: Request,
    response: Response,
    workspace_id: OnlyThere = None,
    done: Annotated[
        bool, Query(description="Also those in columns for what is done or cancelled.")
    ] = False,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[CardRef]:
    """The open cards that I work on, of all boards: what is due first comes first."""
    after = _my_place(cursor)
    unit = open_read(request)
    found = await cards_of(unit, who.user_id, workspace_id, after, limit + 1, done=done)
    next_cursor = None
    if len(found) > limit:
        last = found[limit - 1]
        due = "" if last.due_date is None else last.due_date.isoformat()
        next_cursor = encode_cursor(due, str(last.id))
    link_next(request, response, next_cursor)
    return Page[CardRef](items=found[:limit], next_cursor=next_cursor)


def _search_place(cursor: str | None) -> search.Place | None:
    if cursor is None:
        return None
    rank, moment, card_id = decode_cursor(cursor, parts=3)
    if rank not in {"0", "1", "2"}:
        raise bad_cursor()
    return search.Place(int(rank), _moment_in(moment), _id_in(card_id))


def _my_place(cursor: str | None) -> my_cards.Place | None:
    if cursor is None:
        return None
    due, card_id = decode_cursor(cursor, parts=2)
    try:
        day = date.fromisoformat(due) if due else None
    except ValueError:
        raise bad_cursor() from None
    return my_cards.Place(day, _id_in(card_id))


def _id_in(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise bad_cursor() from None


def _moment_in(text: str) -> datetime:
    try:
        return parse_rfc3339(text)
    except (ValueError, OverflowError):
        raise bad_cursor() from None
