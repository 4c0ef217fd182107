"""What reviews and checks come to, taken together. Pure functions.

As GitHub itself tells it ("About pull request reviews", "About status checks"): a comment takes back
no judgement, and what was dismissed is none any more. What is kept does not depend on the order in
which deliveries come.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from trivet.github.facts import CheckData, CheckState, ReviewData, ReviewState
from trivet.github.models import Check
from trivet.platform.clock import rfc3339

MOST_REVIEWS = 300
"""How many reviews of a pull request are kept: first those go that only comment, then the oldest."""

Review = list[Any]
"""GitHub's number, login, state as it was submitted, when, and whether it was dismissed since; as a row
keeps it. The state is empty where only its dismissal was heard of."""

JUDGING = (ReviewState.APPROVED, ReviewState.CHANGES_REQUESTED)


class Verdict(StrEnum):
    """What reviewers say, taken together."""

    REVIEW_REQUESTED = "review_requested"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"


def with_review(reviews: Sequence[Review], said: ReviewData) -> list[Review]:
    """Reviews with one more, or with what became of a known one; in order of time.

    Args:
        reviews: those that are known.
        said: the review as it is told.
    """
    known = {review[0]: review for review in reviews}
    before = known.get(said.github_id)
    dismissed = said.state is ReviewState.DISMISSED
    state = (before[2] if before else "") if dismissed else str(said.state)
    known[said.github_id] = [
        said.github_id,
        said.login,
        state,
        rfc3339(said.at),
        dismissed or bool(before and before[4]),
    ]
    after = sorted(known.values(), key=_in_time)
    return after if len(after) <= MOST_REVIEWS else _fewer(after)


def _in_time(review: Review) -> tuple[str, int]:
    return review[3], review[0]


def _fewer(reviews: list[Review]) -> list[Review]:
    over = len(reviews) - MOST_REVIEWS
    comments = [review for review in reviews if review[2] == ReviewState.COMMENTED][:over]
    return [review for review in reviews if review not in comments][-MOST_REVIEWS:]


def latest(reviews: Sequence[Review]) -> list[Review]:
    """The last word of each reviewer, in order of time; who only commented did so.

    Args:
        reviews: all that are known, in order of time.
    """
    last: dict[Any, Review] = {}
    for review in reviews:
        who = review[1] if review[1] is not None else review[0]
        if who in last and review[2] == ReviewState.COMMENTED:
            continue
        last[who] = review
    return sorted(last.values(), key=_in_time)


def standing(review: Review) -> str:
    """How a review stands."""
    return str(ReviewState.DISMISSED) if review[4] else str(review[2])


def verdict(reviews: Sequence[Review], requested: Collection[str]) -> Verdict | None:
    """What reviewers say, taken together; None if nobody was asked and nobody judged.

    Args:
        reviews: all that are known, in order of time.
        requested: who is asked.
    """
    states = {standing(review) for review in latest(reviews)}
    if ReviewState.CHANGES_REQUESTED in states:
        return Verdict.CHANGES_REQUESTED
    if requested:
        return Verdict.REVIEW_REQUESTED
    return Verdict.APPROVED if ReviewState.APPROVED in states else None


def replaces(known: Check, said: CheckData) -> bool:
    """Whether what is told of a check is newer than what is known.

    By GitHub's number, which grows when it is run again; of one run by its times, which are whole
    seconds: on equal ones it has ended.
    """
    before = (known.number, known.at, known.state != CheckState.PENDING)
    return (said.number, said.at, said.state is not CheckState.PENDING) >= before


def counted(states: Iterable[str]) -> dict[str, int]:
    """How many checks stand how, without those of which there are none."""
    counts = Counter(states)
    return {str(state): counts[state] for state in CheckState if counts[state]}


def together(counts: Mapping[str, int]) -> CheckState | None:
    """How checks stand, taken together; None if there are none.

    Args:
        counts: how many stand how.
    """
    order = (CheckState.FAILING, CheckState.PENDING, CheckState.PASSING, CheckState.NEUTRAL)
    found = next((state for state in order if counts.get(state)), None)
    return CheckState.PASSING if found is CheckState.NEUTRAL else found


def with_failure(failures: Sequence[Sequence[str]], sha: str, at: datetime) -> list[list[str]]:
    """On which commits checks failed, and when first, with one more.

    Args:
        failures: time and commit, each.
        sha: a commit on which one failed.
        at: when it did.
    """
    known = {commit: first for first, commit in failures}
    known[sha] = min(rfc3339(at), known.get(sha, rfc3339(at)))
    return sorted([first, commit] for commit, first in known.items())[-MOST_REVIEWS:]
