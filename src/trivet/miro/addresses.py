"""Addresses below Miro's REST API. Pure.

Ids of boards end with `=` and are encoded; those of items and tags are decimals. An id that is none would
name something else than was meant, such as what is above it: all functions raise `ValueError` then. That
a tag is taken off an item, and not the item deleted, is told by a parameter alone; so that address is made
by a function of its own, which has no way to leave it out.
"""

import re
from urllib.parse import quote

KINDS = {
    "shape": "shapes",
    "card": "cards",
    "sticky_note": "sticky_notes",
}
"""Types of items that are written, and what they are called in addresses."""


_DECIMAL = re.compile(r"[0-9]{1,20}")


def board(board_id: str) -> str:
    if board_id in {"", ".", ".."}:
        raise ValueError("a board is named")
    return f"/v2/boards/{quote(board_id, safe='')}"


def items(board_id: str) -> str:
    return f"{board(board_id)}/items"


def item(board_id: str, item_id: str) -> str:
    return f"{items(board_id)}/{_decimal(item_id)}"


def of_kind(board_id: str, kind: str, item_id: str | None = None) -> str:
    """Where items of a type are, or one of them.

    Args:
        board_id: the board.
        kind: of `KINDS`.
        item_id: the item; None is all of them.
    """
    path = f"{board(board_id)}/{KINDS[kind]}"
    return path if item_id is None else f"{path}/{_decimal(item_id)}"


def tags(board_id: str, tag_id: str | None = None) -> str:
    """Where the tags of a board are, or one of them."""
    path = f"{board(board_id)}/tags"
    return path if tag_id is None else f"{path}/{_decimal(tag_id)}"


def tag_of_item(board_id: str, item_id: str, tag_id: str) -> str:
    """Where a tag is put on an item (POST), and taken off it (DELETE).

    Raises:
        ValueError: no tag is named: DELETE would delete the item.
    """
    return f"{item(board_id, item_id)}?tag_id={_decimal(tag_id)}"


def _decimal(id_: str) -> str:
    if _DECIMAL.fullmatch(id_) is None:
        raise ValueError("an item or a tag is named by a decimal")
    return id_
