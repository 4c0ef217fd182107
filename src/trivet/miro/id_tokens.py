"""Id tokens that Miro's Web SDK gives to our panel: JWTs, signed with the secret of our app.

Source: "Migrating from getToken to getIdToken", Miro: `iss` is miro, `sub` our client id, `user` and
`team` say who looks at the panel, `exp` and `iat` when.
"""

from dataclasses import dataclass

import jwt

from trivet.miro.errors import MiroIdTokenInvalid
from trivet.platform.clock import now

ALGORITHM = "HS256"
ISSUER = "miro"
LEEWAY_S = 60
"""By how much Miro's clock and ours may differ."""

_OPTIONS: jwt.types.Options = {
    "require": ["exp", "iss", "sub"],
    "verify_exp": False,
    "verify_iat": False,
}


@dataclass(frozen=True, slots=True)
class MiroIdToken:
    """Who looks at our panel, as Miro says.

    Args:
        user: Miro's id of them.
        team: the team in which they look.
    """

    user: str
    team: str | None


def verified(token: str, client_id: str, secret: str) -> MiroIdToken:
    """What a token says, if Miro made it for our app, and it has not ended.

    Raises:
        MiroIdTokenInvalid: it did not, or it has.
    """
    try:
        claims = jwt.decode(token, secret, algorithms=[ALGORITHM], options=_OPTIONS)
        ended = now().timestamp() >= int(claims["exp"]) + LEEWAY_S
    except (jwt.PyJWTError, ValueError, TypeError, OverflowError):
        raise _invalid() from None
    user = _id(claims.get("user"))
    # Whether it is miro or Miro is not settled.
    by_miro = str(claims["iss"]).casefold() == ISSUER
    if ended or user is None or not by_miro or claims["sub"] != client_id:
        raise _invalid()
    return MiroIdToken(user, _id(claims.get("team")))


def _id(value: object) -> str | None:
    """An id of Miro's: a decimal, as a number or as a text. Never through a float: it has 64 bits."""
    text = str(value) if type(value) is int else value
    return text if isinstance(text, str) and text.isascii() and text.isdigit() else None


def _invalid() -> MiroIdTokenInvalid:
    return MiroIdTokenInvalid("Load the board in Miro again; the panel then has a new one.")
