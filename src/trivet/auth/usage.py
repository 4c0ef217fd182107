"""When API tokens were last used: noted in memory, written now and then, never by a request."""

import asyncio
from datetime import datetime
from uuid import UUID

import structlog

from trivet.auth.repository import AuthRepository
from trivet.platform.clock import now
from trivet.platform.uow import Units, WriteUnit

EVERY_S = 30.0

log = structlog.get_logger(__name__)


class TokenUse:
    """Remembers uses of API tokens until they are written.

    What is lost with the process is a moment of last use, and nothing depends on it.

    Args:
        units: write them.
    """

    def __init__(self, units: Units) -> None:
        self._units = units
        self._noted: dict[UUID, datetime] = {}

    def note(self, token_id: UUID) -> None:
        """This token was used now."""
        self._noted[token_id] = now()

    async def flush(self) -> None:
        """Write what was noted."""
        noted, self._noted = self._noted, {}
        if not noted:
            return
        try:
            await self._write(noted)
        except BaseException:
            self._noted = {**noted, **self._noted}  # for the next time
            raise

    async def _write(self, noted: dict[UUID, datetime]) -> None:

        async def write(unit: WriteUnit) -> None:
            people = AuthRepository(unit.session)
            # In one order everywhere, so that two processes cannot wait for each other.
            for token_id in sorted(noted):
                await people.api_token_used(token_id, noted[token_id])

        await self._units.retried(write)

    async def run(self, every_s: float = EVERY_S) -> None:
        """Write now and then until cancelled, and once more at the end.

        Args:
            every_s: seconds between two writings.
        """
        try:
            while True:
                await asyncio.sleep(every_s)
                try:
                    await self.flush()
                except Exception:
                    log.exception("token_use_not_written")
        finally:
            await self.flush()
