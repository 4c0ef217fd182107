"""Background work around Miro: declarations."""

from uuid import UUID

from trivet.miro.cache_writer import MiroCacheWriter
from trivet.platform.clock import now
from trivet.platform.tasks.declarations import Priority, Task, TaskState
from trivet.platform.tasks.repository import TaskReader, TaskRepository
from trivet.platform.uow import WriteUnit

SYNC_BOARD = Task(
    "sync_miro_board_task", priority=Priority.BACKGROUND, arguments=("board_id",), limit_s=1800.0
)
"""Sweep a board in Miro: all items and tags."""

WORK_JOB = Task(
    "work_miro_job_task", priority=Priority.BACKGROUND, arguments=("job_id",), limit_s=1800.0
)
"""Send the operations of a job to Miro."""
POLL_BOARD = Task(
    "poll_miro_board_task",
    priority=Priority.BACKGROUND,
    arguments=("board_id",),
    limit_s=1800.0,
    brief=True,
)
"""Look what changed on a board in Miro, again and again, for as long as somebody follows it."""
WATCH_BOARDS = Task("watch_miro_boards_task", brief=True)
"""Have every board looked at that somebody follows."""
TEND_BOARDS = Task("tend_miro_boards_task")
"""Forget boards in Miro that nobody reads, and what went long ago."""

ALL = (SYNC_BOARD, WORK_JOB, POLL_BOARD, WATCH_BOARDS, TEND_BOARDS)


def sync_key(board_id: str) -> str:
    """The concurrency key of what sweeps one board: one at a time."""
    return f"miro-board:{board_id}"


def queue_key(board_id: str) -> str:
    """The concurrency key of what writes to one board by and by: one job at a time."""
    return f"miro-queue:{board_id}"


def poll_key(board_id: str) -> str:
    """The concurrency key of what looks for changes on one board."""
    return f"miro-poll:{board_id}"


async def poll_call(
    unit: WriteUnit, board_id: str, *, soon: bool = False, lane: UUID | None = None
) -> bool:
    """Have a board looked at, which is held, unless it is: one task does so again and again.

    Args:
        unit: the write unit.
        board_id: the board.
        soon: whether a look that is due later is due now; not one that waits for Miro.
        lane: whose turn it takes.

    Returns:
        Whether that is so; not where it is being looked at this moment.
    """
    for row in await TaskReader(unit.session).under_way([poll_key(board_id)]):
        if row.state == TaskState.RUNNING:
            return False
        waiting = await TaskRepository(unit.session).locked(row.id) if soon else None
        if waiting is not None and waiting.state == TaskState.QUEUED:
            waiting.run_at = min(waiting.run_at, now())
        return True
    unit.enqueue(
        POLL_BOARD.call({"board_id": board_id}, lane=lane, concurrency_key=poll_key(board_id))
    )
    return True


async def sync_call(unit: WriteUnit, board_id: str, user_id: UUID) -> UUID:
    """Have a board swept in somebody's name, unless that is under way already.

    Args:
        unit: the write unit.
        board_id: the board.
        user_id: in whose name.

    Returns:
        The id of the task.
    """
    # Held, so that of two who ask at once one finds the task of the other.
    board = await MiroCacheWriter(unit.session).held(board_id)
    for row in await TaskReader(unit.session).under_way([sync_key(board_id)]):
        # One that waits for somebody else's credits would keep everybody waiting.
        if row.requested_by == user_id or row.state == TaskState.RUNNING or row.run_at <= now():
            return row.id
    call = SYNC_BOARD.call(
        {"board_id": board_id},
        lane=user_id,
        requested_by=user_id,
        concurrency_key=sync_key(board_id),
    )
    if board is not None:
        board.sync_task_id = call.id
    return unit.enqueue(call)
