"""(user, board) → role, remembered for at most a second.

One of the hot path's places: two SELECTs a request would cost more than the read of a cached
board. What changes a role here drops the entry before it answers; other processes learn of it by
the second that an entry lives.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from contextvars import Context
from time import monotonic
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.boards.errors import BoardNotFound
from trivet.boards.repository import BoardRepository
from trivet.platform.db.session import ReadSession
from trivet.platform.errors import Forbidden
from trivet.platform.events import Event
from trivet.platform.uow import Units
from trivet.workspaces.models import Role
from trivet.workspaces.permissions import EDIT, MANAGE, PermissionChecker

KEPT_S = 1.0
RENEWED_S = 0.5
"""How long before its end a role that is still asked for is looked up again, behind the back of requests."""
MOST = 20_000


async def workspace_of_board(session: ReadSession, board_id: UUID) -> UUID | None:
    """The workspace of a board that is there; what `PermissionChecker` asks of boards."""
    return await BoardRepository(session).workspace_of(board_id)


async def key_of_board(session: ReadSession, board_id: UUID) -> str:
    """What the cards of a board are called by, such as `ENG`; empty if it is not there."""
    board = await BoardRepository(session).get(board_id)
    return "" if board is None else board.key


def checker(session: ReadSession) -> PermissionChecker:
    """A permission checker that knows boards."""
    return PermissionChecker(session, workspace_of_board)


class BoardAccess:
    """Answers who may do what on a board.

    Args:
        units: to look a role up where it is not remembered.
    """

    def __init__(self, units: Units) -> None:
        self._units = units
        self._roles: OrderedDict[tuple[UUID, str], tuple[float, Role]] = OrderedDict()
        self._asking: dict[tuple[UUID, str], asyncio.Task[Role | None]] = {}
        self._looking: set[asyncio.Task[Role | None]] = set()
        self._drops = 0

    def cached(self, user_id: UUID, board_id: str) -> Role | None:
        """The role that was looked up within the last second, or None."""
        key = user_id, board_id
        entry = self._roles.get(key)
        if entry is None:
            return None
        left_s = entry[0] - monotonic()
        if left_s < 0:
            return None
        if left_s < RENEWED_S and key not in self._asking:
            # In nobody's name: the request that happens to come by does not wait for it.
            self._ask(user_id, UUID(board_id), Context())
        return entry[1]

    async def close(self) -> None:
        """Wait for what is still being looked up."""
        if self._looking:
            await asyncio.wait(self._looking)

    async def role(
        self, caller: Caller, board_id: UUID, session: ReadSession | None = None
    ) -> Role:
        """The caller's role on a board.

        Args:
            caller: who.
            board_id: where.
            session: where to look, for those who hold one already: a request that waited for a
                second connection while it holds one could wait for ever.

        Raises:
            BoardNotFound: there is no such board, or it is not the caller's to see.
        """
        role = await self.role_or_none(caller, board_id, session)
        if role is None:
            raise BoardNotFound("Check the address, or ask to be invited to its workspace.")
        return role

    async def role_or_none(
        self, caller: Caller, board_id: UUID, session: ReadSession | None = None
    ) -> Role | None:
        """The caller's role on a board, or None where there is nothing for the caller to see."""
        known = self.cached(caller.user_id, str(board_id))
        if known is not None:
            return known
        if session is not None:
            return await checker(session).role_on_board(caller.user_id, board_id)
        asking = self._asking.get((caller.user_id, str(board_id)))
        # Shielded: whoever gives up waiting does not end it for the others.
        return await asyncio.shield(asking or self._ask(caller.user_id, board_id))

    def _ask(
        self, user_id: UUID, board_id: UUID, context: Context | None = None
    ) -> "asyncio.Task[Role | None]":
        asking = asyncio.create_task(self._look_up(user_id, board_id), context=context)
        key = user_id, str(board_id)
        self._asking[key] = asking
        self._looking.add(asking)
        asking.add_done_callback(lambda done: self._answered(key, done))
        return asking

    def _answered(self, key: tuple[UUID, str], done: "asyncio.Task[Role | None]") -> None:
        self._looking.discard(done)
        if self._asking.get(key) is done:
            del self._asking[key]
        if not done.cancelled():
            done.exception()  # whoever waits gets it; with nobody left, it is no surprise either

    async def _look_up(self, user_id: UUID, board_id: UUID) -> Role | None:
        drops, until = self._drops, monotonic() + KEPT_S
        async with self._units.read() as unit:
            role = await checker(unit.session).role_on_board(user_id, board_id)
        if role is None:
            self._roles.pop((user_id, str(board_id)), None)
        elif drops == self._drops:  # nothing changed while we looked
            self._roles[user_id, str(board_id)] = (until, role)
            if len(self._roles) > MOST:
                self._roles.popitem(last=False)
        return role

    async def require_edit(
        self, caller: Caller, board_id: UUID, session: ReadSession | None = None
    ) -> None:
        """Refuse whoever may not edit the board's cards.

        Raises:
            BoardNotFound: the board is not the caller's to see.
            Forbidden: it is, but only to look at.
        """
        may_edit(caller, await self.role(caller, board_id, session))

    async def require_manage(self, caller: Caller, board_id: UUID) -> None:
        """Refuse whoever may not delete the board.

        Raises:
            BoardNotFound: the board is not the caller's to see.
            Forbidden: the caller is no admin of its workspace.
        """
        may_manage(caller, await self.role(caller, board_id))

    def forget(self, events: Sequence[Event]) -> None:
        """Told of committed events: whatever changes members or boards empties the memory."""
        if any(event.kind == "audit" or event.type.startswith("board.") for event in events):
            self._drops += 1
            self._asking.clear()
            self._roles.clear()


def may_edit(caller: Caller, role: Role) -> None:
    """Refuse viewers, and tokens that can only read.

    Raises:
        Forbidden: what is missing.
    """
    if EDIT.scope not in caller.scopes:
        raise Forbidden("This API token can only read: make one with the scope write.")
    if not EDIT.held_by(role):
        raise Forbidden(
            "You are a viewer here: ask an admin of this workspace to make you a member."
        )


def may_manage(caller: Caller, role: Role) -> None:
    """Refuse whoever is no admin.

    Raises:
        Forbidden: what is missing.
    """
    may_edit(caller, role)
    if not MANAGE.held_by(role):
        raise Forbidden("Ask an admin of this workspace to do it.")
