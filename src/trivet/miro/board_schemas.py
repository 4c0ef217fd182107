"""Shapes of what one reads of boards in Miro. Items keep Miro's own camelCase."""

from typing import Any
from uuid import UUID

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
    deleted: list[str] = Field(
        default=[], description="Where `since` was given: the ids of those that are gone."
    )
    cursor: str = Field(description="Give it as `since` to be told what changed from here on.")
    more: bool = Field(
        default=False, description="Ask again at once: this is not all that changed."
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
    task: TaskOut | None = Field(None, description="What sweeps it right now, with its progress.")


class MiroCreditsOut(Answer):
    """What is left of somebody's credits at Miro."""

    limit: int
    remaining: int
    reset_at: Time | None
    blocked_until: Time | None


class MiroLimitsOut(Answer):
    """What Miro lets us do for the caller right now."""

    credits: MiroCreditsOut
    queued: int = Field(description="Tasks around Miro that the caller asked for, and that wait.")
    answering: bool = Field(description="Whether Miro answered lately.")


class MiroTaskBegun(Answer):
    """A task that was begun."""

    task_id: UUID
