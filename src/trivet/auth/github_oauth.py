"""GitHub's web flow: what is sent to its OAuth and REST hosts, and how the answers are read.

Sources: "Authorizing OAuth apps", "Refreshing user access tokens" and "Troubleshooting OAuth app
access token request errors", GitHub; PKCE is RFC 7636.
"""

import base64
import hashlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

import httpx2

from trivet.auth.addresses import folded, is_address
from trivet.auth.errors import (
    GitHubNotSetUp,
    GitHubRefused,
    GitHubTokenRefused,
    GitHubUnreachable,
)
from trivet.auth.github_port import Profile
from trivet.auth.grants import Grant, in_seconds
from trivet.platform.http.whole import NoAnswer, Unreadable, WholeAnswer, answered, text_in
from trivet.platform.settings import Settings

API_VERSION = "2022-11-28"
CALLBACK = "/auth/github/callback"
_LONGEST_NAME = 200


class GitHubOAuth:
    """Speaks with GitHub about who somebody is.

    Args:
        http: sends the requests.
        settings: the addresses, and the app that people sign in with.
    """

    def __init__(self, http: httpx2.AsyncClient, settings: Settings) -> None:
        self._http = http
        self._settings = settings

    @property
    def set_up(self) -> bool:
        """Whether people can connect their accounts."""
        return self._settings.github_sign_in

    @property
    def wanted_scopes(self) -> tuple[str, ...]:
        """What people are asked for."""
        return tuple(self._settings.github_scopes.split())

    def authorize_url(self, state: str, verifier: str) -> str:
        """Where the browser is sent.

        Args:
            state: comes back with the browser.
            verifier: the secret behind PKCE's challenge.

        Raises:
            GitHubNotSetUp: no app is configured.
        """
        client_id, _ = self._app()
        digest = hashlib.sha256(verifier.encode()).digest()
        query = {
            "client_id": client_id,
            "redirect_uri": self._redirect_uri,
            "scope": " ".join(self.wanted_scopes),
            "state": state,
            "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
            "code_challenge_method": "S256",
        }
        return f"{self._settings.github_url}/login/oauth/authorize?{urlencode(query)}"

    async def exchange(self, code: str, verifier: str | None) -> Grant:
        """Exchange a code, which lives for 10 minutes and can be used once.

        Args:
            code: what the browser brought back.
            verifier: the secret behind the challenge that it took there.

        Raises:
            GitHubNotSetUp, GitHubRefused, GitHubUnreachable: as they say.
        """
        wanted = {"code": code, "redirect_uri": self._redirect_uri}
        if verifier is not None:
            wanted["code_verifier"] = verifier
        return await self._token(wanted)

    async def refresh(self, refresh_token: str) -> Grant:
        """Exchange a refresh token; it and its access token are dead at once.

        Raises:
            GitHubNotSetUp, GitHubRefused, GitHubUnreachable: as they say.
        """
        return await self._token({"grant_type": "refresh_token", "refresh_token": refresh_token})

    async def profile(self, access_token: str) -> Profile:
        """Whose token this is.

        Raises:
            GitHubTokenRefused: nobody's any more.
            GitHubRefused, GitHubUnreachable: as they say.
        """
        user = await self._get("/user", access_token)
        if not isinstance(user, Mapping) or type(user.get("id")) is not int:
            raise _unreadable()
        login = text_in(user.get("login")) or str(user["id"])
        return Profile(
            id=user["id"],
            login=login,
            name=(text_in(user.get("name")) or login)[:_LONGEST_NAME],
            email=await self._verified_email(access_token),
            avatar_url=_https(user.get("avatar_url")),
        )

    async def _verified_email(self, access_token: str) -> str | None:
        """The primary address, which the scope `user:email` shows; no scope, no address."""
        try:
            found = await self._get("/user/emails", access_token)
        except GitHubRefused:
            return None
        for each in found if isinstance(found, list) else ():
            if isinstance(each, Mapping) and each.get("primary") and each.get("verified"):
                email = folded(text_in(each.get("email")) or "")
                return email if is_address(email) else None
        return None

    @property
    def _redirect_uri(self) -> str:
        return self._settings.base_url + CALLBACK

    def _app(self) -> tuple[str, str]:
        client_id, secret = self._settings.github_client_id, self._settings.github_client_secret
        if client_id is None or secret is None:
            raise GitHubNotSetUp(
                "Whoever runs this Trivet sets TRIVET_GITHUB_CLIENT_ID and "
                "TRIVET_GITHUB_CLIENT_SECRET first: see docs/github.md."
            )
        return client_id, secret.get_secret_value()

    async def _token(self, wanted: Mapping[str, str]) -> Grant:
        client_id, secret = self._app()
        answer = await self._send(
            "POST",
            f"{self._settings.github_url}/login/oauth/access_token",
            data={"client_id": client_id, "client_secret": secret, **wanted},
            headers={"Accept": "application/json"},
        )
        return _grant(_members(answer))

    async def _get(self, path: str, access_token: str) -> Any:
        headers = {
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {access_token}",
            "X-GitHub-Api-Version": API_VERSION,
        }
        answer = await self._send("GET", self._settings.github_api_url + path, headers=headers)
        if answer.status == 401:
            raise GitHubTokenRefused("Sign in with GitHub again.")
        if answer.status != 200:
            raise GitHubRefused(f"It answered {answer.status}: try again.")
        return _json(answer)

    async def _send(self, method: str, url: str, **more: Any) -> WholeAnswer:
        try:
            return await answered(self._http, method, url, vendor="github", **more)
        except NoAnswer as error:
            raise GitHubUnreachable(
                "Try again in a minute.", headers={"Retry-After": "60"}
            ) from error
        except Unreadable as error:
            raise _unreadable() from error


