"""What the tests of sign-in share."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.support.time import HeldTime
from tests.support.units import NoTasks
from trivet.auth.callers import Callers
from trivet.auth.service import AuthService
from trivet.auth.usage import TokenUse
from trivet.platform.clock import held
from trivet.platform.db.database import Database
from trivet.platform.keys import Keys, new_keys
from trivet.platform.uow import Units
from trivet.workspaces.audit import AuditSink


@pytest.fixture
def keys() -> Keys:
    return new_keys()


@pytest.fixture
def quiet_units(database: Database) -> Units:
    """Units whose events nobody hears: another process, as far as our callers can tell."""
    return Units(database=database, tasks=NoTasks(), sinks={"audit": AuditSink()})


@pytest.fixture
def usage(quiet_units: Units) -> TokenUse:
    return TokenUse(quiet_units)


@pytest.fixture
def callers(quiet_units: Units, keys: Keys, usage: TokenUse) -> Callers:
    return Callers(quiet_units, keys, usage.note)


@pytest.fixture
def units(quiet_units: Units, callers: Callers) -> Units:
    """Units of this process: our callers hear what they commit."""
    return replace(quiet_units, listeners=(callers.hear,))


@pytest.fixture
def service(units: Units, keys: Keys) -> AuthService:
    return AuthService(units, keys, correlation_id="a-request")


@pytest.fixture
def time() -> Iterator[HeldTime]:
    """Time, held still."""
    time = HeldTime()
    with held(time.now):
        yield time
