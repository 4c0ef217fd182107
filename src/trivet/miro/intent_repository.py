"""Queries of what is on its way to a board."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, delete, or_, select

from trivet.miro.job_models import MiroOperation, State
from trivet.miro.models import MiroWrite
from trivet.miro.origins import Intent, Origins
from trivet.platform.clock import now
from trivet.platform.db.session import ReadSession, WriteSession

LASTS = timedelta(minutes=5)
"""After so long nothing is on its way any more that was sent without an answer."""
_SENT = (State.WORKING, State.UNKNOWN)
_CHANGES = ("create", "update", "delete")


class IntentReader:
    """Reads what is on its way.

    Args:
        session: of the unit of work in which it is asked.
    """

    def __init__(self, session: ReadSession) -> None:
        self._reading = session

    async def origins(self, board_id: str) -> Origins:
        """What tells our changes of a board from those of others."""
        queued = await self._reading.execute(
            select(
                MiroOperation.action,
                MiroOperation.kind,
                MiroOperation.item_id,
                MiroOperation.body,
                MiroOperation.sent_by,
            ).where(
                MiroOperation.board_id == board_id,
                # Also what waits to be sent once more: Miro may have done it the first time.
                or_(
                    MiroOperation.state.in_(_SENT),
                    and_(MiroOperation.state == State.PENDING, MiroOperation.tries > 0),
                ),
                MiroOperation.action.in_(_CHANGES),
                MiroOperation.kind != "tag",
            )
        )
        intents = [
            Intent(kind, item_id, None if action == "delete" else body, account)
            for action, kind, item_id, body, account in queued
        ]
        direct = await self._reading.scalars(
            select(MiroWrite).where(
                MiroWrite.board_id == board_id, MiroWrite.sent_at > now() - LASTS
            )
        )
        intents += [Intent(row.kind, row.item_id, row.body, row.account) for row in direct]
        return Origins(intents)


class IntentRepository(IntentReader):
    """Writes what is on its way. Never a commit.

    Args:
        session: of the write unit.
    """

    def __init__(self, session: WriteSession) -> None:
        super().__init__(session)
        self._writes = session

    def add(self, rows: Sequence[MiroWrite]) -> None:
        self._writes.add_all(rows)

    async def remove(self, ids: Sequence[UUID]) -> None:
        await self._writes.run(delete(MiroWrite).where(MiroWrite.id.in_(ids)))

    async def forget(self, before: datetime, most: int) -> int:
        """Forget what was sent before a moment; how many.

        Args:
            before: the moment.
            most: how many at most.
        """
        old = select(MiroWrite.id).where(MiroWrite.sent_at < before).limit(most)
        gone = await self._writes.run(delete(MiroWrite).where(MiroWrite.id.in_(old)))
        return gone.rowcount
