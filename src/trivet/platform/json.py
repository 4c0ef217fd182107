"""JSON for the hot paths and for JSON columns: orjson, with ids and moments as we write them."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson

from trivet.platform.clock import rfc3339

loads = orjson.loads


def _other(value: Any) -> Any:
    if isinstance(value, datetime):
        return rfc3339(value)
    if isinstance(value, UUID):
        return str(value)  # asyncpg's own kind of UUID, which orjson does not know
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def dumps(value: Any) -> bytes:
    """Compact UTF-8 JSON.

    Raises:
        TypeError: a value has no JSON form.
    """
    return orjson.dumps(value, default=_other, option=orjson.OPT_PASSTHROUGH_DATETIME)


def dumps_text(value: Any) -> str:
    """The same as text, for drivers that want one."""
    return dumps(value).decode()


def with_raw(document: Mapping[str, Any], name: str, raw: bytes | None) -> bytes:
    """The JSON of an object with one member more, which is JSON already; None is null.

    Args:
        document: the other members.
        name: of the further one.
        raw: it, as one valid JSON text.
    """
    more = None if raw is None else orjson.Fragment(raw)
    return dumps({**document, name: more})
