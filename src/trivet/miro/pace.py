"""How often a board in Miro is looked at: by what happens there, and by what that costs. Pure.

Source of the costs: "Rate limiting", Miro; a look reads all items, 50 a page.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from trivet.miro.credits import POLL_SHARE, WINDOW_S
from trivet.miro.follow_repository import Looked

BUSY = timedelta(minutes=2)
"""So long after a change the next one is expected at any moment."""
ACTIVE = timedelta(hours=1)
"""So long after a change somebody may be at work still."""
QUIET = timedelta(days=1)
_PACES = {"busy": 1.0, "active": 2.0, "calm": 6.0, "quiet": 12.0}
"""Shortest intervals between looks, as many times the one that is set."""
REST = 3.0
"""A look is followed by a pause as many times as long: one board keeps no worker busy."""


def wanted_s(board: Looked, shortest_s: float, at: datetime) -> float:
    """Seconds between looks at a board, going by what happens there.

    Args:
        board: the board.
        shortest_s: where much happens.
        at: the moment.
    """
    since = None if board.changed_at is None else at - board.changed_at
    if since is not None and since < BUSY:
        pace = "busy"
    elif board.read or (since is not None and since < ACTIVE):
        pace = "active"
    elif since is None or since < QUIET:
        pace = "calm"
    else:
        pace = "quiet"
    return shortest_s * _PACES[pace]


def every_s(
    board_id: str,
    boards: Sequence[Looked],
    shortest_s: float,
    at: datetime,
    *,
    limit: int,
    took_s: float = 0.0,
) -> float:
    """Seconds until a board is looked at again.

    All that are looked at in one person's name use at most `POLL_SHARE` of their credits together: each
    waits as many times longer as it takes.

    Args:
        board_id: the board.
        boards: all that are looked at in that name, this one among them.
        shortest_s: where much happens.
        at: the moment.
        limit: their credits a minute.
        took_s: for how many seconds the last look at it kept a worker busy.
    """
    wanted = {each.board_id: wanted_s(each, shortest_s, at) for each in boards}
    a_second = sum(each.cost / wanted[each.board_id] for each in boards)
    allowed = POLL_SHARE * max(1, limit) / WINDOW_S
    return max(wanted[board_id] * max(1.0, a_second / allowed), REST * took_s)
