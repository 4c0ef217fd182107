"""Column types that mean the same on SQLite and on PostgreSQL."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, String, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator, TypeEngine

from trivet.platform.clock import parse_rfc3339, rfc3339


class Moment(TypeDecorator[datetime]):
    """An instant in UTC.

    `timestamptz` on PostgreSQL. On SQLite a fixed-width RFC 3339 text: SQLite has no type for
    time, and SQLAlchemy's own drops the offset.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(27))
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs an offset from UTC")
        return rfc3339(value) if dialect.name == "sqlite" else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return parse_rfc3339(value) if dialect.name == "sqlite" else value.astimezone(UTC)


Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
"""A JSON document: `jsonb` on PostgreSQL, text on SQLite."""

Rank = Text().with_variant(Text(collation="C"), "postgresql")
"""A rank string, compared byte by byte; SQLite's BINARY collation is its default."""
