"""The panel inside Miro: the only page of ours that another site may frame."""

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from trivet.platform.settings import Settings
from trivet.platform.web.security_headers import content_security_policy

PATH = "/miro/panel"
PAGE = "panel.html"
"""What it is called among the files of the client."""
SDK = "/app/static/sdk/v2/miro.js"
"""Where Miro's Web SDK is, at Miro."""
_STATIC = "/app/static/"
"""Below this the SDK finds whatever else of itself it needs; nothing that answers with what it is asked."""

_UNSAID = '<meta name="miro-sdk" content="" />'


def panel_routes(page: str, settings: Settings) -> list[BaseRoute]:
    """The one route of it.

    One address serves both for the app at Miro and for its panel (`client/src/panel`), so that no other
    page has to be framed.

    Args:
        page: as it was built.
        settings: where Miro is, and whether an app is set up there.
    """
    scripts: tuple[str, ...] = ()
    if settings.miro_connects:
        sdk = escape(settings.miro_url + SDK)
        page = page.replace(_UNSAID, _UNSAID.replace('""', f'"{sdk}"'))
        scripts = (settings.miro_url + _STATIC,)
    policy = content_security_policy(scripts=scripts, framed_by=settings.miro_origins)

    async def panel(_request: Request) -> Response:
        return HTMLResponse(page, headers={"Content-Security-Policy": policy})

    return [Route(PATH, panel, include_in_schema=False)]
