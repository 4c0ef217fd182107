"""What we read of a delivery: the few members that are needed, never a model of the whole.

GitHub's bodies differ by age and by server; what is not read cannot trip us. Shapes after "Webhook
events and payloads" in GitHub's documentation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from trivet.cards.counterparts import PullRequestState
from trivet.github.errors import MalformedPayload
from trivet.platform.clock import parse_rfc3339
from trivet.platform.tasks.failures import storable

Payload = Mapping[str, Any]

# Who may move cards by a pull request from a fork ("author_association" of a pull request).
_COLLABORATORS = {"OWNER", "MEMBER", "COLLABORATOR"}
_HEADS = "refs/heads/"
_LONGEST_NAME = 255
_LONGEST_FULL_NAME = 141


@dataclass(frozen=True, slots=True)
class RepositoryData:
    """The repository that a delivery is about."""

    github_id: int
    full_name: str
    url: str | None


@dataclass(frozen=True, slots=True)
class PullRequestData:
    """A pull request as one delivery tells of it."""

    repository: RepositoryData
    number: int
    title: str
    state: PullRequestState
    branch: str
    base: str
    author: str | None
    url: str | None
    foreign: bool
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class BranchData:
    """A branch that was created or deleted.

    Args:
        at: when the repository was last pushed to; None if the delivery does not say.
    """

    repository: RepositoryData
    name: str
    url: str | None
    deleted: bool
    at: datetime | None


def repository_of(payload: Payload) -> RepositoryData | None:
    """The repository that a delivery names; None if it names none, as those of Apps do.

    Raises:
        MalformedPayload: it is there, and cannot be read.
    """
    if payload.get("repository") is None:
        return None
    return _repository(payload)


def _repository(payload: Payload) -> RepositoryData:
    found = _object(payload.get("repository"), "repository")
    full_name = _text(found, "full_name")
    if len(full_name) > _LONGEST_FULL_NAME:
        raise MalformedPayload("Its `full_name` is longer than GitHub allows.")
    return RepositoryData(
        github_id=_number(found, "id"),
        full_name=full_name,
        url=_address(found.get("html_url")),
    )


def pull_request_of(payload: Payload) -> PullRequestData:
    """The pull request of a `pull_request` delivery.

    Raises:
        MalformedPayload: something that is needed is not there.
    """
    found = _object(payload.get("pull_request"), "pull_request")
    head, base = _object(found.get("head"), "head"), _object(found.get("base"), "base")
    author = found.get("user")  # null once the account is deleted
    return PullRequestData(
        repository=_repository(payload),
        number=_number(found, "number", most=2**31 - 1),
        title=_text(found, "title"),
        state=_state(found),
        branch=_text(head, "ref"),
        base=_text(base, "ref"),
        author=_text(author, "login") if isinstance(author, Mapping) else None,
        url=_address(found.get("html_url")),
        foreign=_is_foreign(found, head, base),
        updated_at=_moment(found, "updated_at"),
    )


def _state(found: Payload) -> PullRequestState:
    """A merged one is closed, with `merged`; a closed one may be a draft still."""
    if found.get("merged") or found.get("merged_at"):
        return PullRequestState.MERGED
    if _text(found, "state") != "open":
        return PullRequestState.CLOSED
    return PullRequestState.DRAFT if found.get("draft") else PullRequestState.OPEN


def _is_foreign(found: Payload, head: Payload, base: Payload) -> bool:
    """From a fork (which may be deleted by now) of somebody who is no collaborator."""
    if found.get("author_association") in _COLLABORATORS:
        return False
    return _repository_id(head) is None or _repository_id(head) != _repository_id(base)


def _repository_id(end: Payload) -> Any:
    repository = end.get("repo")
    return repository.get("id") if isinstance(repository, Mapping) else None


def branch_of(event: str, payload: Payload) -> BranchData | None:
    """The branch of a `create` or `delete` delivery; None if it is about a tag.

    Args:
        event: which of the two.
        payload: its body.

    Raises:
        MalformedPayload: something that is needed is not there.
    """
    if payload.get("ref_type") != "branch":
        return None
    repository = _repository(payload)
    # The short name; some servers write the full one.
    name = _text(payload, "ref").removeprefix(_HEADS)[:_LONGEST_NAME]
    url = repository.url
    return BranchData(
        repository=repository,
        name=name,
        url=f"{url}/tree/{quote(name)}" if url else None,
        deleted=event == "delete",
        at=_pushed_at(payload["repository"]),
    )


def _pushed_at(repository: Payload) -> datetime | None:
    """An RFC 3339 time in most deliveries, seconds since 1970 in some."""
    found = repository.get("pushed_at")
    try:
        if isinstance(found, int):
            return datetime.fromtimestamp(found, UTC)
        return parse_rfc3339(found) if isinstance(found, str) else None
    except (ValueError, OverflowError, OSError):
        return None


def _object(found: Any, name: str) -> Payload:
    if not isinstance(found, Mapping):
        raise MalformedPayload(f"It has no object `{name}`.")
    return found


def _text(found: Payload, name: str) -> str:
    text = found.get(name)
    if not isinstance(text, str) or not text:
        raise MalformedPayload(f"It has no text `{name}`.")
    return storable(text)


def _number(found: Payload, name: str, *, most: int = 2**63 - 1) -> int:
    number = found.get(name)
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number <= most:
        raise MalformedPayload(f"It has no number `{name}`.")
    return number


def _moment(found: Payload, name: str) -> datetime:
    try:
        return parse_rfc3339(_text(found, name))
    except (ValueError, OverflowError):
        raise MalformedPayload(f"It has no time `{name}`.") from None


def _address(found: Any) -> str | None:
    """An address that a page may link to: never `javascript:` and its like."""
    if not isinstance(found, str) or not found.startswith(("https://", "http://")):
        return None
    return storable(found)
