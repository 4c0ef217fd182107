"""Refusals about tasks."""

from trivet.platform.errors import Forbidden, NotFound


class TaskNotFound(NotFound):
    """Also for those who may not see it: that it exists is not theirs to know."""

    code = "task_not_found"
    title = "There is no such task"


class TaskNotYours(Forbidden):
    code = "task_not_yours"
    title = "This task is not yours to steer"
