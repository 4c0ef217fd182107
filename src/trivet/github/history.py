"""What pull requests went through. Pure functions.

Deliveries come in any order and more than once. So a pull request keeps every state that a delivery
told of, with GitHub's time and the cards that it was for then; and what rules look at is told from all of
them together, never from the order in which they came.
"""

from bisect import insort
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from trivet.cards.counterparts import PullRequestState
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
"""When, as RFC 3339 of fixed width; in what state; closing which cards; whether somebody was asked for a
review. As a row keeps it; what is older does not tell the last."""

History = Sequence[Entry]
"""All that is known of one pull request, in order of time."""

JUDGING = frozenset({"approved", "changes_requested"})
"""What a review says that says whether a pull request may be merged."""


def entry_of(
    at: datetime, state: PullRequestState, keys: Iterable[str], requested: bool = False
) -> Entry:
    """What a delivery tells.

    Args:
        at: GitHub's time.
        state: what the pull request was then.
        keys: the cards that merging it would have finished then.
        requested: whether somebody was asked for a review then.
    """
    return [rfc3339(at), str(state), list(keys), requested]


def is_requested(entry: Entry) -> bool:
    """Whether somebody was asked for a review then, as far as is known."""
    return len(entry) > 3 and bool(entry[3])


def when(entry: Entry) -> tuple[str, int, bool]:
    """What entries are ordered by."""
    return entry[0], ORDER.index(PullRequestState(entry[1])), is_requested(entry)


def of_card(history: History, keys: Collection[str]) -> list[Entry]:
    """What a pull request went through while it named a card.

    Args:
        history: all that is known of it.
        keys: what the card is called or was called, such as `ENG-42`.
    """
    return [entry for entry in history if any(key in entry[2] for key in keys)]


def was_named(history: History, key: str, at: datetime) -> bool:
    """Whether a card that a person linked was linked by then: what was before is not of it.

    Args:
        history: all that is known of the pull request.
        key: what the card is called.
        at: GitHub's time of some news.
    """
    then = rfc3339(at)
    late = bool(history) and then < history[-1][0]
    return not late or any(key in entry[2] for entry in history if entry[0] <= then)


def with_entry(history: History, entry: Entry) -> list[Entry]:
    """A history with one entry more; the same if it was known."""
    entries = list(history)
    if not any(_same(entry, known) for known in entries):
        insort(entries, entry, key=when)
    return entries if len(entries) <= LONGEST else _thinned(entries)


def settled(history: History, entry: Entry) -> list[Entry]:
    """A history with what GitHub said where it was asked: of that second nothing comes after it.

    Args:
        history: all that is known.
        entry: what it said.
    """
    later = (one for one in history if one[0] == entry[0] and when(one) > when(entry))
    refuted = list(later)
    return with_entry([one for one in history if one not in refuted], entry)


def _thinned(entries: list[Entry]) -> list[Entry]:
    """Without what repeats the state before it, but for the last; of what is left, the newest."""
    changes = [after for before, after in pairwise(entries) if _said(before) != _said(after)]
    kept = [entries[0], *changes]
    if kept[-1] is not entries[-1]:
        kept.append(entries[-1])
    return kept[-LONGEST:]


def _same(one: Entry, other: Entry) -> bool:
    return one[0] == other[0] and _said(one) == _said(other)


def _said(entry: Entry) -> tuple[str, list[str], bool]:
    return entry[1], entry[2], is_requested(entry)


def judgements(reviews: Iterable[Sequence[Any]]) -> Iterator[tuple[str, str, str]]:
    """What reviewers said, in order of time, and what it came to: when, what, and the verdict after it.

    The last word of each reviewer counts, and one who wants changes outweighs all others. Comments take
    nothing back; nor does it count that a review was dismissed later: it was given all the same.

    Args:
        reviews: as a row keeps them, in any order.
    """
    last: dict[Any, str] = {}
    for github_id, login, state, at, _ in sorted(reviews, key=lambda one: (one[3], one[0])):
        if state in JUDGING:
            last[github_id if login is None else login] = state
            yield at, state, max(last.values())
