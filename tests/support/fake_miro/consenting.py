"""How an app comes by a token ("OAuth 2.0 authorization v2", "Exchange authorization code", Miro).

The words of what is refused here are ours, after RFC 6749: who reads them goes by the status.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

from tests.support.fake_miro import refusals
from tests.support.fake_miro.state import Team, User
from tests.support.fake_miro.tokens import (
    ACCESS_LIFE_S,
    CODE_LIFE_S,
    REFRESH_LIFE_S,
    App,
    Code,
    Token,
)
from tests.support.fake_miro.world import World


def consented(world: World, asked: Mapping[str, str], user: User, team: Team) -> str:
    """Where somebody is sent who consents to what an app asks for.

    Args:
        asked: the query of the consent page.
        user: who consents.
        team: for what is in which team; another one than was asked for is refused.

    Raises:
        Refused: the app is none, or does not have its people sent there.
    """
    app = world.apps.get(asked.get("client_id", ""))
    back_to = asked.get("redirect_uri", "")
    if app is None or back_to not in app.redirect_uris:
        raise refusals.oauth(400, "invalid_request", "The redirect_uri is not one of the app's")
    if asked.get("team_id", team.id) != team.id:
        raise refusals.oauth(400, "invalid_request", "The team is another one")
    code = Code(world.new_secret(), app, user, team, back_to, world.in_time(seconds=CODE_LIFE_S))
    world.codes[code.text] = code
    query = {"code": code.text, "client_id": app.client_id, "team_id": team.id}
    if "state" in asked:
        query["state"] = asked["state"]
    return f"{back_to}{'&' if '?' in back_to else '?'}{urlencode(query)}"


def exchanged(world: World, asked: Mapping[str, str]) -> Token:
    """The token for a code, which works once and for ten minutes.

    Raises:
        Refused: the code does not work, or was sent elsewhere.
    """
    app = _app(world, asked)
    code = world.codes.pop(asked.get("code", ""), None)
    if code is None or code.app is not app or code.expires_at <= world.clock():
        raise refusals.oauth(400, "invalid_grant", "The authorization code does not work")
    if asked.get("redirect_uri") != code.redirect_uri:
        raise refusals.oauth(400, "invalid_grant", "The redirect_uri is another one")
    return granted(world, app, code.user, code.team)


def refreshed(world: World, asked: Mapping[str, str]) -> Token:
    """A new pair for a refresh token; the old pair ends.

    Raises:
        Refused: the refresh token does not work, or not any more.
    """
    app = _app(world, asked)
    old = world.token_to_refresh(asked.get("refresh_token", ""))
    if old is None or old.app is not app:
        raise refusals.oauth(400, "invalid_grant", "The refresh token does not work")
    del world.tokens[old.text]
    return granted(world, app, old.user, old.team)


def granted(
    world: World, app: App, user: User, team: Team, lasts_s: float = ACCESS_LIFE_S
) -> Token:
    """A token of somebody for an app.

    Args:
        lasts_s: seconds until it ends, if the app's tokens do.
    """
    token = Token(world.new_secret(), app, user, team, app.scopes)
    if app.expiring:
        token.expires_at = world.in_time(seconds=lasts_s)
        token.refresh = world.new_secret()
        token.refresh_expires_at = world.in_time(seconds=REFRESH_LIFE_S)
    world.tokens[token.text] = token
    return token


def _app(world: World, asked: Mapping[str, str]) -> App:
    app = world.apps.get(asked.get("client_id", ""))
    if app is None or app.client_secret != asked.get("client_secret"):
        raise refusals.oauth(401, "invalid_client", "The client id or secret is wrong")
    return app
