"""Refusals of changes of many cards at once, and of undo."""

from trivet.platform.errors import Conflict, NotFound, Unprocessable


class BulkFailed(Conflict):
    code = "bulk_failed"
    title = "Some of these cards cannot be changed like this, so none was"


class SeveralBoards(Unprocessable):
    code = "several_boards"
    title = "These cards stand on more than one board"


class BulkTooLargeForAtomic(Unprocessable):
    code = "bulk_too_large_for_atomic"
    title = "So many cards are not changed all or none"


class NothingToUndo(NotFound):
    code = "nothing_to_undo"
    title = "There is nothing to take back"


class UndoBlocked(Conflict):
    code = "undo_blocked"
    title = "This cannot be taken back any more"
