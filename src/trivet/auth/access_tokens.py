"""Access tokens: short-lived JWTs (RFC 7519) that name a session. Pure functions of the keys."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import jwt

from trivet.platform.clock import now
from trivet.platform.keys import Keys, Purpose

LIFETIME = timedelta(minutes=15)
ALGORITHM = "HS256"
ISSUER = "trivet"

# PyJWT asks the system what time it is; we ask our own clock, below.
_OPTIONS: jwt.types.Options = {
    "require": ["exp", "iat", "iss", "sub", "sid"],
    "verify_exp": False,
    "verify_iat": False,
}


@dataclass(frozen=True, slots=True)
class AccessClaims:
    """What an access token says.

    Args:
        user_id: who signed in.
        session_id: the session it belongs to; the token works no longer than this lives.
        expires_at: when it ends by itself.
    """

    user_id: UUID
    session_id: UUID
    expires_at: datetime


def issue(keys: Keys, user_id: UUID, session_id: UUID) -> str:
    """A new access token, for 15 minutes from now."""
    key = keys.first(Purpose.ACCESS_TOKENS)
    issued = int(now().timestamp())
    claims = {
        "iss": ISSUER,
        "sub": str(user_id),
        "sid": str(session_id),
        "iat": issued,
        "exp": issued + int(LIFETIME.total_seconds()),
    }
    return jwt.encode(claims, key.secret, algorithm=ALGORITHM, headers={"kid": key.kid})


def verified(keys: Keys, token: str) -> AccessClaims | None:
    """What a token says if we signed it and it has not expired; else None."""
    try:
        kid = jwt.get_unverified_header(token).get("kid")
        key = keys.named(Purpose.ACCESS_TOKENS, str(kid))
        if key is None:
            return None
        # The algorithm is ours to choose, never the token's (RFC 8725, section 3.1).
        claims = jwt.decode(
            token, key.secret, algorithms=[ALGORITHM], issuer=ISSUER, options=_OPTIONS
        )
        expires_at = datetime.fromtimestamp(claims["exp"], UTC)
        found = AccessClaims(UUID(claims["sub"]), UUID(claims["sid"]), expires_at)
    except (jwt.PyJWTError, ValueError, TypeError, AttributeError, OverflowError):
        return None
    return found if now() < found.expires_at else None
