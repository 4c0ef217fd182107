"""Shapes of what belongs to people from Miro."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from trivet.platform.schemas import Answer, Body, Time
from trivet.platform.web.text import Name

MiroId = Annotated[str, Field(pattern=r"^[0-9]{1,20}$", description="Miro's id, a decimal.")]
MiroSecret = Annotated[str, Field(min_length=1, max_length=4096, pattern=r"^[\x21-\x7e]+$")]
"""What is sent in a header."""


def _sensible(time: datetime) -> datetime:
    if not 2000 <= time.year <= 2100:
        raise ValueError("must be a time in this century")
    return time


class MiroIdTokenIn(Body):
    """What the Web SDK's `getIdToken` gave."""

    id_token: MiroSecret
    sign_up: bool = Field(
        True,
        description="Whether somebody whose Miro account nobody has here gets an account by it; else 404 "
        "`miro_person_unknown`.",
    )


class MiroUserIn(Body):
    """Tokens that somebody got from Miro themselves."""

    id: MiroId
    name: Name | None = None
    access_token: MiroSecret
    refresh_token: MiroSecret | None = Field(
        None, description="Absent where the app's tokens do not expire."
    )
    expires_at: Annotated[Time, AfterValidator(_sensible)] | None = Field(
        None, description="When the access token ends; absent where it does not."
    )


class MiroUserOut(Answer):
    """A Miro account that Trivet keeps tokens of; never the tokens."""

    id: str
    user_id: UUID
    name: str
    team_id: str | None
    team_name: str | None
    scopes: list[str]
    expires_at: Time | None


class MiroAccountOut(Answer):
    """My account at Miro, and what it lets Trivet do."""

    connected: bool
    id: str | None = None
    name: str | None = None
    team_id: str | None = None
    team_name: str | None = None
    scopes: list[str] = Field(default_factory=list)
    missing_scopes: list[str] = Field(default_factory=list)
    sign_in_needed: bool = False
    expires_at: Time | None = None
