"""What stands in a board's answer for each card, encoded. The live boards' `Codec`."""

from collections.abc import Mapping
from typing import Any

from trivet.boards.live import Fragment
from trivet.cards.wire import applied, without_held_back
from trivet.github import wire as github
from trivet.platform.json import dumps, loads


class FragmentCodec:
    """Encodes the board form of cards, with what they have in other places."""

    def fragment(
        self, before: bytes | None, type_: str, payload: Mapping[str, Any], at: str
    ) -> Fragment | None:
        form = loads(before) if before is not None else None
        if github.changes_counterparts(type_):
            after = github.applied(form, type_, payload)
        else:
            after = applied(form, type_, payload, at)
        return None if after is None else _encoded(after)

    def read(self, wire: bytes) -> Fragment:
        return _encoded(loads(wire), wire)

    def placed(self, fragment: bytes, changes: Mapping[str, Any]) -> Fragment:
        form = loads(fragment)
        if "column_id" in changes:
            form = without_held_back(form)
        return _encoded({**form, **changes})

    def without_label(self, fragment: bytes, label_id: str) -> Fragment:
        form = loads(fragment)
        labels = [label for label in form.get("label_ids", []) if label != label_id]
        if labels:
            form["label_ids"] = labels
        else:
            form.pop("label_ids", None)
        return _encoded(form)


def _encoded(form: Mapping[str, Any], wire: bytes | None = None) -> Fragment:
    return Fragment(wire or dumps(form), form["column_id"], form["rank"], form["version"])
