"""Who may follow a board, and go on following it."""

from collections.abc import Iterable
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.auth.errors import SignInNeeded
from trivet.auth.living import living
from trivet.auth.people import PeopleQueries
from trivet.boards.access import BoardAccess, checker
from trivet.boards.errors import BoardNotFound
from trivet.platform.uow import Units
from trivet.realtime.hub import NO_BOARD
from trivet.realtime.protocol import Close, Refused
from trivet.realtime.sockets import Socket


class Gate:
    """Asks who may see a board.

    Args:
        units: where it is looked up.
        access: who may do what, remembered for a second.
    """

    def __init__(self, units: Units, access: BoardAccess) -> None:
        self._units = units
        self._access = access

    async def enter(self, caller: Caller, board_id: UUID) -> None:
        """Let through who may see the board.

        Raises:
            Refused: it is not theirs to see.
        """
        try:
            await self._access.role(caller, board_id)
        except BoardNotFound:
            raise Refused(Close.NO_BOARD, NO_BOARD) from None

    async def name_of(self, caller: Caller) -> str:
        """What somebody is called.

        Raises:
            Refused: the account was deleted within the last second.
        """
        try:
            async with self._units.read() as unit:
                return (await PeopleQueries(unit, caller).me()).name
        except SignInNeeded:
            raise Refused(Close.NOT_AUTHENTICATED, "There is no such account.") from None

    async def unwelcome(
        self, board_id: UUID, sockets: Iterable[Socket]
    ) -> list[tuple[Socket, Refused]]:
        """Which of a board's sockets have to end, and why. Asks the database, not the memory.

        Args:
            board_id: the board.
            sockets: those on it that are to be looked at.
        """
        known = [(socket, socket.caller) for socket in sockets if socket.caller is not None]
        users = {caller.user_id for _, caller in known}
        async with self._units.read() as unit:
            alive = await living(unit.session, [caller for _, caller in known])
            check = checker(unit.session)
            members = {u for u in users if await check.role_on_board(u, board_id) is not None}
        found: list[tuple[Socket, Refused]] = []
        for socket, caller in known:
            if caller.credential_id not in alive:
                found.append((socket, Refused(Close.NOT_AUTHENTICATED, "The session has ended.")))
            elif caller.user_id not in members:
                found.append((socket, Refused(Close.FORBIDDEN, "You are no member any more.")))
        return found
