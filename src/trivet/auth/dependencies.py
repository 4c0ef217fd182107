"""Who calls a route: from the request's header or cookie to a `Caller`."""

from dataclasses import dataclass, field
from typing import Annotated
from uuid import UUID

from fastapi import Depends
from starlette.requests import Request

from trivet.auth import cookies, csrf
from trivet.auth.callers import Caller, CallerKind, Scope
from trivet.auth.devices import Device, tidied
from trivet.auth.errors import CsrfFailed, SignInNeeded
from trivet.auth.middleware import AuthMiddleware
from trivet.auth.scopes import demand
from trivet.platform.keys import Keys
from trivet.platform.web.client_address import client_address

# RFC 9110, section 9.2.1, without those that we do not answer.
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_SCHEME = "bearer"


@dataclass(frozen=True, slots=True)
class _Presented:
    token: str = field(repr=False)
    by_cookie: bool


async def caller(request: Request) -> Caller:
    """Who calls. A dependency, and callable from a plain route.

    A header wins over a cookie. A cookie travels by itself, so a change that comes with one must
    carry the `X-CSRF-Token` of its session. Changing needs the scope `write`, reading `read`.

    Args:
        request: the request; `request.state.caller` is set.

    Raises:
        SignInNeeded: it carries no token, or one that is not accepted.
        CsrfFailed: it carries a cookie, and no proof that our page sent it.
        InsufficientScope: its API token may not do this.
    """
    known: Caller | None = getattr(request.state, "caller", None)
    if known is not None:
        return known
    return await caller_with(request, Scope.WRITE if _is_unsafe(request) else Scope.READ)


async def caller_with(request: Request, scope: Scope) -> Caller:
    """Who calls a route that wants another scope of an API token; else the same.

    Args:
        request: the request; `request.state.caller` is set.
        scope: what the token must have.

    Raises:
        SignInNeeded, CsrfFailed, InsufficientScope: as for `caller`.
    """
    presented = _presented(request)
    if presented is None:
        raise SignInNeeded
    who = await AuthMiddleware(request.app.state.callers).verify_token(presented.token)
    if presented.by_cookie:
        _check_cookie(request, who, unsafe=_is_unsafe(request))
    demand(who, scope)
    request.state.caller = who
    return who


def _is_unsafe(request: Request) -> bool:
    return request.method not in SAFE


CurrentCaller = Annotated[Caller, Depends(caller)]


def _presented(request: Request) -> _Presented | None:
    header = request.headers.get("authorization")
    if header is not None:
        scheme, _, token = header.partition(" ")
        if scheme.lower() == _SCHEME:  # others are for a proxy in front of us
            return _Presented(token.strip(), by_cookie=False) if token.strip() else None
    cookie = request.cookies.get(cookies.ACCESS)
    return _Presented(cookie, by_cookie=True) if cookie else None


def _check_cookie(request: Request, who: Caller, *, unsafe: bool) -> None:
    if who.kind is not CallerKind.SESSION:
        raise SignInNeeded  # API tokens are for programs: they come in the header
    if unsafe:
        check_csrf(request, who.credential_id)


def check_csrf(request: Request, session_id: UUID) -> None:
    """Go on only if our own page sent this request.

    Args:
        request: the request.
        session_id: the session that its cookie belongs to.

    Raises:
        CsrfFailed: `X-CSRF-Token` is missing, or is not that of the session.
    """
    keys: Keys = request.app.state.keys
    if not csrf.csrf_matches(keys, session_id, request.headers.get(csrf.HEADER)):
        raise CsrfFailed(
            f"Send the value of the cookie `{cookies.CSRF}` in the header `{csrf.HEADER}`."
        )


def device_of(request: Request) -> Device:
    """From what a request comes."""
    return Device(tidied(request.headers.get("user-agent")), client_address(request))
