"""Background work of boards: declarations."""

from trivet.platform.tasks.declarations import Task

EMPTY_TEXTS = Task("empty_board_texts_task")
"""Forget what people typed before the replay horizon; the facts stay."""

REDACT_TEXTS = Task("redact_board_texts_task", arguments=("user_id",))
"""Forget what one person typed, in the log of every board. Arguments: `user_id`."""
