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


MOST_NESTED = 32
"""Objects and arrays within one another, in what we are sent: ours have six at most, Miro's items fewer."""
_BRACKETS = bytes.maketrans(b"{}", b"[]")
_REST = bytes(set(range(256)) - set(b"[]{}"))


def nested_deeper(body: bytes, most: int = MOST_NESTED) -> bool:
    """Whether a JSON text has more objects and arrays within one another than `most`.

    Told from its brackets before it is parsed, in time that grows with its length and no faster: what
    is parsed is walked through by recursion, again and again. Of a text that is no JSON it
    tells something or other.

    Args:
        body: the text, UTF-8.
        most: how many are fine.
    """
    if body.count(b"[") + body.count(b"{") <= most:
        return False
    # First what is escaped, so that each quote that is left begins or ends a string.
    bare = body.replace(rb"\\", b"").replace(rb"\"", b"")
    shape = b"".join(bare.split(b'"')[::2]).translate(_BRACKETS, _REST)
    for _ in range(most):
        if not shape:
            return False
        shape = shape.replace(b"[]", b"")  # the innermost ones
    return b"[]" in shape or shape.count(b"[") > most


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
