"""Sign-in with GitHub, and the account there."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from trivet.auth import cookies
from trivet.auth.browsers import SIGN_IN_PAGE, signed_in_here, to_public_address
from trivet.auth.dependencies import CurrentCaller, device_of
from trivet.auth.github_sign_in import GitHubSignIn
from trivet.auth.github_tokens import GitHubTokens
from trivet.auth.limits import limited
from trivet.auth.routes import signed_in_out
from trivet.auth.schemas import (
    GitHubAccountOut,
    GitHubCallback,
    ReturnedOut,
    SignInMethodsOut,
)
from trivet.auth.service import AuthService
from trivet.platform.events import Actor
from trivet.platform.settings import Settings
from trivet.platform.web.no_store import no_store
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute

CALLBACK_PAGE = "/app/sign-in/github"

router = APIRouter(
    prefix="/auth", tags=["auth"], route_class=UnitRoute, dependencies=[Depends(no_store)]
)


async def github_sign_in(request: Request) -> GitHubSignIn:
    state = request.app.state
    actor = Actor(correlation_id=request.state.request_id)
    return GitHubSignIn(
        state.units, state.keys, state.github_oauth, state.welcome, actor, device_of(request)
    )


async def sign_in_service(request: Request) -> AuthService:
    state = request.app.state
    return AuthService(
        state.units,
        state.keys,
        correlation_id=request.state.request_id,
        github=await github_sign_in(request),
    )


async def github_tokens(request: Request) -> GitHubTokens:
    tokens: GitHubTokens = request.app.state.github_tokens
    return tokens


@router.get("/methods")
async def auth_methods(request: Request) -> SignInMethodsOut:
    """The ways in which people sign in here, and whether they can connect Miro."""
    settings = _settings(request)
    github, email = settings.github_sign_in, settings.email_sign_in
    return SignInMethodsOut(
        github=github,
        email=email,
        local=not (github or email),
        miro=settings.miro_connects,
    )


@router.get(
    "/github/login",
    dependencies=[limited("github")],
    status_code=302,
    response_class=RedirectResponse,
    responses={302: {"description": "To GitHub."}, **responses(404, 429)},
)
async def begin_github_sign_in(
    request: Request,
    sign_in: Annotated[GitHubSignIn, Depends(github_sign_in)],
    return_to: Annotated[
        str | None, Query(max_length=2000, description="The page to come back to, under `/app/`.")
    ] = None,
    connect: Annotated[
        bool, Query(description="Add the GitHub account to the one that is signed in.")
    ] = False,
    here: Annotated[
        bool, Query(description="Begin under this address, whatever the public one is.")
    ] = False,
) -> Response:
    """Send the browser to GitHub, which sends it back to `/auth/github/callback`."""
    settings = _settings(request)
    if not here and (elsewhere := to_public_address(request, settings)) is not None:
        return elsewhere
    who = await signed_in_here(request) if connect else None
    if connect and who is None and settings.github_sign_in:
        return RedirectResponse(SIGN_IN_PAGE, 302)
    departure = await sign_in.depart(
        browser=request.cookies.get(cookies.OAUTH), return_to=return_to, who=who
    )
    response = RedirectResponse(departure.url, 302)
    cookies.set_oauth_cookie(response, departure.browser, https=settings.https)
    return response


@router.get(
    "/github/callback",
    status_code=303,
    response_class=RedirectResponse,
    responses={303: {"description": "To the client, which posts what GitHub gave."}},
)
async def come_back_from_github(
    code: Annotated[str, Query(max_length=512)] = "",
    state: Annotated[str, Query(max_length=512)] = "",
    error: Annotated[str, Query(max_length=100)] = "",
    error_description: Annotated[str, Query(max_length=500)] = "",
) -> Response:
    """Where GitHub sends the browser: leads to the page of the client that posts code and state.

    They travel behind the `#`: in no log on the way, and in no `Referer`.
    """
    given = {
        "code": code,
        "state": state,
        "error": error,
        "error_description": error_description,
    }
    fragment = urlencode({name: value for name, value in given.items() if value})
    return RedirectResponse(f"{CALLBACK_PAGE}#{fragment}", 303)


@router.post(
    "/github/callback",
    dependencies=[limited("github")],
    responses=responses(400, 403, 404, 409, 429, 503),
)
async def sign_in_with_github(
    request: Request,
    response: Response,
    body: GitHubCallback,
    service: Annotated[AuthService, Depends(sign_in_service)],
) -> ReturnedOut:
    """Sign in with the code and the state that GitHub sent the browser back with.

    Works once, and only in the browser where it began: its cookie proves that.
    """
    arrival = await service.authenticate_github(
        body.code, state=body.state, browser=request.cookies.get(cookies.OAUTH)
    )
    cookies.set_cookies(response, arrival.signed_in, https=_settings(request).https)
    return ReturnedOut(**signed_in_out(arrival.signed_in).model_dump(), return_to=arrival.return_to)


@router.get("/github")
async def github_account(
    who: CurrentCaller, tokens: Annotated[GitHubTokens, Depends(github_tokens)]
) -> GitHubAccountOut:
    """My GitHub account, and what it lets Trivet do."""
    account = await tokens.account(who.user_id)
    if account is None:
        return GitHubAccountOut(connected=False)
    return GitHubAccountOut(
        connected=True,
        login=account.login,
        scopes=list(account.scopes),
        missing_scopes=list(account.missing_scopes),
        sign_in_needed=account.sign_in_needed,
        expires_at=account.expires_at,
    )


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings
