"""Links that are mailed: what they say, and whether they live."""

from datetime import datetime

from trivet.auth.repository import AuthReads
from trivet.platform.clock import now
from trivet.platform.db.session import ReadSession
from trivet.platform.settings import Settings

SIGN_IN_PAGE = "/app/sign-in/email"
ADDRESS_PAGE = "/app/account/address"


def link_address(settings: Settings, page: str, token: str) -> str:
    """The address of a link; its secret stands behind the `#`, which browsers do not send."""
    return f"{settings.base_url}{page}#{token}"


async def living_link(session: ReadSession, token_hash: str) -> datetime | None:
    """When a link ends; None if it was used, or has ended."""
    return await AuthReads(session).email_link_end(token_hash, now())
