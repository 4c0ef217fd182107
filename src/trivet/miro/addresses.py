"""Addresses below Miro's REST API. Pure.

Ids of boards end with `=` and are encoded. That a tag is taken off an item, and not the item deleted, is
told by a parameter alone; so that address is made by a function of its own, which has no way to leave
it out.
"""

from urllib.parse import quote, urlencode

KINDS = {
    "shape": "shapes",
    "card": "cards",
    "sticky_note": "sticky_notes",
}
"""Types of items that are written, and what they are called in addresses."""


def board(board_id: str) -> str:
    return f"/v2/boards/{quote(board_id, safe='')}"


def items(board_id: str) -> str:
    return f"{board(board_id)}/items"


def item(board_id: str, item_id: str) -> str:
    return f"{items(board_id)}/{quote(item_id, safe='')}"


def of_kind(board_id: str, kind: str, item_id: str | None = None) -> str:
    """Where items of a type are, or one of them.

    Args:
        board_id: the board.
        kind: of `KINDS`.
        item_id: the item; None is all of them.
    """
    path = f"{board(board_id)}/{KINDS[kind]}"
    return path if item_id is None else f"{path}/{quote(item_id, safe='')}"


def tags(board_id: str, tag_id: str | None = None) -> str:
    """Where the tags of a board are, or one of them."""
    path = f"{board(board_id)}/tags"
    return path if tag_id is None else f"{path}/{quote(tag_id, safe='')}"


def tag_of_item(board_id: str, item_id: str, tag_id: str) -> str:
    """Where a tag is put on an item (POST), and taken off it (DELETE).

    Raises:
        ValueError: no tag is named: DELETE would delete the item.
    """
    if not tag_id or not item_id:
        raise ValueError("an item and a tag are named")
    return f"{item(board_id, item_id)}?{urlencode({'tag_id': tag_id})}"
