"""In whose name Miro is asked, and who may read which board.

A board is readable by whom Miro lets read it, proven with their own token. That is remembered for
minutes; and for a day while Miro is away, so that what is cached can be read then.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID

from trivet.miro.answers import GONE
from trivet.miro.cache_repository import MiroCacheReader
from trivet.miro.cache_writer import MiroCacheWriter
from trivet.miro.client import MiroClient
from trivet.miro.errors import (
    MiroAccountMissing,
    MiroBoardNotFound,
    MiroForbids,
    MiroLimited,
    MiroUnreachable,
)
from trivet.miro.flights import Flights
from trivet.miro.tokens import MiroTokens
from trivet.miro.transport import MiroCredential, MiroTransport
from trivet.platform.clock import now
from trivet.platform.uow import Units, WriteUnit

REMEMBERED = timedelta(minutes=5)
REMEMBERED_WHILE_AWAY = timedelta(days=1)
REMEMBERED_WHILE_LIMITED = timedelta(minutes=15)
PATIENCE_S = 3.0
"""How long somebody waits for Miro who can be given what it said before."""


class MiroAccess:
    """Gives out clients that speak for somebody. One in each process.

    Args:
        transport: sends what they ask.
        tokens: those of people.
    """

    def __init__(self, transport: MiroTransport, tokens: MiroTokens) -> None:
        self.transport = transport
        self._tokens = tokens
        transport.refused = self._stop
        transport.limited = self._note_limit

    async def for_person(self, user_id: UUID, *, reserve: float = 0.0) -> MiroClient:
        """A client for what a person does.

        Args:
            user_id: who.
            reserve: the part of a minute's credits that is left to others; 0 if they wait for it.

        Raises:
            MiroAccountMissing: they have no Miro account here, or must connect it again.
            MiroUnreachable: their token has ended, and Miro does not give another one right now.
        """
        # In this order: what a token of an account that is connected in between proves is of no use then.
        account = await self._tokens.account(user_id)
        token = await self._tokens.usable(user_id)
        if account is None:
            raise MiroAccountMissing("It was disconnected this moment.")
        if account.limited_until is not None:
            self.transport.credits.strike(account.id, account.limited_until.timestamp())
        credential = MiroCredential(token, user_id, account.id)
        return MiroClient(self.transport, credential, reserve=reserve)

    async def account_of(self, user_id: UUID) -> str | None:
        """Miro's id of the account of somebody here; None if they have none."""
        account = await self._tokens.account(user_id)
        return None if account is None else account.id

    async def answers(self) -> bool:
        """Whether Miro answered lately, as far as anybody asked."""
        return not (await self.transport.circuit()).open

    async def _note_limit(self, credential: MiroCredential) -> None:
        """Miro refused a request for want of credits: nobody asks before the end of that."""
        standing = await self.transport.credits.standing(credential.account)
        until = datetime.fromtimestamp(standing.blocked_until, UTC)
        await self._tokens.limited(credential.user_id, until)

    async def _stop(self, credential: MiroCredential) -> None:
        """Miro refused a token: it is used no more."""
        await self._tokens.refused(credential.user_id, credential.token)


class BoardDoor:
    """Lets people read those boards that Miro lets them read.

    Args:
        units: remember who may.
        access: gives out clients.
        flights: what is being asked; without, each asks for themselves.
    """

    def __init__(self, units: Units, access: MiroAccess, flights: Flights | None = None) -> None:
        self._units = units
        self._access = access
        self._flights = Flights() if flights is None else flights

    async def enter(self, user_id: UUID, board_id: str, *, reserve: float = 0.0) -> None:
        """Go on only if somebody may read a board. What is known of it is kept from then on.

        Args:
            user_id: who.
            board_id: the board.
            reserve: the part of a minute's credits that is left to others; 0 if they wait for it.

        Raises:
            MiroBoardNotFound: there is none such for them.
            MiroAccountMissing, MiroLimited, MiroUnreachable: that cannot be found out.
        """
        async with self._units.read() as unit:
            proven = await MiroCacheReader(unit.session).access(user_id, board_id)
        since = None if proven is None else now() - proven
        if since is not None and since < REMEMBERED:
            return
        while_away = since is not None and since < REMEMBERED_WHILE_AWAY
        try:
            await self._flights.once(
                ("door", user_id, board_id),
                lambda: self._ask(user_id, board_id, reserve),
                patience_s=PATIENCE_S if while_away else None,
            )
        except MiroLimited:
            # They use up their credits themselves: that may not keep a door open.
            if since is None or since >= REMEMBERED_WHILE_LIMITED:
                raise
        except (MiroUnreachable, TimeoutError):
            if not while_away:
                raise

    async def _ask(self, user_id: UUID, board_id: str, reserve: float) -> None:
        client, asked_at = await self._access.for_person(user_id, reserve=reserve), now()
        async with self.noticing(user_id, board_id):
            document = await client.board(board_id)
        if document["id"] != board_id:
            raise MiroBoardNotFound("Write its id as Miro does, with all that it ends with.")

        async def keep(unit: WriteUnit) -> None:
            cache = MiroCacheWriter(unit.session)
            await cache.keep_board(document, asked_at)
            await cache.prove(user_id, board_id, client.account, asked_at)

        await self._units.retried(keep)

    @asynccontextmanager
    async def noticing(self, user_id: UUID, board_id: str) -> AsyncIterator[None]:
        """Read something of a board; if Miro does not let us, what is remembered of that is wrong.

        Raises:
            MiroBoardNotFound: also where Miro says that it may not be read.
        """
        try:
            yield
        except (MiroBoardNotFound, MiroForbids) as error:
            await self.close(user_id, board_id)
            if isinstance(error, MiroBoardNotFound):
                raise
            raise MiroBoardNotFound(GONE) from None

    async def close(self, user_id: UUID, board_id: str) -> None:
        """Miro lets somebody read a board no more."""

        async def forget(unit: WriteUnit) -> None:
            await MiroCacheWriter(unit.session).disprove(user_id, board_id)

        await self._units.retried(forget)
