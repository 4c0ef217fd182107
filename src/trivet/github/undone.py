"""What stays on GitHub of a start or a finish that is taken back, told from its task. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from trivet.cards.counterparts import Kept
from trivet.github.tasks import CREATE_BRANCH
from trivet.platform.tasks.declarations import TaskState
from trivet.platform.tasks.models import TaskRow

_MAY_STILL = {TaskState.RUNNING, TaskState.INDETERMINATE}


def stays_of(row: TaskRow) -> list[Kept]:
    """What a task did, or may have done by now.

    Args:
        row: the task, as it is after it was asked to stop.
    """
    if row.name == CREATE_BRANCH.name:
        return _made(row)
    return _deleted(row)


def _made(row: TaskRow) -> list[Kept]:
    result = row.result or {}
    if row.state == TaskState.SUCCEEDED:
        return [Kept(kind="branch", name=result["branch"], url=result.get("url"))]
    # With a commit written down GitHub was told, and may have made it.
    told = row.state != TaskState.FAILED and "sha" in (row.checkpoint or {})
    if told or TaskState(row.state) in _MAY_STILL:
        return [Kept(kind="branch", name=row.args["branch_name"])]
    return []


def _deleted(row: TaskRow) -> list[Kept]:
    known: Mapping[str, Any] = row.result or row.checkpoint or {}
    ended: Sequence[Mapping[str, Any]] = known.get("branches", ())
    return [
        Kept(kind="deleted_branch", name=each["name"])
        for each in ended
        if each["state"] == "deleted"
    ]
