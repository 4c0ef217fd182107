"""The end of an account."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from trivet.auth import cookies
from trivet.auth.dependencies import caller
from trivet.platform.settings import Settings
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute, open_write
from trivet.workspaces.closing import AccountService

router = APIRouter(prefix="/auth", tags=["auth"], route_class=UnitRoute)


async def account_service(request: Request) -> AccountService:
    who = await caller(request)
    return AccountService(open_write(request, who.actor(request.state.request_id)), who)


@router.delete("/me", status_code=204, responses=responses(409))
async def delete_account(
    request: Request,
    response: Response,
    service: Annotated[AccountService, Depends(account_service)],
    redact_texts: Annotated[
        bool,
        Query(description="Forget what I typed in the history of boards, and redact my comments."),
    ] = False,
) -> None:
    """Delete my account, at once and for ever.

    What I made in workspaces with others stays there, by "Former member". A workspace in which I am
    alone goes with me. Cards stay as they are, also where I wrote them; with `redact_texts` their
    history no longer holds what I typed, and my comments are redacted.
    """
    await service.close(redact_texts=redact_texts)
    settings: Settings = request.app.state.settings
    cookies.clear_cookies(response, https=settings.https)
