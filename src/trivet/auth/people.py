"""People, as they see themselves."""

from trivet.auth import events
from trivet.auth.callers import Caller, Scope
from trivet.auth.errors import NameFromGitHub, SignInNeeded
from trivet.auth.events import UserEvent
from trivet.auth.github_accounts import PROVIDER
from trivet.auth.models import User
from trivet.auth.repository import AuthReads, AuthRepository
from trivet.auth.scopes import demand
from trivet.platform.clock import now
from trivet.platform.uow import ReadUnit, WriteUnit


class PeopleQueries:
    """What a person asks about themselves."""

    def __init__(self, unit: ReadUnit, caller: Caller) -> None:
        self._people = AuthReads(unit.session)
        self._caller = caller

    async def me(self) -> User:
        """Who calls.

        Raises:
            SignInNeeded: the account was deleted within the last second.
        """
        user = await self._people.user(self._caller.user_id)
        if user is None or user.deleted_at is not None:
            raise SignInNeeded
        return user


class PeopleService:
    """What a person changes about themselves.

    Args:
        unit: writes the changes.
        caller: who.
    """

    def __init__(self, unit: WriteUnit, caller: Caller) -> None:
        self._unit = unit
        self._caller = caller
        self._people = AuthRepository(unit.session)

    async def rename(self, name: str) -> User:
        """Be called something else.

        Args:
            name: how, from now on.

        Raises:
            InsufficientScope: the caller's API token lacks `admin`.
            NameFromGitHub: their name is what GitHub says at each sign-in.
            SignInNeeded: the account was deleted meanwhile.
        """
        demand(self._caller, Scope.ADMIN)
        user = await self._people.lock_user(self._caller.user_id)
        if user is None:
            raise SignInNeeded
        if await self._people.identity_of(user.id, PROVIDER) is not None:
            raise NameFromGitHub("Change it at GitHub, and sign in again.")
        if name != user.name:
            texts = {"name": name, "was": user.name}
            user.name = name
            user.updated_at = now()
            self._unit.emit(UserEvent(type=events.USER_RENAMED, user_id=user.id, texts=texts))
        return user
