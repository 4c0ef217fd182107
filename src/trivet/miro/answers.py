"""What Miro answers, and what a refusal of its means. Pure.

Source: "Errors", Miro; which words and codes live answers have is in `docs/miro.md`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from trivet.miro.errors import (
    MiroBoardNotFound,
    MiroConflict,
    MiroForbids,
    MiroInvalid,
    MiroItemNotFound,
    MiroTagNotFound,
    MiroUnreachable,
)
from trivet.miro.transport import Answer
from trivet.platform.clock import parse_rfc3339
from trivet.platform.errors import AppError, FieldError
from trivet.platform.http.whole import text_in
from trivet.platform.telemetry.logging import Logger
from trivet.platform.telemetry.redaction import redacted_text

Document = dict[str, Any]
"""An item, a tag or a board, as Miro has it."""

UNKNOWN = "unknown"
_MOST_FIELDS = 20
_LONGEST_ID = 64
_LONGEST_DECIMAL = 20
_LONGEST_TYPE = 32
_PARTS = ("data", "style", "position", "geometry", "parent")
log = Logger("trivet.miro")


@dataclass(frozen=True, slots=True)
class ItemPage:
    """A page of items.

    Args:
        items: them, in the order of their ids.
        cursor: leads to the next page; None on the last.
        total: how many there are on the board, as far as Miro says.
    """

    items: Sequence[Document]
    cursor: str | None
    total: int | None


def item_in(answer: Answer) -> Document:
    """One item.

    Raises:
        MiroUnreachable: it is none.
    """
    return _whole(_item(answer.json()))


def document_in(answer: Answer) -> Document:
    """One object with an id, its id a text.

    Raises:
        MiroUnreachable: it is none.
    """
    return _whole(_document(answer.json()))


def _whole(found: Document | None) -> Document:
    if found is None:
        raise unreadable()
    return found


def _document(found: Any) -> Document | None:
    if not isinstance(found, Mapping):
        return None
    id_ = found.get("id")
    if type(id_) is int:
        id_ = str(id_)  # of 64 bits: never through a float
    if not isinstance(id_, str) or not 0 < len(id_) <= _LONGEST_ID:
        return None
    return {**found, "id": id_}


def _item(found: Any) -> Document | None:
    """An item of whose members one may be sure; None if it is none."""
    document = _document(found)
    if document is None or not _is_decimal(document["id"]):
        return None
    if any(not isinstance(document.get(name) or {}, Mapping) for name in _PARTS):
        return None
    kind = document.get("type")
    if not isinstance(kind, str) or not 0 < len(kind) <= _LONGEST_TYPE:
        return None
    return document


def _tag(found: Any) -> Document | None:
    document = _document(found)
    if document is None or not _is_decimal(document["id"]):
        return None
    if not isinstance(document.get("title"), str):
        document["title"] = ""
    return document


def _is_decimal(id_: str) -> bool:
    """Whether it is an id of an item, or of a tag: of 64 bits."""
    return id_.isascii() and id_.isdigit() and len(id_) <= _LONGEST_DECIMAL


def documents_in(
    answer: Answer, read: Callable[[Any], Document | None] = _document
) -> list[Document]:
    """The objects of a page; one that cannot be read is left out, and keeps no other from being read.

    Raises:
        MiroUnreachable: it is none.
    """
    found = answer.json()
    data = found.get("data") if isinstance(found, Mapping) else None
    if not isinstance(data, list):
        raise unreadable()
    documents = [document for each in data if (document := read(each)) is not None]
    if len(documents) < len(data):
        log.warning("miro_odd_objects", left_out=len(data) - len(documents), of=len(data))
    return documents


def items_in(answer: Answer) -> list[Document]:
    """The items of a page; see `documents_in`."""
    return documents_in(answer, _item)


def tags_in(answer: Answer) -> list[Document]:
    """The tags of a page; see `documents_in`."""
    return documents_in(answer, _tag)


def item_page_in(answer: Answer) -> ItemPage:
    """A page of items, by cursor.

    Raises:
        MiroUnreachable: it is none, or it cannot be told whether it is the last.
    """
    items = items_in(answer)
    found = answer.json()
    cursor, total = found.get("cursor"), found.get("total")
    if cursor is not None and not isinstance(cursor, str):
        raise unreadable()
    return ItemPage(items, cursor or None, total if type(total) is int else None)


def type_of(document: Document) -> str:
    """What an item is."""
    return str(document.get("type") or UNKNOWN)[:_LONGEST_TYPE]


def modified_in(document: Document) -> datetime | None:
    """When an item was changed, as Miro says; None if it does not."""
    try:
        return parse_rfc3339(document["modifiedAt"])
    except (KeyError, ValueError, TypeError, OverflowError, AttributeError):
        return None


def refusal_of(answer: Answer, *, about: type[AppError] = MiroBoardNotFound) -> AppError:
    """What a refusal means. Of a board that may not be read nothing more is told than that.

    Args:
        answer: with a status of 400 and above.
        about: what is not there, where the answer is 404 and does not say.
    """
    found = _members(answer)
    # A vendor may repeat what it was sent, a token too; and what it says is kept, and shown to people.
    said = redacted_text(text_in(found.get("message")) or "")[:300]
    extra = {"miro_status": answer.status, "miro_message": said}
    code = text_in(found.get("code"))
    if code is not None:
        extra["miro_code"] = code[:100]
    match answer.status:
        case 404 | 410:
            missing = _missing(said, about)
            return missing(GONE, extra={} if missing is MiroBoardNotFound else extra)
        case 403:
            return MiroForbids(
                "Ask the board's owner for the right to edit it, and look whether the app at Miro has "
                "the permissions boards:read and boards:write.",
                extra=extra,
            )
        case 409:
            return MiroConflict("Load it again, then change it once more.", extra=extra)
        case 400 | 413 | 422:
            fields = _fields(found)
            return MiroInvalid(f"Miro says: {_words(fields) or said}", fields=fields, extra=extra)
        case _:
            return unreadable()


GONE = "It was deleted in Miro, or you have no access to it there."


def _missing(said: str, about: type[AppError]) -> type[AppError]:
    words = said.lower()
    if "item not found" in words:
        return MiroItemNotFound
    if "tag not found" in words:
        return MiroTagNotFound
    return MiroBoardNotFound if "board" in words else about


def _members(answer: Answer) -> Mapping[str, Any]:
    try:
        found = answer.json()
    except MiroUnreachable:
        return {}
    return found if isinstance(found, Mapping) else {}


def _fields(found: Mapping[str, Any]) -> tuple[FieldError, ...]:
    """The fields at fault, as Miro names them."""
    context = found.get("context")
    listed = context.get("fields") if isinstance(context, Mapping) else None
    fields = []
    for each in listed if isinstance(listed, list) else ():
        name = text_in(each.get("field")) if isinstance(each, Mapping) else None
        if name is not None:
            message = text_in(each.get("message")) or "is not accepted"
            fields.append(FieldError(name[:100], message[:300]))
    return tuple(fields[:_MOST_FIELDS])


def _words(fields: Sequence[FieldError]) -> str:
    return "; ".join(each.message for each in fields[:3])


def unreadable() -> MiroUnreachable:
    """What answers in Miro's place does not answer as Miro does."""
    return MiroUnreachable("Its answer could not be read. Try again in a minute.")
