"""Reading the audit log: of a workspace, and of one's own account."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from trivet.auth.dependencies import caller
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
from trivet.workspaces.audit_queries import AuditQueries
from trivet.workspaces.audit_repository import AuditEntry, AuditFilter
from trivet.workspaces.schemas import AuditEventOut

router = APIRouter(route_class=UnitRoute)

_BIGGEST_SEQ = 2**31 - 1


async def _queries(request: Request) -> AuditQueries:
    return AuditQueries(open_read(request), await caller(request))


Queries = Annotated[AuditQueries, Depends(_queries)]
Type = Annotated[
    str | None,
    Query(max_length=64, pattern=r"^[a-z_.]*$", description="Only of this type."),
]


@router.get("/workspaces/{workspace_id}/audit", responses=responses(404), tags=["workspaces"])
async def list_workspace_audit(
    workspace_id: UUID,
    request: Request,
    response: Response,
    queries: Queries,
    type: Type = None,  # noqa: A002 - the name of the parameter on the wire
    user_id: Annotated[
        UUID | None, Query(description="Only by this person, or about them.")
    ] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[AuditEventOut]:
    """What happened in a workspace outside of its boards, the newest first.

    For its admins; an API token needs the scope `admin`.
    """
    wanted = AuditFilter(type, user_id)
    found = await queries.of_workspace(workspace_id, wanted, _before(cursor), limit + 1)
    return _page(request, response, found, limit)


@router.get("/auth/audit", tags=["auth"])
async def own_audit(
    request: Request,
    response: Response,
    queries: Queries,
    type: Type = None,  # noqa: A002 - the same
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[AuditEventOut]:
    """What happened to my account, the newest first: sign-ins, sessions, API tokens.

    An API token needs the scope `admin`.
    """
    found = await queries.of_caller(AuditFilter(type), _before(cursor), limit + 1)
    return _page(request, response, found, limit)


def _page(
    request: Request, response: Response, found: Sequence[AuditEntry], limit: int
) -> Page[AuditEventOut]:
    items = [AuditEventOut.model_validate(entry) for entry in found[:limit]]
    next_cursor = encode_cursor(str(items[-1].seq)) if len(found) > limit else None
    link_next(request, response, next_cursor)
    return Page[AuditEventOut](items=items, next_cursor=next_cursor)


def _before(cursor: str | None) -> int | None:
    if cursor is None:
        return None
    (last,) = decode_cursor(cursor, parts=1)
    if not (last.isascii() and last.isdigit()) or len(last) > 10 or int(last) > _BIGGEST_SEQ:
        raise bad_cursor()
    return int(last)
