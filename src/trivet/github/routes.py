"""Routes of repositories, rules and deliveries."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from trivet.auth.dependencies import caller
from trivet.github.connecting import RepositoryQueries, RepositoryService
from trivet.github.inbox import Inbox
from trivet.github.rulebook import Rulebook, RulebookQueries
from trivet.github.schemas import (
    Acceptance,
    DeliveryAnswer,
    RepositoryConnect,
    RepositoryOut,
    RepositoryPatch,
    RulesOut,
    RulesPut,
)
from trivet.platform.events import Actor, Origin
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

router = APIRouter(route_class=UnitRoute, tags=["github"])


async def _repository_queries(request: Request) -> RepositoryQueries:
    return RepositoryQueries(open_read(request), await caller(request), request.app.state.settings)


async def _repository_service(request: Request) -> RepositoryService:
    who = await caller(request)
    unit = open_write(request, who.actor(request.state.request_id))
    state = request.app.state
    return RepositoryService(unit, who, state.keys, state.settings)


async def _rulebook_queries(request: Request) -> RulebookQueries:
    return RulebookQueries(open_read(request), await caller(request), request.app.state.access)


async def _rulebook(request: Request) -> Rulebook:
    who = await caller(request)
    unit = open_write(request, who.actor(request.state.request_id))
    return Rulebook(unit, who, request.app.state.access)


Repositories = Annotated[RepositoryService, Depends(_repository_service)]


@router.get("/workspaces/{workspace_id}/repositories", responses=responses(404))
async def list_repositories(
    workspace_id: UUID,
    request: Request,
    response: Response,
    queries: Annotated[RepositoryQueries, Depends(_repository_queries)],
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[RepositoryOut]:
    """The repositories that are connected to a workspace, oldest first."""
    found = await queries.page(workspace_id, id_in_cursor(cursor), limit + 1)
    items = found[:limit]
    next_cursor = encode_cursor(str(items[-1].id)) if len(found) > limit else None
    link_next(request, response, next_cursor)
    return Page[RepositoryOut](items=items, next_cursor=next_cursor)


@router.post(
    "/workspaces/{workspace_id}/repositories", status_code=201, responses=responses(404, 409)
)
async def connect_repository(
    workspace_id: UUID, body: RepositoryConnect, service: Repositories
) -> RepositoryOut:
    """Connect a repository by hand. For admins.

    Then make a webhook on GitHub with the same secret, as `webhook` says.
    """
    return await service.connect(workspace_id, body)


@router.patch("/workspaces/{workspace_id}/repositories/{repo_id}", responses=responses(404))
async def renew_repository_secret(
    workspace_id: UUID, repo_id: UUID, body: RepositoryPatch, service: Repositories
) -> RepositoryOut:
    """Give a repository's webhook a new secret. For admins.

    From now on only a webhook with this secret is accepted; it may be another one than before.
    """
    return await service.renew_secret(workspace_id, repo_id, body.secret)


@router.delete(
    "/workspaces/{workspace_id}/repositories/{repo_id}", status_code=204, responses=responses(404)
)
async def disconnect_repository(workspace_id: UUID, repo_id: UUID, service: Repositories) -> None:
    """Disconnect a repository. For admins.

    Its deliveries are refused from now on. What cards show of it stays as it is.
    """
    await service.disconnect(workspace_id, repo_id)


@router.get("/boards/{board_id}/rules", responses=responses(404))
async def get_rules(
    board_id: UUID, queries: Annotated[RulebookQueries, Depends(_rulebook_queries)]
) -> RulesOut:
    """Which event on GitHub moves a card to which column."""
    return RulesOut(rules=await queries.rules(board_id))


@router.put("/boards/{board_id}/rules", responses=responses(404, 409))
async def put_rules(
    board_id: UUID, body: RulesPut, rulebook: Annotated[Rulebook, Depends(_rulebook)]
) -> RulesOut:
    """Choose where cards go. For admins. An event that is not named gets its default back."""
    return RulesOut(rules=await rulebook.choose(board_id, body.rules))


@router.post(
    "/webhooks/github",
    status_code=202,
    response_model=DeliveryAnswer,
    responses={**responses(400, 401, 413), 200: {"model": DeliveryAnswer}},
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"type": "object"}}},
        }
    },
)
async def receive_delivery(request: Request, response: Response) -> DeliveryAnswer:
    """What GitHub's webhooks deliver. Signed; kept first, then worked on by a task.

    202: it is kept, also if one that failed comes again. 200: it is done already, or means nothing
    to us.
    """
    opened = await request.app.state.doorkeeper.open(request.headers, request.body)
    unit = open_write(request, Actor(None, Origin.GITHUB, request.state.request_id))
    status = await Inbox(unit).keep(opened)
    if status is not Acceptance.ACCEPTED:
        response.status_code = 200
    return DeliveryAnswer(status=status)
