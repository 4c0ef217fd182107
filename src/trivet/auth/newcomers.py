"""Accounts of those who come by an e-mail address."""

from trivet.auth import events
from trivet.auth.addresses import EMAIL
from trivet.auth.events import UserEvent
from trivet.auth.models import Identity, User
from trivet.auth.repository import AuthRepository
from trivet.platform.clock import now
from trivet.platform.events import Actor
from trivet.platform.ids import new_id
from trivet.platform.uow import WriteUnit


async def made_for(unit: WriteUnit, address: str) -> User:
    """Make an account for whoever owns an address; it acts in this unit from here on.

    Args:
        unit: writes it.
        address: proven, folded.
    """
    people = AuthRepository(unit.session)
    at = now()
    name = address.partition("@")[0]
    user = User(
        id=new_id(), name=name, email=address, instance_admin=False, created_at=at, updated_at=at
    )
    await people.add_user(user)
    unit.actor = Actor(user.id, unit.actor.origin, unit.actor.correlation_id)
    unit.emit(
        UserEvent(
            type=events.USER_CREATED,
            user_id=user.id,
            payload={"instance_admin": False},
            texts={"name": name},
        )
    )
    return user


async def prove(unit: WriteUnit, user: User, address: str) -> None:
    """Remember that an address is somebody's.

    Args:
        unit: writes it.
        user: whose.
        address: folded.
    """
    people = AuthRepository(unit.session)
    if await people.user_by_identity(EMAIL, address) is None:
        people.add(
            Identity(
                id=new_id(), user_id=user.id, provider=EMAIL, subject=address, created_at=now()
            )
        )
        await people.flush()
