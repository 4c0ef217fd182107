"""When the rules of a board were met by what a card has on GitHub, and where they lead. Pure functions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID
from zlib import crc32

from trivet.github.rules import ORDER, BoardRules, Needs, Rule, RuleEvent, Step, is_forwards
from trivet.github.timelines import OFTEN, Pull, Spot, counts_for, has_or_is_past


class Moment(NamedTuple):
    """A rule was met.

    Args:
        at: when, as RFC 3339.
        rule: which.
        source: by which pull request of the card, or, where a branch was created, by which branch: their
            numbers in the order in which they were given.
    """

    at: str
    rule: Rule
    source: int


Met = Mapping[str, Sequence[Moment]]
"""By the key of each rule when it was met, in order of time."""


class Goal(NamedTuple):
    """Where rules lead.

    Args:
        column_id: the column.
        moment: what led there; None if it is where it began.
        back: whether something on the way led backwards.
    """

    column_id: UUID
    moment: Moment | None
    back: bool


def met(rules: BoardRules, pulls: Sequence[Pull], branches: Sequence[Sequence[str]]) -> Met:
    """When each rule was met, from all that is known of a card.

    Args:
        rules: those of its board.
        pulls: its pull requests that may move it.
        branches: of each of its branches, when it was created.
    """
    found: dict[str, list[Moment]] = {rule.key: [] for rule in rules}
    for moment in sorted(_moments(rules, pulls, branches), key=_in_time):
        found[moment.rule.key].append(moment)
    return found


def _moments(
    rules: BoardRules, pulls: Sequence[Pull], branches: Sequence[Sequence[str]]
) -> Iterator[Moment]:
    for number, creations in enumerate(branches):
        yield from _applying(rules, RuleEvent.BRANCH_CREATED, "", creations, number)
    for number, pull in enumerate(pulls):
        for spot in pull.spots:
            for event in spot.came:
                yield from _applying(rules, event, pull.base, (spot.at,), number)
    bases = {pull.base for pull in pulls}
    for event in RuleEvent:
        of_event = {rule.key: rule for base in bases for rule in rules.covering(event, base)}
        for rule in of_event.values():
            if rule.needs is Needs.ALL:
                yield from _when_all(rule, rules, pulls)


def _applying(
    rules: BoardRules, event: RuleEvent, base: str, times: Iterable[str], source: int
) -> Iterator[Moment]:
    for at in times:
        rule = rules.applying(event, base, at)
        if rule is not None and rule.needs is Needs.ANY:
            yield Moment(at, rule, source)


def _when_all(rule: Rule, rules: BoardRules, pulls: Sequence[Pull]) -> Iterator[Moment]:
    """When it came that an event was true of some, and true or over of all others.

    That a rule begins or ends to be the one for a pull request is no such moment.
    """
    found = ((number, rules.reign(rule, pull.base)) for number, pull in enumerate(pulls))
    reigns = {number: reign for number, reign in found if reign is not None}
    spots = [
        (spot.at, number, place)
        for number in reigns
        for place, spot in enumerate(pulls[number].spots)
    ]
    now: dict[int, Spot] = {}
    for at, together in groupby(sorted(spots), key=itemgetter(0)):
        ruled = [number for number, (begin, end) in reigns.items() if begin <= at < end]
        before = _is_so(rule.event, now, ruled)
        source, again = -1, False
        for _, number, place in together:
            now[number] = spot = pulls[number].spots[place]
            if number in ruled:
                source = number
                again = again or (rule.event in OFTEN and rule.event in spot.came)
        if source >= 0 and _is_so(rule.event, now, ruled) and (again or not before):
            yield Moment(at, rule, source)


def _is_so(event: RuleEvent, now: Mapping[int, Spot], ruled: Iterable[int]) -> bool:
    some = False
    for number in ruled:
        spot = now.get(number)
        if spot is None or not counts_for(event, spot):
            continue
        if not has_or_is_past(event, spot):
            return False
        some = some or event in spot.has
    return some


def counts_of(found: Met) -> dict[str, int]:
    """How often each rule was met."""
    return {key: len(moments) for key, moments in found.items()}


def order_of(found: Met) -> int:
    """A number that tells whether rules were met one after the other in the same order."""
    moments = sorted((moment for all_ in found.values() for moment in all_), key=_in_time)
    return crc32("\n".join(moment.rule.key for moment in moments).encode())


def goal(found: Met, known: Mapping[str, int], steps: Sequence[Step], start: UUID) -> Goal:
    """Where the rules lead that were met since something was known, one after the other.

    Args:
        found: when they were met.
        known: how often each had been met by then.
        steps: the board's columns, from left to right.
        start: the column in which the card was.
    """
    since = (moment for key, all_ in found.items() for moment in all_[known.get(key, 0) :])
    at = Goal(start, None, back=False)
    for moment in sorted(since, key=_in_time):
        at = led(at, moment, steps)
    return at


def led(at: Goal, moment: Moment, steps: Sequence[Step]) -> Goal:
    """Where a card goes from where it is, when a rule is met.

    Args:
        at: where it is.
        moment: which rule.
        steps: the board's columns, from left to right.
    """
    rule = moment.rule
    if rule.column_id in {None, at.column_id}:
        return at
    assert rule.column_id is not None
    if is_forwards(at.column_id, rule.column_id, steps):
        return Goal(rule.column_id, moment, at.back)
    return Goal(rule.column_id, moment, back=True) if rule.back else at


def _in_time(moment: Moment) -> tuple[str, int, str, int]:
    return moment.at, ORDER[moment.rule.event], moment.rule.key, moment.source
