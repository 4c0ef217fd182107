"""People, signed in."""

from sqlalchemy import update

from trivet.auth.callers import ALL_SCOPES, Caller, CallerKind, Scope
from trivet.auth.models import Identity, User
from trivet.auth.sessions import SignedIn, begin_session
from trivet.platform.clock import now
from trivet.platform.ids import new_id
from trivet.platform.keys import Keys
from trivet.platform.uow import Units


async def a_person(units: Units, name: str = "Ada", *, instance_admin: bool = False) -> User:
    """A person with an account."""
    at = now()
    user = User(id=new_id(), name=name, instance_admin=instance_admin, created_at=at, updated_at=at)
    async with units.write() as unit:
        unit.session.add(user)
    return user


async def has_address(units: Units, user: User, address: str, provider: str = "email") -> None:
    """Have them prove an address: by a mail that they answered to, or as GitHub says."""
    subject = address if provider == "email" else str(user.id)
    async with units.write() as unit:
        unit.session.add(
            Identity(
                id=new_id(),
                user_id=user.id,
                provider=provider,
                subject=subject,
                created_at=now(),
            )
        )
        if provider == "github":
            await unit.session.run(update(User).where(User.id == user.id).values(email=address))


async def signed_in(units: Units, keys: Keys, user: User) -> SignedIn:
    """A session of theirs."""
    async with units.write() as unit:
        return await begin_session(unit, keys, user, method="test")


def calling(user: User, scopes: frozenset[Scope] = ALL_SCOPES) -> Caller:
    """Them, as services see them."""
    return Caller(user_id=user.id, kind=CallerKind.SESSION, credential_id=new_id(), scopes=scopes)
