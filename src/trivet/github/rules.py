"""Which column a card goes to when something happens on GitHub. Pure functions.

A rule answers an event with a column, or with none, for pull requests into some target branches. Where
nobody chose, it is the first column of the category that fits, if the event has one. A rule moves a card
backwards only if it says so.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fnmatch import fnmatchcase
from uuid import UUID

from trivet.boards.models import Category
from trivet.github.branch_names import problem_of


class RuleEvent(StrEnum):
    """What a rule answers, in the order in which work goes."""

    BRANCH_CREATED = "branch_created"
    DRAFT = "draft"
    OPENED = "opened"
    REVIEW_REQUESTED = "review_requested"
    CHANGES_REQUESTED = "changes_requested"
    CHECKS_FAILED = "checks_failed"
    APPROVED = "approved"
    MERGED = "merged"
    CLOSED = "closed"


class Needs(StrEnum):
    """Of how many of a card's pull requests an event must be true."""

    ANY = "any"
    ALL = "all"


class MoveCause(StrEnum):
    """What became known when a rule moved a card."""

    BRANCH_CREATED = "branch_created"
    DRAFT = "draft"
    OPENED = "opened"
    CLOSED = "closed"
    MERGED = "merged"
    REVIEW_REQUESTED = "review_requested"
    REVIEWED = "reviewed"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    CHECKED = "checked"
    CHECKS_FAILED = "checks_failed"
    UNLINKED = "unlinked"
    LATE = "late"


DEFAULTS: Mapping[RuleEvent, Category] = {
    RuleEvent.BRANCH_CREATED: Category.STARTED,
    RuleEvent.DRAFT: Category.STARTED,
    RuleEvent.OPENED: Category.REVIEW,
    RuleEvent.MERGED: Category.DONE,
}
"""Where cards go as long as nobody chose; on all other events nowhere."""

ORDER: Mapping[RuleEvent, int] = {event: number for number, event in enumerate(RuleEvent)}

LONGEST_BASE = 255
"""Bytes of the name of a target branch, or of a pattern of names."""

WILD = "*?"
"""What stands in a pattern for any characters, slashes too, and for any one."""

_FLOW = list(Category)


def usual_needs(event: RuleEvent) -> Needs:
    """What an event needs where nobody chose."""
    return Needs.ALL if event is RuleEvent.MERGED else Needs.ANY


@dataclass(frozen=True, slots=True)
class Step:
    """A column, as far as rules look at it.

    Args:
        id: the column.
        category: what it means for the flow.
    """

    id: UUID
    category: Category


@dataclass(frozen=True, slots=True)
class Rule:
    """What answers an event.

    Args:
        event: what happens.
        column_id: where the card goes; None for nowhere: then no other rule answers either.
        needs: whether it takes one pull request of a card or all of them.
        base: into which target branch: its name, a pattern, or empty for all that no other rule names.
        back: whether it moves cards backwards too.
        since: only what happened since then counts for it, as RFC 3339; empty for everything.
        chosen: whether somebody chose it.
    """

    event: RuleEvent
    column_id: UUID | None
    needs: Needs
    base: str = ""
    back: bool = False
    since: str = ""
    chosen: bool = True
    key: str = field(init=False, compare=False, default="")
    """What it is counted under: with another target branch, need or beginning it is another rule."""

    def __post_init__(self) -> None:
        needs = "" if self.needs is usual_needs(self.event) else f"#{self.needs}"
        since = f">{self.since}" if self.since else ""
        base = f"@{self.base}" if self.base else ""
        object.__setattr__(self, "key", f"{self.event}{needs}{since}{base}")

    def covers(self, base: str) -> bool:
        """Whether it is for pull requests into a branch."""
        if not self.base or self.base == base:
            return True
        return is_pattern(self.base) and fnmatchcase(base, self.base)


def is_pattern(base: str) -> bool:
    """Whether a target branch is a pattern of names: no branch has such characters in its name."""
    return any(each in base for each in WILD)


