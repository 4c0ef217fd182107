"""Invitations: sent by admins, accepted by whoever they are for."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path
from starlette.requests import Request
from starlette.responses import Response

from trivet.auth.dependencies import CurrentCaller, caller
from trivet.auth.limits import limited
from trivet.platform.web.no_store import forbid_storing
from trivet.platform.web.pagination import (
    DEFAULT_LIMIT,
    Cursor,
    Limit,
    Page,
    encode_cursor,
    id_in_cursor,
    link_next,
)
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute, open_read, open_write
from trivet.workspaces.accepting import Accepting, awaiting
from trivet.workspaces.invitation_schemas import (
    InvitationOut,
    InvitationPreview,
    InvitationPreviewOut,
    InvitationResentOut,
    Invite,
    InvitedOut,
    InvitesOut,
    OwnInvitationOut,
)
from trivet.workspaces.invitations import InvitationQueries, InvitationService, preview
from trivet.workspaces.schemas import WorkspaceOut

router = APIRouter(tags=["invitations"], route_class=UnitRoute)

OF_WORKSPACE = "/workspaces/{workspace_id}/invitations"
OWN = "/auth/me/invitations"


async def invitation_queries(request: Request) -> InvitationQueries:
    return InvitationQueries(open_read(request), await caller(request))


async def invitation_service(request: Request) -> InvitationService:
    who = await caller(request)
    unit = open_write(request, who.actor(request.state.request_id))
    return InvitationService(unit, who, request.app.state.settings)


async def accepting(request: Request) -> Accepting:
    who = await caller(request)
    return Accepting(open_write(request, who.actor(request.state.request_id)), who)


Queries = Annotated[InvitationQueries, Depends(invitation_queries)]
Service = Annotated[InvitationService, Depends(invitation_service)]
Door = Annotated[Accepting, Depends(accepting)]


@router.get(OF_WORKSPACE, responses=responses(404))
async def list_invitations(
    workspace_id: UUID,
    request: Request,
    response: Response,
    queries: Queries,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[InvitationOut]:
    """Who is invited and has not come yet. For admins."""
    found = await queries.page(workspace_id, id_in_cursor(cursor), limit + 1)
    items = [InvitationOut.model_validate(invitation) for invitation in found[:limit]]
    next_cursor = encode_cursor(str(items[-1].id)) if len(found) > limit else None
    link_next(request, response, next_cursor)
    return Page[InvitationOut](items=items, next_cursor=next_cursor)


@router.post(
    OF_WORKSPACE,
    status_code=201,
    dependencies=[limited("invitations")],
    responses=responses(404, 409, 429),
)
async def invite(
    workspace_id: UUID, body: Invite, response: Response, service: Service
) -> InvitesOut:
    """Invite people by mail; where there is no mail server, by links to hand on. For admins.

    Whoever is invited already gets a new link with this role, and the old link ends. Invitations can
    be accepted for seven days. An answer with links is not kept for an `Idempotency-Key`.
    """
    outcomes = await service.invite(workspace_id, body.emails, body.role, bound=body.bound)
    items = [InvitedOut.of(outcome) for outcome in outcomes]
    if any(item.link for item in items):
        forbid_storing(response)
    return InvitesOut(items=items)


@router.delete(OF_WORKSPACE + "/{invitation_id}", status_code=204, responses=responses(404))
async def revoke_invitation(workspace_id: UUID, invitation_id: UUID, service: Service) -> None:
    """Take an invitation back: its link ends at once. For admins."""
    await service.revoke(workspace_id, invitation_id)


@router.post(
    OF_WORKSPACE + "/{invitation_id}/resend",
    dependencies=[limited("invitations")],
    responses=responses(404, 409, 429),
)
async def resend_invitation(
    workspace_id: UUID, invitation_id: UUID, response: Response, service: Service
) -> InvitationResentOut:
    """Send an invitation again: a new link, for another seven days. For admins.

    An answer with a link is not kept for an `Idempotency-Key`.
    """
    sent = InvitationResentOut.of(await service.resend(workspace_id, invitation_id))
    if sent.link:
        forbid_storing(response)
    return sent


@router.post(
    "/invitations/preview", dependencies=[limited("accepting")], responses=responses(404, 429)
)
async def preview_invitation(request: Request, body: InvitationPreview) -> InvitationPreviewOut:
    """What am I invited to? Asked without signing in; `token` is what stands behind the link's `#`."""
    return InvitationPreviewOut.of(await preview(open_read(request), body.token))


@router.post(
    "/invitations/{token}/accept",
    dependencies=[limited("accepting")],
    responses=responses(404, 429),
)
async def accept_invitation(
    token: Annotated[str, Path(max_length=512)], service: Door
) -> WorkspaceOut:
    """Join the workspace. An invitation that is bound to an address is for its owner only.

    Who is in the workspace already gets it as it is; their role stays.
    """
    return WorkspaceOut.model_validate(await service.accept(token))


@router.get(OWN, dependencies=[limited("own_invitations")], responses=responses(429))
async def list_own_invitations(
    request: Request,
    response: Response,
    who: CurrentCaller,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[OwnInvitationOut]:
    """What am I invited to, under an address that I have proven?

    Not what was used, taken back or is too old, nor workspaces in which I am already.
    """
    found = await awaiting(open_read(request), who, id_in_cursor(cursor), limit + 1)
    items = [OwnInvitationOut.of(invitation) for invitation in found[:limit]]
    next_cursor = encode_cursor(str(items[-1].id)) if len(found) > limit else None
    link_next(request, response, next_cursor)
    return Page[OwnInvitationOut](items=items, next_cursor=next_cursor)


@router.post(
    OWN + "/{invitation_id}/accept",
    dependencies=[limited("accepting")],
    responses=responses(404, 429),
)
async def accept_own_invitation(invitation_id: UUID, service: Door) -> WorkspaceOut:
    """Join the workspace, by an invitation to an address that I have proven; its link is not needed.

    Who is in the workspace already gets it as it is; their role stays.
    """
    return WorkspaceOut.model_validate(await service.accept_own(invitation_id))
