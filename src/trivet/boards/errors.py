"""Refusals of boards."""

from trivet.platform.errors import Conflict, NotFound, Unprocessable


class BoardNotFound(NotFound):
    code = "board_not_found"
    title = "There is no such board for you"


class ColumnNotFound(NotFound):
    code = "column_not_found"
    title = "There is no such column for you"


class LabelNotFound(NotFound):
    code = "label_not_found"
    title = "There is no such label for you"


class BoardKeyTaken(Conflict):
    code = "board_key_taken"
    title = "Another board of this workspace has this key"


class LabelNameTaken(Conflict):
    code = "label_name_taken"
    title = "This board has a label of this name"


class BoardArchived(Conflict):
    code = "board_archived"
    title = "This board is archived: restore it before you change it"


class ColumnNotEmpty(Conflict):
    code = "column_not_empty"
    title = "There are cards in this column: say where they go"


class LastColumn(Conflict):
    code = "last_column"
    title = "A board keeps at least one column"


class TooManyColumns(Conflict):
    code = "too_many_columns"
    title = "This board has as many columns as it may"


class TooManyLabels(Conflict):
    code = "too_many_labels"
    title = "This board has as many labels as it may"


class TooManyBoards(Conflict):
    code = "too_many_boards"
    title = "This workspace has as many boards as it may"


class SeqAhead(Conflict):
    code = "seq_ahead"
    title = "This board has not come as far as you ask"


class UnknownColumn(Unprocessable):
    code = "unknown_column"
    title = "This board has no such column"


class UnknownLabel(Unprocessable):
    code = "unknown_label"
    title = "This board has no such label"
