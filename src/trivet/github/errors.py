"""Refusals around GitHub."""

from typing import Any

from trivet.platform.errors import (
    BadRequest,
    Conflict,
    NotAuthenticated,
    NotFound,
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
    title = "An event is named twice"


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