def problem_of_base(base: str) -> str | None:
    """Why there can be no target branch of that name or pattern, as a sentence; None if there can.

    Args:
        base: such as `main` or `release/*`.
    """
    if not base:
        return "Name a branch or a pattern, or leave it out for all branches."
    return problem_of(base.translate(str.maketrans(WILD, "xx")), LONGEST_BASE)


def _by_precision(rule: Rule) -> tuple[bool, bool, int, str]:
    """A name before patterns, a longer pattern before a shorter one, what is for all at last."""
    return not rule.base, is_pattern(rule.base), -len(rule.base), rule.base


class BoardRules:
    """The rules of a board, those that nobody chose too. Of one event and one target branch one applies.

    Args:
        rules: them.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules: dict[RuleEvent, list[Rule]] = {}
        self._covering: dict[tuple[RuleEvent, str], list[Rule]] = {}
        for rule in sorted(rules, key=_by_precision):
            self._rules.setdefault(rule.event, []).append(rule)

    def __iter__(self) -> Iterator[Rule]:
        return (rule for rules in self._rules.values() for rule in rules)

    def applying(self, event: RuleEvent, base: str, at: str) -> Rule | None:
        """The rule for what happens; the one that names the target branch most precisely.

        Args:
            event: what happens.
            base: into which branch; empty for a branch that was made.
            at: when. Rules that were made later leave it to those that were there.
        """
        return next((rule for rule in self.covering(event, base) if rule.since <= at), None)

    def covering(self, event: RuleEvent, base: str) -> Sequence[Rule]:
        """The rules for an event and a target branch, the most precise one first."""
        found = self._covering.get((event, base))
        if found is None:
            found = [rule for rule in self._rules.get(event, ()) if rule.covers(base)]
            self._covering[event, base] = found
        return found

    def reign(self, rule: Rule, base: str) -> tuple[str, str] | None:
        """From when until when a rule is the one for a target branch; None if it never is.

        Args:
            rule: one of these.
            base: the target branch.
        """
        end = "~"  # behind every moment
        for other in self.covering(rule.event, base):
            if other is rule:
                return (rule.since, end) if rule.since < end else None
            end = min(end, other.since)
        return None


def effective(steps: Sequence[Step], chosen: Iterable[Rule]) -> BoardRules:
    """The rules of a board: what was chosen, and what is usual where nothing was.

    Args:
        steps: the board's columns, from left to right.
        chosen: what its people chose.
    """
    rules = [rule if _is_there(rule, steps) else replace(rule, column_id=None) for rule in chosen]
    named = {rule.event for rule in rules if not rule.base}
    return BoardRules([*rules, *(usual(event, steps) for event in DEFAULTS if event not in named)])


def usual(event: RuleEvent, steps: Sequence[Step]) -> Rule:
    """The rule for an event for which nobody chose one.

    Args:
        event: what happens.
        steps: the board's columns, from left to right.
    """
    category = DEFAULTS.get(event)
    column_id = next((step.id for step in steps if step.category is category), None)
    return Rule(event, column_id, usual_needs(event), chosen=False)


def listed(steps: Sequence[Step], chosen: Iterable[Rule]) -> list[Rule]:
    """All rules as people read them: by event, first the one for all target branches.

    Args:
        steps: the board's columns, from left to right.
        chosen: what its people chose.
    """
    rules = sorted(
        chosen, key=lambda rule: (ORDER[rule.event], bool(rule.base), _by_precision(rule))
    )
    found = []
    for event in RuleEvent:
        own = [rule for rule in rules if rule.event is event]
        if not own or own[0].base:
            found.append(usual(event, steps))
        found += own
    return found


def is_forwards(start: UUID, end: UUID, steps: Sequence[Step]) -> bool:
    """Whether a move leads on: to a later category, or within one further to the right.

    Args:
        start: the column in which a card is; if it is not there, nothing leads on from it.
        end: the column to which it would go.
        steps: the board's columns, from left to right.
    """
    places = {step.id: (_FLOW.index(step.category), at) for at, step in enumerate(steps)}
    return start in places and end in places and places[end] > places[start]


def _is_there(rule: Rule, steps: Sequence[Step]) -> bool:
    return rule.column_id is None or any(step.id == rule.column_id for step in steps)
