"""People, teams, apps, consent and tokens, in a few words each."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

import jwt

from tests.support.fake_miro import consenting
from tests.support.fake_miro.state import Team, User
from tests.support.fake_miro.tokens import ACCESS_LIFE_S, SCOPES, App, Token
from tests.support.fake_miro.world import World

ID_TOKEN_LIFE_S = 300


@dataclass
class People:
    """Makes people, teams, apps, and lets people consent.

    Args:
        world: where.
    """

    world: World

    def user(self, name: str) -> User:
        """A person."""
        user = User(self.world.new_id(), name)
        self.world.users[user.id] = user
        return user

    def team(self, name: str = "Acme") -> Team:
        """A team; the same for the same name."""
        same = (each for each in self.world.teams.values() if each.name == name)
        if found := next(same, None):
            return found
        team = Team(self.world.new_id(), name, self.world.new_id())
        self.world.teams[team.id] = team
        return team

    def app(
        self,
        *redirect_uris: str,
        expiring: bool = True,
        scopes: tuple[str, ...] = SCOPES,
        secret: str | None = None,
    ) -> App:
        """An app.

        Args:
            redirect_uris: where people may be sent back to.
            expiring: whether its tokens expire.
            scopes: what it may do.
            secret: its client secret; a new one by default, long enough to sign with.
        """
        made = secret or f"secret-of-an-app-{self.world.new_id()}"
        app = App(self.world.new_id(), made, list(redirect_uris), scopes, expiring)
        self.world.apps[app.client_id] = app
        return app

    def token(
        self, user: User, app: App, team: Team | None = None, lasts_s: float = ACCESS_LIFE_S
    ) -> Token:
        """A token of somebody for an app, as if they had consented.

        Args:
            team: for what is in which team; the one team by default.
            lasts_s: seconds until it ends, if the app's tokens do.
        """
        return consenting.granted(self.world, app, user, team or self.team(), lasts_s)

    def revoke(self, token: Token) -> None:
        """Let a token, and its refresh token, work no more."""
        del self.world.tokens[token.text]

    def uninstall(self, app: App) -> None:
        """Let no token of an app work any more."""
        for token in [each for each in self.world.tokens.values() if each.app is app]:
            self.revoke(token)

    def consent(self, url: str, user: User, team: Team | None = None) -> str:
        """Click `Install & authorize` on the consent page.

        Args:
            url: of the page, with what the app asks for.
            user: who clicks.
            team: which team they choose.

        Returns:
            where they are sent, with `code`, `state`, `client_id` and `team_id`.

        Raises:
            Refused: the app is none, or does not have its people sent there.
        """
        asked = dict(parse_qsl(urlsplit(url).query))
        return consenting.consented(self.world, asked, user, team or self.team())

    def sits_here(self, user: User, team: Team | None = None) -> None:
        """From now on the consent page sends the browser back at once, in this person's name."""
        self.world.present = (user, team or self.team())

    def id_token(
        self, user: User, app: App, team: Team | None = None, lasts_s: int = ID_TOKEN_LIFE_S
    ) -> str:
        """What `miro.board.getIdToken()` of the Web SDK gives an app: a JWT, signed HS256 by its secret.

        The claims are those of "Migrating from getToken to getIdToken", Miro: `iss` is Miro, `sub` the
        app's client id, `user` and `team` whose session it is, `iat`, `exp`. Not known is how long it
        lasts, and whether `iss` is `miro` or `Miro`: read the former, and any case of it.

        Args:
            lasts_s: seconds until it ends; less than 0 has ended already.
        """
        now = int(self.world.clock().timestamp())
        claims = {
            "iss": "miro",
            "sub": app.client_id,
            "user": user.id,
            "team": (team or self.team()).id,
            "iat": now,
            "exp": now + lasts_s,
        }
        return jwt.encode(claims, app.client_secret, algorithm="HS256")
