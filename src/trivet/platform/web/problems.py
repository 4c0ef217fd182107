"""The shape of every refusal: `application/problem+json` (RFC 9457)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from trivet.platform.errors import FieldError
from trivet.platform.json import dumps

MEDIA_TYPE = "application/problem+json"

TITLES: Mapping[int, str] = {
    400: "The request cannot be read",
    401: "Sign in first",
    403: "You may not do this",
    404: "There is no such thing",
    405: "This cannot be done here",
    408: "That took too long to arrive",
    409: "This clashes with what is there",
    413: "That is too large",
    415: "Send JSON",
    421: "This is not the server that was meant",
    422: "Some of this cannot be accepted",
    429: "Too many requests",
    431: "The head of the request is too large",
    500: "Something went wrong",
    503: "Not available right now",
}

CODES: Mapping[int, str] = {
    400: "bad_request",
    401: "not_authenticated",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    408: "request_timeout",
    409: "conflict",
    413: "too_large",
    415: "unsupported_media_type",
    421: "misdirected",
    422: "invalid",
    429: "too_many_requests",
    431: "head_too_large",
    500: "internal_error",
    503: "unavailable",
}

_HEADERS: Mapping[int, tuple[str, str]] = {
    401: ("WWW-Authenticate", "The way to authenticate."),
    429: ("Retry-After", "Seconds until another try makes sense."),
    503: ("Retry-After", "Seconds until another try makes sense."),
}


class ProblemField(BaseModel):
    """What is wrong with one field."""

    field: str = Field(description="Where it stands, such as `title` or `cards.3.id`.")
    message: str
    code: str


class Problem(BaseModel):
    """A refusal. Some have further members, such as both values of a conflict."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(description="Names the kind of problem; as stable as `code`.")
    title: str
    status: int
    code: str = Field(description="Stable; what programs decide by.")
    detail: str | None = Field(None, description="What happened, and what to do next.")
    fields: list[ProblemField] | None = Field(None, description="The fields at fault.")
    request_id: str = Field(description="Names the request in the logs; quote it to get help.")


@dataclass(frozen=True, slots=True)
class Answer:
    """A problem before it is written.

    Args:
        status: the HTTP status.
        code: the stable code; the usual one of the status if empty.
        title: a few words; the usual ones of the status if empty.
        detail: what happened and what to do next.
        fields: the fields at fault.
        extra: further members.
        headers: headers that it needs.
    """

    status: int
    code: str = ""
    title: str = ""
    detail: str = ""
    fields: tuple[FieldError, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def response(self, request_id: str) -> Response:
        """The answer as it is sent."""
        headers = dict(self.headers)
        if self.status == 401:
            headers.setdefault("WWW-Authenticate", "Bearer")
        return Response(
            dumps(self._members(request_id)), self.status, headers, media_type=MEDIA_TYPE
        )

    def _members(self, request_id: str) -> dict[str, Any]:
        code = self.code or CODES.get(self.status, f"http_{self.status}")
        members: dict[str, Any] = {
            **self.extra,
            "type": f"urn:trivet:problem:{code}",
            "title": self.title or TITLES.get(self.status, "The request was refused"),
            "status": self.status,
            "code": code,
            "request_id": request_id,
        }
        if self.detail:
            members["detail"] = storable(self.detail)
        if self.fields:
            members["fields"] = [
                {"field": storable(e.field), "message": storable(e.message), "code": e.code}
                for e in self.fields
            ]
        return members


def storable(text: str) -> str:
    """The text without lone surrogates, which have no UTF-8 form."""
    return text.encode("utf-8", "replace").decode()


def declared(status: int) -> dict[str, Any]:
    """How OpenAPI describes the problem with this status."""
    description: dict[str, Any] = {
        "description": TITLES[status],
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if status in _HEADERS:
        name, meaning = _HEADERS[status]
        description["headers"] = {name: {"description": meaning, "schema": {"type": "string"}}}
    return description


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems that a route answers, for its declaration.

    What every route of its kind can answer (401, 403, 413, 422, 500, 503, …) is added to the
    description of the API by itself; name only what is particular, such as 404 and 409.

    Args:
        statuses: HTTP statuses from 400 up.
    """
    return {status: declared(status) for status in statuses}
