"""Background work of cards: declarations."""

from trivet.platform.tasks.declarations import Priority, Task

BULK_UPDATE_CARDS = Task(
    "bulk_update_cards_task", priority=Priority.PERSON, arguments=("card_ids", "updates")
)
"""Change many cards of one board alike. Arguments: `card_ids`, `updates` as a request names them;
if known, `board_id`, `batch_id` (the task's own id otherwise), `force` and `origin`."""

UNDO_CHANGE = Task("undo_change_task", priority=Priority.PERSON, arguments=("board_id", "seq"))
"""Take back a change of many cards. Arguments: `board_id`, `seq` of one of its events, `batch_id`,
`origin`."""

REDACT_COMMENTS = Task("redact_comments_task", arguments=("user_id",))
"""Forget what one person said about cards. Arguments: `user_id`."""

ALL = (BULK_UPDATE_CARDS, UNDO_CHANGE)
"""Those whose bodies are bound with what they need, in `workers.py`."""
