"""Shapes of what webhooks delivered."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import Field

from trivet.platform.schemas import Answer, Time
from trivet.platform.tasks.schemas import TaskErrorOut, TaskOut


class DeliveryState(StrEnum):
    """How far a delivery is."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"
    DROPPED = "dropped"


class DeliveryGroup(StrEnum):
    """Which deliveries somebody wants to see; each of them is in one of these."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DeliveryFilter:
    """Which deliveries somebody wants to see.

    Args:
        workspace_id: those of this workspace's repositories; None is all there are.
        repository_id: those of this repository, connected or not; None is any.
        event: those of this event; None is any.
        group: those that stand so; None is any.
    """

    workspace_id: UUID | None = None
    repository_id: UUID | None = None
    event: str | None = None
    group: DeliveryGroup | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: behind the delivery that came at this moment, and has this id."""

    received_at: datetime
    id: UUID


class DeliveryRepositoryOut(Answer):
    """Where a delivery came from."""

    id: UUID
    full_name: str = Field(description="As it is called now.")
    connected: bool = Field(description="Whether it still is: else nothing is replayed.")


class DeliverySubjectOut(Answer):
    """What a delivery is about, as far as it says and that is still known."""

    pull_request: int | None = Field(None, description="Its number.")
    branch: str | None = None
    tag: str | None = None
    commit: str | None = None


class DeliveryCardOut(Answer):
    """A card that a delivery did something to."""

    id: UUID
    board_id: UUID
    key: str = Field(description="What it is called now.")


class DeliveryIgnored(StrEnum):
    """Why nothing of a delivery was taken."""

    DISCONNECTED = "disconnected"
    OVERTAKEN = "overtaken"


class DeliveryStoryOut(Answer):
    """What came of a delivery. Cards that were deleted since are only counted."""

    linked: list[DeliveryCardOut] = Field(description="Cards that show it from then on.")
    unlinked: list[DeliveryCardOut] = Field(description="Cards that show it no longer.")
    moved: list[DeliveryCardOut] = Field(description="Cards that a rule moved.")
    concerned: list[DeliveryCardOut] = Field(
        description="Cards that it is about, and to which nothing of that happened."
    )
    gone: int = Field(description="How many cards it was about that are there no more.")
    ignored: DeliveryIgnored | None = Field(
        None,
        description="`disconnected`: the repository was, when its turn came. `overtaken`: what it says "
        "of the repository was said anew since.",
    )


class DeliveryOut(Answer):
    """A delivery of a webhook, and what became of it."""

    id: UUID
    repository: DeliveryRepositoryOut
    event: str = Field(description="`X-GitHub-Event`, such as `pull_request`.")
    action: str | None = Field(
        description="Such as `opened`; null if it says none, or too long ago."
    )
    subject: DeliverySubjectOut
    guid: str = Field(description="`X-GitHub-Delivery`: the same when GitHub delivers it again.")
    hook_id: int | None = Field(description="GitHub's number of the webhook, if it said so.")
    received_at: Time
    processed_at: Time | None = Field(description="When it was worked on last with success.")
    state: DeliveryState = Field(
        description="`dropped`: its task was cancelled or dropped, and it was never worked on."
    )
    request_id: str | None = Field(description="Of the request that brought it.")
    task: TaskOut | None = Field(description="What works on it, or did; null once it is forgotten.")
    story: DeliveryStoryOut | None = Field(
        description="What came of it; null before, and once its task is forgotten."
    )
    error: TaskErrorOut | None = Field(description="Why it failed, or is tried again.")
    body_kept: bool = Field(description="Whether what was delivered is still there.")


class DeliveryWhole(DeliveryOut):
    """A delivery with what was delivered."""

    body: dict[str, Any] | None = Field(
        description="As GitHub sent it; null once it is forgotten, some days after it was worked on."
    )


class ReplayBegun(Answer):
    """Work on a delivery that has begun once more."""

    task: TaskOut
