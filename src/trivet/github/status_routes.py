"""How things stand between Trivet and GitHub."""

from fastapi import APIRouter, Request

from trivet.auth.dependencies import CurrentCaller
from trivet.github.schemas import GitHubStatusOut
from trivet.github.status import GitHubStatus
from trivet.platform.web.units import UnitRoute

router = APIRouter(route_class=UnitRoute, tags=["github"])


@router.get("/github/status")
async def github_status(request: Request, who: CurrentCaller) -> GitHubStatusOut:
    """Whether GitHub answers, what it still allows me in this hour, and my account there.

    Asks nothing of GitHub.
    """
    state = request.app.state
    return await GitHubStatus(state.github, state.github_tokens, state.settings).of(who.user_id)