def _json(answer: WholeAnswer) -> Any:
    try:
        return answer.json()
    except Unreadable:
        raise _unreadable() from None


def _members(answer: WholeAnswer) -> Mapping[str, Any]:
    """The members of a token answer: JSON as we asked for, or form-encoded as it is by default."""
    if "json" in answer.media_type:
        found = _json(answer)
    else:
        found = dict(parse_qsl(answer.body.decode(errors="replace")))
    if not isinstance(found, Mapping):
        raise _unreadable()
    return found


def _grant(answer: Mapping[str, Any]) -> Grant:
    """A grant; errors come with the status 200 too, and a member `error`."""
    if error := text_in(answer.get("error")):
        raise GitHubRefused(_explained(error), extra={"github_error": error[:100]})
    access_token = text_in(answer.get("access_token"))
    if access_token is None:
        raise _unreadable()
    scope = text_in(answer.get("scope")) or ""
    return Grant(
        access_token=access_token,
        scopes=tuple(sorted({s for s in scope.replace(",", " ").split() if s})),
        refresh_token=text_in(answer.get("refresh_token")),
        expires_at=in_seconds(answer.get("expires_in")),
        refresh_expires_at=in_seconds(answer.get("refresh_token_expires_in")),
    )


_EXPLAINED = {
    "incorrect_client_credentials": (
        "Client id or secret are not those of the app: whoever runs this Trivet checks them."
    ),
    "redirect_uri_mismatch": (
        "The app at GitHub does not know our address: whoever runs this Trivet adds "
        f"`<address of Trivet>{CALLBACK}` to it."
    ),
    "bad_verification_code": "It took too long, or was done twice: sign in again.",
    "bad_refresh_token": "Sign in with GitHub again.",
    "unverified_user_email": "Confirm your e-mail address at GitHub first, then sign in again.",
}


def _explained(error: str) -> str:
    return _EXPLAINED.get(error, "Sign in again.")


def _https(value: Any) -> str | None:
    text = text_in(value)
    return text if text is not None and text.startswith(("https://", "http://")) else None


def _unreadable() -> GitHubUnreachable:
    return GitHubUnreachable("Its answer could not be read. Try again in a minute.")
