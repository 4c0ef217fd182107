"""Shapes of a card's pull requests, with all that is known of them."""

from typing import Literal

from pydantic import BaseModel, Field

from trivet.cards.counterparts import PullRequestOnCard
from trivet.platform.schemas import Body, Time

LONGEST_ADDRESS = 2000


class PullRequestLinkCreate(Body):
    """A pull request that somebody links to a card."""

    url: str = Field(
        min_length=1,
        max_length=LONGEST_ADDRESS,
        description="Its address, such as `https://github.com/acme/rocket/pull/12`, or "
        "`acme/rocket#12`; of a repository that is connected to the card's workspace.",
    )
    closes: bool = Field(
        True, description="Whether merging it finishes the card; else it only mentions it."
    )


class CheckOnCard(BaseModel):
    """What a check or a status says of the newest commit."""

    name: str
    source: Literal["check", "status"] = Field(
        description="`status` is what older services report without being an app."
    )
    state: Literal["pending", "passing", "failing", "neutral"]
    said: str | None = Field(description="Its own word for how it stands.")
    url: str | None = Field(description="Where its details are.")
    at: Time | None = Field(description="Since when it stands so; null before it has begun.")


class PullRequestDetails(PullRequestOnCard):
    """A pull request of a card, with what the card's face has no room for."""

    how: Literal["branch", "title", "description", "hand"] = Field(
        description="By what it is linked; `hand`: by a person, and nothing on GitHub undoes it."
    )
    updated_at: Time = Field(description="When it changed last, by GitHub's clock.")
    synced_at: Time | None = Field(description="When GitHub was last asked about it, if ever.")
    check_runs: list[CheckOnCard] = Field(
        description="Every check and status of its newest commit, failing ones first."
    )


class PullRequestsOfCard(BaseModel):
    """The pull requests of a card, in the order in which we heard of them."""

    items: list[PullRequestDetails]
