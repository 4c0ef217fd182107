"""Connecting an account at Miro, and signing in with it: out to its pages, and back with a code."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from trivet.auth.callers import Caller
from trivet.auth.devices import Device
from trivet.auth.grants import Grant
from trivet.auth.identities import Identities, Proven
from trivet.auth.oauth_attempts import (
    LONGEST_ADDRESS,
    Added,
    Attempt,
    Departure,
    OAuthAttempts,
    ours,
)
from trivet.auth.sessions import SignedIn, begin_session
from trivet.auth.welcome import Welcome
from trivet.miro.accounts import MIRO, disconnect, keep
from trivet.miro.errors import (
    MiroPersonUnknown,
    MiroRefused,
    MiroSignInNeeded,
    MiroUserMismatch,
    ReturnUrlRefused,
)
from trivet.miro.id_tokens import verified
from trivet.miro.oauth import MiroOAuth, MiroProfile
from trivet.miro.tokens import MiroTokens
from trivet.platform.crypto import Cipher
from trivet.platform.db.faults import is_unique_violation
from trivet.platform.errors import AppError
from trivet.platform.events import Actor
from trivet.platform.keys import Keys
from trivet.platform.settings import Settings
from trivet.platform.uow import Units, WriteUnit

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who is back from Miro.

    Args:
        return_to: where they wanted to go.
        signed_in: their session, begun just now; None where they had one.
        error: why nothing came of it; None if something did.
    """

    return_to: str | None
    signed_in: SignedIn | None = None
    error: AppError | None = None


