"""Statements are compiled once a process, and not once a test.

SQLAlchemy keeps what it compiled with the engine, and each test has engines of its own: a fifth of the time
went into compiling the same statements again. Engines of one dialect have one server here, so that what was
compiled for one is right for the other.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.engine import Engine
from sqlalchemy.util import LRUCache

MOST = 20_000
_SHARED = (PGDialect_asyncpg, SQLiteDialect_aiosqlite)


def _same(dialect: Any, other: object) -> bool:
    return type(dialect) is type(other)


def _hash(dialect: Any) -> int:
    return hash(type(dialect))


class _Shared:
    """What an engine compiled, in place of a cache of its own."""

    def __init__(self) -> None:
        self._caches: dict[type, Any] = {each: LRUCache(MOST) for each in _SHARED}

    def __get__(self, engine: Engine, _owner: type) -> Any:
        own = engine.__dict__["own_compiled_cache"]
        return own if own is None else self._caches.get(type(engine.dialect), own)

    def __set__(self, engine: Engine, cache: Any) -> None:
        engine.__dict__["own_compiled_cache"] = cache


@contextmanager
def compiled_once() -> Iterator[None]:
    """Have engines share what was compiled."""
    Engine._compiled_cache = _Shared()  # type: ignore[assignment]
    for each in _SHARED:
        each.__eq__, each.__hash__ = _same, _hash  # type: ignore[assignment]
    try:
        yield
    finally:
        for each in _SHARED:
            del each.__eq__, each.__hash__
        del Engine._compiled_cache
