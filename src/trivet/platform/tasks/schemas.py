"""Shapes of tasks."""

from typing import Any
from uuid import UUID

from pydantic import Field

from trivet.platform.schemas import Answer, Time
from trivet.platform.tasks.declarations import TaskState


class TaskProgressOut(Answer):
    """How far a task is."""

    done: int = Field(description="Steps that are done.")
    total: int = Field(description="Steps in all.")
    note: str = Field(description="For people; may be empty.")


class TaskErrorOut(Answer):
    """Why a task did not succeed, or not yet."""

    code: str = Field(description="Stable; what programs decide by.")
    detail: str = Field(description="What happened, and what to do next.")


class TaskOut(Answer):
    """A background operation."""

    id: UUID
    name: str
    state: TaskState
    attempts: int = Field(description="Attempts begun; those that a crash ended do not count.")
    max_attempts: int
    next_attempt_at: Time | None = Field(description="Not before this moment, while it waits.")
    progress: TaskProgressOut | None = Field(description="Once the task said how far it is.")
    error: TaskErrorOut | None = Field(description="Of the last attempt, if it failed.")
    result: dict[str, Any] | None = Field(description="What it answers, once it succeeded.")
    requested_by: UUID | None = Field(
        description="Who asked for it, and may steer it; null where nobody did."
    )
    cancelling: bool = Field(description="Whether it runs, and was asked to stop.")
    created_at: Time
    finished_at: Time | None
