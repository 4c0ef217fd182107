"""Refusals around GitHub."""

from typing import Any

from trivet.platform.errors import (
    BadRequest,
    Conflict,
    Forbidden,
    NotAuthenticated,
    NotFound,
    Unavailable,
    Unprocessable,
)
from trivet.platform.tasks.errors import PermanentFailure


class RepositoryConnected(Conflict):
    code = "repository_connected"
    title = "This repository is connected already"


class RepositoryNotFound(NotFound):
    code = "repository_not_found"
    title = "There is no such repository"


class RuleTwice(Unprocessable):
    code = "rule_twice"
    title = "A rule is there twice"


class InvalidRule(Unprocessable):
    code = "invalid_rule"
    title = "There can be no such rule"


class DeliveryNotFound(NotFound):
    """Also for those who are no members of its workspace: that it exists is not theirs to know."""

    code = "delivery_not_found"
    title = "There is no such delivery"


class DeliveryForgotten(Conflict):
    code = "delivery_forgotten"
    title = "What was delivered is not kept any more"


class DeliveryUnderWay(Conflict):
    code = "delivery_under_way"
    title = "This delivery is being worked on already"


class RepositoryDisconnected(Conflict):
    code = "repository_disconnected"
    title = "This repository is not connected any more"


class MalformedDelivery(BadRequest):
    code = "malformed_delivery"
    title = "This is no delivery of GitHub's"


class SignatureRefused(NotAuthenticated):
    """No secret of ours signed this body."""

    code = "signature_refused"
    title = "The signature is not accepted"

    def __init__(self, detail: str = "", **more: Any) -> None:
        # A challenge must stand on every 401 (RFC 9110, section 11.6.1).
        super().__init__(detail, headers={"WWW-Authenticate": 'Signature realm="webhook"'}, **more)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.detail,)


class MalformedPayload(PermanentFailure):
    code = "malformed_payload"
    title = "A delivery lacks what it must say"


class GitHubLimited(Unavailable):
    """A limit was hit, or its last part is left to people; `Retry-After` says when it goes on."""

    code = "github_limited"
    title = "GitHub lets us ask again later"


class GitHubUnseen(NotFound):
    """404: it is not there, or whoever asks may not see it; GitHub does not say which."""

    code = "github_unseen"
    title = "GitHub shows no such thing to you"


class GitHubForbids(Forbidden):
    """403 that is no limit: whoever asks lacks the right."""

    code = "github_forbids"
    title = "GitHub does not let you do this"


class RepositoryArchived(Conflict):
    code = "repository_archived"
    title = "This repository is archived on GitHub"


class RepositoryEmpty(Conflict):
    code = "repository_empty"
    title = "This repository has no commit yet"


class RefExists(Conflict):
    """There is a branch of that name; whether it is ours is another question."""

    code = "branch_exists"
    title = "There is a branch of this name"


class RefRefused(Conflict):
    """422 without a reason that a program could read: a ruleset, or a name within another."""

    code = "branch_refused"
    title = "GitHub refuses this branch"


class GitHubInvalid(Unprocessable):
    """422: GitHub cannot accept it as it is."""

    code = "github_invalid"
    title = "GitHub cannot accept this"


class InvalidBranchName(Unprocessable):
    code = "invalid_branch_name"
    title = "A branch cannot be called this"


class InvalidTemplate(Unprocessable):
    code = "invalid_template"
    title = "No names can be made by this template"


class BaseBranchMissing(NotFound):
    code = "base_branch_missing"
    title = "The branch to start from is not there"


class NoWriteAccess(Forbidden):
    code = "no_write_access"
    title = "You may not make branches in this repository"


class RepositoryGone(NotFound):
    code = "repository_gone"
    title = "This repository is not to be seen on GitHub"


class NoDrafts(Conflict):
    code = "no_drafts"
    title = "GitHub offers no draft pull requests in this repository"


class CannotWrite(Conflict):
    code = "cannot_write"
    title = "Trivet cannot write in this repository"


class BranchNameClash(Conflict):
    """A branch `a` and a branch `a/b` cannot both be: to git one is a file, the other a folder."""

    code = "branch_name_clash"
    title = "Another branch is in the way of this name"


class ColumnMissing(Conflict):
    code = "column_missing"
    title = "This board has no column for that"


class PullRequestsOpen(Conflict):
    code = "pull_requests_open"
    title = "Pull requests of this card are still open"


class PullRequestNotFound(NotFound):
    code = "pull_request_not_found"
    title = "There is no such pull request"


class NoPullRequestAddress(Unprocessable):
    code = "no_pull_request_address"
    title = "This is no address of a pull request"


class PullRequestsFull(Conflict):
    code = "pull_requests_full"
    title = "This card has as many pull requests as it may"