class MiroSignIn:
    """Leads people to Miro and back, and believes what Miro says of them.

    Its calls to Miro stand between two units: no transaction waits for a vendor.

    Args:
        units: keep attempts, people and tokens.
        keys: encrypt what is kept, and sign sessions.
        oauth: speaks with Miro.
        tokens: gives out those of people.
        welcome: tells who may make an account.
        settings: where people may be sent afterwards.
        actor: the request that asks.
        device: from what it comes.
    """

    def __init__(
        self,
        units: Units,
        keys: Keys,
        oauth: MiroOAuth,
        tokens: MiroTokens,
        welcome: Welcome,
        settings: Settings,
        actor: Actor,
        device: Device,
    ) -> None:
        self._units = units
        self._keys = keys
        self._cipher = Cipher(keys)
        self._oauth = oauth
        self._tokens = tokens
        self._welcome = welcome
        self._settings = settings
        self._actor = actor
        self._device = device
        self._attempts = OAuthAttempts(units, keys, MIRO.provider, actor)

    async def depart(
        self, *, browser: str | None, return_url: str | None, who: Caller | None
    ) -> Departure:
        """Begin an attempt.

        Args:
            browser: the secret that this browser has from another attempt, in another tab.
            return_url: where the person wants to go then: a page of ours, or one of an allowed origin.
            who: who is signed in and adds their Miro account; None signs in with it.

        Raises:
            MiroNotSetUp: no app is configured.
            ReturnUrlRefused: it leads somewhere else.
        """
        attempt = Attempt.new(browser)
        url = self._oauth.authorize_url(attempt.state)
        await self._attempts.keep(attempt, self._allowed(return_url), who)
        return Departure(url, attempt.browser)

    async def arrive(self, code: str, state: str, browser: str | None) -> Arrival:
        """Keep what Miro granted to whom their browser brings back; sign them in, unless they are.

        Args:
            code: from Miro, works once.
            state: as it was sent there.
            browser: the secret in the browser's cookie.

        Raises:
            OAuthStateInvalid: another browser, another time, or nothing of ours.
        """
        taken = await self._attempts.take(state, browser)
        try:
            return Arrival(taken.return_to, await self._arrive(code, taken.added_to))
        except AppError as error:
            return Arrival(taken.return_to, error=error)

    async def _arrive(self, code: str, added_to: Added | None) -> SignedIn | None:
        grant = await self._oauth.exchange(code)
        profile = await self._oauth.profile(grant.access_token)

        async def work(unit: WriteUnit) -> SignedIn | None:
            return await self._connected(unit, profile, grant, added_to)

        return await self._once(work)

    async def back_from(self, state: str, browser: str | None) -> str | None:
        """Where somebody wanted to go who comes back without a code.

        Raises:
            OAuthStateInvalid: another browser, another time, or nothing of ours.
        """
        return (await self._attempts.take(state, browser)).return_to

    async def bring(
        self, user_id: UUID | None, miro_id: str, name: str | None, grant: Grant
    ) -> tuple[UUID, bool]:
        """Keep tokens that somebody got from Miro themselves.

        They prove nothing: of a token Miro does not say to which app it was granted. So nobody can sign
        in by that account from then on who could not before.

        Args:
            user_id: who brings them; None is whoever Miro says.
            miro_id: whose they say that they are; Miro itself is asked.
            name: what they are called; None is what Miro says.
            grant: the tokens.

        Returns:
            Whose account here it is, and whether no tokens were kept before.

        Raises:
            MiroNotSetUp: no app is configured.
            MiroUserMismatch: they are somebody else's.
            MiroRefused: Miro does not know them.
            MiroUnreachable, MiroAccountTaken, SignUpClosed: as they say.
        """
        self._oauth.app()
        try:
            profile = await self._oauth.profile(grant.access_token)
        except MiroSignInNeeded:
            raise MiroRefused("Miro does not know this token: get another one.") from None
        if profile.id != miro_id:
            raise MiroUserMismatch(
                "Miro says that this token is another user's: send the id of the user who got it."
            )
        if name:
            profile = MiroProfile(
                profile.id, name, profile.team_id, profile.team_name, profile.scopes
            )

        async def work(unit: WriteUnit) -> tuple[UUID, bool]:
            people, whose = self._people(unit), user_id
            if whose is None:
                whose = (await people.person(Proven(profile.id, profile.name))).id
            else:
                await people.refuse_others(whose, profile.id)
            return whose, await keep(unit, self._cipher, whose, profile, grant, proven=False)

        return await self._once(work)

    async def sign_in(self, id_token: str, *, sign_up: bool = True) -> SignedIn:
        """Begin a session for whoever looks at our panel in Miro.

        Args:
            id_token: says who does.
            sign_up: whether they get an account if they have none.

        Raises:
            MiroNotSetUp, MiroIdTokenInvalid, MiroPersonUnknown, SignUpClosed: as they say.
        """
        said = verified(id_token, *self._oauth.app())

        async def work(unit: WriteUnit) -> SignedIn:
            people = self._people(unit)
            if not sign_up and not await people.known(said.user):
                raise MiroPersonUnknown("Connect it to an account here, or make one by it.")
            user = await people.person(Proven(said.user, f"Miro user {said.user}"))
            return await begin_session(
                unit, self._keys, user, method=MIRO.provider, device=self._device
            )

        return await self._once(work)

    async def part(self, user_id: UUID) -> bool:
        """Disconnect a person's account at Miro, and have its tokens work no more, as far as Miro answers.

        Returns:
            Whether there was one.
        """
        access_token = await self._tokens.opened(user_id)

        async def work(unit: WriteUnit) -> bool:
            return await disconnect(unit, user_id)

        gone = await self._units.retried(work, self._actor)
        if gone and access_token is not None:
            await self._tokens.revoke(access_token)
        return gone

    async def _connected(
        self, unit: WriteUnit, profile: MiroProfile, grant: Grant, added_to: Added | None
    ) -> SignedIn | None:
        proven = Proven(profile.id, profile.name)
        user = await self._people(unit).person(proven, added_to)
        await keep(unit, self._cipher, user.id, profile, grant, proven=True)
        if added_to is not None:
            return None
        return await begin_session(
            unit, self._keys, user, method=MIRO.provider, device=self._device
        )

    def _people(self, unit: WriteUnit) -> Identities:
        return Identities(unit, MIRO, self._welcome)

    async def _once(self, work: Callable[[WriteUnit], Awaitable[T]]) -> T:
        try:
            return await self._units.retried(work, self._actor)
        except IntegrityError as error:  # two first sign-ins of one person at the same moment
            if not is_unique_violation(error):
                raise
        return await self._units.retried(work, self._actor)

    def _allowed(self, return_url: str | None) -> str | None:
        """A page of ours, or an address of an origin that may call us.

        Raises:
            ReturnUrlRefused: it is neither.
        """
        if not return_url:
            return None
        if (own := ours(return_url)) is not None:
            return own
        if len(return_url) <= LONGEST_ADDRESS and return_url.isprintable():
            origin = _origin(return_url)
            if origin is not None and origin in {
                _origin(self._settings.base_url),
                *self._settings.cors_origins,
            }:
                return return_url
        raise ReturnUrlRefused(
            "Whoever runs this Trivet adds its origin to TRIVET_CORS_ORIGINS, if it is to be trusted."
        )


def _origin(url: str) -> str | None:
    """Scheme, host and port of an address; None of what browsers might understand otherwise."""
    if "\\" in url or " " in url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or parts.hostname is None or "@" in parts.netloc:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{host}" + ("" if port in {None, usual} else f":{port}")
