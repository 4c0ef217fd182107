"""The tree of refusals. One handler turns each into an `application/problem+json` (RFC 9457).

    AppError                        500
    ├── BadRequest                  400
    ├── NotAuthenticated            401
    ├── Forbidden                   403
    ├── NotFound                    404
    ├── Conflict                    409
    ├── RequestTooSlow              408
    ├── TooLarge                    413
    ├── Misdirected                 421
    ├── Unprocessable               422
    ├── TooManyRequests             429
    └── Unavailable                 503

A domain derives its own in its `errors.py`, with a stable `code` and a message that tells the
person what to do next.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field of a request."""

    field: str
    message: str
    code: str = "invalid"


@dataclass
class AppError(Exception):
    """A refusal that a person may read.

    Args:
        detail: what happened and what to do next.
        fields: the fields at fault, where there are some.
        extra: further members of the problem, such as both values of a conflict.
        headers: headers that the answer needs, such as Retry-After.
    """

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal_error"
    title: ClassVar[str] = "Something went wrong"

    detail: str = ""
    fields: tuple[FieldError, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(self.detail or self.title)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.detail, self.fields, self.extra, self.headers)


class BadRequest(AppError):
    status = 400
    code = "bad_request"
    title = "The request cannot be read"


class NotAuthenticated(AppError):
    status = 401
    code = "not_authenticated"
    title = "Sign in first"


class Forbidden(AppError):
    status = 403
    code = "forbidden"
    title = "You may not do this"


class NotFound(AppError):
    status = 404
    code = "not_found"
    title = "There is no such thing"


class Conflict(AppError):
    status = 409
    code = "conflict"
    title = "This clashes with what is there"


class RequestTooSlow(AppError):
    status = 408
    code = "request_timeout"
    title = "That took too long to arrive"


class Misdirected(AppError):
    status = 421
    code = "misdirected"
    title = "This is not the server that was meant"


class TooLarge(AppError):
    status = 413
    code = "too_large"
    title = "That is too large"


class Unprocessable(AppError):
    status = 422
    code = "invalid"
    title = "Some of this cannot be accepted"


class TooManyRequests(AppError):
    status = 429
    code = "too_many_requests"
    title = "Too many requests"


class Unavailable(AppError):
    status = 503
    code = "unavailable"
    title = "Not available right now"


class StartupError(Exception):
    """Trivet cannot start. Its message is one line that says why and what to do."""


class AlreadyServed(StartupError):
    """Another process serves this database."""
