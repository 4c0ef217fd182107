"""GitHub's refusals, in its words.

Its words are known from answers that people published, and from its documentation. Not known, and so
ours, are those of a missing role, a default branch that shall be deleted, a name or sha that is none, and
an unknown version of the API: who reads them goes by the status.
"""

from collections.abc import Mapping, Sequence
from typing import Any

DOCS = "https://docs.github.com/rest"
BLOCKED = "Maximum number of login attempts exceeded. Please try again later."
NO_USER_AGENT = (
    "Request forbidden by administrative rules. Please make sure your request has a User-Agent "
    "header (https://docs.github.com/en/rest/overview/resources-in-the-rest-api#user-agent-required)"
    ". Check https://developer.github.com for other possible causes."
)
PRIMARY = "API rate limit exceeded for {whom}."
SECONDARY = (
    "You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If "
    "you reach out to GitHub Support for help, please include the request ID {request}."
)
SECONDARY_DOCS = (
    "https://docs.github.com/free-pro-team@latest/rest/overview/rate-limits-for-the-rest-api"
    "#about-secondary-rate-limits"
)


class Refused(Exception):
    """GitHub does not do what was asked.

    Args:
        status: of the answer.
        message: what it says.
        errors: what is wrong with which field; most refusals have none.
        headers: of the answer.
        docs: where it sends people to read.
        more: further members of the body.
    """

    def __init__(
        self,
        status: int,
        message: str,
        errors: Sequence[Mapping[str, Any] | str] | None = None,
        headers: Mapping[str, str] | None = None,
        docs: str = DOCS,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.errors = errors
        self.headers = dict(headers or {})
        self.docs = docs
        self.more = dict(more or {})

    @property
    def body(self) -> dict[str, Any]:
        errors = {} if self.errors is None else {"errors": list(self.errors)}
        ends = {"documentation_url": self.docs, "status": str(self.status)}
        return {"message": self.message, **self.more, **errors, **ends}


def not_found() -> Refused:
    """It is not there, or nobody may know that it is."""
    return Refused(404, "Not Found")


def bad_credentials() -> Refused:
    return Refused(401, "Bad credentials")


def blocked() -> Refused:
    """Too many bad tokens: good ones are refused as well, for a while."""
    return Refused(403, BLOCKED)


def needs_user() -> Refused:
    return Refused(401, "Requires authentication")


def bad_jwt() -> Refused:
    """An App says who it is by a JWT, and this is none, or a wrong one."""
    return Refused(401, "A JSON web token could not be decoded")


def not_for_integrations() -> Refused:
    """The GitHub App was not given the permission, or not this repository."""
    return Refused(403, "Resource not accessible by integration")


def must_have(what: str) -> Refused:
    """The person sees the repository, and may not do that in it."""
    return Refused(403, f"Must have {what} to Repository.")


def archived() -> Refused:
    return Refused(403, "Repository was archived so is read-only.")


def disabled() -> Refused:
    return Refused(403, "Repository access blocked")


def empty() -> Refused:
    return Refused(409, "Git Repository is empty.")


def suspended() -> Refused:
    return Refused(403, "This installation has been suspended")


def unprocessable(message: str) -> Refused:
    """A 422 that says it all in its message."""
    return Refused(422, message)


def invalid(*errors: Mapping[str, Any] | str) -> Refused:
    """A 422 that says it field by field."""
    return Refused(422, "Validation Failed", errors)
