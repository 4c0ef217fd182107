"""One client's socket, as the hub of its board knows it."""

import asyncio
from dataclasses import dataclass, field
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.platform.telemetry.metrics import SOCKETS_BEHIND, SOCKETS_CLOSED
from trivet.realtime.frames import MOST_WAITING, Frame, Pipe
from trivet.realtime.protocol import Close

_NAMES = {int(each): each.name.lower() for each in Close}


@dataclass(eq=False, slots=True)
class Socket:
    """A client that follows a board.

    Args:
        pipe: the way out to it.
        board_id: the board.
        user_id: who it is.
        caller: what they proved themselves with; None if somebody else looks after that.
        most_waiting: bytes that may wait for it before it is too slow.
        presence: which version of the list of who is there it knows.
    """

    pipe: Pipe
    board_id: UUID
    user_id: UUID
    caller: Caller | None = None
    most_waiting: int = MOST_WAITING
    presence: int = 0
    closed: tuple[int, str] | None = None
    _end: asyncio.TimerHandle | None = field(default=None, init=False)

    def send(self, frame: Frame) -> None:
        """Hand a message over; a client for whom too much waits already is closed instead."""
        if self.closed is not None:
            return
        if self.pipe.waiting() > self.most_waiting:
            SOCKETS_BEHIND.inc()
            self.close(Close.TOO_SLOW, "Too slow: come back, and say what you have.")
            return
        self.pipe.write(frame)

    def close(self, code: int, reason: str) -> None:
        """Close it; the first reason stands."""
        if self.closed is None:
            self.closed = code, reason
            SOCKETS_CLOSED.labels(_NAMES.get(code, "other")).inc()
            self.pipe.close(code, reason)
        self.last(None)

    def last(self, seconds: float | None) -> None:
        """Say when its token ends.

        Args:
            seconds: from now; None if it ends with something that is looked after elsewhere.
        """
        if self._end is not None:
            self._end.cancel()
            self._end = None
        if seconds is not None and self.closed is None:
            loop = asyncio.get_running_loop()
            self._end = loop.call_later(
                seconds, self.close, Close.NOT_AUTHENTICATED, "The token has ended."
            )
