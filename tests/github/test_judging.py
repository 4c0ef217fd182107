"""What reviews and checks are read as, and what they come to."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest

from trivet.github.errors import MalformedPayload
from trivet.github.facts import (
    CheckData,
    CheckState,
    ReviewData,
    ReviewState,
    check_of_run,
    check_of_status,
    review_of,
)
from trivet.github.judging import (
    MOST_REVIEWS,
    Verdict,
    counted,
    latest,
    replaces,
    together,
    verdict,
    with_failure,
    with_review,
)
from trivet.github.models import Check

START = datetime(2026, 3, 1, tzinfo=UTC)
SHA = "a" * 40


def said(number: int, state: str, login: str | None = "ben", minute: int = 0) -> ReviewData:
    return ReviewData(number, login, ReviewState(state), START + timedelta(minutes=minute))


def kept(*reviews: ReviewData) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for review in reviews:
        rows = with_review(rows, review)
    return rows


@pytest.mark.parametrize(
    ("reviews", "requested", "expected"),
    [
        ([], [], None),
        ([], ["ben"], Verdict.REVIEW_REQUESTED),
        ([said(1, "commented")], [], None),
        ([said(1, "approved")], [], Verdict.APPROVED),
        ([said(1, "approved"), said(2, "commented", minute=1)], [], Verdict.APPROVED),
        ([said(1, "approved")], ["eve"], Verdict.REVIEW_REQUESTED),
        ([said(1, "approved"), said(2, "changes_requested", "eve")], [], "changes_requested"),
        ([said(1, "changes_requested"), said(2, "approved", minute=1)], [], Verdict.APPROVED),
        ([said(1, "approved"), said(1, "dismissed")], [], None),
        ([said(1, "approved"), said(2, "approved", minute=1), said(2, "dismissed")], [], None),
        ([said(1, "changes_requested", None), said(2, "approved", None)], [], "changes_requested"),
    ],
)
def test_reviewers_taken_together(
    reviews: list[ReviewData], requested: list[str], expected: str | None
) -> None:
    assert verdict(kept(*reviews), requested) == expected


def test_what_is_kept_does_not_depend_on_the_order() -> None:
    told = [
        said(1, "approved"),
        said(2, "changes_requested", minute=1),
        said(2, "dismissed", minute=1),
    ]
    assert len({str(kept(*order)) for order in permutations(told)}) == 1


def test_many_reviews_are_kept_but_comments_go_first() -> None:
    comments = [said(n, "commented", f"user{n}", n) for n in range(1, MOST_REVIEWS)]
    rows = kept(said(9_000, "approved", minute=0), *comments, said(9_001, "approved", "eve"))
    assert len(rows) == MOST_REVIEWS
    assert {9_000, 9_001} <= {row[0] for row in rows}
    assert verdict(rows, []) == Verdict.APPROVED


def test_the_last_word_of_each() -> None:
    rows = kept(said(1, "approved"), said(2, "commented", minute=5), said(3, "commented", "eve", 1))
    assert [(row[1], row[2]) for row in latest(rows)] == [("ben", "approved"), ("eve", "commented")]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, None),
        ({"passing": 2}, CheckState.PASSING),
        ({"neutral": 1}, CheckState.PASSING),
        ({"passing": 2, "pending": 1}, CheckState.PENDING),
        ({"passing": 2, "pending": 1, "failing": 1}, CheckState.FAILING),
    ],
)
def test_checks_taken_together(counts: dict[str, int], expected: CheckState | None) -> None:
    assert together(counts) == expected


def test_checks_are_counted_without_those_of_which_there_are_none() -> None:
    assert counted(["passing", "failing", "passing"]) == {"passing": 2, "failing": 1}


def check(number: int, state: CheckState, minute: int) -> CheckData:
    at = START + timedelta(minutes=minute)
    return CheckData(SHA, "status", "ci", state, None, None, number, at)


@pytest.mark.parametrize(
    ("said", "newer"),
    [
        (check(2, CheckState.PENDING, 1), True),  # it is run again
        (check(1, CheckState.PENDING, 5), False),  # it has ended since
        (check(1, CheckState.PASSING, 5), True),
        (check(1, CheckState.PENDING, 6), True),  # it was begun again under its number
        (check(0, CheckState.FAILING, 9), False),
    ],
)
def test_what_is_newer_of_a_check(said: CheckData, newer: bool) -> None:
    known = Check(number=1, state="failing", at=START + timedelta(minutes=5))
    assert replaces(known, said) is newer


def test_a_commit_fails_once_at_its_first_time() -> None:
    late, early = START + timedelta(minutes=9), START
    one = with_failure(with_failure([], SHA, late), SHA, early)
    assert one == with_failure(with_failure([], SHA, early), SHA, late)
    assert one == [["2026-03-01T00:00:00.000000Z", SHA]]


RUN = {
    "id": 4,
    "name": "build",
    "head_sha": SHA,
    "status": "completed",
    "conclusion": "success",
    "completed_at": "2026-03-01T00:01:00Z",
    "details_url": "javascript:alert(1)",
    "html_url": "https://github.com/acme/rocket/runs/4",
    "output": {"title": "All is well"},
    "app": {"id": 15368},
}


@pytest.mark.parametrize(
    ("status", "conclusion", "state"),
    [
        ("queued", None, CheckState.PENDING),
        ("in_progress", None, CheckState.PENDING),
        ("waiting", None, CheckState.PENDING),
        ("completed", "success", CheckState.PASSING),
        ("completed", "neutral", CheckState.NEUTRAL),
        ("completed", "skipped", CheckState.NEUTRAL),
        ("completed", "stale", CheckState.NEUTRAL),
        ("completed", "failure", CheckState.FAILING),
        ("completed", "cancelled", CheckState.FAILING),
        ("completed", "timed_out", CheckState.FAILING),
        ("completed", "action_required", CheckState.FAILING),
        ("completed", "startup_failure", CheckState.FAILING),
    ],
)
def test_how_a_check_run_stands(status: str, conclusion: str | None, state: CheckState) -> None:
    assert check_of_run({**RUN, "status": status, "conclusion": conclusion}).state is state


def test_a_check_run_is_read() -> None:
    read = check_of_run(RUN)
    assert (read.source, read.said) == ("app:15368", "All is well")
    assert read.url == "https://github.com/acme/rocket/runs/4"  # never a script
    assert read.at == START + timedelta(minutes=1)
    assert check_of_run({**RUN, "output": {}}).said == "success"


def test_a_check_that_has_not_begun_has_no_time() -> None:
    run = {**RUN, "status": "queued", "completed_at": None, "started_at": None}
    assert check_of_run(run).at == datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "expected"),
    [("success", "passing"), ("pending", "pending"), ("failure", "failing"), ("error", "failing")],
)
def test_how_a_status_stands(state: str, expected: str) -> None:
    found = {"id": 1, "context": "ci", "state": state, "created_at": "2026-03-01T00:00:00+00:00"}
    read = check_of_status(found, SHA)
    assert (read.state, read.sha, read.at) == (expected, SHA, START)


def test_reviews_are_read_as_deliveries_and_answers_write_them() -> None:
    found = {"id": 7, "state": "CHANGES_REQUESTED", "submitted_at": "2026-03-01T00:00:00Z"}
    found["author_association"] = "MEMBER"
    assert review_of({**found, "user": {"login": "ben"}}) == said(7, "changes_requested")
    assert review_of({**found, "user": None}) == said(7, "changes_requested", None)
    assert review_of({**found, "state": "PENDING"}) is None


@pytest.mark.parametrize(
    ("read", "found"),
    [
        (check_of_run, {**RUN, "head_sha": "0" * 40}),
        (check_of_run, {**RUN, "name": ""}),
        (check_of_status, {"id": 1, "context": "ci", "state": "success"}),
        (review_of, {"id": 1, "state": "shrugged", "submitted_at": "2026-03-01T00:00:00Z"}),
        (review_of, {"state": "approved", "submitted_at": "2026-03-01T00:00:00Z"}),
    ],
)
def test_what_cannot_be_read_is_refused(read: Any, found: dict[str, Any]) -> None:
    with pytest.raises(MalformedPayload):
        read(found)
