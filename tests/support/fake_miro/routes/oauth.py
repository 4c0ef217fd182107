"""Consent, tokens, whose a token is, and their end."""

from tests.support.fake_miro import answers, consenting, refusals
from tests.support.fake_miro.routing import Call, Route
from tests.support.fake_miro.tokens import ACCESS_LIFE_S, Token
from tests.support.playing.wire import Answer

PAGE = b"<!DOCTYPE html>\n<html><head><title>Sign in to Miro</title></head></html>\n"


def _authorize(call: Call) -> Answer:
    """Back to the app at once, where somebody sits before the browser; else a page for people."""
    if call.world.present is None:
        return Answer(200, raw=PAGE, headers={"Content-Type": "text/html"})
    location = consenting.consented(call.world, call.query, *call.world.present)
    return Answer(302, headers={"Location": location})


def _token(call: Call) -> Answer:
    form = call.body or {}
    refreshing = form.get("grant_type") == "refresh_token"
    give = consenting.refreshed if refreshing else consenting.exchanged
    return Answer(200, answers.given(give(call.world, form), ACCESS_LIFE_S - 1))


def _context(call: Call) -> Answer:
    return Answer(200, answers.context(call.by))


def _revoke(call: Call) -> Answer:
    """The access token ends, and its refresh token with it; the app stays installed."""
    token = _named(call)
    app = call.world.apps.get(call.body["clientId"])
    if token is None or token.app is not app or app.client_secret != call.body["clientSecret"]:
        raise refusals.oauth(404, "notFound", "Failed to revoke token")
    del call.world.tokens[token.text]
    return Answer(204)


def _named(call: Call) -> Token | None:
    return call.world.tokens.get(call.body["accessToken"])


ROUTES = [
    Route("GET", "/oauth/authorize", _authorize, open=True),
    Route("POST", "/v1/oauth/token", _token, open=True),
    Route("GET", "/v1/oauth-token", _context),
    Route("POST", "/v2/oauth/revoke", _revoke, open=True),
]
