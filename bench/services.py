"""The PostgreSQL and the Redis of a measurement: those that are given, or found, or started."""

import asyncio
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

import asyncpg
from redis import Redis

from tests.support import postgresql
from tests.support.redis import OwnRedis


class Services:
    """Looked for when they are first needed, and ended with us if they are ours.

    Args:
        postgres_url: a server on which databases may be made; None for one that is found or started.
        redis_url: an empty Redis that nobody else uses; None for one of our own.
    """

    def __init__(self, postgres_url: str | None, redis_url: str | None) -> None:
        self._postgres = postgres_url
        self._redis = redis_url
        self._stack = ExitStack()

    def __enter__(self) -> "Services":
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def postgres(self) -> str:
        """Where PostgreSQL is.

        Raises:
            NoPostgresql: there is none, and none can be started.
        """
        if self._postgres is None:
            # What is committed is on the disk, as where people work.
            server = postgresql.server(postgresql.DURABLE)
            self._postgres = self._stack.enter_context(server)
        return self._postgres

    def redis(self) -> AbstractContextManager[str]:
        """An empty Redis for one installation, emptied again at its end.

        Raises:
            NoRedis: there is none, and none can be started.
            RuntimeError: the one that is given holds something.
        """
        return own_redis() if self._redis is None else emptied(self._redis)

    def database(self, name: str) -> AbstractContextManager[str]:
        """A new database on that PostgreSQL, dropped at the end; its address, for SQLAlchemy."""
        return own_database(self.postgres(), name)


@contextmanager
def own_redis() -> Iterator[str]:
    """A Redis that is started for us; its address."""
    with OwnRedis() as redis:
        yield redis.url


@contextmanager
def emptied(url: str) -> Iterator[str]:
    """One that runs already, if its database is empty: all that is in it at the end is ours.

    Raises:
        RuntimeError: it holds something.
    """
    with Redis.from_url(url) as redis:
        if redis.dbsize():
            raise RuntimeError(
                f"{url} holds something: name an empty one, by another number at its end"
            )
        try:
            yield url
        finally:
            redis.flushdb()


@contextmanager
def own_database(server: str, name: str) -> Iterator[str]:
    """A database that is made now, and dropped at the end.

    Args:
        server: the address of a PostgreSQL.
        name: of the new database.
    """
    asyncio.run(_tell(server, f'CREATE DATABASE "{name}"'))
    try:
        yield postgresql.of_database(server, name)
    finally:
        asyncio.run(_tell(server, f'DROP DATABASE "{name}" WITH (FORCE)'))


async def _tell(server: str, statement: str) -> None:
    connection = await asyncpg.connect(postgresql.plain(server))
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
