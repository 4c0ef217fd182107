"""Accounts at Miro."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from trivet.auth import cookies
from trivet.auth.browsers import SIGN_IN_PAGE, signed_in_here, to_public_address
from trivet.auth.dependencies import CurrentCaller, device_of
from trivet.auth.grants import Grant
from trivet.auth.limits import limited
from trivet.auth.routes import signed_in_out
from trivet.auth.schemas import SignedInOut
from trivet.miro.callers import CurrentMiroCaller, MiroCaller, named_miro_caller
from trivet.miro.errors import MiroAccountMissing, MiroUserMismatch
from trivet.miro.oauth import REFRESH_LIFETIME
from trivet.miro.schemas import MiroAccountOut, MiroIdTokenIn, MiroUserIn, MiroUserOut
from trivet.miro.sign_in import MiroSignIn
from trivet.miro.tokens import MiroAccount, MiroTokens
from trivet.platform.clock import now
from trivet.platform.errors import AppError
from trivet.platform.events import Actor
from trivet.platform.settings import Settings
from trivet.platform.web.no_store import no_store
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute

PAGE = "/app/whiteboards"
WANTED = ("boards:read", "boards:write")
"""The scopes that the app at Miro has to have."""

router = APIRouter(tags=["miro"], route_class=UnitRoute, dependencies=[Depends(no_store)])


async def miro_sign_in(request: Request) -> MiroSignIn:
    state = request.app.state
    return MiroSignIn(
        state.units,
        state.keys,
        state.miro.oauth,
        state.miro.tokens,
        state.welcome,
        state.settings,
        Actor(correlation_id=request.state.request_id),
        device_of(request),
    )


SignIn = Annotated[MiroSignIn, Depends(miro_sign_in)]


@router.get(
    "/oauth/login",
    dependencies=[limited("miro")],
    status_code=302,
    response_class=RedirectResponse,
    responses={302: {"description": "To Miro; or to sign in first."}, **responses(400, 404, 429)},
)
async def begin_miro_sign_in(
    request: Request,
    sign_in: SignIn,
    return_url: Annotated[
        str | None,
        Query(
            alias="returnUrl",
            max_length=2000,
            description="Where to go then: a page under `/app/`, or an address of an allowed origin.",
        ),
    ] = None,
    connect: Annotated[
        bool, Query(description="Only add it to the account that is signed in; sign in first else.")
    ] = False,
    here: Annotated[
        bool, Query(description="Begin under this address, whatever the public one is.")
    ] = False,
) -> Response:
    """Send the browser to Miro, to connect an account there.

    To the account that is signed in in this browser; if none is, whoever comes back signs in by it.
    """
    settings = _settings(request)
    if not here and (elsewhere := to_public_address(request, settings)) is not None:
        return elsewhere
    who = await signed_in_here(request)
    if connect and who is None and settings.miro_connects:
        return RedirectResponse(SIGN_IN_PAGE, 302)
    departure = await sign_in.depart(
        browser=request.cookies.get(cookies.MIRO), return_url=return_url, who=who
    )
    response = RedirectResponse(departure.url, 302)
    cookies.set_miro_cookie(response, departure.browser, https=settings.https)
    return response


@router.get(
    "/oauth/callback",
    dependencies=[limited("miro")],
    status_code=303,
    response_class=RedirectResponse,
    responses={
        303: {
            "description": "To where the person wanted to go; `miro_error` says why nothing came of it."
        },
        **responses(429),
    },
)
async def come_back_from_miro(
    request: Request,
    sign_in: SignIn,
    code: Annotated[str, Query(max_length=2000)] = "",
    state: Annotated[str, Query(max_length=512)] = "",
    error: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """Where Miro sends the browser. Works once, and only in the browser where it began."""
    browser = request.cookies.get(cookies.MIRO)
    try:
        if not code:
            return _back(await sign_in.back_from(state, browser), error or "no_code")
        arrival = await sign_in.arrive(code, state, browser)
    except AppError as refusal:
        return _back(None, refusal.code)
    response = _back(arrival.return_to, None if arrival.error is None else arrival.error.code)
    if arrival.signed_in is not None:
        cookies.set_cookies(response, arrival.signed_in, https=_settings(request).https)
    return response


@router.post(
    "/auth/miro/session",
    dependencies=[limited("miro")],
    responses=responses(403, 404, 429),
)
async def sign_in_with_miro(body: MiroIdTokenIn, sign_in: SignIn) -> SignedInOut:
    """Sign in with the id token that Miro's Web SDK gives to a panel. Sets no cookie.

    Who has only a Miro account gets an account here by it; not with `sign_up: false`, since they may have
    one to which Miro is not connected.
    """
    return signed_in_out(await sign_in.sign_in(body.id_token, sign_up=body.sign_up))


@router.get("/auth/miro")
async def miro_account(request: Request, who: CurrentCaller) -> MiroAccountOut:
    """My Miro account, and what it lets Trivet do."""
    account = await _tokens(request).account(who.user_id)
    if account is None:
        return MiroAccountOut(connected=False)
    return MiroAccountOut(
        connected=True,
        id=account.id,
        name=account.name,
        team_id=account.team_id,
        team_name=account.team_name,
        scopes=list(account.scopes),
        missing_scopes=[scope for scope in WANTED if scope not in account.scopes],
        sign_in_needed=account.sign_in_needed,
        expires_at=account.expires_at,
    )


@router.delete("/auth/miro", status_code=204, responses=responses(404))
async def disconnect_miro(who: CurrentCaller, sign_in: SignIn) -> None:
    """Disconnect my Miro account: Trivet forgets its tokens, and has Miro forget them."""
    if not await sign_in.part(who.user_id):
        raise MiroAccountMissing("There is none to disconnect.")


@router.get("/api/auth/status", responses=responses(400, 401, 403, 404, 503))
async def miro_status(
    request: Request, who: Annotated[MiroCaller, Depends(named_miro_caller)]
) -> MiroUserOut:
    """Whether there are tokens for the caller's Miro account, and they work; refreshed if they are to be.

    404: there are none, or they work no more; connect Miro then (`GET /oauth/login`).
    """
    account = _account_of(who)
    await _tokens(request).work(account.user_id)
    fresh = await _tokens(request).account(account.user_id)
    return _user_out(account if fresh is None else fresh)


@router.post(
    "/api/users",
    dependencies=[limited("miro_users")],
    status_code=201,
    response_model=MiroUserOut,
    responses={200: {"model": MiroUserOut}, **responses(400, 401, 403, 404, 409, 429, 503)},
)
async def bring_miro_tokens(
    request: Request,
    response: Response,
    body: MiroUserIn,
    who: CurrentMiroCaller,
    sign_in: SignIn,
) -> MiroUserOut:
    """Keep tokens that the caller got from Miro. Miro itself is asked whose they are.

    201: there were none before. 200: they replace others.
    """
    if who.named is not None and who.named != body.id:
        raise MiroUserMismatch("`X-User-Id` and `id` must be the same.")
    refresh = body.refresh_token
    ends = body.expires_at
    grant = Grant(
        access_token=body.access_token,
        refresh_token=refresh,
        # One that can be renewed ends; where it is not said when, now.
        expires_at=now() if ends is None and refresh is not None else ends,
        refresh_expires_at=None if refresh is None else now() + REFRESH_LIFETIME,
    )
    user_id, new = await sign_in.bring(who.user_id, body.id, body.name, grant)
    if not new:
        response.status_code = 200
    account = await _tokens(request).account(user_id)
    if account is None:
        raise MiroAccountMissing("It was disconnected this moment.")
    return _user_out(account)


def _account_of(who: MiroCaller) -> MiroAccount:
    if who.account is None:
        raise MiroAccountMissing("Connect it first: open /oauth/login in a browser.")
    return who.account


def _user_out(account: MiroAccount) -> MiroUserOut:
    return MiroUserOut(
        id=account.id,
        user_id=account.user_id,
        name=account.name,
        team_id=account.team_id,
        team_name=account.team_name,
        scopes=list(account.scopes),
        expires_at=account.expires_at,
    )


def _back(return_to: str | None, error: str | None = None) -> Response:
    """To where somebody wanted to go, with what went wrong."""
    url = return_to or PAGE
    if error is not None:
        url, _, fragment = url.partition("#")
        url += ("&" if "?" in url else "?") + urlencode({"miro_error": error})
        url += f"#{fragment}" if fragment else ""
    return RedirectResponse(url, 303)


def _tokens(request: Request) -> MiroTokens:
    tokens: MiroTokens = request.app.state.miro.tokens
    return tokens


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings
