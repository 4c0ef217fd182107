"""Background work of boards: bodies."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from trivet.boards.log import (
    boards_with_texts,
    boards_with_texts_of,
    empty_texts,
    redact_texts,
)
from trivet.platform.clock import now
from trivet.platform.tasks.context import TaskContext


class TextHorizon:
    """Empties the texts of old events.

    Args:
        days: the replay horizon.
    """

    def __init__(self, days: int) -> None:
        self._age = timedelta(days=days)

    async def __call__(self, context: TaskContext, _args: Mapping[str, Any]) -> dict[str, int]:
        """Empty what is due, one board a unit. A second run finds nothing left to empty."""
        before = now() - self._age
        async with context.units.read() as reading:
            board_ids = await boards_with_texts(reading.session, before)
        emptied = 0
        for board_id in board_ids:
            context.stop_if_cancelled()
            async with context.write() as unit:
                emptied += await empty_texts(unit.session, board_id, before)
        return {"emptied": emptied}


async def redact_board_texts(context: TaskContext, args: Mapping[str, Any]) -> dict[str, int]:
    """Empty what somebody typed, one board a unit. A second run finds nothing left to empty."""
    user_id = UUID(args["user_id"])
    async with context.units.read() as reading:
        board_ids = await boards_with_texts_of(reading.session, user_id)
    emptied = 0
    for board_id in sorted(board_ids):
        context.stop_if_cancelled()
        async with context.write() as unit:
            emptied += await redact_texts(unit.session, board_id, user_id)
    return {"emptied": emptied}
