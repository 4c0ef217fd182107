"""Signing in by a link in a mail: for those who have no GitHub account.

The link works once, within 15 minutes, and only in the browser in which it was asked for: whoever
reads the mail elsewhere gets nothing by it.
"""

from datetime import timedelta
from functools import partial

from sqlalchemy.exc import IntegrityError

from trivet.auth.addresses import folded
from trivet.auth.devices import Device
from trivet.auth.errors import CHALLENGE, EmailNotSetUp, InvalidSignInLink
from trivet.auth.github_sign_in import Arrival
from trivet.auth.models import EmailLink
from trivet.auth.newcomers import made_for, prove
from trivet.auth.oauth_attempts import browser_secret, ours
from trivet.auth.repository import AuthRepository
from trivet.auth.sessions import begin_session
from trivet.auth.tasks import SEND_SIGN_IN_EMAIL
from trivet.auth.welcome import Welcome
from trivet.platform.clock import now
from trivet.platform.db.faults import is_unique_violation
from trivet.platform.db.session import ReadSession
from trivet.platform.events import Actor
from trivet.platform.ids import fingerprint, new_id, new_secret
from trivet.platform.keys import Keys
from trivet.platform.mail import MAIL
from trivet.platform.settings import Settings
from trivet.platform.uow import Units, WriteUnit

LIFETIME = timedelta(minutes=15)
LINK_PREFIX = "tre_"
MOST_AT_ONCE = 20
"""Links to one address that live at the same time. The oldest makes room, so that strangers who ask
for links to an address do not keep its owner out."""


class EmailSignIn:
    """Mails links, and signs people in by them.

    Args:
        units: keep links and people.
        keys: sign sessions.
        settings: whether there is a mail server.
        welcome: tells who may make an account.
        actor: the request that asks.
        device: from where it comes.
    """

    def __init__(
        self,
        units: Units,
        keys: Keys,
        settings: Settings,
        welcome: Welcome,
        actor: Actor,
        device: Device,
    ) -> None:
        self._units = units
        self._keys = keys
        self._settings = settings
        self._stranger = welcome
        self._actor = actor
        self._device = device

    async def ask(self, email: str, *, browser: str | None, return_to: str | None) -> str:
        """Have a link mailed, if somebody with this address may sign in.

        Whether that is so is not told: nobody learns here who has an account.

        Args:
            email: where the link goes.
            browser: the secret that this browser has from another time.
            return_to: the page that the person wants; one of ours, or it is forgotten.

        Returns:
            The secret that the browser keeps.

        Raises:
            EmailNotSetUp: there is no mail server.
        """
        if not self._settings.email_sign_in:
            raise EmailNotSetUp("Sign in with GitHub, or ask whoever runs this Trivet for a link.")
        browser, address = browser_secret(browser), folded(email)
        async with self._units.write(self._actor) as unit:
            people, at = AuthRepository(unit.session), now()
            await people.forget_email_links(at)
            if await self._welcome(unit.session, people, address):
                await people.make_room_for_link(address, MOST_AT_ONCE)
                token = new_secret(LINK_PREFIX)
                people.add(
                    EmailLink(
                        id=new_id(),
                        email=address,
                        token_hash=fingerprint(token),
                        browser_hash=fingerprint(browser),
                        return_to=ours(return_to),
                        expires_at=at + LIFETIME,
                    )
                )
                unit.enqueue(
                    SEND_SIGN_IN_EMAIL.call(
                        {"email": address, "token": token}, concurrency_key=MAIL
                    )
                )
        return browser

    async def arrive(self, token: str, browser: str | None) -> Arrival:
        """Sign in whoever followed a link.

        Args:
            token: what stands behind the `#` of the link.
            browser: the secret in the browser's cookie.

        Raises:
            InvalidSignInLink: it was used, is too old, or was asked for in another browser.
        """
        work = partial(self._use, token, browser or "")
        try:
            arrival = await self._units.retried(work, self._actor)
        except IntegrityError as error:  # two first sign-ins of one address at the same moment
            if not is_unique_violation(error):
                raise
            arrival = await self._units.retried(work, self._actor)
        if arrival is None:
            raise InvalidSignInLink(
                "It was used, is older than 15 minutes, or was asked for in another browser: "
                "ask for a new one in this browser.",
                headers=CHALLENGE,
            )
        return arrival

    async def _use(self, token: str, browser: str, unit: WriteUnit) -> Arrival | None:
        people = AuthRepository(unit.session)
        link = await people.use_email_link(fingerprint(token), fingerprint(browser), now())
        if link is None:
            return None
        user = await people.user_by_address(link.email)
        if user is None:
            if not await self._welcome(unit.session, people, link.email):
                return None  # the invitation was revoked meanwhile
            user = await made_for(unit, link.email)
        await prove(unit, user, link.email)
        signed_in = await begin_session(unit, self._keys, user, method="email", device=self._device)
        return Arrival(signed_in, link.return_to)

    async def _welcome(self, session: ReadSession, people: AuthRepository, address: str) -> bool:
        known = await people.user_by_address(address)
        return known is not None or await self._stranger.expects(session, address)
