"""Two people edit one card: what merges and what clashes. Pure functions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

PLACE = "place"
"""The name under which a card's version of its place is kept: column and rank together."""


@dataclass(frozen=True, slots=True)
class Merge:
    """What becomes of an edit.

    Args:
        changes: field → new value, for the fields that differ from what is there.
        clashes: the fields that somebody else changed since, to something else.
    """

    changes: Mapping[str, Any]
    clashes: tuple[str, ...]


def merge(
    current: Mapping[str, Any],
    wanted: Mapping[str, Any],
    field_versions: Mapping[str, int],
    base_version: int | None,
) -> Merge:
    """Hold an edit against what is there.

    A field clashes if it changed after the version that the editor saw and now differs from what
    the editor wants. Without `base_version` the edit is meant for whatever is there.

    Args:
        current: field → value now.
        wanted: field → value after the edit.
        field_versions: field → version of the card at which it last changed.
        base_version: the version that the editor saw.
    """
    changes = {name: value for name, value in wanted.items() if current[name] != value}
    if base_version is None:
        return Merge(changes, ())
    clashes = tuple(name for name in changes if field_versions.get(name, 1) > base_version)
    return Merge(changes, clashes)
