"""Shapes of what clients log, as it comes and as it is read."""

from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from trivet.client_logs.models import LogLevel
from trivet.client_logs.texts import neutral
from trivet.platform.clock import now
from trivet.platform.schemas import Answer, Body, Time

KEPT = timedelta(days=14)
"""How long entries are kept; older ones are not taken."""
AHEAD = timedelta(days=1)
"""How far a client's clock may be ahead of ours."""
MOST_ENTRIES = 1_000
LONGEST_MESSAGE = 8_000
_NAMES = {**{str(level): level for level in LogLevel}, "warn": LogLevel.WARNING}


def _level(value: Any) -> Any:
    named = _NAMES.get(value.lower()) if isinstance(value, str) else None
    if named is None:
        raise PydanticCustomError("log_level", f"Input should be one of {', '.join(_NAMES)}")
    return named


def _recent(moment: datetime) -> datetime:
    at = now()
    if moment < at - KEPT:
        raise PydanticCustomError(
            "log_too_old",
            f"Input should be at most {KEPT.days} days ago: older entries are not kept",
        )
    if moment > at + AHEAD:
        raise PydanticCustomError(
            "log_too_far_ahead",
            "Input should be at most a day from now: look at the client's clock",
        )
    return moment


def _neutral(value: Any) -> Any:
    return neutral(value) if isinstance(value, str) else value


def _any_case(word: str) -> str:
    return "".join(f"[{letter}{letter.upper()}]" for letter in word)


AnyLevel = Annotated[
    LogLevel,
    BeforeValidator(_level),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": f"^({'|'.join(map(_any_case, _NAMES))})$",
            "description": f"{', '.join(_NAMES)}, in upper or lower case.",
        }
    ),
]


class LogEntryIn(Body):
    """Something that a client tells of itself."""

    timestamp: Annotated[Time, AfterValidator(_recent)] = Field(
        description="When it happened: within the last 14 days, and at most a day ahead of the server."
    )
    level: AnyLevel
    message: Annotated[str, BeforeValidator(_neutral)] = Field(
        max_length=LONGEST_MESSAGE,
        description="Control characters are replaced by their pictures.",
    )
    # Names of members may hold what no text of ours may: they are looked at where it is cut.
    context: dict[Any, Any] | None = Field(
        None,
        description="Whatever may help. More than 8 KiB of JSON, than 2,000 characters of a text or than six "
        "levels are cut off, and so it says. `request_id` in it names the request that it is about.",
    )


class LogsTaken(Answer):
    """How many entries are kept now: all that were sent."""

    accepted: int


class LogPersonOut(Answer):
    id: UUID
    name: str


class ClientLogOut(Answer):
    """An entry of a client's log."""

    id: UUID
    timestamp: Time = Field(
        description="When it happened, by the client's clock; not later than it came."
    )
    received_at: Time
    level: LogLevel
    message: str
    context: dict[str, Any] | None
    note: str | None = Field(description="What was changed on the way in.")
    user: LogPersonOut = Field(description="Who was signed in where it happened.")
    request_id: str = Field(description="Of the request that delivered it.")
    about_request_id: str | None = Field(
        description="Of the request that it is about, as the client says."
    )
