"""Who changed something on a board: we, or somebody else. Pure.

Miro names the person as the author of what we wrote for them. So what we wrote is known by its value: what
was on its way when the change was seen, and nothing else that changed with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trivet.miro.answers import Document, type_of
from trivet.miro.likeness import is_like, parent_of


@dataclass(frozen=True, slots=True)
class Intent:
    """Something that is being written, or was without an answer.

    Args:
        kind: the type of the item.
        item_id: the item; None where one is made.
        body: as it was sent; None where it is deleted.
        account: by whose account, Miro's id of it; None if that is not known.
    """

    kind: str
    item_id: str | None
    body: Mapping[str, Any] | None
    account: str | None = None


class Origins:
    """Tells what is ours.

    Args:
        intents: all that is on its way to a board.
    """

    def __init__(self, intents: Sequence[Intent] = ()) -> None:
        self._makes = [each for each in intents if each.item_id is None]
        self._changes = [each for each in intents if each.item_id is not None]

    def is_own(self, before: Document | None, after: Document) -> bool:
        """Whether a change is ours, and ours alone.

        Args:
            before: the item as it was known; None if it was not.
            after: as it is told now.
        """
        if before is None:
            return any(_made(each, after) for each in self._makes)
        return any(
            each.item_id == after["id"]
            and each.body is not None
            and is_like(each.body, type_of(after), after)
            and _nothing_else(each.body, before, after)
            for each in self._changes
        )

    def deletes(self, item_id: str) -> bool:
        """Whether an item is being deleted by us."""
        return any(each.item_id == item_id and each.body is None for each in self._changes)


EVERYBODY_ELSE = Origins()
"""Nothing of ours is on its way."""


def _made(intent: Intent, after: Document) -> bool:
    author = after.get("createdBy")
    account = author.get("id") if isinstance(author, Mapping) else None
    theirs = None in {intent.account, account} or str(account) == intent.account
    return theirs and intent.body is not None and is_like(intent.body, intent.kind, after)


def _nothing_else(sent: Mapping[str, Any], before: Document, after: Document) -> bool:
    """Whether nothing changed but what was sent, and what follows from it."""
    if parent_of(before) != parent_of(after) and "parent" not in sent:
        return False
    for part in ("data", "position", "geometry"):
        if part == "position" and "parent" in sent:
            continue  # told from another corner
        was, told = before.get(part) or {}, after.get(part) or {}
        free = set(sent.get(part) or {})
        if part == "geometry" and ("data" in sent or free):
            free.add("height")  # it follows the text, and the width
        if any(was.get(name) != told.get(name) for name in (was.keys() | told.keys()) - free):
            return False
    return True
