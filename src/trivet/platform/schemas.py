"""What the shapes of requests and answers have in common."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, WithJsonSchema

from trivet.platform.clock import parse_rfc3339, rfc3339


class Body(BaseModel):
    """The body of a request. Strict: `0` is no `false`; unknown members are refused."""

    model_config = ConfigDict(strict=True, extra="forbid")


class Answer(BaseModel):
    """The body of an answer, read from a row or from any object with these attributes."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


def _moment(value: Any) -> Any:
    """Only texts with an offset: a bare number would be taken for seconds since 1970."""
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        raise ValueError("must be an RFC 3339 time")
    try:
        return parse_rfc3339(value)
    except (ValueError, OverflowError):
        raise ValueError("must be an RFC 3339 time with an offset") from None


Time = Annotated[
    datetime,
    BeforeValidator(_moment),
    PlainSerializer(rfc3339, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""A moment: RFC 3339, with an offset; written in UTC."""


def _day(value: Any) -> Any:
    """Only texts: a bare number would be taken for days since 1970."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise ValueError("must be a date such as 2026-12-24")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("must be a date such as 2026-12-24") from None


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A day of the calendar: an RFC 3339 full-date."""
