"""Boards in Miro that somebody follows: Trivet looks at them again and again, and knows what changes there.

Miro tells nobody of changes: it ended its webhooks on 2025-12-05 ("Experimental Webhooks Support", Miro's
changelog).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from trivet.miro.cache_writer import MiroCacheWriter
from trivet.miro.errors import MiroBoardNotFound, MiroFollowsTooMany, MiroPollingOff
from trivet.miro.follow_repository import FollowReader, FollowRepository
from trivet.miro.models import MiroBoard, MiroFollow
from trivet.miro.tasks import poll_call
from trivet.platform.clock import now
from trivet.platform.db.session import ReadSession
from trivet.platform.uow import Units, WriteUnit

LASTS = timedelta(minutes=15)
"""How long a board is looked at for somebody who asked what changed there."""
MOST_BOARDS = 200
"""That one person follows at a time."""


@dataclass(frozen=True, slots=True)
class FollowView:
    """How a board is followed, as somebody may know it.

    Args:
        lasting: whether they follow it until they say otherwise.
        until: else until when.
        every_s: after how many seconds it is looked at again; None before the first look.
        looked_at: when it was last looked at.
        problem: why it cannot be looked at in their name, as an error's code.
    """

    lasting: bool
    until: datetime | None
    every_s: float | None
    looked_at: datetime | None
    problem: str | None


def view_of(follow: MiroFollow, board: MiroBoard) -> FollowView:
    """A follow as it is shown."""
    return FollowView(
        lasting=follow.lasting,
        until=None if follow.lasting else follow.until,
        every_s=board.poll_every_s,
        looked_at=board.polled_at,
        problem=follow.problem,
    )


class Following:
    """Who follows which board.

    Args:
        units: keep it.
        shortest_s: seconds between looks at a board where much happens; 0 never looks.
    """

    def __init__(self, units: Units, shortest_s: float) -> None:
        self._units = units
        self._on = shortest_s > 0

    async def asked(self, user_id: UUID, board_id: str) -> None:
        """Somebody who may read a board asked what changed: it is looked at for a while."""
        if not self._on:
            return
        async with self._units.read() as unit:
            follow = await FollowReader(unit.session).follow(user_id, board_id)
        until = now() + LASTS
        # Half of the time is enough: who asks each second does not write each second.
        known = None if follow is None or follow.problem is not None else follow.until
        if known is not None and known > until - LASTS / 2:
            return

        async def keep(unit: WriteUnit) -> None:
            follows = FollowRepository(unit.session)
            # Beyond that they are told what is seen, and nothing is looked for.
            if follow is not None or await follows.how_many(user_id, now()) < MOST_BOARDS:
                await _keep(unit, user_id, board_id, until)

        await self._units.retried(keep)

    async def begin(self, user_id: UUID, board_id: str) -> None:
        """Somebody who may read a board wants it to be looked at until they say otherwise.

        Raises:
            MiroPollingOff: this installation looks at none.
            MiroFollowsTooMany: they follow as many as one may.
            MiroBoardNotFound: it was forgotten meanwhile.
        """
        if not self._on:
            raise MiroPollingOff("Whoever runs it can set TRIVET_MIRO_POLL_S to some seconds.")

        async def begin(unit: WriteUnit) -> None:
            follows = FollowRepository(unit.session)
            known = await follows.follow(user_id, board_id)
            if known is None and await follows.how_many(user_id, now()) >= MOST_BOARDS:
                raise MiroFollowsTooMany(f"{MOST_BOARDS} at most: follow another one no more.")
            await _keep(unit, user_id, board_id, None)

        await self._units.retried(begin)

    async def end(self, user_id: UUID, board_id: str) -> bool:
        """Somebody does not follow a board any more; whether they did."""

        async def end(unit: WriteUnit) -> bool:
            return await FollowRepository(unit.session).end(user_id, board_id)

        return await self._units.retried(end)


async def views(
    session: ReadSession, user_id: UUID, boards: Collection[MiroBoard]
) -> Mapping[str, FollowView]:
    """How somebody follows boards; those that they do not follow are left out."""
    by_id = {board.id: board for board in boards}
    found = await FollowReader(session).of_person(user_id, by_id, now())
    return {each.board_id: view_of(each, by_id[each.board_id]) for each in found}


async def _keep(unit: WriteUnit, user_id: UUID, board_id: str, until: datetime | None) -> None:
    # Held, so that a look that is about to end sees it, or has ended.
    if await MiroCacheWriter(unit.session).held(board_id) is None:
        raise MiroBoardNotFound("It was forgotten meanwhile: try again.")
    await FollowRepository(unit.session).keep(user_id, board_id, now(), until)
    await poll_call(unit, board_id, soon=True, lane=user_id)
