"""What webhooks delivered: listed, looked at, worked on once more."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from trivet.auth.dependencies import caller
from trivet.github.deliveries import DeliveryQueries, DeliveryService
from trivet.github.delivery_schemas import (
    DeliveryFilter,
    DeliveryGroup,
    DeliveryOut,
    DeliveryWhole,
    Place,
    ReplayBegun,
)
from trivet.platform.clock import parse_rfc3339, rfc3339
from trivet.platform.json import with_raw
from trivet.platform.tasks.schemas import TaskOut
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

router = APIRouter(route_class=UnitRoute, tags=["github"])


async def _queries(request: Request) -> DeliveryQueries:
    who = await caller(request)
    return DeliveryQueries(open_read(request), who)


async def _service(request: Request) -> DeliveryService:
    who = await caller(request)
    return DeliveryService(open_write(request, who.actor(request.state.request_id)), who)


Queries = Annotated[DeliveryQueries, Depends(_queries)]


@router.get("/deliveries", responses=responses(404))
async def list_deliveries(
    request: Request,
    response: Response,
    queries: Queries,
    workspace_id: Annotated[
        UUID | None,
        Query(
            description="Whose. Without it: those that belong to no workspace, for instance admins; what a "
            "GitHub App is told of itself is not kept, so there are none."
        ),
    ] = None,
    repository_id: Annotated[
        UUID | None, Query(description="Only of this one, also if it was disconnected.")
    ] = None,
    event: Annotated[
        str | None,
        Query(max_length=64, pattern=r"^[a-z_]*$", description="Only these: `pull_request`."),
    ] = None,
    state: Annotated[
        DeliveryGroup | None,
        Query(
            description="`waiting` also finds those that are being worked on, `failed` those that were "
            "dropped."
        ),
    ] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[DeliveryOut]:
    """What webhooks delivered, the newest first, and what became of it. For admins of the workspace.

    An API token needs the scope `admin`.
    """
    after = _place(cursor)
    if workspace_id is None:
        return Page[DeliveryOut](items=await queries.of_installation())
    wanted = DeliveryFilter(workspace_id, repository_id, event, state)
    found = await queries.page(workspace_id, wanted, after=after, limit=limit + 1)
    items = found[:limit]
    next_cursor = None
    if len(found) > limit:
        next_cursor = encode_cursor(rfc3339(items[-1].received_at), str(items[-1].id))
    link_next(request, response, next_cursor)
    return Page[DeliveryOut](items=items, next_cursor=next_cursor)


@router.get("/deliveries/{delivery_id}", response_model=DeliveryWhole, responses=responses(404))
async def get_delivery(delivery_id: UUID, queries: Queries) -> Response:
    """A delivery, with what was delivered. For admins of the workspace."""
    found, body = await queries.whole(delivery_id)
    # The body is passed on as it came: it may have 25 MiB.
    return Response(
        with_raw(found.model_dump(mode="json"), "body", body), media_type="application/json"
    )


@router.post("/deliveries/{delivery_id}/replay", status_code=202, responses=responses(404, 409))
async def replay_delivery(
    delivery_id: UUID, response: Response, service: Annotated[DeliveryService, Depends(_service)]
) -> ReplayBegun:
    """Have a delivery worked on once more, also if that went well. For admins of the workspace.

    What was done by it before is not done twice.
    """
    task = await service.replay(delivery_id)
    response.headers["Location"] = f"/tasks/{task.id}"
    return ReplayBegun(task=TaskOut.model_validate(task))


def _place(cursor: str | None) -> Place | None:
    if cursor is None:
        return None
    moment, number = decode_cursor(cursor, parts=2)
    try:
        return Place(parse_rfc3339(moment), UUID(number))
    except (ValueError, OverflowError):
        raise bad_cursor() from None
