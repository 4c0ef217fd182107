"""What we read of a delivery: the few members that are needed, never a model of the whole.

GitHub's bodies differ by age and by server; what is not read cannot trip us. Shapes after "Webhook
events and payloads" in GitHub's documentation.
"""

import re
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
_SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_LONGEST_NAME = 255
_LONGEST_FULL_NAME = 141
MOST_REQUESTED = 50
"""How many who are asked for a review are kept."""


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
    created_at: datetime | None = None
    own_branch: bool = False
    """Whether its branch is in the repository itself, and in no fork."""
    description: str = ""
    merged_at: datetime | None = None
    head_sha: str | None = None
    requested: tuple[str, ...] = ()
    """The logins and the teams that are asked for a review."""
    commits: int | None = None
    """How many; None where that is not told."""
    mergeable: bool | None = None
    """Whether it has no conflicts; None as long as GitHub has not found out, or does not say."""


@dataclass(frozen=True, slots=True)
class BranchData:
    """What became known of a branch.

    Args:
        deleted: whether it is gone.
        at: when the repository was last pushed to; None if the delivery does not say.
        created: whether it was made just then; else it is only known to be there.
        head_sha: the commit that it points at, if that is told.
        before_sha: the one that it pointed at before, if that is told.
    """

    repository: RepositoryData
    name: str
    url: str | None
    deleted: bool
    at: datetime | None
    created: bool = False
    head_sha: str | None = None
    before_sha: str | None = None


def repository_of(payload: Payload) -> RepositoryData | None:
    """The repository that a delivery names; None if it names none, as those of Apps do.

    Raises:
        MalformedPayload: it is there, and cannot be read.
    """
    if payload.get("repository") is None:
        return None
    return _repository(payload)


def installation_of(payload: Payload) -> int | None:
    """GitHub's number of the installation of an App that a delivery names; None if it names none.

    Raises:
        MalformedPayload: it is there, and cannot be read.
    """
    if payload.get("installation") is None:
        return None
    return number_of(object_of(payload["installation"], "installation"), "id")


def sender_of(payload: Payload) -> int:
    """GitHub's number of whoever caused a delivery.

    Raises:
        MalformedPayload: it does not say.
    """
    return number_of(object_of(payload.get("sender"), "sender"), "id")


def _repository(payload: Payload) -> RepositoryData:
    found = object_of(payload.get("repository"), "repository")
    full_name = text_of(found, "full_name")
    if len(full_name) > _LONGEST_FULL_NAME:
        raise MalformedPayload("Its `full_name` is longer than GitHub allows.")
    return RepositoryData(
        github_id=number_of(found, "id"),
        full_name=full_name,
        url=web_address(found.get("html_url")),
    )


def pull_request_of(payload: Payload) -> PullRequestData:
    """The pull request of a `pull_request` delivery.

    Raises:
        MalformedPayload: something that is needed is not there.
    """
    found = object_of(payload.get("pull_request"), "pull_request")
    return pull_request_in(found, _repository(payload))


def pull_request_in(found: Payload, repository: RepositoryData) -> PullRequestData:
    """A pull request as deliveries and GitHub's API have it.

    Args:
        found: the pull request.
        repository: where it is.

    Raises:
        MalformedPayload: something that is needed is not there.
    """
    head, base = object_of(found.get("head"), "head"), object_of(found.get("base"), "base")
    author = found.get("user")  # null once the account is deleted
    return PullRequestData(
        repository=repository,
        number=number_of(found, "number", most=2**31 - 1),
        title=text_of(found, "title"),
        state=_state(found),
        branch=text_of(head, "ref"),
        base=text_of(base, "ref"),
        author=text_of(author, "login") if isinstance(author, Mapping) else None,
        url=web_address(found.get("html_url")),
        foreign=_is_foreign(found, head, base),
        updated_at=moment_of(found, "updated_at"),
        created_at=moment_of(found, "created_at") if found.get("created_at") else None,
        own_branch=_is_own(head, base),
        description=_description(found),
        merged_at=moment_of(found, "merged_at") if found.get("merged_at") else None,
        head_sha=sha_of(head, "sha"),
        requested=_requested(found),
        commits=_count(found.get("commits")),
        mergeable=found["mergeable"] if isinstance(found.get("mergeable"), bool) else None,
    )


def _description(found: Payload) -> str:
    """Null where it is empty."""
    body = found.get("body")
    return storable(body) if isinstance(body, str) else ""


def _requested(found: Payload) -> tuple[str, ...]:
    """Who is asked for a review: people by their logins, teams by their names."""
    names = [
        one.get(name)
        for member, name in (("requested_reviewers", "login"), ("requested_teams", "name"))
        for one in found.get(member) or ()
        if isinstance(one, Mapping)
    ]
    told = [storable(name)[:_LONGEST_NAME] for name in names if isinstance(name, str) and name]
    return tuple(dict.fromkeys(told))[:MOST_REQUESTED]


