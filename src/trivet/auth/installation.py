"""Which installation this is, and who owns it."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from typing import TypeVar
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from trivet.auth import events
from trivet.auth.addresses import folded, is_address
from trivet.auth.events import UserEvent
from trivet.auth.models import Identity, Installation, SignInLink, User
from trivet.auth.newcomers import made_for, prove
from trivet.auth.repository import AuthReads, AuthRepository
from trivet.platform.clock import now
from trivet.platform.db.faults import is_unique_violation
from trivet.platform.errors import StartupError
from trivet.platform.events import Actor
from trivet.platform.ids import fingerprint, new_id, new_secret
from trivet.platform.settings import Settings
from trivet.platform.uow import Units, WriteUnit

T = TypeVar("T")

LINK_LIFETIME = timedelta(minutes=15)
LINK_PREFIX = "trl_"
PROVIDER = "local"
OWNER = "owner"


async def installation_epoch(units: Units) -> UUID:
    """The epoch of this installation; made when it is first asked for."""
    async with units.read() as unit:
        known = await AuthReads(unit.session).installation()
    if known is not None:
        return known.epoch
    return await _first_wins(units, _epoch)


async def _epoch(unit: WriteUnit) -> UUID:
    people = AuthRepository(unit.session)
    installation = await people.installation()
    if installation is None:
        installation = Installation(id=1, epoch=new_id(), created_at=now())
        people.add(installation)
    return installation.epoch


async def new_epoch(units: Units) -> UUID:
    """Begin a new epoch: the database was put back from a copy.

    Clients that saw a future which is gone learn by it that they must load everything anew.
    """

    async def begin(unit: WriteUnit) -> UUID:
        people = AuthRepository(unit.session)
        installation = await people.installation()
        if installation is None:
            return await _epoch(unit)
        installation.epoch = new_id()
        return installation.epoch

    return await units.retried(begin)


async def local_owner(units: Units) -> UUID:
    """The local owner, who is made on the first run and sees the whole installation."""
    async with units.read() as unit:
        known = await AuthReads(unit.session).user_by_identity(PROVIDER, OWNER)
    if known is not None:
        return known.id
    return await _first_wins(units, _owner)


async def _owner(unit: WriteUnit) -> UUID:
    people, at = AuthRepository(unit.session), now()
    known = await people.user_by_identity(PROVIDER, OWNER)
    if known is not None:
        return known.id
    owner = User(id=new_id(), name="Owner", instance_admin=True, created_at=at, updated_at=at)
    await people.add_user(owner)
    people.add(
        Identity(id=new_id(), user_id=owner.id, provider=PROVIDER, subject=OWNER, created_at=at)
    )
    unit.actor = Actor(owner.id, unit.actor.origin, unit.actor.correlation_id)
    unit.emit(
        UserEvent(
            type=events.USER_CREATED,
            user_id=owner.id,
            payload={"instance_admin": True},
            texts={"name": owner.name},
        )
    )
    return owner.id


async def _first_wins(units: Units, work: Callable[[WriteUnit], Awaitable[T]]) -> T:
    """Do `work`; where another process was first, do it again and find what that one made."""
    try:
        return await units.retried(work)
    except IntegrityError as error:
        if not is_unique_violation(error):
            raise
    return await units.retried(work)


async def _named(units: Units, user: str) -> UUID:
    """The person whom an e-mail address or an id means; made, where an address is nobody's yet.

    Whoever can run commands here vouches for the address.
    """
    async with units.read() as unit:
        found = await AuthReads(unit.session).users_called(user)
    if len(found) == 1:
        return found[0]
    if found:
        raise StartupError(
            f"Several people have the address {user}: name one by id, "
            + " or ".join(map(str, found))
            + "."
        )
    address = folded(user)
    if not is_address(address):
        raise StartupError(f"{user} is neither an e-mail address nor the id of somebody here.")
    return await _first_wins(units, partial(_with_address, address))


async def _with_address(address: str, unit: WriteUnit) -> UUID:
    known = await AuthRepository(unit.session).user_by_address(address)
    if known is not None:
        return known.id
    user = await made_for(unit, address)
    await prove(unit, user, address)
    return user.id


async def local_sign_in_link(units: Units, settings: Settings, user: str | None = None) -> str:
    """A fresh link that signs somebody in: once, within 15 minutes.

    Args:
        units: keep its hash.
        settings: say where people reach us.
        user: whom, by e-mail address or id; None is the local owner.

    Raises:
        StartupError: nobody, or more than one, is called so.

    Returns:
        The address. The secret stands behind the `#`, which browsers do not send: it is in no
        log and in no Referer.
    """
    person = await (local_owner(units) if user is None else _named(units, user))
    secret = new_secret(LINK_PREFIX)
    async with units.write(Actor(person)) as unit:
        people, at = AuthRepository(unit.session), now()
        await people.forget_links(at)
        people.add(
            SignInLink(
                id=new_id(),
                user_id=person,
                token_hash=fingerprint(secret),
                created_at=at,
                expires_at=at + LINK_LIFETIME,
            )
        )
    return f"{settings.base_url}/app/sign-in#{secret}"
