"""What was true of pull requests, from moment to moment. Pure functions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from trivet.cards.counterparts import PullRequestState
from trivet.github.history import History, is_requested, judgements
from trivet.github.rules import RuleEvent

UNRESOLVED = frozenset({PullRequestState.DRAFT, PullRequestState.OPEN})

OFTEN = frozenset({RuleEvent.CHANGES_REQUESTED, RuleEvent.CHECKS_FAILED, RuleEvent.APPROVED})
"""What happens anew each time that it happens, though it was true before."""

_OF_STATES = {
    PullRequestState.DRAFT: RuleEvent.DRAFT,
    PullRequestState.OPEN: RuleEvent.OPENED,
    PullRequestState.CLOSED: RuleEvent.CLOSED,
    PullRequestState.MERGED: RuleEvent.MERGED,
}
_OF_ENTRIES = frozenset({*_OF_STATES.values(), RuleEvent.REVIEW_REQUESTED})

# Within a second, as work goes: nobody reviews what is not open yet, or is merged.
_DRAFT, _OPEN, _REVIEW, _FAILURE, _CLOSED, _MERGED = range(6)
_RANKS = {
    PullRequestState.DRAFT: _DRAFT,
    PullRequestState.OPEN: _OPEN,
    PullRequestState.CLOSED: _CLOSED,
    PullRequestState.MERGED: _MERGED,
}


class Spot(NamedTuple):
    """A moment in the life of a pull request.

    Args:
        at: when, as RFC 3339.
        state: what it is from then on.
        has: what is true of it from then on.
        came: what became true then, or did so again.
    """

    at: str
    state: PullRequestState
    has: frozenset[RuleEvent]
    came: frozenset[RuleEvent]


@dataclass(slots=True)
class _Life:
    """What is true of a pull request, while its facts go by."""

    state: PullRequestState | None = None
    requested: bool = False
    verdict: RuleEvent | None = None
    failed: bool = False

    def has(self) -> frozenset[RuleEvent]:
        if self.state is None:
            return frozenset()
        return _true_of(self.state, self.verdict, self.requested, self.failed)

    def spot(self, at: str, came: Iterable[RuleEvent]) -> Spot:
        assert self.state is not None
        return Spot(at, self.state, self.has(), frozenset(came))


@cache
def _true_of(
    state: PullRequestState, verdict: RuleEvent | None, requested: bool, failed: bool
) -> frozenset[RuleEvent]:
    true = {_OF_STATES[state]}
    if state in UNRESOLVED:
        true |= {verdict} if verdict else set()
        true |= {RuleEvent.REVIEW_REQUESTED} if requested else set()
        true |= {RuleEvent.CHECKS_FAILED} if failed else set()
    return frozenset(true)


class _Fact(NamedTuple):
    at: str
    rank: int
    said: Any


def _in_time(fact: _Fact) -> tuple[str, int]:
    return fact.at, fact.rank


def timeline(
    entries: History, reviews: Iterable[Sequence[Any]] = (), failures: Iterable[Sequence[str]] = ()
) -> list[Spot]:
    """What was true of a pull request while it was for a card, in order of time.

    What reviewers said before it was for the card counts towards what they say together, and does not
    happen to the card. On what is closed or merged nothing happens but that it is opened again.

    Args:
        entries: its history, as far as it is of the card.
        reviews: all its reviews, as a row keeps them.
        failures: when checks of its commits failed first, and of which.
    """
    return list(_spots(_facts(entries, reviews, failures)))


def _facts(
    entries: History, reviews: Iterable[Sequence[Any]], failures: Iterable[Sequence[str]]
) -> list[_Fact]:
    facts = [_Fact(entry[0], _RANKS[PullRequestState(entry[1])], entry) for entry in entries]
    facts += [_Fact(at, _REVIEW, (said, verdict)) for at, said, verdict in judgements(reviews)]
    facts += [_Fact(at, _FAILURE, sha) for at, sha in failures]
    return sorted(
        facts, key=_in_time
    )  # stable: entries and reviews stay as they were among each other


def _spots(facts: Iterable[_Fact]) -> Iterator[Spot]:
    life = _Life()
    for at, rank, said in facts:
        if rank == _REVIEW:
            life.verdict = RuleEvent(said[1])
            if life.state in UNRESOLVED:
                yield life.spot(at, {life.verdict} if said[0] == said[1] else ())
        elif rank == _FAILURE:
            if life.state in UNRESOLVED:
                life.failed = True
                yield life.spot(at, {RuleEvent.CHECKS_FAILED})
        else:
            before = life.has()
            life.state, life.requested = PullRequestState(said[1]), is_requested(said)
            if life.has() != before:  # else it only says again what it said
                yield life.spot(at, (life.has() - before) & _OF_ENTRIES)


@dataclass(frozen=True, slots=True)
class Pull:
    """A pull request of a card, as far as rules look at it.

    Args:
        base: the branch into which it is to be merged.
        spots: what was true of it.
    """

    base: str
    spots: Sequence[Spot] = field(default_factory=list)


def counts_for(event: RuleEvent, spot: Spot) -> bool:
    """Whether a pull request counts where an event needs all: one that was given up does not."""
    return spot.state is not PullRequestState.CLOSED or event is RuleEvent.CLOSED


def has_or_is_past(event: RuleEvent, spot: Spot) -> bool:
    """Whether an event is true of a pull request, or what follows it is."""
    if event in spot.has or spot.state is PullRequestState.MERGED:
        return True
    if event is RuleEvent.DRAFT:
        return spot.state is PullRequestState.OPEN
    if event is RuleEvent.REVIEW_REQUESTED:  # who reviews is not asked any more
        return not spot.has.isdisjoint({RuleEvent.APPROVED, RuleEvent.CHANGES_REQUESTED})
    return False
