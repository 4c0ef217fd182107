"""What stands in a board's answer for each card, encoded. The live boards' `Codec`."""

from collections.abc import Mapping
from typing import Any

from trivet.cards.wire import applied, without_held_back
from trivet.github import wire as github
from trivet.platform.json import dumps, loads


class FragmentCodec:
    """Encodes the board form of cards, with what they have in other places."""

    def fragment(
        self, before: bytes | None, type_: str, payload: Mapping[str, Any], at: str
    ) -> bytes | None:
        form = loads(before) if before is not None else None
        if github.changes_counterparts(type_):
            after = github.applied(form, type_, payload)
        else:
            after = applied(form, type_, payload, at)
        return None if after is None else dumps(after)

    def place(self, fragment: bytes) -> tuple[str, str, int]:
        form = loads(fragment)
        return form["column_id"], form["rank"], form["version"]

    def placed(self, fragment: bytes, changes: Mapping[str, Any]) -> bytes:
        form = loads(fragment)
        if "column_id" in changes:
            form = without_held_back(form)
        return dumps({**form, **changes})

    def without_label(self, fragment: bytes, label_id: str) -> bytes:
        form = loads(fragment)
        labels = [label for label in form.get("label_ids", []) if label != label_id]
        if labels:
            form["label_ids"] = labels
        else:
            form.pop("label_ids", None)
        return dumps(form)
