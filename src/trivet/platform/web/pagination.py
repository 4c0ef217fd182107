"""Pages by cursor, never by offset."""

import base64
import binascii
from typing import Annotated, Generic, TypeVar
from urllib.parse import urlencode
from uuid import UUID

import orjson
from fastapi import Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from trivet.platform.errors import FieldError, Unprocessable

T = TypeVar("T")

DEFAULT_LIMIT = 50
MAX_LIMIT = 100
_LONGEST_CURSOR = 1000

Limit = Annotated[
    int, Query(ge=1, le=MAX_LIMIT, description=f"Items on a page; {DEFAULT_LIMIT} if left out.")
]
"""The query parameter `limit`; write `limit: Limit = DEFAULT_LIMIT`."""

Cursor = Annotated[
    str | None,
    Query(max_length=_LONGEST_CURSOR, description="`next_cursor` of the page before."),
]
"""The query parameter `cursor`; write `cursor: Cursor = None`."""


class Page(BaseModel, Generic[T]):
    """A part of a list."""

    items: list[T]
    next_cursor: str | None = Field(None, description="Leads to the next page; null on the last.")


def encode_cursor(*parts: str) -> str:
    """An opaque, URL-safe text that `decode_cursor` turns back into `parts`."""
    return base64.urlsafe_b64encode(orjson.dumps(parts)).decode().rstrip("=")


def decode_cursor(text: str, *, parts: int | None = None) -> tuple[str, ...]:
    """What stands in a cursor.

    Args:
        text: the cursor, as it came.
        parts: how many parts it must have.

    Raises:
        Unprocessable: it is no cursor of ours.
    """
    try:
        padded = text + "=" * (-len(text) % 4)
        found = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError):  # orjson's error is a ValueError
        raise bad_cursor() from None
    if not isinstance(found, list) or not all(_is_plain_text(part) for part in found):
        raise bad_cursor()
    if parts is not None and len(found) != parts:
        raise bad_cursor()
    return tuple(found)


def id_in_cursor(text: str | None) -> UUID | None:
    """The id behind which a page begins; None for the first page.

    Args:
        text: the cursor, as it came.

    Raises:
        Unprocessable: it is no cursor of ours, or holds no id.
    """
    if text is None:
        return None
    (last,) = decode_cursor(text, parts=1)
    try:
        return UUID(last)
    except ValueError:
        raise bad_cursor() from None


def _is_plain_text(part: object) -> bool:
    return isinstance(part, str) and "\x00" not in part


def bad_cursor() -> Unprocessable:
    """The refusal of a cursor; for services too whose parts turn out not to fit."""
    return Unprocessable(
        "Take the cursor from `next_cursor` of the page before, or leave it out.",
        fields=(FieldError("cursor", "is not a cursor of this list", "cursor"),),
    )


def link_next(request: Request, response: Response, cursor: str | None) -> None:
    """Name the next page in the `Link` header (RFC 8288); nothing on the last page.

    The link is relative, so that it is right behind any proxy.

    Args:
        request: the request for this page.
        response: its answer.
        cursor: where the next page begins.
    """
    if cursor is None:
        return
    query = [
        (name, value) for name, value in request.query_params.multi_items() if name != "cursor"
    ]
    query.append(("cursor", cursor))
    response.headers["Link"] = f'<{request.url.path}?{urlencode(query)}>; rel="next"'
