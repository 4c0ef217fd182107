"""How the body of a task says what went wrong.

AppError 4xx          never right by itself: the task fails at once
PermanentFailure      the same, for what has no other name
429, 5xx, RetryLater  may be right later: tried again, at most as often as declared
Indeterminate         nobody knows whether it happened: a person is asked
GoOnLater             it did a part, and goes on with the next one later
TaskCancelled         it stopped because it was asked to
LeaseLost             it belongs to another worker by now; nothing of it is kept
"""

from dataclasses import dataclass
from typing import Any

from trivet.platform.errors import AppError, Conflict, Unavailable, Unprocessable


class PermanentFailure(Unprocessable):
    """Trying again would change nothing."""

    code = "permanent_failure"
    title = "This cannot be done"


@dataclass
class RetryLater(Unavailable):
    """Trying again later may help.

    Args:
        retry_after_s: when, in seconds, if the other side said so (RFC 9110, section 10.2.3);
            it goes before the declared delays.
    """

    code = "retry_later"
    title = "Not possible right now"

    retry_after_s: float | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return (
            type(self),
            (self.detail, self.fields, self.extra, self.headers, self.retry_after_s),
        )


@dataclass
class GoOnLater(Unavailable):
    """A part is done and kept; the task goes on with the next one later. That is no failed attempt.

    Args:
        after_s: when, in seconds; 0 lets those go first that wait now.
        waits_for: what it waits for, to be told to people; None where it only gives way.
    """

    code = "goes_on_later"
    title = "It goes on later"

    after_s: float = 0.0
    waits_for: AppError | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return (
            type(self),
            (self.detail, self.fields, self.extra, self.headers, self.after_s, self.waits_for),
        )


class TimeLimit(Unavailable):
    """An attempt took longer than its task may take."""

    code = "time_limit"
    title = "This took too long"


class Indeterminate(AppError):
    """Whether it happened is unknown, and asking did not tell."""

    code = "indeterminate"
    title = "Whether this happened is unknown"


class LeaseLost(Conflict):
    """The worker was too slow: its task was given to another."""

    code = "lease_lost"
    title = "This task belongs to another worker by now"


class TaskCancelled(Conflict):
    """Somebody asked the task to stop, and it did."""

    code = "cancelled"
    title = "This task was cancelled"


class TaskNotRetryable(Conflict):
    """Only a task that ended without success can be started again."""

    code = "task_not_retryable"
    title = "This task cannot be retried"


class TaskNotDroppable(Conflict):
    """Only a task that ended without success can be dropped."""

    code = "task_not_droppable"
    title = "This task cannot be dropped"


class TaskNotCancellable(Conflict):
    """What has ended cannot be stopped."""

    code = "task_not_cancellable"
    title = "This task cannot be cancelled"
