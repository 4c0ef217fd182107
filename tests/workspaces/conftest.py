"""What the tests of workspaces share."""

import pytest

from tests.support.units import NoTasks
from trivet.platform.db.database import Database
from trivet.platform.uow import Units
from trivet.workspaces.audit import AuditSink


@pytest.fixture
def units(database: Database) -> Units:
    """Units that keep the audit log."""
    return Units(database=database, tasks=NoTasks(), sinks={"audit": AuditSink()})
