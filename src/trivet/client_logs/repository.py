"""Queries of what clients logged. Never a commit."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, insert, or_, select

from trivet.auth.models import User
from trivet.client_logs.filters import LogFilter, Place
from trivet.client_logs.models import ClientLog, LogLevel
from trivet.client_logs.texts import neutral
from trivet.platform.db.session import ReadSession, WriteSession
from trivet.platform.db.some import remove_some
from trivet.platform.ids import first_id_at
from trivet.platform.json import dumps_text


class ClientLogRepository:
    """Reads what clients logged.

    Args:
        session: the unit of work's session.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    async def page(
        self, wanted: LogFilter, *, after: Place | None, limit: int
    ) -> Sequence[tuple[ClientLog, str]]:
        """Entries, each with the name of its person, the latest first.

        Args:
            wanted: which.
            after: where the page begins; None is the beginning.
            limit: how many at most.
        """
        statement = (
            select(ClientLog, User.name)
            .join(User, User.id == ClientLog.user_id)
            .where(*_conditions(wanted))
            .order_by(ClientLog.happened_at.desc(), ClientLog.id.desc())
            .limit(limit)
        )
        if after is not None:
            same = and_(ClientLog.happened_at == after.happened_at, ClientLog.id < after.id)
            # Says twice that it happened before, so that the index is walked from there.
            statement = statement.where(
                ClientLog.happened_at <= after.happened_at,
                or_(ClientLog.happened_at < after.happened_at, same),
            )
        rows = await self._session.execute(statement)
        return [(row[0], row[1]) for row in rows]

    async def place_of(self, log_id: UUID) -> Place | None:
        """Where those begin that happened before an entry; None if there is none such."""
        row = await self._session.get(ClientLog, log_id)
        return None if row is None else Place(row.happened_at, row.id)


class ClientLogWriteRepository(ClientLogRepository):
    """Writes them."""

    def __init__(self, session: WriteSession) -> None:
        super().__init__(session)
        self._writes = session

    async def add(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write entries, in one go."""
        await self._writes.run_many(insert(ClientLog), rows)

    async def forget(self, received_before: datetime, most: int) -> int:
        """Forget up to `most` that came before a moment; answers how many."""
        old = ClientLog.id < first_id_at(received_before)
        return await remove_some(self._writes, ClientLog, old, most=most)

    async def forget_closed(self, most: int) -> int:
        """Forget up to `most` of people who closed their accounts; answers how many."""
        closed = select(User.id).where(User.deleted_at.is_not(None))
        return await remove_some(self._writes, ClientLog, ClientLog.user_id.in_(closed), most=most)


def _conditions(wanted: LogFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.level not in {None, LogLevel.DEBUG}:
        found.append(ClientLog.level.in_(wanted.level.and_graver))
    if wanted.user_id is not None:
        found.append(ClientLog.user_id == wanted.user_id)
    if wanted.since is not None:
        found.append(ClientLog.happened_at >= wanted.since)
    if wanted.until is not None:
        found.append(ClientLog.happened_at < wanted.until)
    if wanted.request_id is not None:
        delivered = ClientLog.request_id == wanted.request_id
        found.append(or_(delivered, ClientLog.about_request_id == wanted.request_id))
    if wanted.arrived_since is not None:
        found.append(ClientLog.id >= first_id_at(wanted.arrived_since))
    if wanted.text:
        text = neutral(wanted.text)
        # The context is JSON, in which quotation marks, backslashes and newlines are written otherwise.
        in_json = dumps_text(text)[1:-1]
        in_context = ClientLog.context.icontains(in_json, autoescape=True)
        found.append(or_(ClientLog.message.icontains(text, autoescape=True), in_context))
    return found
