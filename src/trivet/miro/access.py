"""In whose name Miro is asked, and who may read which board.

A board is readable by whom Miro lets read it, proven with their own token. That is remembered for
minutes; and for a day while Miro is away, so that what is cached can be read then.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from uuid import UUID

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
from trivet.miro.tokens import MiroTokens
from trivet.miro.transport import MiroCredential, MiroTransport
from trivet.platform.clock import now
from trivet.platform.uow import Units, WriteUnit

REMEMBERED = timedelta(minutes=5)
REMEMBERED_WHILE_AWAY = timedelta(days=1)


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

    async def for_person(self, user_id: UUID, *, background: bool = False) -> MiroClient:
        """A client for what a person does.

        Args:
            user_id: who.
            background: whether they do not wait for it.

        Raises:
            MiroAccountMissing: they have no Miro account here, or must connect it again.
            MiroUnreachable: their token has ended, and Miro does not give another one right now.
        """
        token = await self._tokens.usable(user_id)
        account = await self._tokens.account(user_id)
        if account is None:
            raise MiroAccountMissing("It was disconnected this moment.")
        credential = MiroCredential(token, user_id, account.id)
        return MiroClient(self.transport, credential, background=background)

    async def answers(self) -> bool:
        """Whether Miro answered lately, as far as anybody asked."""
        return not (await self.transport.circuit()).open

    async def _stop(self, credential: MiroCredential) -> None:
        """Miro refused a token: it is used no more."""
        await self._tokens.refused(credential.user_id, credential.token)


class BoardDoor:
    """Lets people read those boards that Miro lets them read.

    Args:
        units: remember who may.
        access: gives out clients.
    """

    def __init__(self, units: Units, access: MiroAccess) -> None:
        self._units = units
        self._access = access

    async def enter(self, user_id: UUID, board_id: str) -> None:
        """Go on only if somebody may read a board. What is known of it is kept from then on.

        Raises:
            MiroBoardNotFound: there is none such for them.
            MiroAccountMissing, MiroLimited, MiroUnreachable: that cannot be found out.
        """
        async with self._units.read() as unit:
            proven = await MiroCacheReader(unit.session).access(user_id, board_id)
        since = None if proven is None else now() - proven
        if since is not None and since < REMEMBERED:
            return
        try:
            await self._ask(user_id, board_id)
        except (MiroLimited, MiroUnreachable):
            if since is None or since >= REMEMBERED_WHILE_AWAY:
                raise

    async def _ask(self, user_id: UUID, board_id: str) -> None:
        client, asked_at = await self._access.for_person(user_id), now()
        async with self.noticing(user_id, board_id):
            document = await client.board(board_id)

        async def keep(unit: WriteUnit) -> None:
            cache = MiroCacheWriter(unit.session)
            await cache.keep_board(document, asked_at)
            await cache.prove(user_id, board_id, asked_at)

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

            async def forget(unit: WriteUnit) -> None:
                await MiroCacheWriter(unit.session).disprove(user_id, board_id)

            await self._units.retried(forget)
            if isinstance(error, MiroBoardNotFound):
                raise
            raise MiroBoardNotFound(
                "It was deleted in Miro, or you have no access to it there.", extra=error.extra
            ) from None
