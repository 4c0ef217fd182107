"""Pages of lists: by cursor, and by offset."""

import base64
from collections.abc import Callable, Sequence
from typing import TypeVar
from urllib.parse import urlencode

from tests.support.fake_miro import refusals
from tests.support.fake_miro.refusals import Field
from tests.support.fake_miro.routing import Call
from tests.support.fake_miro.state import Item, Json
from tests.support.playing.wire import Answer

T = TypeVar("T")


def by_offset(
    call: Call, entries: Sequence[T], shape: Callable[[T], Json], size: int = 20
) -> Answer:
    """One page of a list, from an offset: what goes meanwhile moves all that follows.

    Args:
        entries: all of them.
        shape: how each is written.
        size: of a page, where nothing is asked for.
    """
    size = _natural(call, "limit", size)
    offset = _natural(call, "offset", 0)
    shown = [shape(each) for each in entries[offset : offset + size]]
    body: Json = {
        "size": len(shown),
        "offset": offset,
        "limit": size,
        "total": len(entries),
        "data": shown,
        "links": {"self": _link(call, offset=str(offset))},
        "type": "list",
    }
    if offset + size < len(entries):
        body["links"]["next"] = _link(call, offset=str(offset + size))
    return Answer(200, body)


def by_cursor(
    call: Call, items: Sequence[Item], shape: Callable[[Item], Json], size: int = 10
) -> Answer:
    """One page of items, of those that follow the one at which the last page ended.

    The end is where there is no cursor.

    Args:
        items: all of them, by their ids.
        shape: how each is written.
        size: of a page, where nothing is asked for.
    """
    size = _natural(call, "limit", size)
    after = _read(call.query["cursor"]) if call.query.get("cursor") else 0
    rest = [each for each in items if int(each.id) > after]
    page = rest[:size]
    body: Json = {
        "size": len(page),
        "limit": size,
        "total": len(items),
        "data": [shape(each) for each in page],
        "links": {"self": _link(call)},
        "type": "cursor-list",
    }
    if len(rest) > size:
        body["cursor"] = _written(page[-1])
        body["links"]["next"] = _link(call, cursor=body["cursor"])
    return Answer(200, body)


def _written(last: Item) -> str:
    return base64.urlsafe_b64encode(last.id.encode()).decode()


def _read(cursor: str) -> int:
    try:
        return int(base64.urlsafe_b64decode(cursor))
    except ValueError as error:
        raise refusals.invalid(Field("cursor", "is no cursor")) from error


def _natural(call: Call, name: str, default: int) -> int:
    text = call.query.get(name, "")
    return int(text) if text.isdecimal() else default


def _link(call: Call, **changed: str) -> str:
    query = urlencode({**call.query, **changed})
    return f"{call.world.api}{call.asked.path}{f'?{query}' if query else ''}"
