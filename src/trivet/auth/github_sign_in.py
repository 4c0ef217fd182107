"""Signing in with GitHub: out to its pages, and back with a code.

The state is bound to the browser by a cookie and works once (RFC 9700, section 4.7); PKCE binds the
code to who asked for it (RFC 7636).
"""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from sqlalchemy.exc import IntegrityError

from trivet.auth.callers import Caller
from trivet.auth.devices import UNKNOWN, Device
from trivet.auth.errors import OAuthStateInvalid
from trivet.auth.github_accounts import Added, FromGitHub, person_of
from trivet.auth.github_port import GitHubSide, Grant
from trivet.auth.models import OAuthAttempt
from trivet.auth.repository import AuthRepository
from trivet.auth.sessions import SignedIn, begin_session
from trivet.auth.welcome import Welcome
from trivet.platform.clock import now
from trivet.platform.crypto import Cipher, Undecryptable
from trivet.platform.db.faults import is_unique_violation
from trivet.platform.events import Actor
from trivet.platform.ids import fingerprint, new_id, new_secret
from trivet.platform.keys import Keys
from trivet.platform.uow import Units, WriteUnit

ATTEMPT_LIFETIME = timedelta(minutes=10)
"""As long as GitHub's code lives."""
_BROWSER = re.compile(r"[A-Za-z0-9_-]{43}")
_OURS = re.compile(r"/app/(?!\.\.|/)(?:(?!/\.\.|//)[^\\\x00-\x20\x7f])*")
_LONGEST_ADDRESS = 2000


@dataclass(frozen=True, slots=True)
class Departure:
    """Somebody on their way to GitHub.

    Args:
        url: where the browser goes.
        browser: the secret that it keeps in a cookie.
    """

    url: str
    browser: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who is back from GitHub, and signed in.

    Args:
        signed_in: their session.
        return_to: the page that they wanted when they were sent to sign in.
    """

    signed_in: SignedIn
    return_to: str | None


@dataclass(frozen=True, slots=True)
class _Taken:
    verifier: str = field(repr=False)
    added_to: Added | None
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
        browser = browser_secret(browser)
        state, verifier, at = new_secret(), new_secret(size=48), now()
        url = self._oauth.authorize_url(state, verifier)
        async with self._units.write(self._actor) as unit:
            people = AuthRepository(unit.session)
            await people.forget_attempts(at)
            people.add(
                OAuthAttempt(
                    id=new_id(),
                    state_hash=fingerprint(state),
                    browser_hash=fingerprint(browser),
                    verifier=self._cipher.encrypt(verifier),
                    user_id=None if who is None else who.user_id,
                    session_id=None if who is None else who.credential_id,
                    return_to=ours(return_to),
                    expires_at=at + ATTEMPT_LIFETIME,
                )
            )
        return Departure(url, browser)

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
        taken = await self._taken(state, browser)
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

    async def _taken(self, state: str, browser: str | None) -> _Taken:
        if browser is None:
            raise _invalid()
        async with self._units.write(self._actor) as unit:
            attempt = await AuthRepository(unit.session).use_attempt(
                fingerprint(state), fingerprint(browser), now()
            )
            if attempt is None:
                raise _invalid()
        try:
            verifier = self._cipher.decrypt(attempt.verifier)
        except Undecryptable:  # the key was retired within these minutes
            raise _invalid() from None
        added_to = None
        if attempt.user_id is not None and attempt.session_id is not None:
            added_to = Added(attempt.user_id, attempt.session_id)
        return _Taken(verifier, added_to, attempt.return_to)


def browser_secret(known: str | None) -> str:
    """What a browser keeps in a cookie to be known again: what it has, or something new."""
    if known is None or _BROWSER.fullmatch(known) is None:
        return new_secret()
    return known


def ours(address: str | None) -> str | None:
    """A path of our client's pages; None for every other address, however it is disguised."""
    if address is None or len(address) > _LONGEST_ADDRESS:
        return None
    return address if _OURS.fullmatch(address) else None


def _invalid() -> OAuthStateInvalid:
    return OAuthStateInvalid("Sign in again, in the browser where you begin.")
