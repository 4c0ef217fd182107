"""Somebody who goes to a vendor's pages, and comes back with a code.

The state is bound to the browser by a cookie and works once (RFC 9700, section 4.7); PKCE binds the
code to who asked for it (RFC 7636), where the vendor knows that.
"""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.auth.errors import OAuthStateInvalid
from trivet.auth.models import OAuthAttempt
from trivet.auth.repository import AuthRepository
from trivet.platform.clock import now
from trivet.platform.crypto import Cipher, Undecryptable
from trivet.platform.events import Actor
from trivet.platform.ids import fingerprint, new_id, new_secret
from trivet.platform.keys import Keys
from trivet.platform.uow import Units

ATTEMPT_LIFETIME = timedelta(minutes=10)
"""As long as a code lives, GitHub's and Miro's."""
LONGEST_ADDRESS = 2000
_BROWSER = re.compile(r"[A-Za-z0-9_-]{43}")
_OURS = re.compile(r"/app/(?!\.\.|/)(?:(?!/\.\.|//)[^\\\x00-\x20\x7f])*")


@dataclass(frozen=True, slots=True)
class Added:
    """The account here that somebody was signed in to when they went to a vendor.

    Args:
        user_id: whose.
        session_id: by which session; it must still live.
    """

    user_id: UUID
    session_id: UUID


@dataclass(frozen=True, slots=True)
class Attempt:
    """What an attempt is known by.

    Args:
        state: comes back with the browser.
        verifier: the secret behind PKCE's challenge.
        browser: the secret that the browser keeps in a cookie.
    """

    state: str = field(repr=False)
    verifier: str = field(repr=False)
    browser: str = field(repr=False)

    @classmethod
    def new(cls, browser: str | None) -> "Attempt":
        """Another one.

        Args:
            browser: the secret that this browser has from another attempt, in another tab.
        """
        return cls(new_secret(), new_secret(size=48), browser_secret(browser))


@dataclass(frozen=True, slots=True)
class Departure:
    """Somebody on their way to a vendor.

    Args:
        url: where the browser goes.
        browser: the secret that it keeps in a cookie.
    """

    url: str
    browser: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Taken:
    """An attempt that somebody came back from.

    Args:
        verifier: the secret behind PKCE's challenge.
        added_to: the account here that they want to add the vendor's to.
        return_to: where they wanted to go.
    """

    verifier: str = field(repr=False)
    added_to: Added | None
    return_to: str | None


class OAuthAttempts:
    """Keeps who is on their way.

    Args:
        units: keep them.
        keys: encrypt what is kept.
        provider: whose pages they go to.
        actor: the request that asks.
    """

    def __init__(self, units: Units, keys: Keys, provider: str, actor: Actor) -> None:
        self._units = units
        self._cipher = Cipher(keys)
        self._provider = provider
        self._actor = actor

    async def keep(self, attempt: Attempt, return_to: str | None, who: Caller | None) -> None:
        """Keep an attempt until they are back, for ten minutes at most.

        Args:
            attempt: by what it is known.
            return_to: where they want to go then; checked.
            who: who is signed in and wants to add their account at the vendor.
        """
        at = now()
        async with self._units.write(self._actor) as unit:
            people = AuthRepository(unit.session)
            await people.forget_attempts(at)
            people.add(
                OAuthAttempt(
                    id=new_id(),
                    provider=self._provider,
                    state_hash=fingerprint(attempt.state),
                    browser_hash=fingerprint(attempt.browser),
                    verifier=self._cipher.encrypt(attempt.verifier),
                    user_id=None if who is None else who.user_id,
                    session_id=None if who is None else who.credential_id,
                    return_to=return_to,
                    expires_at=at + ATTEMPT_LIFETIME,
                )
            )

    async def take(self, state: str, browser: str | None) -> Taken:
        """Take an attempt: once, and only in the browser where it began.

        Raises:
            OAuthStateInvalid: another browser, another time, or nothing of ours.
        """
        if browser is None:
            raise _invalid()
        async with self._units.write(self._actor) as unit:
            attempt = await AuthRepository(unit.session).use_attempt(
                self._provider, fingerprint(state), fingerprint(browser), now()
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
        return Taken(verifier, added_to, attempt.return_to)


def browser_secret(known: str | None) -> str:
    """What a browser keeps in a cookie to be known again: what it has, or something new."""
    if known is None or _BROWSER.fullmatch(known) is None:
        return new_secret()
    return known


def ours(address: str | None) -> str | None:
    """A path of our client's pages; None for every other address, however it is disguised."""
    if address is None or len(address) > LONGEST_ADDRESS:
        return None
    return address if _OURS.fullmatch(address) else None


def _invalid() -> OAuthStateInvalid:
    return OAuthStateInvalid("Sign in again, in the browser where you begin.")
