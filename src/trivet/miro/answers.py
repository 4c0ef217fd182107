"""What Miro answers, and what a refusal of its means. Pure.

Source: "Errors", Miro; which words and codes live answers have is in `docs/miro.md`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from trivet.platform.errors import AppError, FieldError
from trivet.platform.http.whole import text_in

Document = dict[str, Any]
"""An item, a tag or a board, as Miro has it."""

_MOST_FIELDS = 20


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


def document_in(answer: Answer) -> Document:
    """One object with an id, its id a text.

    Raises:
        MiroUnreachable: it is none.
    """
    return _document(answer.json())


def _document(found: Any) -> Document:
    if not isinstance(found, Mapping):
        raise unreadable()
    id_ = found.get("id")
    if type(id_) is int:
        id_ = str(id_)  # of 64 bits: never through a float
    if text_in(id_) is None:
        raise unreadable()
    return {**found, "id": id_}


def documents_in(answer: Answer) -> list[Document]:
    """The objects of a page.

    Raises:
        MiroUnreachable: it is none.
    """
    found = answer.json()
    data = found.get("data") if isinstance(found, Mapping) else None
    if not isinstance(data, list):
        raise unreadable()
    return [_document(each) for each in data]


def item_page_in(answer: Answer) -> ItemPage:
    """A page of items, by cursor.

    Raises:
        MiroUnreachable: it is none.
    """
    items = documents_in(answer)
    found = answer.json()
    total = found.get("total")
    return ItemPage(items, text_in(found.get("cursor")), total if type(total) is int else None)


def refusal_of(answer: Answer, *, about: type[AppError] = MiroBoardNotFound) -> AppError:
    """What a refusal means.

    Args:
        answer: with a status of 400 and above.
        about: what is not there, where the answer is 404 and does not say.
    """
    found = _members(answer)
    said = (text_in(found.get("message")) or "")[:300]
    extra = {"miro_status": answer.status, "miro_message": said}
    code = text_in(found.get("code"))
    if code is not None:
        extra["miro_code"] = code[:100]
    match answer.status:
        case 404 | 410:
            return _missing(said, about)(_GONE, extra=extra)
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


_GONE = "It was deleted in Miro, or you have no access to it there."


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
