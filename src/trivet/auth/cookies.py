"""The cookies of the web client.

The access token goes everywhere, the refresh token only to `/auth`; no script can read either.
The third is there to be read: the page sends it back as `X-CSRF-Token`.
"""

from dataclasses import dataclass
from typing import Literal

from starlette.responses import Response

from trivet.auth import access_tokens
from trivet.auth.email_sign_in import LIFETIME as LINK_LIFETIME
from trivet.auth.oauth_attempts import ATTEMPT_LIFETIME
from trivet.auth.sessions import REFRESH_LIFETIME, SignedIn

PREFIX = "trivet_"
"""What all of ours begin with, and nobody else's may."""

ACCESS = "trivet_access"
REFRESH = "trivet_refresh"
CSRF = "trivet_csrf"
OAUTH = "trivet_oauth"
MIRO = "trivet_miro"
EMAIL = "trivet_email"


@dataclass(frozen=True, slots=True)
class _Cookie:
    name: str
    path: str
    max_age: int
    hidden: bool
    same_site: Literal["lax"] = "lax"


_REFRESH_S = int(REFRESH_LIFETIME.total_seconds())
_ACCESS_COOKIE = _Cookie(ACCESS, "/", int(access_tokens.LIFETIME.total_seconds()), hidden=True)
_REFRESH_COOKIE = _Cookie(REFRESH, "/auth", _REFRESH_S, hidden=True)
_OAUTH_COOKIE = _Cookie(OAUTH, "/auth/github", int(ATTEMPT_LIFETIME.total_seconds()), hidden=True)
_MIRO_COOKIE = _Cookie(MIRO, "/oauth", int(ATTEMPT_LIFETIME.total_seconds()), hidden=True)
_EMAIL_COOKIE = _Cookie(EMAIL, "/auth/email", int(LINK_LIFETIME.total_seconds()), hidden=True)
_CSRF_COOKIE = _Cookie(CSRF, "/", _REFRESH_S, hidden=False)


def set_cookies(response: Response, signed_in: SignedIn, *, https: bool) -> None:
    """Give a browser its session.

    Args:
        response: the answer that carries the cookies.
        signed_in: the session.
        https: whether people reach us by https; then the cookies travel no other way.
    """
    for cookie, value in (
        (_ACCESS_COOKIE, signed_in.access_token),
        (_REFRESH_COOKIE, signed_in.refresh_token),
        (_CSRF_COOKIE, signed_in.csrf_token),
    ):
        _set(response, cookie, value, cookie.max_age, https=https)


def set_oauth_cookie(response: Response, browser: str, *, https: bool) -> None:
    """Let a browser prove, when it is back from GitHub, that it went there.

    Lax is enough: it comes back by a navigation of its own window.
    """
    _set(response, _OAUTH_COOKIE, browser, _OAUTH_COOKIE.max_age, https=https)


def set_miro_cookie(response: Response, browser: str, *, https: bool) -> None:
    """The same for those who go to Miro."""
    _set(response, _MIRO_COOKIE, browser, _MIRO_COOKIE.max_age, https=https)


def set_email_cookie(response: Response, browser: str, *, https: bool) -> None:
    """Let a browser prove, when its person follows the link in the mail, that it asked for it."""
    _set(response, _EMAIL_COOKIE, browser, _EMAIL_COOKIE.max_age, https=https)


def clear_cookies(response: Response, *, https: bool) -> None:
    """Take a browser's session away."""
    for cookie in (_ACCESS_COOKIE, _REFRESH_COOKIE, _CSRF_COOKIE):
        _set(response, cookie, "", 0, https=https)


def _set(response: Response, cookie: _Cookie, value: str, max_age: int, *, https: bool) -> None:
    response.set_cookie(
        cookie.name,
        value,
        max_age=max_age,
        path=cookie.path,
        secure=https,
        httponly=cookie.hidden,
        samesite=cookie.same_site,
    )
