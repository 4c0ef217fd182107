"""Shapes of rules, and of what they would have done."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from trivet.github.rules import Needs, RuleEvent
from trivet.platform.schemas import Answer, Body, Time
from trivet.platform.web.text import Typed

MOST_RULES = 60

_BASE = (
    "For pull requests into which branch: its name, or a pattern with `*` for any characters, slashes "
    "too, and `?` for any one. A name goes before a pattern, a longer pattern before a shorter one."
)


class RuleOut(Answer):
    """One rule of a board."""

    event: RuleEvent
    base: str | None = Field(description=f"{_BASE} Null for all that no other rule names.")
    column_id: UUID | None = Field(description="Where the card goes; null for nowhere.")
    needs: Needs = Field(
        description="Whether it takes one of the pull requests that finish the card, or all of them."
    )
    back: bool = Field(description="Whether it moves cards backwards too.")
    default: bool = Field(description="Whether nobody chose it.")


class RulesOut(Answer):
    """The rules of a board, in the order in which work goes; of an event first that for all branches."""

    rules: list[RuleOut]


class RuleIn(Body):
    """One choice."""

    event: Annotated[RuleEvent, Field(strict=False)]
    base: Annotated[str, Typed(255)] | None = Field(
        None, description=f"{_BASE} Left out: for all that no other rule names."
    )
    column_id: Annotated[UUID, Field(strict=False)] | None = Field(
        description="A column of this board; null for nothing."
    )
    needs: Annotated[Needs, Field(strict=False)] | None = Field(
        None,
        description="`any` or `all` of the pull requests that finish a card; left out: what is usual, "
        "which is `all` for `merged`.",
    )
    back: bool = Field(False, description="Whether it moves cards backwards too.")


class RulesPut(Body):
    """What is chosen; an event that is not named has its default."""

    rules: Annotated[list[RuleIn], Field(max_length=MOST_RULES)]


class DryRun(Body):
    """Rules to be tried."""

    rules: Annotated[list[RuleIn], Field(max_length=MOST_RULES)] | None = Field(
        None, description="As one would choose them; left out: those that the board has."
    )


class DryMove(Answer):
    """What a rule would have done."""

    at: Time = Field(
        description="When, by GitHub's time, or when the card was linked, if that was later."
    )
    card_id: UUID
    key: str
    title: str
    event: RuleEvent
    base: str | None = Field(description="Of the rule; null if it is for all target branches.")
    repository: str
    pull_request: int | None = Field(description="Its number; null if it was a branch.")
    branch: str | None = Field(description="The branch that was created; null if it was none.")
    from_column_id: UUID
    to_column_id: UUID
    held_back: Literal["wip_limit"] | None = Field(
        description="What would have kept the card where it was, by the cards that there are today."
    )


class DryRunOut(Answer):
    """What rules would have done."""

    since: Time
    moves: list[DryMove] = Field(description="The newest first.")
    cards: int = Field(description="How many cards were looked at.")
    truncated: bool = Field(description="Whether there were more cards, or more moves, than these.")
