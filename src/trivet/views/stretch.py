"""A stretch of a board's log, for those who follow the board."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from trivet.boards.events import BoardEvent
from trivet.boards.log import events_since
from trivet.boards.models import Board
from trivet.boards.repository import BoardRepository
from trivet.platform.db.session import ReadSession
from trivet.platform.uow import Units


@dataclass(frozen=True, slots=True)
class Stretch:
    """What happened behind a number, in order.

    Args:
        events: at most as many as were asked for.
        seq: the number of the board's last event.
        resync: whether the stretch is incomplete: the board has to be loaded again.
    """

    events: Sequence[BoardEvent]
    seq: int
    resync: bool


async def read_stretch(session: ReadSession, board: Board, since: int, limit: int) -> Stretch:
    """Read a stretch of a board's log.

    Args:
        session: a read unit's session.
        board: whose log, read in the same unit.
        since: the last number that somebody has.
        limit: how many events at most.
    """
    ahead = since > board.seq
    found = [] if ahead else await events_since(session, board.id, since, limit)
    return Stretch(found, board.seq, resync=ahead or since < board.texts_emptied_to)


class Stretches:
    """Reads the log for whoever may see it already, each time in a unit of its own.

    Args:
        units: where rows are read.
    """

    def __init__(self, units: Units) -> None:
        self._units = units

    async def seq(self, board_id: UUID) -> int | None:
        """The number of a board's last event; None if there is no such board."""
        async with self._units.read() as unit:
            return await BoardRepository(unit.session).seq(board_id)

    async def seqs(self, board_ids: Sequence[UUID]) -> dict[UUID, int]:
        """The same for several; those that are not there any more are left out."""
        async with self._units.read() as unit:
            return await BoardRepository(unit.session).seqs(board_ids)

    async def read(self, board_id: UUID, since: int, limit: int) -> Stretch | None:
        """A stretch of a board's log; None if there is no such board."""
        async with self._units.read() as unit:
            board = await BoardRepository(unit.session).get(board_id)
            if board is None:
                return None
            return await read_stretch(unit.session, board, since, limit)
