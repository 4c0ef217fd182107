"""Short lists of a card, such as its checklist: what is left of a change once it is undone. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Undone:
    """A list without a change.

    Args:
        items: what it is then.
        stuck: whether some of the change stays, since somebody went on from there.
    """

    items: list[dict[str, Any]]
    stuck: bool


def undone_list(before: Sequence[Item], after: Sequence[Item], present: Sequence[Item]) -> Undone:
    """Take a change back in a list that may have changed since.

    Args:
        before: the list before the change.
        after: the list after it.
        present: the list now.
    """
    old, new = _by_id(before), _by_id(after)
    stuck = False
    items: list[dict[str, Any]] = []
    for each in present:
        item = dict(each)
        mine = str(item["id"])
        if mine in new and mine not in old:
            if item == new[mine]:
                continue
            stuck = True
        elif mine in new and mine in old:
            stuck |= _revert(item, old[mine], new[mine])
        items.append(item)
    stuck |= _put_in_order(items, [*old], [*new])
    there = {str(item["id"]) for item in items}
    stuck |= any(mine not in old and mine not in _by_id(present) for mine in new)
    for lost in before:
        if str(lost["id"]) not in new and str(lost["id"]) not in there:
            _put_back(items, lost, [*old])
    return Undone(items, stuck)


def _by_id(items: Sequence[Item]) -> dict[str, dict[str, Any]]:
    return {str(item["id"]): dict(item) for item in items}


def _revert(item: dict[str, Any], old: Item, new: Item) -> bool:
    """Give an item its old members; answers whether one could not be."""
    stuck = False
    for name in {*old, *new}:
        if old.get(name) == new.get(name):
            continue
        if item.get(name) != new.get(name):
            stuck = True
        elif name in old:
            item[name] = old[name]
        else:
            del item[name]
    return stuck


def _put_in_order(items: list[dict[str, Any]], old: list[str], new: list[str]) -> bool:
    """Give the items that were in both lists their old order; answers whether that cannot be."""
    both = {one for one in old if one in new}
    was, became = [one for one in old if one in both], [one for one in new if one in both]
    if was == became:
        return False
    slots = [index for index, item in enumerate(items) if str(item["id"]) in both]
    there = [str(items[index]["id"]) for index in slots]
    if there != [one for one in became if one in there]:
        return True
    found = {str(item["id"]): item for item in items}
    wanted = [one for one in was if one in there]
    for index, one in zip(slots, wanted, strict=True):
        items[index] = found[one]
    return False


def _put_back(items: list[dict[str, Any]], item: Item, order: list[str]) -> None:
    """Put an item back behind the nearest one that stood before it."""
    earlier = order[: order.index(str(item["id"]))]
    places = {str(one["id"]): index for index, one in enumerate(items)}
    index = next((places[one] + 1 for one in reversed(earlier) if one in places), 0)
    items.insert(index, dict(item))
