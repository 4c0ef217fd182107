"""What clients log: taking it in, and reading it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from trivet.auth.dependencies import caller
from trivet.auth.limits import count_for
from trivet.client_logs.filters import LogFilter, Place
from trivet.client_logs.models import LogLevel
from trivet.client_logs.schemas import MOST_ENTRIES, ClientLogOut, LogEntryIn, LogsTaken
from trivet.client_logs.service import ClientLogQueries, keep
from trivet.miro.callers import CurrentMiroCaller
from trivet.miro.errors import MiroAccountMissing
from trivet.platform.clock import parse_rfc3339, rfc3339
from trivet.platform.events import Actor, Origin
from trivet.platform.schemas import Time
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
from trivet.platform.web.text import Typed
from trivet.platform.web.units import UnitRoute, open_read, open_write

router = APIRouter(tags=["logs"], route_class=UnitRoute)


async def _writer(request: Request, response: Response, who: CurrentMiroCaller) -> UUID:
    """Whose client logs; counted before the body is looked at."""
    if who.user_id is None:
        raise MiroAccountMissing(
            "Nobody here has it. Connect it first: open /oauth/login in a browser."
        )
    await count_for(request, response, "client_logs", who.user_id)
    return who.user_id


async def _queries(request: Request) -> ClientLogQueries:
    who = await caller(request)
    return ClientLogQueries(open_read(request), who)


@router.post("/api/logs", status_code=202, responses=responses(404, 429))
async def keep_client_logs(
    request: Request,
    user_id: Annotated[UUID, Depends(_writer)],
    entries: Annotated[list[LogEntryIn], Body(max_length=MOST_ENTRIES)],
) -> LogsTaken:
    """Keep what a client logged, for 14 days. All of it or, if an entry is refused, nothing.

    For whoever is signed in; an API token needs the scope `miro`. 1,000 entries at most, and 1 MiB.
    """
    request_id = request.state.request_id
    unit = open_write(request, Actor(user_id, Origin.API, request_id))
    return LogsTaken(accepted=await keep(unit, user_id, entries, request_id))


@router.get("/logs")
async def list_client_logs(
    request: Request,
    response: Response,
    queries: Annotated[ClientLogQueries, Depends(_queries)],
    level: Annotated[
        LogLevel | None, Query(description="Only those of this level, and graver ones.")
    ] = None,
    user_id: Annotated[UUID | None, Query(description="Only those of this person.")] = None,
    q: Annotated[
        str | None,
        Typed(200),
        Query(
            description="Only those with this in their message or context, in upper or lower case."
        ),
    ] = None,
    since: Annotated[
        Time | None, Query(description="Only those that happened then or later.")
    ] = None,
    until: Annotated[Time | None, Query(description="Only those that happened before.")] = None,
    request_id: Annotated[
        str | None,
        Query(
            max_length=128,
            pattern=r"^[A-Za-z0-9._\-]*$",
            description="Only those that this request delivered, or that are about it.",
        ),
    ] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[ClientLogOut]:
    """What clients logged in the last 14 days, the latest first. For instance admins."""
    wanted = LogFilter(level, user_id, q, since, until, request_id or None)
    found = await queries.page(wanted, after=_place(cursor), limit=limit + 1)
    items = found[:limit]
    next_cursor = None
    if len(found) > limit:
        next_cursor = encode_cursor(rfc3339(items[-1].timestamp), str(items[-1].id))
    link_next(request, response, next_cursor)
    return Page[ClientLogOut](items=items, next_cursor=next_cursor)


def _place(cursor: str | None) -> Place | None:
    if cursor is None:
        return None
    moment, number = decode_cursor(cursor, parts=2)
    try:
        return Place(parse_rfc3339(moment), UUID(number))
    except (ValueError, OverflowError):
        raise bad_cursor() from None
