"""Routes of a card's pull requests: all that is known of them, linking and taking away."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from trivet.auth.dependencies import caller
from trivet.cards.routes import CardName, WorkspaceId
from trivet.github.linking import PullRequestLinking
from trivet.github.pull_request_details import PullRequestQueries
from trivet.github.pull_request_finding import PullRequestFinder
from trivet.github.pull_request_schemas import (
    PullRequestDetails,
    PullRequestLinkCreate,
    PullRequestsOfCard,
)
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute, aside, open_read, open_write

router = APIRouter(route_class=UnitRoute, tags=["github"])

PULL_REQUESTS = "/cards/{card}/pull-requests"


async def _queries(request: Request) -> PullRequestQueries:
    return PullRequestQueries(open_read(request), await caller(request), request.app.state.access)


async def _finder(request: Request) -> PullRequestFinder:
    who, state = await caller(request), request.app.state
    return PullRequestFinder(state.units, who, state.access, state.github, state.settings)


async def _linking(request: Request) -> PullRequestLinking:
    who = await caller(request)
    unit = open_write(request, who.actor(request.state.request_id))
    return PullRequestLinking(unit, who, request.app.state.access)


@router.get(PULL_REQUESTS, responses=responses(404, 409))
async def list_pull_requests(
    card: CardName,
    queries: Annotated[PullRequestQueries, Depends(_queries)],
    workspace_id: WorkspaceId = None,
) -> PullRequestsOfCard:
    """The pull requests of a card, with every check. What is known here: GitHub is not asked."""
    return await queries.of_card(card, workspace_id)


@router.post(
    PULL_REQUESTS,
    status_code=201,
    responses={**responses(404, 409, 503), 200: {"model": PullRequestDetails}},
)
async def link_pull_request(
    card: CardName,
    body: PullRequestLinkCreate,
    request: Request,
    response: Response,
    finder: Annotated[PullRequestFinder, Depends(_finder)],
    workspace_id: WorkspaceId = None,
) -> PullRequestDetails:
    """Link a pull request to a card, also one that was taken away. Of one that Trivet has not heard of,
    GitHub is asked in your name.

    200: the card shows it already; then only `closes` changes.
    """
    meant = await finder.find(card, workspace_id, body.url)
    reading = None
    if meant.pull_request_id is None:
        async with aside(request, again=True):
            reading = await finder.read(meant)
    linking = await _linking(request)
    details, new = await linking.link(meant, closes=body.closes, reading=reading)
    if not new:
        response.status_code = 200
    return details


@router.delete(
    f"{PULL_REQUESTS}/{{pull_request_id}}", status_code=204, responses=responses(404, 409)
)
async def unlink_pull_request(
    card: CardName,
    pull_request_id: UUID,
    linking: Annotated[PullRequestLinking, Depends(_linking)],
    workspace_id: WorkspaceId = None,
) -> None:
    """Take a pull request away from a card, for good: nothing on GitHub brings it back."""
    await linking.unlink(card, workspace_id, pull_request_id)
