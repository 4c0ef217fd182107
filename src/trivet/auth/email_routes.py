"""Sign-in by a link in a mail."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from trivet.auth import cookies
from trivet.auth.dependencies import device_of
from trivet.auth.email_sign_in import EmailSignIn
from trivet.auth.limits import limited
from trivet.auth.routes import signed_in_out
from trivet.auth.schemas import EmailCallback, ReturnedOut
from trivet.auth.schemas import EmailSignIn as Wanted
from trivet.platform.events import Actor
from trivet.platform.settings import Settings
from trivet.platform.web.no_store import no_store
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute

router = APIRouter(
    prefix="/auth/email",
    tags=["auth"],
    route_class=UnitRoute,
    dependencies=[Depends(no_store), limited("sign_in")],
)


async def email_sign_in(request: Request) -> EmailSignIn:
    state = request.app.state
    actor = Actor(correlation_id=request.state.request_id)
    return EmailSignIn(
        state.units, state.keys, state.settings, state.welcome, actor, device_of(request)
    )


SignIn = Annotated[EmailSignIn, Depends(email_sign_in)]


@router.post("", status_code=202, responses=responses(404, 429))
async def ask_for_sign_in_email(
    request: Request, response: Response, body: Wanted, sign_in: SignIn
) -> None:
    """Have a link mailed that signs in: once, within 15 minutes, in this browser.

    The answer does not tell whether anybody with this address may sign in.
    """
    browser = await sign_in.ask(
        body.email, browser=request.cookies.get(cookies.EMAIL), return_to=body.return_to
    )
    cookies.set_email_cookie(response, browser, https=_settings(request).https)


@router.post("/callback", responses=responses(401, 429))
async def sign_in_by_email(
    request: Request, response: Response, body: EmailCallback, sign_in: SignIn
) -> ReturnedOut:
    """Sign in with the secret of a mailed link, in the browser in which it was asked for."""
    arrival = await sign_in.arrive(body.token, request.cookies.get(cookies.EMAIL))
    cookies.set_cookies(response, arrival.signed_in, https=_settings(request).https)
    return ReturnedOut(**signed_in_out(arrival.signed_in).model_dump(), return_to=arrival.return_to)


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings
