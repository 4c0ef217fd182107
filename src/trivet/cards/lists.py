"""Short lists within a card, in order: steps and links. Pure functions."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from trivet.boards.schemas import Placement

Item = dict[str, Any]


def found(items: Sequence[Item], item_id: UUID) -> Item | None:
    """The item with an id."""
    return next((item for item in items if item["id"] == str(item_id)), None)


def put(items: Sequence[Item], item: Item, wanted: Placement) -> list[Item]:
    """The list with an item where it is wanted, once.

    A neighbour that has gone gives way to the end.

    Args:
        items: the list, perhaps with the item in it.
        item: what is put.
        wanted: before one, after one, at a position counted from 0, or nothing: where it stands
            already, else the end.
    """
    ids = [other["id"] for other in items]
    if not wanted.given and item["id"] in ids:
        return [item if other["id"] == item["id"] else other for other in items]
    others = [other for other in items if other["id"] != item["id"]]
    at = _index([other["id"] for other in others], wanted)
    return [*others[:at], item, *others[at:]]


def _index(ids: Sequence[str], wanted: Placement) -> int:
    anchor = wanted.before or wanted.after
    if anchor is not None:
        if str(anchor) not in ids:
            return len(ids)
        return ids.index(str(anchor)) + (0 if wanted.before else 1)
    return len(ids) if wanted.position is None else min(wanted.position, len(ids))


def without(items: Sequence[Item], item_id: UUID) -> list[Item]:
    """The list without an item."""
    return [item for item in items if item["id"] != str(item_id)]


def changed(item: Item, given: Mapping[str, Any]) -> Item:
    """The item with new values of the members that are given."""
    return {**item, **{name: value for name, value in given.items() if value is not None}}
