"""How much a board may be made of, and how many boards there may be."""

from uuid import UUID

from trivet.boards.errors import TooManyBoards, TooManyColumns, TooManyLabels
from trivet.boards.repository import BoardRepository

MOST_COLUMNS = 50
MOST_LABELS = 100
MOST_BOARDS = 500
"""In one workspace, archived ones too."""


async def refuse_columns(boards: BoardRepository, board_id: UUID, coming: int = 1) -> None:
    """Refuse columns for which a board, which is held, has no place.

    Raises:
        TooManyColumns: it has as many as it may.
    """
    if await boards.count_columns(board_id) + coming > MOST_COLUMNS:
        raise TooManyColumns(
            f"A board has at most {MOST_COLUMNS} columns: delete one, or begin another board.",
            extra={"limit": MOST_COLUMNS},
        )


async def refuse_labels(boards: BoardRepository, board_id: UUID, coming: int = 1) -> None:
    """Refuse labels for which a board, which is held, has no place.

    Raises:
        TooManyLabels: it has as many as it may.
    """
    if await boards.count_labels(board_id) + coming > MOST_LABELS:
        raise TooManyLabels(
            f"A board has at most {MOST_LABELS} labels: delete one that nobody needs.",
            extra={"limit": MOST_LABELS},
        )


async def refuse_boards(boards: BoardRepository, workspace_id: UUID) -> None:
    """Refuse a board for which a workspace, which is held, has no place.

    Raises:
        TooManyBoards: it has as many as it may.
    """
    if await boards.count_boards(workspace_id) >= MOST_BOARDS:
        raise TooManyBoards(
            f"A workspace has at most {MOST_BOARDS} boards, archived ones too: delete one.",
            extra={"limit": MOST_BOARDS},
        )
