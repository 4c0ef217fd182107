"""Adding an e-mail address to the account that one is signed in to.

A link is mailed to the address; followed in the session that asked for it, it proves that the address
is theirs. It works once, for 15 minutes. To an address that is another account's nothing is mailed, and
the answer is the same: nobody learns here who has an account, and nobody is troubled by it.
"""

from uuid import UUID

from sqlalchemy.exc import IntegrityError

from trivet.auth import events
from trivet.auth.addresses import folded, has_proven, proven_by
from trivet.auth.callers import Caller, CallerKind
from trivet.auth.email_sign_in import LIFETIME, MOST_AT_ONCE
from trivet.auth.errors import (
    AddressAlreadyYours,
    AddressLinkNotFound,
    AddressTaken,
    EmailNotSetUp,
    NotASession,
    SignInNeeded,
    TooManyAddresses,
)
from trivet.auth.events import UserEvent
from trivet.auth.models import EmailLink, User
from trivet.auth.newcomers import prove
from trivet.auth.repository import AuthRepository
from trivet.auth.tasks import SEND_ADDRESS_EMAIL
from trivet.platform.clock import now
from trivet.platform.db.faults import is_unique_violation
from trivet.platform.ids import fingerprint, new_id, new_secret
from trivet.platform.mail import MAIL
from trivet.platform.settings import Settings
from trivet.platform.uow import WriteUnit

LINK_PREFIX = "trp_"
"""Another one than that of links to sign in with: neither is taken for the other."""
MOST = 10
"""Addresses of one account."""


class OwnAddresses:
    """Adds addresses to the caller's account.

    Args:
        unit: writes it.
        caller: whose account; signed in.
        settings: whether there is a mail server.
    """

    def __init__(self, unit: WriteUnit, caller: Caller, settings: Settings) -> None:
        self._unit = unit
        self._caller = caller
        self._settings = settings
        self._people = AuthRepository(unit.session)

    async def ask(self, email: str) -> None:
        """Have a link mailed that proves an address, unless it is somebody else's.

        Args:
            email: where the link goes.

        Raises:
            NotASession: the request came with an API token.
            EmailNotSetUp: there is no mail server.
            AddressAlreadyYours: the caller has proven it already.
            TooManyAddresses: the caller has as many as one may.
        """
        user = await self._person()
        if not self._settings.email_sign_in:
            raise EmailNotSetUp("Ask whoever runs this Trivet to set up a mail server.")
        address, at = folded(email), now()
        await self._refuse_useless(user.id, address)
        await self._people.forget_email_links(at)
        if await self._people.user_by_address(address) is not None:
            return
        await self._people.make_room_for_link(address, MOST_AT_ONCE)
        token = new_secret(LINK_PREFIX)
        self._people.add(
            EmailLink(
                id=new_id(),
                email=address,
                token_hash=fingerprint(token),
                browser_hash=_session_mark(self._caller.credential_id),
                return_to=None,
                expires_at=at + LIFETIME,
            )
        )
        self._unit.enqueue(
            SEND_ADDRESS_EMAIL.call({"email": address, "token": token}, concurrency_key=MAIL)
        )

    async def confirm(self, token: str) -> User:
        """Add the address of a link that was mailed to it.

        Args:
            token: what stands behind the `#` of the link.

        Returns:
            the caller, whose address it is from now on; it is the one that is shown, if there was
            none that they have proven.

        Raises:
            NotASession: the request came with an API token.
            AddressLinkNotFound: it was used, is too old, or was asked for in another session.
            AddressTaken: somebody else has proven it since.
            TooManyAddresses: the caller has as many as one may.
        """
        user = await self._person()
        link = None
        if token.startswith(LINK_PREFIX):
            mark = _session_mark(self._caller.credential_id)
            link = await self._people.use_email_link(fingerprint(token), mark, now())
        if link is None:
            raise AddressLinkNotFound(
                "It was used, is older than 15 minutes, or was asked for in another session: have "
                "a new one sent from your profile."
            )
        await self._refuse_useless(user.id, link.email)
        if await self._people.user_by_address(link.email) is not None:
            raise _taken()
        shown = user.email
        if shown is None or not await has_proven(self._unit.session, user.id, shown):
            user.email, user.updated_at = link.email, now()
        try:
            await prove(self._unit, user, link.email)
        except IntegrityError as error:  # two accounts at the same moment
            if not is_unique_violation(error):
                raise
            raise _taken() from None
        texts = {"email": link.email}
        self._unit.emit(UserEvent(type=events.ADDRESS_ADDED, user_id=user.id, texts=texts))
        return user

    async def _person(self) -> User:
        if self._caller.kind is not CallerKind.SESSION:
            raise NotASession("An address is added by whoever is signed in, not by a token.")
        user = await self._people.lock_user(self._caller.user_id)
        if user is None:
            raise SignInNeeded
        return user

    async def _refuse_useless(self, user_id: UUID, address: str) -> None:
        own = await proven_by(self._unit.session, user_id)
        if address in own:
            raise AddressAlreadyYours("There is nothing to do: you can sign in by it.")
        if len(own) >= MOST:
            raise TooManyAddresses(f"An account may have {MOST} addresses.")


def _session_mark(session_id: UUID) -> str:
    """What stands in a link for the session that asked, where others have the browser's secret."""
    return fingerprint(f"session/{session_id}")


def _taken() -> AddressTaken:
    return AddressTaken("Sign in with it instead: it belongs to another account here.")
