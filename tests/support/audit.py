"""Reads the audit log."""

from sqlalchemy import select

from trivet.platform.uow import Units
from trivet.workspaces.models import AuditEvent


async def audit_log(units: Units, topic: str) -> list[AuditEvent]:
    """What was written about a topic, in order; its numbers have no gap."""
    async with units.read() as unit:
        rows = await unit.session.scalars(
            select(AuditEvent).where(AuditEvent.topic == topic).order_by(AuditEvent.seq)
        )
        found = list(rows)
    assert [event.seq for event in found] == list(range(1, len(found) + 1))
    return found
