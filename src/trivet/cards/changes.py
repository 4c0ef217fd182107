"""What the quick way writes: one card's change or one new card."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from trivet.boards.writer import Change

CHANGE = "change"
INSERT = "insert"


class Values(NamedTuple):
    """The plain fields of a card that fit into a fragment."""

    title: str
    priority: str
    estimate: float | None
    start_date: date | None
    due_date: date | None


@dataclass(slots=True, kw_only=True)
class CardChange(Change):
    """An edit or a move of a card.

    Args:
        before: the card's board form as it was seen.
        version: the version that was seen; the row must still have it.
        values: all plain fields after the change.
        fields: the names under which `field_versions` is raised.
    """

    kind: str = CHANGE
    before: dict[str, Any]
    version: int
    values: Values
    fields: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class CardInsert(Change):
    """A new card. Its number is taken by the statement itself."""

    kind: str = INSERT
    values: Values
    description: str
    acceptance_criteria: str


class Details(NamedTuple):
    """What the live snapshot does not hold of a card that was changed."""

    description: str
    acceptance_criteria: str
    checklist: list[dict[str, Any]]
    links: list[dict[str, Any]]


class Numbered(NamedTuple):
    """What a new card was called."""

    number: int
