"""Connections of the quick way on PostgreSQL, on networks that forget them without a word."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import asyncpg
import pytest
from sqlalchemy import make_url

from tests.realtime.followers import eventually
from tests.support import postgresql
from trivet.cards.adapters import postgresql as adapter
from trivet.cards.adapters.postgresql import KeptConnections

SOME = 4


@dataclass
class Path:
    """The way to PostgreSQL, over something that keeps a list of connections.

    Args:
        known: of each connection, whether it is forgotten: then nothing passes any more.
    """

    known: list[list[bool]] = field(default_factory=list)

    def forget(self) -> None:
        for one in self.known:
            one[0] = True


@pytest.fixture
async def path_and_pool(
    postgresql_server: str,
) -> AsyncIterator[tuple[Path, "asyncpg.Pool[asyncpg.Record]"]]:
    path = Path()
    there = make_url(postgresql.plain(postgresql_server))

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        forgotten = [False]
        path.known.append(forgotten)
        up_reader, up_writer = await asyncio.open_connection(there.host, there.port)

        async def pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
            while data := await source.read(65536):
                if not forgotten[0]:
                    sink.write(data)
            sink.close()

        await asyncio.gather(pump(reader, up_writer), pump(up_reader, writer))

    server = await asyncio.start_server(pass_on, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    url = there.set(port=port, query={"sslmode": "disable"})
    address = url.render_as_string(hide_password=False)
    pool = await asyncpg.create_pool(address, min_size=1, max_size=SOME, command_timeout=0.5)
    async with server:
        yield path, pool
        pool.terminate()


async def test_what_rested_long_is_not_used_again(
    path_and_pool: tuple[Path, "asyncpg.Pool[asyncpg.Record]"], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, pool = path_and_pool
    kept = KeptConnections(pool, SOME)
    await asyncio.gather(*(kept.fetch("SELECT pg_sleep(0.05)") for _ in range(SOME)))
    path.forget()
    monkeypatch.setattr(adapter, "RESTED_S", 0.0)
    answers = await asyncio.gather(*(kept.fetch("SELECT 1 AS one") for _ in range(SOME)))
    assert [rows[0]["one"] for rows in answers] == [1] * SOME
    assert kept.used == 0


async def test_what_is_forgotten_meanwhile_is_given_up_and_replaced(
    path_and_pool: tuple[Path, "asyncpg.Pool[asyncpg.Record]"],
) -> None:
    path, pool = path_and_pool
    kept = KeptConnections(pool, SOME)
    await asyncio.gather(*(kept.fetch("SELECT pg_sleep(0.05)") for _ in range(SOME)))
    path.forget()
    silent = [kept.fetch("SELECT 1") for _ in range(SOME)]
    assert [type(one) for one in await asyncio.gather(*silent, return_exceptions=True)] == [
        TimeoutError
    ] * SOME
    [row] = await kept.fetch("SELECT 1 AS one")
    assert row["one"] == 1
    assert kept.used == 0


async def test_what_the_server_closed_meanwhile_is_replaced(
    path_and_pool: tuple[Path, "asyncpg.Pool[asyncpg.Record]"], postgresql_server: str
) -> None:
    _, pool = path_and_pool
    kept = KeptConnections(pool, SOME)
    pids = {
        row["pid"]
        for rows in await asyncio.gather(
            *(kept.fetch("SELECT pg_backend_pid() AS pid, pg_sleep(0.05)") for _ in range(SOME))
        )
        for row in rows
    }
    other = await asyncpg.connect(postgresql.plain(postgresql_server))
    for pid in pids:
        await other.execute("SELECT pg_terminate_backend($1)", pid)
    await other.close()
    await eventually(lambda: pool.get_size() == pool.get_idle_size())  # it has all of them back
    answers = await asyncio.gather(*(kept.fetch("SELECT 1 AS one") for _ in range(SOME)))
    assert [rows[0]["one"] for rows in answers] == [1] * SOME
    assert kept.used == 0
