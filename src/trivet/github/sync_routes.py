"""The route by which a person has a pull request read anew."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from trivet.auth.dependencies import CurrentCaller
from trivet.cards.asking import CardQuestions
from trivet.cards.routes import CardName, WorkspaceId
from trivet.github.schemas import CheckBegun
from trivet.github.syncing import PullRequestRefresh
from trivet.platform.tasks.schemas import TaskOut
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute, open_write

router = APIRouter(route_class=UnitRoute, tags=["github"])


@router.post(
    "/cards/{card}/pull-requests/{pull_request_id}/sync",
    status_code=202,
    responses=responses(404, 409),
)
async def sync_pull_request(
    card: CardName,
    pull_request_id: UUID,
    request: Request,
    response: Response,
    who: CurrentCaller,
    workspace_id: WorkspaceId = None,
) -> CheckBegun:
    """Have a pull request of this card read anew on GitHub, with its reviews and checks."""
    state = request.app.state
    unit = open_write(request, who.actor(request.state.request_id))
    card_id = await CardQuestions(unit.session, who, state.access).id_of(card, workspace_id)
    task = await PullRequestRefresh(unit, who, state.access).begin(card_id, pull_request_id)
    response.headers["Location"] = f"/tasks/{task.id}"
    return CheckBegun(task=TaskOut.model_validate(task))
