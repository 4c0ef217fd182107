"""What a task is: a name, its arguments, and how it is retried. Pure declarations.

A domain declares its tasks in `tasks.py`, calls them by `unit.enqueue(...)` and gives their bodies
in `workers.py`; bootstrap binds the two.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any
from uuid import UUID

from trivet.platform.ids import new_id


class TaskState(StrEnum):
    """Where a task stands.

    queued → running → succeeded | retrying | failed | cancelled | indeterminate
    """

    QUEUED = "queued"
    RUNNING = "running"
    RETRYING = "retrying"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INDETERMINATE = "indeterminate"


class TaskGroup(StrEnum):
    """Several states by one name: how people ask for tasks."""

    OPEN = "open"
    DEAD = "dead"

    @property
    def states(self) -> frozenset[TaskState]:
        """Open is what waits or runs; dead is what ended and waits for a person."""
        return _OPEN if self is TaskGroup.OPEN else _DEAD


_OPEN = frozenset({TaskState.QUEUED, TaskState.RUNNING, TaskState.RETRYING})
_DEAD = frozenset({TaskState.FAILED, TaskState.INDETERMINATE})


class Priority(IntEnum):
    """Who waits for it; the lower goes first."""

    PERSON = 0
    VENDOR = 10
    BACKGROUND = 20


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """When a failed attempt is repeated.

    Args:
        delays_s: seconds to wait after the first, second, … failure; their number is the number
            of retries. A vendor's Retry-After, where there is one, wins.
        crashes: how many attempts that ended with their process are forgiven.
    """

    delays_s: tuple[float, ...] = (5.0, 25.0, 125.0)
    crashes: int = 10

    @property
    def max_attempts(self) -> int:
        return len(self.delays_s) + 1


@dataclass(frozen=True, slots=True)
class Task:
    """A declared kind of background work.

    Args:
        name: its fixed name, such as `create_branch_task`.
        priority: who waits for it.
        retry: when a failed attempt is repeated.
        lease_s: seconds without a sign of life after which its worker counts as dead.
        limit_s: seconds that one attempt may take; then it is ended, and counts as failed.
        secret_args: the names of those arguments that only its body may see. They are encrypted
            before they are stored, and shown to nobody.
        arguments: the names of its arguments, in the order in which one gives them by position.
        brief: whether nobody asks afterwards that it ran: once it succeeded, its row goes. For what
            is done every few seconds.
    """

    name: str
    priority: Priority = Priority.BACKGROUND
    retry: RetryPolicy = field(default_factory=RetryPolicy)
    lease_s: float = 60.0
    limit_s: float = 900.0
    secret_args: frozenset[str] = frozenset()
    arguments: tuple[str, ...] = ()
    brief: bool = False

    def call(
        self,
        args: Mapping[str, Any] | None = None,
        *,
        workspace_id: UUID | None = None,
        lane: UUID | None = None,
        requested_by: UUID | None = None,
        concurrency_key: str | None = None,
        run_at: datetime | None = None,
    ) -> "TaskCall":
        """One piece of work of this kind.

        Args:
            args: its arguments; must have a JSON form (write ids as text).
            workspace_id: to whom it belongs; None is the installation itself.
            lane: with what it takes turns, where it belongs to no workspace: what somebody has done by
                the hundred keeps nobody else waiting.
            requested_by: who is told how it goes.
            concurrency_key: of the tasks with the same key one runs at a time.
            run_at: not before this moment.
        """
        return TaskCall(
            task=self,
            args=dict(args or {}),
            workspace_id=workspace_id,
            lane=lane,
            requested_by=requested_by,
            concurrency_key=concurrency_key,
            run_at=run_at,
        )


@dataclass(slots=True, kw_only=True)
class TaskCall:
    """A task that is wanted; becomes a row when its unit of work commits."""

    task: Task
    # Not printed: some may be secret.
    args: dict[str, Any] = field(repr=False)
    workspace_id: UUID | None = None
    lane: UUID | None = None
    requested_by: UUID | None = None
    concurrency_key: str | None = None
    run_at: datetime | None = None
    correlation_id: str | None = None
    id: UUID = field(default_factory=new_id)
