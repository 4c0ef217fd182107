"""What of a request is Trivet's own, and no business of the legacy service.

A token of ours is known by its looks alone, so that one that has ended stays here too. Whatever else
a client of the legacy service sends to say who it is passes as it came.
"""

import binascii
import re
from base64 import b64decode

import jwt

from trivet.auth import cookies
from trivet.auth.access_tokens import ISSUER

# Mailed links, invitations, sign-in links, refresh and API tokens (platform/telemetry/redaction.py).
_TOKEN = re.compile(r"tr[eilprv]_[A-Za-z0-9_-]{8,}")
# No letter of a token, so that each stands in a word of its own.
_BETWEEN = re.compile(r"[^A-Za-z0-9_.-]+")
# As loosely as browsers and Starlette read names of cookies: both take white space away, and a
# browser sends a cookie without a name, `=trivet_access=x`, as if it had one.
_COOKIE = re.compile(rf"[\s=]*{cookies.PREFIX}", re.IGNORECASE)


def is_our_cookie(pair: str) -> bool:
    """Whether `name=value`, from `Cookie` or the beginning of `Set-Cookie`, is a cookie of ours."""
    return _COOKIE.match(pair) is not None


def cookies_of_others(header: str) -> str:
    """The value of `Cookie` without what is ours; empty if nothing is left."""
    pairs = header.split(";")
    return ";".join(p for p in pairs if not (is_our_cookie(p) or holds_our_token(p))).strip()


def holds_our_token(value: str) -> bool:
    """Whether a token of ours stands somewhere in the value of a header, also by the scheme Basic."""
    scheme, _, rest = value.partition(" ")
    if scheme.lower() == "basic":
        value = _decoded(rest)
    return any(_is_ours(word.split(".")) for word in _BETWEEN.split(value))


def _decoded(text: str) -> str:
    try:
        return b64decode(text.strip(), validate=False).decode("latin-1")
    except (binascii.Error, ValueError):
        return text


def _is_ours(parts: list[str]) -> bool:
    # A word may begin with more, such as `bearer.` in a subprotocol of WebSocket.
    if any(_TOKEN.fullmatch(part) for part in parts):
        return True
    return len(parts) >= 3 and parts[-3].startswith("eyJ") and _issued_here(".".join(parts[-3:]))


def _issued_here(token: str) -> bool:
    """Whether a JWT says that it is ours. What says so and is not is refused by us, too."""
    try:
        claims = jwt.decode(token, options={"verify_signature": False})
    except jwt.PyJWTError:
        return False
    return claims.get("iss") == ISSUER
