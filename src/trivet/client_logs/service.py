"""What clients log: taking it in, and reading it."""

import asyncio
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.auth.errors import NotInstanceAdmin
from trivet.client_logs.contexts import Cutting
from trivet.client_logs.filters import LogFilter, Place
from trivet.client_logs.models import ClientLog
from trivet.client_logs.repository import ClientLogRepository, ClientLogWriteRepository
from trivet.client_logs.schemas import ClientLogOut, LogEntryIn, LogPersonOut
from trivet.platform.clock import now, rfc3339
from trivet.platform.db.session import ReadSession
from trivet.platform.ids import new_id
from trivet.platform.json import dumps_text, loads
from trivet.platform.telemetry.logging import Logger
from trivet.platform.telemetry.redaction import redacted_text
from trivet.platform.uow import ReadUnit, WriteUnit

log = Logger("trivet.client_logs")

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")
"""What names a request here: see `platform.web.request_id`."""
_LONGEST_LINE, _MOST_LINES = 300, 20
_UNNOTICED = timedelta(seconds=60)
"""A clock may be ahead so far without a note."""


async def keep(
    unit: WriteUnit, user_id: UUID, entries: Sequence[LogEntryIn], request_id: str
) -> int:
    """Keep what somebody's client logged, without what looks like a secret.

    Args:
        unit: writes it.
        user_id: whose client.
        entries: what it logged, in its order.
        request_id: of the request that delivers it.

    Returns:
        How many were kept: all.
    """
    # The loop goes on meanwhile: a MiB of text takes up to a quarter of a second to look through.
    rows = await asyncio.to_thread(_rows, entries, user_id, request_id)
    await ClientLogWriteRepository(unit.session).add(rows)
    await asyncio.to_thread(_tell, rows)
    return len(rows)


def _tell(rows: Sequence[dict[str, Any]]) -> None:
    """Say in our own log what clients said of requests, so that who looks for one there finds it."""
    about = [row for row in rows if row["about_request_id"] is not None]
    for row in about[:_MOST_LINES]:
        log.info(
            "client_log",
            about_request_id=row["about_request_id"],
            client_level=row["level"],
            said=row["message"][:_LONGEST_LINE],
        )


class ClientLogQueries:
    """What somebody may see of what clients logged: instance admins everything, all others nothing.

    Args:
        unit: in which it is read.
        caller: who asks.
    """

    def __init__(self, unit: ReadUnit, caller: Caller) -> None:
        self._session = unit.session
        self._caller = caller

    async def page(
        self, wanted: LogFilter, *, after: Place | None, limit: int
    ) -> list[ClientLogOut]:
        """Entries, the latest first.

        Args:
            wanted: which.
            after: where the page begins; None is the beginning.
            limit: how many at most.

        Raises:
            NotInstanceAdmin: the caller is none, or their API token lacks `admin`.
        """
        if not self._caller.instance_admin:
            raise NotInstanceAdmin(
                "Ask an instance admin; they need an API token with the scope `admin`, or a session."
            )
        return await client_logs(self._session, wanted, after=after, limit=limit)


async def client_logs(
    session: ReadSession, wanted: LogFilter, *, after: Place | None, limit: int
) -> list[ClientLogOut]:
    """Entries, the latest first. Nobody's permission is asked.

    Args:
        session: reads.
        wanted: which.
        after: where the page begins; None is the beginning.
        limit: how many at most.
    """
    rows = await ClientLogRepository(session).page(wanted, after=after, limit=limit)
    return [_out(row, name) for row, name in rows]


async def place_of(session: ReadSession, log_id: UUID) -> Place | None:
    """Where those begin that happened before an entry; None if there is none such."""
    return await ClientLogRepository(session).place_of(log_id)


def _rows(entries: Sequence[LogEntryIn], user_id: UUID, request_id: str) -> list[dict[str, Any]]:
    at = now()
    return [_row(each, user_id, request_id, at) for each in entries]


def _row(entry: LogEntryIn, user_id: UUID, request_id: str, at: datetime) -> dict[str, Any]:
    notes: list[str] = []
    if entry.timestamp > at + _UNNOTICED:
        notes.append(f"The client's clock is ahead: it said {rfc3339(entry.timestamp)}.")
    context = None
    if entry.context:
        cutting = Cutting(entry.context)
        context = cutting.context
        if cutting.cut:
            notes.append("The context was too large, and is cut.")
    return {
        "id": new_id(),
        "user_id": user_id,
        "happened_at": min(entry.timestamp, at),
        "received_at": at,
        "level": entry.level,
        "message": redacted_text(entry.message),
        "context": None if context is None else dumps_text(context),
        "note": " ".join(notes) or None,
        "request_id": request_id,
        "about_request_id": None if context is None else _request_in(context),
    }


def _request_in(context: dict[str, Any]) -> str | None:
    """The request that an entry is about, as programs in either spelling say it."""
    for name in ("request_id", "requestId"):
        named = context.get(name)
        if isinstance(named, str) and REQUEST_ID.fullmatch(named):
            return named
    return None


def _out(row: ClientLog, name: str) -> ClientLogOut:
    return ClientLogOut(
        id=row.id,
        timestamp=row.happened_at,
        received_at=row.received_at,
        level=row.level,
        message=row.message,
        context=None if row.context is None else loads(row.context),
        note=row.note,
        user=LogPersonOut(id=row.user_id, name=name),
        request_id=row.request_id,
        about_request_id=row.about_request_id,
    )
