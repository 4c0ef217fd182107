"""People as a vendor proved who they are: which account here is theirs.

For vendors that tell no mail address: nobody is known by one there (see `github_accounts.py` for one
that does).
"""

from dataclasses import dataclass
from uuid import UUID

from trivet.auth import events
from trivet.auth.errors import OAuthStateInvalid, SignInNeeded, SignUpClosed
from trivet.auth.events import UserEvent
from trivet.auth.models import Identity, User
from trivet.auth.oauth_attempts import Added
from trivet.auth.repository import AuthRepository
from trivet.auth.welcome import Welcome
from trivet.platform.clock import now
from trivet.platform.errors import Conflict
from trivet.platform.events import Actor
from trivet.platform.ids import new_id
from trivet.platform.uow import WriteUnit


@dataclass(frozen=True, slots=True)
class Vendor:
    """Who proves who people are.

    Args:
        provider: as rows name it.
        name: as people call it.
        taken: raised where an account there belongs to somebody else here.
        connected: the type of the event that tells of a new one.
    """

    provider: str
    name: str
    taken: type[Conflict]
    connected: str


@dataclass(frozen=True, slots=True)
class Proven:
    """Somebody who has just proved who they are at a vendor.

    Args:
        subject: the vendor's id of them.
        name: what they call themselves there.
    """

    subject: str
    name: str


class Identities:
    """Finds, makes and adds to the accounts of people from a vendor.

    Args:
        unit: the write unit.
        vendor: whom they come from.
        welcome: tells who may make an account.
    """

    def __init__(self, unit: WriteUnit, vendor: Vendor, welcome: Welcome) -> None:
        self._unit = unit
        self._vendor = vendor
        self._welcome = welcome
        self._people = AuthRepository(unit.session)

    async def person(self, proven: Proven, added_to: Added | None = None) -> User:
        """The person, made if there is none; they act in this unit from here on.

        Args:
            proven: who.
            added_to: the account here that they want to add the one at the vendor to.

        Raises:
            Conflict: it is another person's here, or this person has another one.
            OAuthStateInvalid: they were signed out meanwhile.
            SignUpClosed: they have no account, and may not make one.
        """
        people, provider = self._people, self._vendor.provider
        user = await people.user_by_identity(provider, proven.subject)
        if user is not None:
            user = await people.lock_user(user.id)  # None: they delete their account right now
        if added_to is not None:
            user = await self._of_session(added_to)
        if user is None:
            user = await self._made(proven)
        self._acts(user.id)
        await self._identify(user.id, proven)
        return user

    async def known(self, subject: str) -> bool:
        """Whether an account at the vendor is somebody's here."""
        return await self._people.user_by_identity(self._vendor.provider, subject) is not None

    async def refuse_others(self, user_id: UUID, subject: str) -> None:
        """Go on only if an account at the vendor can be somebody's, who has not proven that it is.

        Nothing is noted: who can sign in as whom is proven at the vendor's own page, and by nothing else.

        Raises:
            SignInNeeded: the person has closed their account.
            Conflict: it is another person's here, or this person has another one.
        """
        if await self._people.lock_user(user_id) is None:
            raise SignInNeeded
        self._acts(user_id)
        await self._refuse_others(user_id, subject)

    async def _of_session(self, added: Added) -> User:
        user = await self._people.lock_user(added.user_id)
        living = await self._people.admin_of_live_session(added.session_id, added.user_id)
        if user is None or living is None:
            raise OAuthStateInvalid(
                f"You were signed out meanwhile: sign in, then connect {self._vendor.name} again."
            )
        return user

    async def _refuse_others(self, user_id: UUID, subject: str) -> bool:
        """Whether it is known to be theirs.

        Raises:
            Conflict: it is another person's here, or this person has another one.
        """
        people, vendor = self._people, self._vendor
        known = await people.user_by_identity(vendor.provider, subject)
        if known is not None and known.id != user_id:
            raise vendor.taken(
                f"Sign in to that account here with {vendor.name}, and disconnect it there; or choose "
                f"another one at {vendor.name}."
            )
        own = await people.identity_of(user_id, vendor.provider)
        if own is not None and own.subject != subject:
            raise vendor.taken(
                f"Your account here has another {vendor.name} account already: disconnect that one "
                "first."
            )
        return known is not None

    async def _identify(self, user_id: UUID, proven: Proven) -> None:
        people, vendor = self._people, self._vendor
        if await self._refuse_others(user_id, proven.subject):
            return
        people.add(
            Identity(
                id=new_id(),
                user_id=user_id,
                provider=vendor.provider,
                subject=proven.subject,
                created_at=now(),
            )
        )
        await people.flush()
        texts = {"name": proven.name, "subject": proven.subject}
        self._unit.emit(UserEvent(type=vendor.connected, user_id=user_id, texts=texts))

    async def _made(self, proven: Proven) -> User:
        """A new account. It never sees the whole installation, even if it is the first."""
        if not await self._welcome.expects(self._unit.session, None):
            raise SignUpClosed(
                "Ask somebody who works here to invite you, sign in with that, then connect "
                f"{self._vendor.name}."
            )
        at = now()
        user = User(
            id=new_id(), name=proven.name, instance_admin=False, created_at=at, updated_at=at
        )
        await self._people.add_user(user)
        self._acts(user.id)
        self._unit.emit(
            UserEvent(
                type=events.USER_CREATED,
                user_id=user.id,
                payload={"instance_admin": False},
                texts={"name": user.name},
            )
        )
        return user

    def _acts(self, user_id: UUID) -> None:
        actor = self._unit.actor
        self._unit.actor = Actor(user_id, actor.origin, actor.correlation_id)


async def forget_identity(unit: WriteUnit, user_id: UUID, provider: str) -> bool:
    """Forget who somebody is at a vendor; False if that was not known."""
    own = await AuthRepository(unit.session).identity_of(user_id, provider)
    if own is None:
        return False
    await unit.session.delete(own)
    await unit.session.flush()
    return True
