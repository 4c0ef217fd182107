"""People, as they see themselves."""

from trivet.auth.callers import Caller
from trivet.auth.errors import SignInNeeded
from trivet.auth.models import User
from trivet.auth.repository import AuthReads
from trivet.platform.uow import ReadUnit


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
        if user is None:
            raise SignInNeeded
        return user
