"""Which column a card goes to when something happens on GitHub. Pure functions.

A rule answers an event with a column, or with none. Where nobody chose, it is the first column of
the category that fits. A rule never moves a card backwards.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from trivet.boards.models import Category


class RuleEvent(StrEnum):
    """What a rule answers, in the order in which work goes."""

    BRANCH_CREATED = "branch_created"
    DRAFT = "draft"
    OPENED = "opened"
    MERGED = "merged"


class MoveCause(StrEnum):
    """What became known when a rule moved a card."""

    BRANCH_CREATED = "branch_created"
    DRAFT = "draft"
    OPENED = "opened"
    CLOSED = "closed"
    MERGED = "merged"
    UNLINKED = "unlinked"
    LATE = "late"


DEFAULTS: Mapping[RuleEvent, Category] = {
    RuleEvent.BRANCH_CREATED: Category.STARTED,
    RuleEvent.DRAFT: Category.STARTED,
    RuleEvent.OPENED: Category.REVIEW,
    RuleEvent.MERGED: Category.DONE,
}

_FLOW = list(Category)


@dataclass(frozen=True, slots=True)
class Step:
    """A column, as far as rules look at it.

    Args:
        id: the column.
        category: what it means for the flow.
    """

    id: UUID
    category: Category


Chosen = Mapping[RuleEvent, UUID | None]
"""What a board's people chose: a column, or None for nothing. What is missing has its default."""

S = TypeVar("S", bound=Step)


def target(event: RuleEvent, steps: Sequence[S], chosen: Chosen) -> S | None:
    """Where a rule sends a card; None if nowhere.

    Args:
        event: what happened.
        steps: the board's columns, from left to right.
        chosen: what its people chose.
    """
    if event in chosen:
        return next((step for step in steps if step.id == chosen[event]), None)
    return next((step for step in steps if step.category == DEFAULTS[event]), None)


def furthest(
    events: Collection[RuleEvent], steps: Sequence[S], chosen: Chosen, start: UUID
) -> tuple[S, RuleEvent] | None:
    """The furthest column that some rules send a card to, and the rule; None if none is forwards.

    Args:
        events: what happened.
        steps: the board's columns, from left to right.
        chosen: what its people chose.
        start: the column in which the card is.
    """
    best: tuple[S, RuleEvent] | None = None
    at = start
    for event in sorted(events, key=list(RuleEvent).index):
        step = target(event, steps, chosen)
        if step is not None and is_forwards(at, step.id, steps):
            best, at = (step, event), step.id
    return best


def is_forwards(start: UUID, end: UUID, steps: Sequence[Step]) -> bool:
    """Whether a move leads on: to a later category, or within one further to the right.

    Args:
        start: the column in which a card is; if it is not there, nothing leads on from it.
        end: the column to which it would go.
        steps: the board's columns, from left to right.
    """
    places = {step.id: (_FLOW.index(step.category), at) for at, step in enumerate(steps)}
    return start in places and end in places and places[end] > places[start]
