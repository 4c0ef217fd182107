"""Rows of the audit log, as they are read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from trivet.auth.models import User
from trivet.platform.db.session import ReadSession
from trivet.platform.events import merged
from trivet.workspaces.models import AuditEvent

FORMER_MEMBER = "former member"
"""What somebody is called whose account is gone."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is named in the log."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One event of a topic's log, with the names of today."""

    seq: int
    type: str
    actor: Person | None
    user: Person | None
    origin: str
    correlation_id: str | None
    created_at: datetime
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which events are wanted.

    Args:
        type: only of this type.
        user_id: only by this person, or about them.
    """

    type: str | None = None
    user_id: UUID | None = None


class AuditReads:
    """Questions about the audit log."""

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    async def page(
        self, topic: str, wanted: AuditFilter, before: int | None, limit: int
    ) -> list[AuditEntry]:
        """Events of a topic, the newest first.

        Args:
            topic: `workspace:<id>` or `user:<id>`.
            wanted: which of them.
            before: the number of the last one already seen.
            limit: how many at most.
        """
        actor, user = aliased(User), aliased(User)
        query = (
            select(AuditEvent, actor.name, user.name)
            .outerjoin(actor, actor.id == AuditEvent.actor_id)
            .outerjoin(user, user.id == AuditEvent.user_id)
            .where(AuditEvent.topic == topic)
        )
        if before is not None:
            query = query.where(AuditEvent.seq < before)
        if wanted.type is not None:
            query = query.where(AuditEvent.type == wanted.type)
        if wanted.user_id is not None:
            whose = (AuditEvent.actor_id == wanted.user_id, AuditEvent.user_id == wanted.user_id)
            query = query.where(or_(*whose))
        rows = await self._session.execute(query.order_by(AuditEvent.seq.desc()).limit(limit))
        return [_entry(row[0], row[1], row[2]) for row in rows]


def _entry(row: AuditEvent, actor_name: str | None, user_name: str | None) -> AuditEntry:
    return AuditEntry(
        seq=row.seq,
        type=row.type,
        actor=_person(row.actor_id, actor_name),
        user=_person(row.user_id, user_name),
        origin=row.origin,
        correlation_id=row.correlation_id,
        created_at=row.created_at,
        payload=merged(row.payload, row.texts),
    )


def _person(user_id: UUID | None, name: str | None) -> Person | None:
    return None if user_id is None else Person(user_id, name or FORMER_MEMBER)
