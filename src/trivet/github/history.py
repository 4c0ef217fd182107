"""What pull requests went through, and which rules follow from it. Pure functions.

Deliveries come in any order and more than once. So a pull request keeps every state that a delivery
told of, with GitHub's time and the cards that it named then; and how often a rule was met is told from
all of them together, never from the order in which they came.
"""

from bisect import insort
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from trivet.cards.counterparts import PullRequestState
from trivet.github.rules import RuleEvent
from trivet.platform.clock import rfc3339

# On equal times the later in this list wins: GitHub's times are whole seconds.
ORDER = [
    PullRequestState.DRAFT,
    PullRequestState.OPEN,
    PullRequestState.CLOSED,
    PullRequestState.MERGED,
]
LONGEST = 200

Entry = list[Any]
"""When, as RFC 3339 of fixed width; in what state; naming which cards. As a row keeps it."""

History = Sequence[Entry]
"""All that is known of one pull request, in order of time."""

_UNRESOLVED = {PullRequestState.DRAFT, PullRequestState.OPEN}


def entry_of(at: datetime, state: PullRequestState, keys: Iterable[str]) -> Entry:
    """What a delivery tells.

    Args:
        at: GitHub's time.
        state: what the pull request was then.
        keys: the cards that it named then.
    """
    return [rfc3339(at), str(state), list(keys)]


def when(entry: Entry) -> tuple[str, int]:
    """What entries are ordered by."""
    return entry[0], ORDER.index(PullRequestState(entry[1]))


def of_card(history: History, keys: Collection[str]) -> list[Entry]:
    """What a pull request went through while it named a card.

    Args:
        history: all that is known of it.
        keys: what the card is called or was called, such as `ENG-42`.
    """
    return [entry for entry in history if any(key in entry[2] for key in keys)]


def with_entry(history: History, entry: Entry) -> list[Entry]:
    """A history with one entry more; the same if it was known."""
    entries = list(history)
    if entry not in entries:
        insort(entries, entry, key=when)
    return entries if len(entries) <= LONGEST else _thinned(entries)


def _thinned(entries: list[Entry]) -> list[Entry]:
    """Without what repeats the state before it, but for the last; of what is left, the newest."""
    changes = [after for before, after in pairwise(entries) if before[1:] != after[1:]]
    kept = [entries[0], *changes]
    if kept[-1] is not entries[-1]:
        kept.append(entries[-1])
    return kept[-LONGEST:]


def met(histories: Sequence[History], branches: int) -> Counter[RuleEvent]:
    """How often each rule was met, from all that is known of a card.

    Args:
        histories: those of its pull requests that may move it, while they named it.
        branches: how often a branch was made for it.
    """
    counts: Counter[RuleEvent] = Counter()
    counts[RuleEvent.BRANCH_CREATED] = branches
    for history in histories:
        counts[RuleEvent.DRAFT] += _entered(history, PullRequestState.DRAFT)
        counts[RuleEvent.OPENED] += _entered(history, PullRequestState.OPEN)
    counts[RuleEvent.MERGED] = _all_merged(histories)
    return +counts


def _entered(history: History, state: PullRequestState) -> int:
    """How often a pull request came into a state."""
    states = ["", *(entry[1] for entry in history)]
    return sum(after == state != before for before, after in pairwise(states))


def _all_merged(histories: Sequence[History]) -> int:
    """How often it came that some were merged, and none was left to merge."""
    moments = [
        PullRequestState.MERGED in states and not states & _UNRESOLVED
        for states in _states_over_time(histories)
    ]
    return sum(after and not before for before, after in pairwise([False, *moments]))


def _states_over_time(histories: Sequence[History]) -> Iterator[set[str]]:
    """In which states the pull requests were, at each moment at which one changed."""
    entries = sorted(
        (*when(entry), number, entry[1])
        for number, history in enumerate(histories)
        for entry in history
    )
    now: dict[int, str] = {}
    for _, together in groupby(entries, key=itemgetter(0)):
        now |= {number: state for _, _, number, state in together}
        yield set(now.values())
