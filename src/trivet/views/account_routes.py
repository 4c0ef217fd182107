"""What a person takes with them."""

from fastapi import APIRouter, Request
from starlette.responses import StreamingResponse

from trivet.auth.callers import Scope
from trivet.auth.dependencies import caller
from trivet.auth.scopes import demand
from trivet.platform.web.units import UnitRoute
from trivet.views.personal_data import PersonalData

router = APIRouter(prefix="/auth", tags=["auth"], route_class=UnitRoute)

_DOCUMENT = {
    "description": "One JSON document, as a file.",
    "content": {"application/json": {"schema": {"type": "object"}}},
}


@router.get("/me/export", response_class=StreamingResponse, responses={200: _DOCUMENT})
async def export_my_data(request: Request) -> StreamingResponse:
    """All that Trivet keeps of me: profile, sign-ins, tokens (without secrets), workspaces, cards
    that I made or work on, and what I changed.

    Of workspaces that I have left it holds nothing.
    """
    who = await caller(request)
    demand(who, Scope.ADMIN)
    return StreamingResponse(
        PersonalData(request.app.state.units, who.user_id).document(),
        media_type="application/json",
        headers={
            "Content-Disposition": 'attachment; filename="trivet-export.json"',
            "Cache-Control": "no-store",
        },
    )
