"""JSON for the hot paths and for JSON columns: orjson, with ids and moments as we write them."""

import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson

from trivet.platform.clock import rfc3339

loads = orjson.loads


def loads_foreign(body: bytes) -> Any:
    """What somebody else wrote, each text of it such that both databases can keep it.

    NULs and lone surrogates are taken out.

    Raises:
        ValueError: it is no JSON.
    """
    try:
        try:
            found = orjson.loads(body)
        except orjson.JSONDecodeError:
            # Which orjson is right to refuse; a lone half of an emoji that somebody cut is no reason to.
            return _storable(json.loads(body))
        return _storable(found) if b"\\u0000" in body else found
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\x00", "").encode(errors="ignore").decode()
    if isinstance(value, list):
        return [_storable(each) for each in value]
    if isinstance(value, dict):
        return {_storable(name): _storable(each) for name, each in value.items()}
    return value


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
