"""Signing in, and staying signed in."""

from functools import partial
from uuid import UUID

from trivet.auth.devices import UNKNOWN, Device
from trivet.auth.errors import (
    CHALLENGE,
    GitHubNotSetUp,
    InvalidRefreshToken,
    InvalidSignInLink,
    RefreshTokenReused,
)
from trivet.auth.github_sign_in import Arrival, GitHubSignIn
from trivet.auth.grants import Grant
from trivet.auth.repository import AuthReads, AuthRepository
from trivet.auth.sessions import Refusal, SignedIn, begin_session, rotate
from trivet.platform.clock import now
from trivet.platform.events import Actor
from trivet.platform.ids import fingerprint
from trivet.platform.keys import Keys
from trivet.platform.uow import Units, WriteUnit


class AuthService:
    """How people prove who they are.

    Nobody is signed in yet, and a refusal must be kept although it is answered as an error: a
    reused refresh token ends its session. So this service begins its own units, one a call.

    Args:
        units: make them.
        keys: sign the tokens.
        correlation_id: the request that asks.
        github: leads people to GitHub and back.
        device: from what it comes.
    """

    def __init__(
        self,
        units: Units,
        keys: Keys,
        *,
        correlation_id: str | None = None,
        github: GitHubSignIn | None = None,
        device: Device = UNKNOWN,
    ) -> None:
        self._units = units
        self._keys = keys
        self._github = github
        self._actor = Actor(correlation_id=correlation_id)
        self._device = device

    async def sign_in_locally(self, token: str) -> SignedIn:
        """Use up a sign-in link and begin a session.

        Args:
            token: the secret behind the `#` of the link.

        Raises:
            InvalidSignInLink: it was used, is older than 15 minutes, or is none of ours.
        """
        signed_in = await self._units.retried(partial(self._use_link, token), self._actor)
        if signed_in is None:
            raise InvalidSignInLink(
                "It was used or is too old. `trivet sign-in-link` makes a fresh one.",
                headers=CHALLENGE,
            )
        return signed_in

    async def _use_link(self, token: str, unit: WriteUnit) -> SignedIn | None:
        people = AuthRepository(unit.session)
        user_id = await people.use_link(fingerprint(token), now())
        user = None if user_id is None else await people.user(user_id)
        if user is None or user.deleted_at is not None:
            return None
        return await begin_session(unit, self._keys, user, method="local", device=self._device)

    async def exchange_github_code(self, code: str, *, verifier: str | None = None) -> Grant:
        """Exchange a code for what GitHub grants.

        Args:
            code: what the browser brought back; works once, within 10 minutes.
            verifier: the secret behind PKCE's challenge.

        Raises:
            GitHubNotSetUp, GitHubRefused, GitHubUnreachable: as they say.
        """
        return await self._by_github().exchange(code, verifier)

    async def authenticate_github(
        self, code: str, *, state: str = "", browser: str | None = None
    ) -> Arrival:
        """Sign somebody in with the code that their browser brought back from GitHub.

        Args:
            code: from GitHub, works once.
            state: as it was sent there.
            browser: the secret in the browser's cookie.

        Raises:
            OAuthStateInvalid: another browser, another time, or nothing of ours.
            GitHubNotSetUp, GitHubRefused, GitHubUnreachable, GitHubAccountTaken: as they say.
        """
        return await self._by_github().arrive(code, state, browser)

    def _by_github(self) -> GitHubSignIn:
        if self._github is None:
            raise GitHubNotSetUp
        return self._github

    async def refresh_access_token(self, refresh_token: str) -> SignedIn:
        """Exchange a refresh token for an access token and the next refresh token.

        Args:
            refresh_token: works once; again for 30 s while what it was exchanged for is unused.

        Raises:
            InvalidRefreshToken: its session ended, it expired, or it is none of ours.
            RefreshTokenReused: it was exchanged before; its session has now ended.
        """
        work = partial(self._rotate, refresh_token)
        outcome = await self._units.retried(work, self._actor)
        if outcome is Refusal.REUSED:
            raise RefreshTokenReused(
                "Somebody else may have a copy of it, so this session has ended. Sign in again.",
                headers=CHALLENGE,
            )
        if isinstance(outcome, Refusal):
            raise InvalidRefreshToken(
                "It has expired, or its session has ended. Sign in again.", headers=CHALLENGE
            )
        return outcome

    async def _rotate(self, refresh_token: str, unit: WriteUnit) -> SignedIn | Refusal:
        return await rotate(unit, self._keys, refresh_token, self._device)

    async def session_of(self, refresh_token: str) -> UUID | None:
        """The session to which a refresh token belongs, or None if it is none of ours."""
        async with self._units.read() as unit:
            people = AuthReads(unit.session)
            return await people.session_of_refresh_token(fingerprint(refresh_token))
