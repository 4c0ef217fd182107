"""Shapes of repositories, rules and deliveries."""

from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from trivet.github.rules import RuleEvent
from trivet.platform.schemas import Answer, Body, Time

FULL_NAME = r"^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})/[A-Za-z0-9._-]{1,100}$"
SHORTEST_SECRET = 16

FullName = Annotated[str, Field(pattern=FULL_NAME, description="Such as `acme/rocket`.")]
Secret = Annotated[
    str,
    Field(
        min_length=SHORTEST_SECRET,
        max_length=255,
        pattern=r"^[!-~][ -~]*[!-~]$",
        description="The webhook's secret: printable ASCII, no space at its ends. Never told again.",
    ),
]


class RepositoryConnect(Body):
    """A repository to connect by hand: its webhook is made on GitHub, with this secret."""

    full_name: FullName
    secret: Secret


class RepositoryPatch(Body):
    """A new secret, for a webhook that is made anew."""

    secret: Secret


class ConnectionState(StrEnum):
    """Whether deliveries arrive."""

    WAITING = "waiting"
    CONNECTED = "connected"


class WebhookOut(Answer):
    """What to enter on GitHub."""

    url: str = Field(description="The payload URL.")
    reachable: bool = Field(
        description="Whether GitHub can reach it, as far as the address tells: not on a loopback."
    )
    content_type: Literal["application/json"] = "application/json"
    events: list[str] = Field(description="The events to tick.")
    settings_url: str = Field(description="Where the repository's webhooks are set up.")


class RepositoryOut(Answer):
    """A repository that is connected to a workspace."""

    id: UUID
    full_name: str
    url: str
    state: ConnectionState = Field(
        description="`connected` from the first delivery that carries a good signature."
    )
    webhook: WebhookOut
    connected_at: Time
    first_delivery_at: Time | None = None
    last_delivery_at: Time | None = Field(None, description="Of those that mean something to us.")


class RuleOut(Answer):
    """One rule of a board."""

    event: RuleEvent
    column_id: UUID | None = Field(description="Where the card goes; null for nowhere.")
    default: bool = Field(description="Whether nobody chose it.")


class RulesOut(Answer):
    """The rules of a board, in the order in which work goes."""

    rules: list[RuleOut]


class RuleIn(Body):
    """One choice."""

    event: Annotated[RuleEvent, Field(strict=False)]
    column_id: Annotated[UUID, Field(strict=False)] | None = Field(
        description="A column of this board; null for nothing."
    )


class RulesPut(Body):
    """What is chosen; an event that is not named has its default."""

    rules: Annotated[list[RuleIn], Field(max_length=len(RuleEvent))]


class Acceptance(StrEnum):
    """What became of a delivery."""

    ACCEPTED = "accepted"
    ALREADY_DONE = "already_done"
    NOT_SUPPORTED = "not_supported"


class DeliveryAnswer(Answer):
    """The answer to GitHub."""

    status: Acceptance
