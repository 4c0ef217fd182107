"""What OAuth 2.0 grants, and how it is kept (RFC 6749)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from trivet.platform.clock import now
from trivet.platform.crypto import Cipher


@dataclass(frozen=True, slots=True)
class Grant:
    """What a vendor granted us to do on a person's behalf.

    Args:
        access_token: of any length and form.
        scopes: as granted, which may be fewer than asked; empty for a GitHub App, which has none.
        refresh_token: can be used once; None where the token does not expire.
        expires_at: when the access token ends; None where it does not.
        refresh_expires_at: when the refresh token ends.
    """

    access_token: str = field(repr=False)
    scopes: tuple[str, ...] = ()
    refresh_token: str | None = field(default=None, repr=False)
    expires_at: datetime | None = None
    refresh_expires_at: datetime | None = None


def stored(cipher: Cipher, grant: Grant) -> dict[str, object]:
    """The columns of a grant, its tokens encrypted."""
    refresh = grant.refresh_token
    return {
        "access_token": cipher.encrypt(grant.access_token),
        "refresh_token": None if refresh is None else cipher.encrypt(refresh),
        "scopes": list(grant.scopes),
        "expires_at": grant.expires_at,
        "refresh_expires_at": grant.refresh_expires_at,
        "updated_at": now(),
    }


def in_seconds(value: Any) -> datetime | None:
    """The moment that lies so many seconds ahead; None if nothing sensible is said."""
    try:
        seconds = int(value)
    except (TypeError, ValueError):
        return None
    return now() + timedelta(seconds=seconds) if 0 < seconds < 10**9 else None