def _count(found: Any) -> int | None:
    return found if type(found) is int and 0 <= found < 2**31 else None


def _state(found: Payload) -> PullRequestState:
    """A merged one is closed, with `merged`; a closed one may be a draft still."""
    if found.get("merged") or found.get("merged_at"):
        return PullRequestState.MERGED
    if text_of(found, "state") != "open":
        return PullRequestState.CLOSED
    return PullRequestState.DRAFT if found.get("draft") else PullRequestState.OPEN


def _is_foreign(found: Payload, head: Payload, base: Payload) -> bool:
    """From a fork (which may be deleted by now) of somebody who is no collaborator."""
    return is_of_a_stranger(found) and not _is_own(head, base)


def is_of_a_stranger(found: Payload) -> bool:
    """Whether who wrote a pull request or a review is no collaborator of the repository."""
    return found.get("author_association") not in _COLLABORATORS


def _is_own(head: Payload, base: Payload) -> bool:
    return _repository_id(head) is not None and _repository_id(head) == _repository_id(base)


def _repository_id(end: Payload) -> Any:
    repository = end.get("repo")
    return repository.get("id") if isinstance(repository, Mapping) else None


def branch_of(event: str, payload: Payload) -> BranchData | None:
    """The branch of a `create`, `delete` or `push` delivery; None if it is about a tag.

    Args:
        event: which of them.
        payload: its body.

    Raises:
        MalformedPayload: something that is needed is not there.
    """
    pushed = event == "push"
    if not pushed:
        _check_name(event, payload)
        if payload.get("ref_type") != "branch":
            return None
    ref = text_of(payload, "ref")
    if pushed and not ref.startswith(_HEADS):
        return None
    repository = _repository(payload)
    name = ref.removeprefix(_HEADS)[:_LONGEST_NAME]  # some servers write the full one everywhere
    return BranchData(
        repository=repository,
        name=name,
        url=branch_url(repository, name),
        deleted=bool(payload.get("deleted")) if pushed else event == "delete",
        at=_pushed_at(payload["repository"]),
        created=event == "create",
        head_sha=sha_of(payload, "after") if pushed else None,
        before_sha=sha_of(payload, "before") if pushed else None,
    )


def _check_name(event: str, payload: Payload) -> None:
    """Refuse a `create` that comes as a `delete`, and the other way round.

    They differ in the header alone, which is not signed, and in this: of GitHub's two only a `create`
    names the `master_branch`. Servers that are not GitHub leave out both members.
    """
    if "master_branch" in payload or "pusher_type" in payload:
        told = "create" if "master_branch" in payload else "delete"
        if told != event:
            raise MalformedPayload(f"It is the body of a `{told}`, and came as a `{event}`.")


def branch_url(repository: RepositoryData, name: str) -> str | None:
    """Where a branch is shown."""
    return f"{repository.url}/tree/{quote(name)}" if repository.url else None


def sha_of(payload: Payload, name: str) -> str | None:
    """A commit by its whole hash; None if there is none, or for the zeros that stand for none."""
    found = payload.get(name)
    if not isinstance(found, str) or _SHA.fullmatch(found) is None:
        return None
    return found if found.strip("0") else None


def _pushed_at(repository: Payload) -> datetime | None:
    """An RFC 3339 time in most deliveries, seconds since 1970 in some."""
    found = repository.get("pushed_at")
    try:
        if isinstance(found, int):
            return datetime.fromtimestamp(found, UTC)
        return parse_rfc3339(found) if isinstance(found, str) else None
    except (ValueError, OverflowError, OSError):
        return None


def object_of(found: Any, name: str) -> Payload:
    """An object.

    Args:
        found: what stands there.
        name: where.

    Raises:
        MalformedPayload: it is none.
    """
    if not isinstance(found, Mapping):
        raise MalformedPayload(f"It has no object `{name}`.")
    return found


def text_of(found: Payload, name: str) -> str:
    """A text that is not empty.

    Raises:
        MalformedPayload: there is none.
    """
    text = found.get(name)
    if not isinstance(text, str) or not text:
        raise MalformedPayload(f"It has no text `{name}`.")
    return storable(text)


def number_of(found: Payload, name: str, *, most: int = 2**63 - 1) -> int:
    """A number from 1 to `most`.

    Raises:
        MalformedPayload: there is none.
    """
    number = found.get(name)
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number <= most:
        raise MalformedPayload(f"It has no number `{name}`.")
    return number


def moment_of(found: Payload, name: str) -> datetime:
    """A time.

    Raises:
        MalformedPayload: there is none.
    """
    try:
        return parse_rfc3339(text_of(found, name))
    except (ValueError, OverflowError):
        raise MalformedPayload(f"It has no time `{name}`.") from None


def web_address(found: Any) -> str | None:
    """An address that a page may link to: never `javascript:` and its like."""
    if not isinstance(found, str) or not found.startswith(("https://", "http://")):
        return None
    return storable(found)
