"""Reviews and checks as GitHub tells of them: by deliveries, and where it is asked.

Both write the same things a little differently: the states of reviews are capital letters where one
asks, and the body of a `status` delivery is the status itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from trivet.github.errors import MalformedPayload
from trivet.github.payloads import (
    Payload,
    PullRequestData,
    is_of_a_stranger,
    moment_of,
    number_of,
    object_of,
    sha_of,
    text_of,
    web_address,
)
from trivet.platform.clock import parse_rfc3339
from trivet.platform.tasks.failures import storable

STATUS = "status"
"""The source of what older services report without being an app."""
OUR_STATUS = "trivet/card"
"""The context of the statuses that we write ourselves: what comes back of them is no news."""
BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)
"""When a check began that has not."""
_LONGEST = 255
_LONGEST_SOURCE = 100


class ReviewState(StrEnum):
    """What a reviewer said."""

    APPROVED = "approved"
    CHANGES_REQUESTED = "changes_requested"
    COMMENTED = "commented"
    DISMISSED = "dismissed"


class CheckState(StrEnum):
    """How a check stands."""

    PENDING = "pending"
    PASSING = "passing"
    FAILING = "failing"
    NEUTRAL = "neutral"


_CONCLUSIONS: Mapping[str, CheckState] = {
    "success": CheckState.PASSING,
    "neutral": CheckState.NEUTRAL,
    "skipped": CheckState.NEUTRAL,
    "stale": CheckState.NEUTRAL,
}
"""Of a check that is completed; every other one is failing, those too that GitHub may invent."""
_STATUSES: Mapping[str, CheckState] = {
    "success": CheckState.PASSING,
    "pending": CheckState.PENDING,
}


@dataclass(frozen=True, slots=True)
class ReviewData:
    """One review.

    Args:
        github_id: GitHub's number of it.
        login: whose; None if the account is no more.
        state: what they said.
        at: when it was submitted.
    """

    github_id: int
    login: str | None
    state: ReviewState
    at: datetime


@dataclass(frozen=True, slots=True)
class CheckData:
    """What one check says of a commit.

    Args:
        sha: the commit.
        source: the app that checks, as `app:` and GitHub's number of it, or `STATUS`.
        name: what it is called.
        state: how it stands.
        said: its own word for that.
        url: where its details are.
        number: GitHub's; of two under one name the greater is the newer one.
        at: when it came to stand so.
    """

    sha: str
    source: str
    name: str
    state: CheckState
    said: str | None
    url: str | None
    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class PullRequestReading:
    """All that GitHub says of a pull request where it is asked.

    Args:
        pull_request: itself.
        reviews: all of them.
        checks: those of its newest commit.
        at: when it was asked.
    """

    pull_request: PullRequestData
    reviews: Sequence[ReviewData]
    checks: Sequence[CheckData]
    at: datetime


def review_of(found: Payload) -> ReviewData | None:
    """A review, as deliveries and answers have it; None for one that is not submitted yet.

    In a public repository everybody may review. As on GitHub, the word of those counts who may write
    there; that of others is a comment.

    Args:
        found: the review.

    Raises:
        MalformedPayload: something that is needed is not there.
    """
    said = text_of(found, "state").lower()
    if said == "pending" or not found.get("submitted_at"):
        return None
    if said not in set(ReviewState):
        raise MalformedPayload(f"A review is `{said[:40]}`, which means nothing to us.")
    if said != ReviewState.DISMISSED and is_of_a_stranger(found):
        said = ReviewState.COMMENTED
    author = found.get("user")
    return ReviewData(
        github_id=number_of(found, "id"),
        login=text_of(author, "login") if isinstance(author, Mapping) else None,
        state=ReviewState(said),
        at=moment_of(found, "submitted_at"),
    )


def check_of_run(found: Payload) -> CheckData:
    """A check run, as deliveries and answers have it.

    Args:
        found: the check run.

    Raises:
        MalformedPayload: something that is needed is not there.
    """
    status, conclusion = text_of(found, "status"), found.get("conclusion")
    done = status == "completed"
    state = _CONCLUSIONS.get(str(conclusion), CheckState.FAILING) if done else CheckState.PENDING
    app = found.get("app")
    by = app.get("id") if isinstance(app, Mapping) else None
    output = found.get("output")
    title = output.get("title") if isinstance(output, Mapping) else None
    return CheckData(
        sha=_commit(found, "head_sha"),
        source=f"app:{by}"[:_LONGEST_SOURCE],
        name=text_of(found, "name")[:_LONGEST],
        state=state,
        said=_short(title) or _short(conclusion if done else status),
        url=web_address(found.get("details_url")) or web_address(found.get("html_url")),
        number=number_of(found, "id"),
        at=_last(found, "completed_at", "started_at"),
    )


def check_of_status(found: Payload, sha: str | None = None) -> CheckData:
    """A status, as the body of a delivery, or one of an answer's list.

    Args:
        found: the status.
        sha: its commit, where it does not say.

    Raises:
        MalformedPayload: something that is needed is not there.
    """
    return CheckData(
        sha=sha or _commit(found, "sha"),
        source=STATUS,
        name=text_of(found, "context")[:_LONGEST],
        state=_STATUSES.get(text_of(found, "state"), CheckState.FAILING),
        said=_short(found.get("description")),
        url=web_address(found.get("target_url")),
        number=number_of(found, "id"),
        at=_last(found, "updated_at", "created_at"),
    )


def is_our_own(check: CheckData) -> bool:
    """Whether it is what we said ourselves."""
    return check.source == STATUS and check.name == OUR_STATUS


def suite_sha_of(payload: Payload) -> str:
    """The commit of a `check_suite` delivery.

    Raises:
        MalformedPayload: it does not say.
    """
    return _commit(object_of(payload.get("check_suite"), "check_suite"), "head_sha")


def _commit(found: Payload, name: str) -> str:
    sha = sha_of(found, name)
    if sha is None:
        raise MalformedPayload(f"It has no commit `{name}`.")
    return sha


def _short(found: Any) -> str | None:
    return storable(found.strip())[:_LONGEST] or None if isinstance(found, str) else None


def _last(found: Payload, *names: str) -> datetime:
    """The first of some times that is told; one that has not begun has none."""
    for name in names:
        text = found.get(name)
        if isinstance(text, str):
            try:
                return parse_rfc3339(text)
            except ValueError:
                continue
    return BEFORE_ALL
