"""Signing in with GitHub: out to its pages, and back with a code."""

from dataclasses import dataclass
from functools import partial

from sqlalchemy.exc import IntegrityError

from trivet.auth.callers import Caller
from trivet.auth.devices import UNKNOWN, Device
from trivet.auth.github_accounts import PROVIDER, FromGitHub, person_of
from trivet.auth.github_port import GitHubSide
from trivet.auth.grants import Grant
from trivet.auth.oauth_attempts import Added, Attempt, Departure, OAuthAttempts, ours
from trivet.auth.sessions import SignedIn, begin_session
from trivet.auth.welcome import Welcome
from trivet.platform.crypto import Cipher
from trivet.platform.db.faults import is_unique_violation
from trivet.platform.events import Actor
from trivet.platform.keys import Keys
from trivet.platform.uow import Units, WriteUnit


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who is back from GitHub, and signed in.

    Args:
        signed_in: their session.
        return_to: the page that they wanted when they were sent to sign in.
    """

    signed_in: SignedIn
    return_to: str | None


class GitHubSignIn:
    """Leads people to GitHub and back.

    Its calls to GitHub stand between two units: no transaction waits for a vendor.

    Args:
        units: keep attempts, people and tokens.
        keys: encrypt what is kept, and sign sessions.
        oauth: speaks with GitHub.
        welcome: tells who may make an account.
        actor: the request that asks.
        device: from what it comes.
    """

    def __init__(
        self,
        units: Units,
        keys: Keys,
        oauth: GitHubSide,
        welcome: Welcome,
        actor: Actor,
        device: Device = UNKNOWN,
    ) -> None:
        self._units = units
        self._keys = keys
        self._cipher = Cipher(keys)
        self._attempts = OAuthAttempts(units, keys, PROVIDER, actor)
        self._oauth = oauth
        self._welcome = welcome
        self._actor = actor
        self._device = device

    async def depart(
        self, *, browser: str | None, return_to: str | None, who: Caller | None
    ) -> Departure:
        """Begin an attempt.

        Args:
            browser: the secret that this browser has from another attempt, in another tab.
            return_to: the page that the person wants; one of ours, or it is forgotten.
            who: who is signed in and wants to add their GitHub account.

        Raises:
            GitHubNotSetUp: no app is configured.
        """
        attempt = Attempt.new(browser)
        url = self._oauth.authorize_url(attempt.state, attempt.verifier)
        await self._attempts.keep(attempt, ours(return_to), who)
        return Departure(url, attempt.browser)

    async def arrive(self, code: str, state: str, browser: str | None) -> Arrival:
        """Sign somebody in with what their browser brought back.

        Args:
            code: from GitHub, works once.
            state: as it was sent there.
            browser: the secret in the browser's cookie.

        Raises:
            OAuthStateInvalid: another browser, another time, or nothing of ours.
            GitHubRefused, GitHubUnreachable, GitHubAccountTaken: as they say.
        """
        taken = await self._attempts.take(state, browser)
        grant = await self.exchange(code, taken.verifier)
        signed_in = await self.sign_in(grant, added_to=taken.added_to)
        return Arrival(signed_in, taken.return_to)

    async def exchange(self, code: str, verifier: str | None) -> Grant:
        """See `GitHubSide.exchange`."""
        return await self._oauth.exchange(code, verifier)

    async def sign_in(self, grant: Grant, *, added_to: Added | None = None) -> SignedIn:
        """Begin a session for whomever GitHub gave a token to."""
        come = FromGitHub(await self._oauth.profile(grant.access_token), grant, added_to)
        work = partial(self._begin, come)
        try:
            return await self._units.retried(work, self._actor)
        except IntegrityError as error:  # two first sign-ins of one person at the same moment
            if not is_unique_violation(error):
                raise
        return await self._units.retried(work, self._actor)

    async def _begin(self, come: FromGitHub, unit: WriteUnit) -> SignedIn:
        user = await person_of(unit, self._cipher, self._welcome, come)
        return await begin_session(unit, self._keys, user, method="github", device=self._device)
