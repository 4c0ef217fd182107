"""Whether something on a board is what we sent. Pure.

Miro keeps no word of ours with an item, so that what was made without an answer is known by what it says.
"""

import html
import re
from collections.abc import Mapping
from typing import Any

from trivet.miro.answers import Document

NEAR = 0.5
"""Board units that Miro may round by."""
# Up to the next `<` at most: a text of nothing but beginnings is read once, not once for each.
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_SPACE = re.compile(r"\s+")
_TEXTS = {"content", "title", "description"}


def is_like(sent: Mapping[str, Any], kind: str, found: Document) -> bool:
    """Whether an item says what was sent, as far as a list of Miro's tells.

    Args:
        sent: the body that was sent.
        kind: what was to be made.
        found: an item, with or without its style.
    """
    if found.get("type") != kind:
        return False
    return (
        _data_is_like(sent.get("data") or {}, found.get("data") or {})
        and _numbers_are_like(sent.get("position") or {}, found.get("position") or {})
        and _numbers_are_like(sent.get("geometry") or {}, found.get("geometry") or {})
        and parent_of(sent) in {None, parent_of(found)}
    )


def _data_is_like(sent: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    for name, value in sent.items():
        there = found.get(name)
        if name in _TEXTS:
            if _said(value) != _said(there or ""):
                return False
        elif name == "dueDate":
            if str(value)[:16] != str(there or "")[:16]:
                return False
        elif str(value) != str(there):
            return False
    return True


def _said(text: Any) -> str:
    """What a text says, without the markup that Miro puts around it."""
    plain = html.unescape(_TAG.sub(" ", str(text)))
    return _SPACE.sub(" ", plain).strip()


def _numbers_are_like(sent: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    for name, value in sent.items():
        there = found.get(name)
        if not isinstance(there, int | float) or abs(float(value) - there) > NEAR:
            return False
    return True


def parent_of(document: Mapping[str, Any]) -> str | None:
    """The frame that something is in, or is to be in."""
    parent = document.get("parent")
    found = parent.get("id") if isinstance(parent, Mapping) else None
    return None if found is None else str(found)
