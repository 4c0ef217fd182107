"""A pull request as GitHub tells it where it is asked: itself, its reviews, what is said of its commit."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import structlog

from trivet.github.answers import unreadable
from trivet.github.client import GitHubClient
from trivet.github.errors import GitHubForbids, GitHubInvalid, GitHubUnseen, MalformedPayload
from trivet.github.facts import (
    CheckData,
    PullRequestReading,
    check_of_run,
    check_of_status,
    review_of,
)
from trivet.github.payloads import (
    Payload,
    PullRequestData,
    object_of,
    pull_request_in,
    repository_of,
)
from trivet.platform.clock import now

T = TypeVar("T")
_NOT_SHOWN = (GitHubUnseen, GitHubForbids, GitHubInvalid)
"""What is said of a commit that is gone (422, 404), and to an App without the permission (403)."""

log = structlog.get_logger(__name__)


async def read_pull_request(
    client: GitHubClient, full_name: str, number: int
) -> PullRequestReading:
    """Ask GitHub for all that is known of a pull request.

    What cannot be made sense of among reviews and checks is left out, and stands in the log.

    Args:
        client: asks.
        full_name: the repository, `owner/name`.
        number: of the pull request.

    Raises:
        GitHubUnseen: it is not to be seen; nor, perhaps, is the repository.
        GitHubForbids, GitHubLimited, GitHubTokenRefused, GitHubUnreachable: as they say.
    """
    at = now()
    data = _pull_request(await client.get_pull_request(full_name, number))
    reviews = _read(review_of, await client.reviews(full_name, number))
    checks = [] if data.head_sha is None else await _checks(client, full_name, data.head_sha)
    return PullRequestReading(data, [each for each in reviews if each is not None], checks, at)


def listed(found: Payload) -> PullRequestData | None:
    """A pull request of a list; None if it cannot be made sense of, which the log tells."""
    try:
        return _data(found)
    except MalformedPayload as error:
        log.warning("pull_request_not_read", number=found.get("number"), why=error.detail)
        return None


def _pull_request(found: Payload) -> PullRequestData:
    try:
        return _data(found)
    except MalformedPayload as error:
        raise unreadable() from error


def _data(found: Payload) -> PullRequestData:
    base = object_of(found.get("base"), "base")
    repository = repository_of({"repository": base.get("repo")})
    if repository is None:
        raise MalformedPayload("It does not say where it is.")
    return pull_request_in(found, repository)


async def _checks(client: GitHubClient, full_name: str, sha: str) -> list[CheckData]:
    """What apps and older services say of a commit; nothing where that is not shown."""
    found: list[CheckData] = []
    try:
        found += _read(check_of_run, await client.check_runs(full_name, sha))
    except _NOT_SHOWN as error:
        log.warning("check_runs_not_shown", repository=full_name, sha=sha, why=error.detail)
    try:
        statuses = await client.statuses(full_name, sha)
        found += _read(lambda each: check_of_status(each, sha), statuses)
    except _NOT_SHOWN as error:
        log.warning("statuses_not_shown", repository=full_name, sha=sha, why=error.detail)
    return found


def _read(one: Callable[[Payload], T], items: Sequence[Payload]) -> list[T]:
    found: list[T] = []
    for item in items:
        try:
            found.append(one(item))
        except MalformedPayload as error:
            log.warning("part_of_pull_request_not_read", id=item.get("id"), why=error.detail)
    return found
