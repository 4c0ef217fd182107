"""Sign-in, sessions, API tokens."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from trivet.auth import access_tokens, cookies
from trivet.auth.api_tokens import ApiTokenQueries, ApiTokenService
from trivet.auth.dependencies import CurrentCaller, caller, check_csrf, device_of
from trivet.auth.errors import CHALLENGE, InvalidRefreshToken
from trivet.auth.limits import limited
from trivet.auth.people import PeopleQueries, PeopleService
from trivet.auth.schemas import (
    ApiTokenCreate,
    ApiTokenCreatedOut,
    ApiTokenOut,
    LocalSignIn,
    Logout,
    MeOut,
    MePatch,
    Refresh,
    SignedInOut,
    UserOut,
)
from trivet.auth.scopes import in_order
from trivet.auth.service import AuthService
from trivet.auth.sessions import REFRESH_LIFETIME, SessionService, SignedIn
from trivet.platform.settings import Settings
from trivet.platform.web.no_store import no_store
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

router = APIRouter(
    prefix="/auth", tags=["auth"], route_class=UnitRoute, dependencies=[Depends(no_store)]
)


async def auth_service(request: Request) -> AuthService:
    state = request.app.state
    return AuthService(
        state.units,
        state.keys,
        correlation_id=request.state.request_id,
        device=device_of(request),
    )


async def session_service(request: Request) -> SessionService:
    who = await caller(request)
    return SessionService(open_write(request, who.actor(request.state.request_id)), who)


async def api_token_service(request: Request) -> ApiTokenService:
    who = await caller(request)
    return ApiTokenService(open_write(request, who.actor(request.state.request_id)), who)


async def api_token_queries(request: Request) -> ApiTokenQueries:
    return ApiTokenQueries(open_read(request), await caller(request))


async def people_service(request: Request) -> PeopleService:
    who = await caller(request)
    return PeopleService(open_write(request, who.actor(request.state.request_id)), who)


async def people_queries(request: Request) -> PeopleQueries:
    return PeopleQueries(open_read(request), await caller(request))


SignIn = Annotated[AuthService, Depends(auth_service)]


@router.post("/local", dependencies=[limited("sign_in")], responses=responses(401, 429))
async def sign_in_locally(
    request: Request, response: Response, body: LocalSignIn, service: SignIn
) -> SignedInOut:
    """Sign in with the one-time link that Trivet prints when it starts.

    `token` is what stands behind the `#` of the link. Browsers get their session as cookies too.
    """
    signed_in = await service.sign_in_locally(body.token)
    cookies.set_cookies(response, signed_in, https=_settings(request).https)
    return signed_in_out(signed_in)


@router.post("/refresh", dependencies=[limited("refresh")], responses=responses(401, 403, 429))
async def refresh(
    request: Request, response: Response, service: SignIn, body: Refresh | None = None
) -> SignedInOut:
    """Exchange a refresh token for an access token and the next refresh token.

    Programs send it in the body. Browsers send their cookie, and `X-CSRF-Token`.
    """
    if body is not None and body.refresh_token is not None:
        return signed_in_out(await service.refresh_access_token(body.refresh_token))
    token = await _refresh_cookie(request, service)
    signed_in = await service.refresh_access_token(token)
    cookies.set_cookies(response, signed_in, https=_settings(request).https)
    return signed_in_out(signed_in)


@router.post("/logout", status_code=204)
async def logout(
    request: Request,
    response: Response,
    service: Annotated[SessionService, Depends(session_service)],
    body: Logout | None = None,
) -> None:
    """End this session, or all of this person's."""
    if body is not None and body.everywhere:
        await service.end_everywhere()
    else:
        await service.end()
    cookies.clear_cookies(response, https=_settings(request).https)


@router.get("/me")
async def me(
    who: CurrentCaller, queries: Annotated[PeopleQueries, Depends(people_queries)]
) -> MeOut:
    """Who am I, and what may this token do?"""
    user = UserOut.model_validate(await queries.me())
    return MeOut(**user.model_dump(), kind=who.kind, scopes=in_order(who.scopes))


@router.patch("/me", responses=responses(409))
async def rename_me(
    body: MePatch, service: Annotated[PeopleService, Depends(people_service)]
) -> UserOut:
    """Change my name. Whoever signs in with GitHub is called what GitHub says."""
    return UserOut.model_validate(await service.rename(body.name))


@router.get("/tokens")
async def list_api_tokens(
    request: Request,
    response: Response,
    queries: Annotated[ApiTokenQueries, Depends(api_token_queries)],
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[ApiTokenOut]:
    """My API tokens, without their secrets."""
    found = await queries.page(id_in_cursor(cursor), limit + 1)
    items = [ApiTokenOut.model_validate(token) for token in found[:limit]]
    next_cursor = encode_cursor(str(items[-1].id)) if len(found) > limit else None
    link_next(request, response, next_cursor)
    return Page[ApiTokenOut](items=items, next_cursor=next_cursor)


@router.post(
    "/tokens", status_code=201, dependencies=[limited("api_tokens")], responses=responses(429)
)
async def create_api_token(
    body: ApiTokenCreate, service: Annotated[ApiTokenService, Depends(api_token_service)]
) -> ApiTokenCreatedOut:
    """Make an API token. Its secret is shown this once."""
    made = await service.create(body.name, body.scopes, expires_at=body.expires_at)
    shown = ApiTokenOut.model_validate(made.token)
    return ApiTokenCreatedOut(**shown.model_dump(), token=made.secret)


@router.delete("/tokens/{token_id}", status_code=204, responses=responses(404))
async def delete_api_token(
    token_id: UUID, service: Annotated[ApiTokenService, Depends(api_token_service)]
) -> None:
    """Delete an API token: it stops working at once."""
    await service.delete(token_id)


async def _refresh_cookie(request: Request, service: AuthService) -> str:
    token = request.cookies.get(cookies.REFRESH)
    session_id = await service.session_of(token) if token else None
    if token is None or session_id is None:
        raise InvalidRefreshToken(
            "Send `refresh_token` in the body, or sign in again.", headers=CHALLENGE
        )
    check_csrf(request, session_id)
    return token


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def signed_in_out(signed_in: SignedIn) -> SignedInOut:
    """A session as it is answered, once."""
    return SignedInOut(
        access_token=signed_in.access_token,
        expires_in=int(access_tokens.LIFETIME.total_seconds()),
        refresh_token=signed_in.refresh_token,
        refresh_expires_in=int(REFRESH_LIFETIME.total_seconds()),
        csrf_token=signed_in.csrf_token,
        user=UserOut.model_validate(signed_in.user),
    )
