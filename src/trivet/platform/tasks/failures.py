"""What becomes of a task whose body raised. Pure."""

from dataclasses import dataclass
from uuid import UUID

from trivet.platform.errors import AppError
from trivet.platform.tasks.declarations import RetryPolicy, TaskState
from trivet.platform.tasks.errors import Indeterminate, TaskCancelled

DETAIL_LIMIT = 2_000
LONGEST_WAIT_S = 24 * 3600.0
"""The longest Retry-After that is believed: a day."""

_WORTH_RETRYING = {408, 425, 429}


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an attempt ended without success, and what follows.

    Args:
        state: where the task stands now.
        code: stable, for programs.
        detail: for people; holds no secret.
        delay_s: seconds until the next attempt, if the state is RETRYING.
        expected: whether somebody declared that this may happen; if not, it belongs in the log.
    """

    state: TaskState
    code: str
    detail: str
    delay_s: float = 0.0
    expected: bool = True


def judge(error: Exception, task_id: UUID, attempt: int, policy: RetryPolicy) -> Failure:
    """Tell what follows from an exception.

    Args:
        error: what the body raised.
        task_id: whose body.
        attempt: which attempt it was; the first is 1.
        policy: when attempts are repeated.
    """
    code, detail = _told(error, task_id)
    expected = isinstance(error, AppError)
    if isinstance(error, TaskCancelled):
        return Failure(TaskState.CANCELLED, code, detail)
    if isinstance(error, Indeterminate):
        return Failure(TaskState.INDETERMINATE, code, detail)
    if _is_permanent(error) or attempt >= policy.max_attempts:
        return Failure(TaskState.FAILED, code, detail, expected=expected)
    wanted = retry_after_s(error)
    delay = policy.delays_s[attempt - 1] if wanted is None else wanted
    return Failure(TaskState.RETRYING, code, detail, delay, expected)


def retry_after_s(error: Exception) -> float | None:
    """How long the other side wants us to wait, in seconds, or None if it did not say."""
    wanted = getattr(error, "retry_after_s", None)
    if wanted is None and isinstance(error, AppError):
        wanted = error.headers.get("Retry-After")
    try:
        seconds = float(wanted)  # type: ignore[arg-type]  # what is no number is caught
    except (TypeError, ValueError):
        return None
    # Also turns away NaN, which compares as false.
    return min(seconds, LONGEST_WAIT_S) if seconds >= 0 else None


def _is_permanent(error: Exception) -> bool:
    return (
        isinstance(error, AppError)
        and 400 <= error.status < 500
        and error.status not in _WORTH_RETRYING
    )


def told_of(error: AppError) -> tuple[str, str]:
    """A refusal's code, and its words for people."""
    return error.code, storable(error.detail or error.title)


def _told(error: Exception, task_id: UUID) -> tuple[str, str]:
    if isinstance(error, AppError):
        return told_of(error)
    # The message of an exception that nobody declared may hold anything, a token included.
    return "unexpected", f"{type(error).__name__}; the log has more under task {task_id}"


def storable(text: str) -> str:
    """The text as both databases can keep it: no NUL, no lone surrogate, not endless."""
    cleaned = text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
    return cleaned[:DETAIL_LIMIT]
