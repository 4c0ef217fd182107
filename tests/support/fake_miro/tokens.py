"""Apps, and what they may do in whose name ("OAuth 2.0 authorization v2", Miro).

Whether an app's tokens expire is chosen when it is made, and stays. Each refresh gives a new pair, and
with it the old access token and the old refresh token end at once.
"""

from dataclasses import dataclass
from datetime import datetime

from tests.support.fake_miro.state import Team, User

CODE_LIFE_S = 600
ACCESS_LIFE_S, REFRESH_LIFE_S = 3_600, 60 * 86_400
SCOPES = ("boards:read", "boards:write")


@dataclass(eq=False)
class App:
    """An app, as it is registered at Miro.

    Args:
        client_id: decimal digits.
        client_secret: signs the id tokens of the Web SDK, too.
        redirect_uris: where people may be sent back to.
        scopes: what it may do; set here, not asked for.
        expiring: whether its tokens expire.
        name: how it is called.
    """

    client_id: str
    client_secret: str
    redirect_uris: list[str]
    scopes: tuple[str, ...] = SCOPES
    expiring: bool = True
    name: str = "Trivet"


@dataclass(frozen=True)
class Code:
    """What somebody's consent is exchanged by.

    Args:
        text: it.
        app: to whom it was given.
        user: whose consent.
        team: for what is in which team.
        redirect_uri: where it was sent.
        expires_at: when it ends.
    """

    text: str
    app: App
    user: User
    team: Team
    redirect_uri: str
    expires_at: datetime


@dataclass(eq=False)
class Token:
    """An access token, with its refresh token if it expires.

    Args:
        text: the access token.
        app: whose it is.
        user: in whose name.
        team: for what is in which team.
        scopes: what it may do.
        expires_at: when the access token ends; None is never.
        refresh: the refresh token.
        refresh_expires_at: when that ends.
    """

    text: str
    app: App
    user: User
    team: Team
    scopes: tuple[str, ...]
    expires_at: datetime | None = None
    refresh: str | None = None
    refresh_expires_at: datetime | None = None

    @property
    def bucket(self) -> tuple[str, str]:
        """Whose credits it uses: those of a person with an app."""
        return self.user.id, self.app.client_id
