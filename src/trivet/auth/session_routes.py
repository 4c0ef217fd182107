"""Where I am signed in."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from trivet.auth import cookies
from trivet.auth.dependencies import CurrentCaller, caller
from trivet.auth.devices import device_name
from trivet.auth.models import Session
from trivet.auth.schemas import SessionOut
from trivet.auth.sessions import SessionQueries, SessionService
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
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute, open_read, open_write

router = APIRouter(prefix="/auth/sessions", tags=["auth"], route_class=UnitRoute)


async def _queries(request: Request) -> SessionQueries:
    return SessionQueries(open_read(request), await caller(request))


async def _service(request: Request) -> SessionService:
    who = await caller(request)
    return SessionService(open_write(request, who.actor(request.state.request_id)), who)


@router.get("")
async def list_sessions(
    request: Request,
    response: Response,
    who: CurrentCaller,
    queries: Annotated[SessionQueries, Depends(_queries)],
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[SessionOut]:
    """My sessions that have not ended, the one last used first.

    An API token needs the scope `admin`.
    """
    found = await queries.page(_after(cursor), limit + 1)
    shown = found[:limit]
    next_cursor = _cursor(shown[-1]) if len(found) > limit else None
    link_next(request, response, next_cursor)
    items = [_session_out(session, who.credential_id) for session in shown]
    return Page[SessionOut](items=items, next_cursor=next_cursor)


@router.delete("/{session_id}", status_code=204, responses=responses(404))
async def end_session(
    session_id: UUID,
    request: Request,
    response: Response,
    service: Annotated[SessionService, Depends(_service)],
) -> None:
    """End one of my sessions: its tokens stop working at once, and its sockets are closed.

    An API token needs the scope `admin`.
    """
    if await service.end_one(session_id):
        cookies.clear_cookies(response, https=request.app.state.settings.https)


def _session_out(session: Session, current: UUID) -> SessionOut:
    return SessionOut(
        id=session.id,
        current=session.id == current,
        method=session.method,
        device=device_name(session.user_agent),
        address=session.address,
        created_at=session.created_at,
        last_used_at=session.refreshed_at,
        expires_at=session.expires_at,
    )


def _cursor(session: Session) -> str:
    return encode_cursor(rfc3339(session.refreshed_at), str(session.id))


def _after(cursor: str | None) -> tuple[datetime, UUID] | None:
    if cursor is None:
        return None
    used, last = decode_cursor(cursor, parts=2)
    try:
        return parse_rfc3339(used), UUID(last)
    except (ValueError, OverflowError):
        raise bad_cursor() from None
