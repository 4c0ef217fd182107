"""The tests' own ground: a fresh database each, and no way out of this machine."""

import socket
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlalchemy import func, literal, select, text

from tests.support.network import OutsideRefused
from tests.support.queries import Queries
from trivet.platform.db.database import Database, Dialect
from trivet.platform.settings import Settings
from trivet.platform.uow import Units


async def test_every_test_gets_a_database_of_its_dialect(
    database: Database, dialect: Dialect, settings: Settings
) -> None:
    assert database.dialect is dialect
    assert (settings.database_url is None) == (dialect is Dialect.SQLITE)
    async with database.readers.connect() as connection:
        assert (await connection.execute(select(literal(1)))).scalar_one() == 1


@pytest.mark.parametrize("turn", [1, 2])
async def test_what_one_test_writes_no_other_sees(database: Database, turn: int) -> None:
    async with database.writers.begin() as connection:
        await connection.execute(text("CREATE TABLE left_behind (turn integer)"))
        await connection.execute(text("INSERT INTO left_behind VALUES (:turn)"), {"turn": turn})
        rows = await connection.execute(text("SELECT count(*) FROM left_behind"))
        assert rows.scalar_one() == 1


async def test_queries_are_counted(
    units: Units, count_queries: Callable[[], AbstractContextManager[Queries]]
) -> None:
    with count_queries() as queries:
        async with units.read() as unit:
            await unit.session.scalar(select(func.count(literal(1))))
            await unit.session.scalar(select(literal(2)))
    assert len(queries) == 2, str(queries)


def test_the_outside_is_refused() -> None:
    with socket.socket() as plain, pytest.raises(OutsideRefused):
        plain.connect(("192.0.2.1", 80))
    with pytest.raises(OutsideRefused):
        socket.create_connection(("trivet.example", 80))


def test_loopback_is_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
