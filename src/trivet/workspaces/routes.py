"""Workspaces and their members."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from trivet.auth.dependencies import CurrentCaller, caller
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
from trivet.workspaces.members import MemberService
from trivet.workspaces.schemas import (
    MemberOut,
    MemberPatch,
    WorkspaceCreate,
    WorkspaceOut,
    WorkspacePatch,
)
from trivet.workspaces.service import WorkspaceQueries, WorkspaceService

router = APIRouter(prefix="/workspaces", tags=["workspaces"], route_class=UnitRoute)


async def workspace_queries(request: Request) -> WorkspaceQueries:
    return WorkspaceQueries(open_read(request), await caller(request))


async def workspace_service(request: Request) -> WorkspaceService:
    who = await caller(request)
    return WorkspaceService(open_write(request, who.actor(request.state.request_id)), who)


async def member_service(request: Request) -> MemberService:
    who = await caller(request)
    return MemberService(open_write(request, who.actor(request.state.request_id)), who)


Queries = Annotated[WorkspaceQueries, Depends(workspace_queries)]
Service = Annotated[WorkspaceService, Depends(workspace_service)]
Members = Annotated[MemberService, Depends(member_service)]


@router.get("")
async def list_workspaces(
    request: Request,
    response: Response,
    queries: Queries,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[WorkspaceOut]:
    """My workspaces, oldest first."""
    found = await queries.page(id_in_cursor(cursor), limit + 1)
    items = [WorkspaceOut.model_validate(workspace) for workspace in found[:limit]]
    next_cursor = encode_cursor(str(items[-1].id)) if len(found) > limit else None
    link_next(request, response, next_cursor)
    return Page[WorkspaceOut](items=items, next_cursor=next_cursor)


@router.post("", status_code=201)
async def create_workspace(
    body: WorkspaceCreate, who: CurrentCaller, response: Response, service: Service
) -> WorkspaceOut:
    """Make a workspace; whoever does owns it."""
    made = await service.create_workspace(body.name, who.user_id)
    response.headers["Location"] = f"/workspaces/{made.id}"
    return WorkspaceOut.model_validate(made)


@router.get("/{workspace_id}", responses=responses(404))
async def get_workspace(workspace_id: UUID, queries: Queries) -> WorkspaceOut:
    """One workspace."""
    return WorkspaceOut.model_validate(await queries.get(workspace_id))


@router.patch("/{workspace_id}", responses=responses(404))
async def update_workspace(
    workspace_id: UUID, body: WorkspacePatch, service: Service
) -> WorkspaceOut:
    """Rename a workspace. For its admins."""
    changed = await service.update_workspace(workspace_id, name=body.name)
    return WorkspaceOut.model_validate(changed)


@router.delete("/{workspace_id}", status_code=204, responses=responses(404))
async def delete_workspace(workspace_id: UUID, service: Service) -> None:
    """Delete a workspace and everything in it. For its owners."""
    await service.delete_workspace(workspace_id)


@router.get("/{workspace_id}/members", responses=responses(404))
async def list_members(
    workspace_id: UUID,
    request: Request,
    response: Response,
    queries: Queries,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[MemberOut]:
    """Who is in a workspace, and as what."""
    found = await queries.members(workspace_id, id_in_cursor(cursor), limit + 1)
    items = [MemberOut.model_validate(member) for member in found[:limit]]
    next_cursor = encode_cursor(str(items[-1].user_id)) if len(found) > limit else None
    link_next(request, response, next_cursor)
    return Page[MemberOut](items=items, next_cursor=next_cursor)


@router.patch("/{workspace_id}/members/{user_id}", responses=responses(404, 409))
async def change_role(
    workspace_id: UUID, user_id: UUID, body: MemberPatch, service: Members
) -> MemberOut:
    """Give a member another role. For admins; never above their own."""
    return MemberOut.model_validate(await service.change_role(workspace_id, user_id, body.role))


@router.delete("/{workspace_id}/members/{user_id}", status_code=204, responses=responses(404, 409))
async def remove_member(workspace_id: UUID, user_id: UUID, service: Members) -> None:
    """Remove a member. For admins; and for everybody, themselves."""
    await service.remove(workspace_id, user_id)
