"""Where a card is."""

from fastapi import APIRouter, Request

from trivet.auth.dependencies import CurrentCaller
from trivet.cards.routes import CardName, WorkspaceId
from trivet.github.places import Places
from trivet.github.places_schemas import PlacesOut
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute, open_read

router = APIRouter(route_class=UnitRoute, tags=["github"])


@router.get("/cards/{card}/places", responses=responses(404, 409))
async def get_card_places(
    card: CardName, request: Request, who: CurrentCaller, workspace_id: WorkspaceId = None
) -> PlacesOut:
    """How a card stands on the whiteboard, on its board and on GitHub: as of when, what is under way,
    and what is wrong."""
    state = request.app.state
    places = Places(open_read(request), who, state.access, state.settings)
    return await places.of_card(card, workspace_id)
