"""Miro's OAuth: what is sent, and how the answers are read.

Sources: "OAuth 2.0 authorization", "Exchange authorization code with access token", "Get new access
token" and "Get access token information", Miro. There is no PKCE and no scope parameter: scopes are set
in the app. The addresses of tokens stayed under `/v1`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import httpx2

from trivet.auth.grants import Grant, in_seconds
from trivet.miro.errors import MiroNotSetUp, MiroRefused, MiroSignInNeeded, MiroUnreachable
from trivet.platform.clock import now
from trivet.platform.http.whole import NoAnswer, Unreadable, WholeAnswer, answered, text_in
from trivet.platform.settings import Settings

CALLBACK = "/oauth/callback"
REFRESH_LIFETIME = timedelta(days=60)
"""How long a refresh token lives; its answer does not say."""
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class MiroProfile:
    """Whose token it is, as Miro itself says.

    Args:
        id: Miro's id of the person, a decimal.
        name: what they call themselves there.
        team_id: the team to which the token is bound.
        team_name: what it is called.
        scopes: what the token may do.
    """

    id: str
    name: str
    team_id: str | None
    team_name: str | None
    scopes: tuple[str, ...]


class MiroOAuth:
    """Speaks with Miro about who somebody is.

    Args:
        http: sends the requests.
        settings: the addresses, and our app there.
    """

    def __init__(self, http: httpx2.AsyncClient, settings: Settings) -> None:
        self._http = http
        self._settings = settings

    def authorize_url(self, state: str) -> str:
        """Where the browser is sent.

        Args:
            state: comes back with the browser.

        Raises:
            MiroNotSetUp: no app is configured.
        """
        client_id, _ = self.app()
        query = {
            "response_type": "code",
            "client_id": client_id,
            "redirect_uri": self._redirect_uri,
            "state": state,
        }
        return f"{self._settings.miro_url}/oauth/authorize?{urlencode(query)}"

    async def exchange(self, code: str) -> Grant:
        """Exchange a code, which lives for 10 minutes and can be used once.

        Raises:
            MiroNotSetUp, MiroRefused, MiroUnreachable: as they say.
        """
        return await self._token(
            {
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": self._redirect_uri,
            }
        )

    async def refresh(self, refresh_token: str) -> Grant:
        """Exchange a refresh token; it and its access token are dead at once.

        Raises:
            MiroNotSetUp, MiroRefused, MiroUnreachable: as they say.
        """
        return await self._token({"grant_type": "refresh_token", "refresh_token": refresh_token})

    async def profile(self, access_token: str) -> MiroProfile:
        """Whose token this is.

        Raises:
            MiroSignInNeeded: nobody's any more.
            MiroRefused, MiroUnreachable: as they say.
        """
        answer = await self._send(
            "GET",
            f"{self._settings.miro_api_url}/v1/oauth-token",
            headers={"Accept": "application/json", "Authorization": f"Bearer {access_token}"},
        )
        if answer.status in {400, 401}:
            raise MiroSignInNeeded("Miro does not know this token: connect Miro again.")
        if answer.status != 200:
            raise MiroRefused(f"It answered {answer.status}: try again.")
        return _profile(_members(answer))

    async def revoke(self, access_token: str) -> None:
        """Let a token, and the refresh token with it, work no more. That it was dead is fine.

        Raises:
            MiroNotSetUp, MiroRefused, MiroUnreachable: as they say.
        """
        client_id, secret = self.app()
        answer = await self._send(
            "POST",
            f"{self._settings.miro_api_url}/v2/oauth/revoke",
            json={"accessToken": access_token, "clientId": client_id, "clientSecret": secret},
        )
        if answer.status not in {204, 404}:
            raise MiroRefused(f"It answered {answer.status}.")

    def app(self) -> tuple[str, str]:
        """Client id and secret of our app.

        Raises:
            MiroNotSetUp: there is none.
        """
        client_id, secret = self._settings.miro_client_id, self._settings.miro_client_secret
        if client_id is None or secret is None:
            raise MiroNotSetUp(
                "Whoever runs this Trivet sets TRIVET_MIRO_CLIENT_ID and "
                "TRIVET_MIRO_CLIENT_SECRET first: see docs/miro.md."
            )
        return client_id, secret.get_secret_value()

    @property
    def _redirect_uri(self) -> str:
        return self._settings.base_url + CALLBACK

    async def _token(self, wanted: Mapping[str, str]) -> Grant:
        client_id, secret = self.app()
        answer = await self._send(
            "POST",
            f"{self._settings.miro_api_url}/v1/oauth/token",
            data={"client_id": client_id, "client_secret": secret, **wanted},
            headers={"Accept": "application/json"},
        )
        if answer.status != 200:
            raise _refusal(answer)
        return _grant(_members(answer))

    async def _send(self, method: str, url: str, **more: Any) -> WholeAnswer:
        try:
            answer = await answered(self._http, method, url, vendor="miro", **more)
        except NoAnswer as error:
            raise MiroUnreachable(
                "Try again in a minute.", headers={"Retry-After": "60"}
            ) from error
        except Unreadable as error:
            raise _unreadable() from error
        if answer.status == 429:
            raise MiroUnreachable(
                "It has too much to do. Try again in a minute.", headers={"Retry-After": "60"}
            )
        return answer


def _members(answer: WholeAnswer) -> Mapping[str, Any]:
    try:
        found = answer.json()
    except Unreadable:
        raise _unreadable() from None
    if not isinstance(found, Mapping):
        raise _unreadable()
    return found


def _grant(answer: Mapping[str, Any]) -> Grant:
    access_token = text_in(answer.get("access_token"))
    if access_token is None:
        raise _unreadable()
    refresh_token = text_in(answer.get("refresh_token"))
    return Grant(
        access_token=access_token,
        scopes=tuple(sorted({s for s in (text_in(answer.get("scope")) or "").split() if s})),
        refresh_token=refresh_token,
        expires_at=in_seconds(answer.get("expires_in")),
        refresh_expires_at=None if refresh_token is None else now() + REFRESH_LIFETIME,
    )


def _profile(answer: Mapping[str, Any]) -> MiroProfile:
    user, team = answer.get("user"), answer.get("team")
    id_ = text_in(user.get("id")) if isinstance(user, Mapping) else None
    if id_ is None or not isinstance(user, Mapping):
        raise _unreadable()
    team = team if isinstance(team, Mapping) else {}
    scopes = answer.get("scopes")
    return MiroProfile(
        id=id_,
        name=(text_in(user.get("name")) or f"Miro user {id_}")[:_LONGEST_NAME],
        team_id=text_in(team.get("id")),
        team_name=text_in(team.get("name")),
        scopes=tuple(s for s in scopes if isinstance(s, str)) if isinstance(scopes, list) else (),
    )


_OF_THE_APP = {
    *("invalid_request", "invalid_client", "unauthorized_client", "unsupported_grant_type"),
    *("invalid_scope", "redirect_uri_mismatch"),
}
"""Codes of RFC 6749, section 5.2, and others, that say nothing of what was exchanged."""
_EXPLAINED = {
    "invalid_client": (
        "Client id or secret are not those of the app: whoever runs this Trivet checks them."
    ),
    "invalid_grant": "It took too long, or was done twice: connect Miro again.",
    "redirect_uri_mismatch": (
        "The app at Miro does not know our address: whoever runs this Trivet adds "
        f"`<address of Trivet>{CALLBACK}` to it."
    ),
}


def _refusal(answer: WholeAnswer) -> MiroRefused:
    """What a refusal of a token means.

    Which codes Miro has for it is not published: besides those of RFC 6749 its words are looked at. One
    that says nothing of the kind may be about our app, and ends nobody's account.
    """
    found = _members(answer)
    code = text_in(found.get("error")) or text_in(found.get("code")) or ""
    said = text_in(found.get("error_description")) or text_in(found.get("message")) or ""
    about_token = answer.status == 400 and re.search(r"refresh|grant|expired", said, re.IGNORECASE)
    dead = code == "invalid_grant" or (code not in _OF_THE_APP and about_token is not None)
    detail = _EXPLAINED.get(code) or f"Miro says: {said[:200] or answer.status}. Connect again."
    return MiroRefused(detail, extra={"miro_error": code[:100], "dead": dead})


def _unreadable() -> MiroUnreachable:
    return MiroUnreachable("Its answer could not be read. Try again in a minute.")
