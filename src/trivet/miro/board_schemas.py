"""Shapes of what one reads of boards in Miro. Items keep Miro's own camelCase."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from trivet.platform.schemas import Answer, Time
from trivet.platform.tasks.schemas import TaskOut


class MiroItemOut(BaseModel):
    """An item, as Miro has it; with whatever else Miro says of it."""

    model_config = ConfigDict(extra="allow")

    id: str
    type: str
    data: dict[str, Any] | None = None
    style: dict[str, Any] | None = Field(None, description="Miro's lists tell none.")
    position: dict[str, Any] | None = None
    geometry: dict[str, Any] | None = None
    parent: dict[str, Any] | None = None


class MiroTagOut(BaseModel):
    """A tag, as Miro has it."""

    model_config = ConfigDict(extra="allow")

    id: str
    title: str = ""


class MiroItemsOut(Answer):
    """Items of a board, in the order of their ids."""

    items: list[MiroItemOut]
    next_cursor: str | None = Field(
        None,
        description="Leads to the next page; null on the last, and where no `limit` was given.",
    )
    deleted: list[str] = Field(
        default=[], description="Where `since` was given: the ids of those that are gone."
    )
    own: list[str] = Field(
        default=[],
        description="Where `since` was given: the ids of those, changed or deleted, that were changed since "
        "through Trivet alone, and by nobody in Miro.",
    )
    cursor: str = Field(description="Give it as `since` to be told what changed from here on.")
    more: bool = Field(
        default=False, description="Ask again at once: this is not all that changed."
    )
    reset: bool = Field(
        default=False,
        description="Where `since` was given: forget what you have, these are all. It was too old.",
    )


class MiroTagsOut(Answer):
    """All tags of a board."""

    items: list[MiroTagOut]


class MiroMadeOut(Answer):
    """What became of one of several items."""

    index: int
    status: int
    item: MiroItemOut | None = None
    code: str | None = None
    detail: str | None = None
    retry_after: int | None = Field(
        None,
        description="Where it was not sent, and can be later: after how many seconds. Null where it was "
        "made or refused, and where that is not known: look at the board then.",
    )


class MiroManyOut(Answer):
    """What became of several items, in the order in which they were sent."""

    results: list[MiroMadeOut]


class MiroCacheOut(Answer):
    """What is known of a board."""

    board_id: str
    items: list[MiroItemOut]
    tags: list[MiroTagOut]
    as_of: Time | None = Field(description="As of when all items are known; null if they are not.")
    complete: bool
    next_cursor: str | None = Field(
        None,
        description="Leads to the next page; null on the last, and where no `limit` was given.",
    )
    task: TaskOut | None = Field(None, description="What sweeps it right now, with its progress.")


class MiroFollowOut(Answer):
    """How a board is looked at for changes, in one's name or for others."""

    lasting: bool = Field(
        description="Until you say otherwise; else for a while, since you asked what changed."
    )
    until: Time | None
    every_s: float | None = Field(
        description="Seconds between looks, by what happens there and what your credits allow; null "
        "before the first one."
    )
    looked_at: Time | None
    problem: str | None = Field(
        description="Why it cannot be looked at in your name: `miro_board_not_found`, "
        "`miro_sign_in_needed` or `miro_account_missing`; null if it can."
    )


class MiroBoardOut(Answer):
    """A board in Miro, and what is known of it."""

    id: str
    name: str
    description: str
    team_name: str | None
    view_link: str | None = Field(description="Where it is in Miro.")
    items: int = Field(description="How many of its items are known.")
    tags: int
    as_of: Time | None = Field(description="As of when all items are known; null if they are not.")
    complete: bool
    task: TaskOut | None = Field(
        description="What read all of it last, or is about to: how far it is, or why it did not."
    )
    follow: MiroFollowOut | None = Field(None, description="How you follow it; null if you do not.")


class MiroBoardsOut(Answer):
    """Boards in Miro, the last opened first."""

    items: list[MiroBoardOut]
    next_cursor: str | None = Field(None, description="Leads to the next page; null on the last.")


class MiroSyncOut(Answer):
    """A board is read anew."""

    task: TaskOut


class MiroCreditsOut(Answer):
    """What is left of somebody's credits at Miro."""

    limit: int
    remaining: int
    reset_at: Time | None
    blocked_until: Time | None


class MiroLimitsOut(Answer):
    """What Miro lets us do for the caller right now."""

    credits: MiroCreditsOut
    queued: int = Field(
        description="Operations, and reads of whole boards, that wait for the caller."
    )
    syncs: int = Field(description="How many of these are reads of whole boards.")
    empty_at: Time | None = Field(
        description="When they will have been sent, as far as the credits tell; null if nothing waits."
    )
    answering: bool = Field(description="Whether Miro answered lately.")
