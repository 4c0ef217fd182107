"""The address of the database, as people write it and as the driver takes it."""

import pytest
from pydantic import SecretStr

from trivet.platform.db.address import postgresql_address
from trivet.platform.errors import StartupError
from trivet.platform.settings import Settings


def address(url: str) -> str | None:
    return postgresql_address(Settings(database_url=SecretStr(url)))


def test_no_address_means_sqlite() -> None:
    assert postgresql_address(Settings()) is None


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ("postgresql://me@host/db", "postgresql+asyncpg://me@host/db"),
        ("postgres://me@host/db", "postgresql+asyncpg://me@host/db"),
        ("postgresql+asyncpg://me:a%40b@host/db", "postgresql+asyncpg://me:a%40b@host/db"),
        ("postgresql://me@host/db?sslmode=require", "postgresql+asyncpg://me@host/db?ssl=require"),
        ("postgresql://me@/db?host=/run", "postgresql+asyncpg://me@/db?host=%2Frun"),
    ],
)
def test_addresses_are_taken_as_everybody_writes_them(written: str, taken: str) -> None:
    assert address(written) == taken


@pytest.mark.parametrize("written", ["mysql://me@host/db", "nonsense", "postgresql://host"])
def test_what_is_no_postgresql_is_refused(written: str) -> None:
    with pytest.raises(StartupError, match=r"postgresql://user:password@host/database") as refused:
        address(written)
    assert written not in str(refused.value)
