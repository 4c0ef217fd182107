"""Browsers on their way to a vendor's sign-in."""

from urllib.parse import urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from trivet.auth.callers import Caller
from trivet.auth.dependencies import caller
from trivet.auth.errors import SignInNeeded
from trivet.platform.settings import Settings

SIGN_IN_PAGE = "/app/sign-in"


def to_public_address(request: Request, settings: Settings) -> Response | None:
    """Begin under the public address, to which the vendor will send the browser: its cookie must be known
    there. None where that is the case.
    """
    if request.headers.get("host", "") == urlsplit(settings.base_url).netloc:
        return None
    query = urlencode({**request.query_params, "here": "true"})
    return RedirectResponse(f"{settings.base_url}{request.url.path}?{query}", 302)


async def signed_in_here(request: Request) -> Caller | None:
    """Who is signed in in this browser; a token in a header adds no account to anybody.

    What a proxy in front of us asks for by another scheme is none of ours.
    """
    if request.headers.get("authorization", "").partition(" ")[0].lower() == "bearer":
        return None
    try:
        return await caller(request)
    except SignInNeeded:
        return None
