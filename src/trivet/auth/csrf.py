"""Proof that our own page sent a request: a token that only it can read, bound to the session.

After the OWASP cheat sheet on cross-site request forgery, "signed double-submit cookie".
"""

import hashlib
import hmac
from uuid import UUID

from trivet.platform.keys import Keys, Purpose

HEADER = "X-CSRF-Token"


def csrf_token(keys: Keys, session_id: UUID) -> str:
    """What the page sends as `X-CSRF-Token` with every change, for as long as the session lives."""
    return _sign(keys.first(Purpose.CSRF).secret, session_id)


def csrf_matches(keys: Keys, session_id: UUID, sent: str | None) -> bool:
    """Whether `sent` was made for this session, with a key that we still know."""
    if not sent:
        return False
    return any(
        hmac.compare_digest(
            _sign(key.secret, session_id).encode(), sent.encode(errors="surrogatepass")
        )
        for key in keys.every(Purpose.CSRF)
    )


def _sign(secret: bytes, session_id: UUID) -> str:
    return hmac.new(secret, session_id.bytes, hashlib.sha256).hexdigest()
