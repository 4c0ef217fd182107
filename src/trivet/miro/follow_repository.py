"""Queries of who follows which board in Miro, and of what Miro told us by itself."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, exists, func, not_, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from trivet.auth.models import User
from trivet.miro.models import MiroBoard, MiroEvent, MiroFollow
from trivet.platform.db.database import Dialect
from trivet.platform.db.session import ReadSession, WriteSession


@dataclass(frozen=True, slots=True)
class Looked:
    """A board that is looked at in somebody's name.

    Args:
        board_id: the board.
        cost: of a look, in credits.
        changed_at: when a look last found a change.
        read: whether somebody asks what changed, and does not only want to be told some day.
    """

    board_id: str
    cost: int
    changed_at: datetime | None
    read: bool


class FollowReader:
    """Reads who follows what.

    Args:
        session: of the unit of work in which it is asked.
    """

    def __init__(self, session: ReadSession) -> None:
        self._reading = session

    async def follow(self, user_id: UUID, board_id: str) -> MiroFollow | None:
        return await self._reading.get(MiroFollow, (user_id, board_id))

    async def follows(self, board_id: str, at: datetime) -> Sequence[MiroFollow]:
        """Those of a board that hold at a moment, the oldest first."""
        found = await self._reading.scalars(
            select(MiroFollow)
            .where(MiroFollow.board_id == board_id, _holds(at))
            .order_by(MiroFollow.created_at, MiroFollow.user_id)
        )
        return found.all()

    async def of_person(
        self, user_id: UUID, board_ids: Collection[str], at: datetime
    ) -> Sequence[MiroFollow]:
        """Somebody's, of some boards, that hold at a moment."""
        found = await self._reading.scalars(
            select(MiroFollow).where(
                MiroFollow.user_id == user_id, MiroFollow.board_id.in_(board_ids), _holds(at)
            )
        )
        return found.all()

    async def how_many(self, user_id: UUID, at: datetime) -> int:
        """How many boards somebody follows at a moment."""
        found = await self._reading.scalar(
            select(func.count()).where(MiroFollow.user_id == user_id, _holds(at))
        )
        return found or 0

    async def followed(self, at: datetime, after: str, most: int) -> Sequence[str]:
        """Boards that somebody follows, in the order of their ids.

        Args:
            at: the moment.
            after: only those behind this one.
            most: how many at most.
        """
        found = await self._reading.scalars(
            select(MiroFollow.board_id)
            .where(MiroFollow.board_id > after, _holds(at))
            .distinct()
            .order_by(MiroFollow.board_id)
            .limit(most)
        )
        return found.all()

    async def looked_at(self, user_id: UUID, at: datetime) -> list[Looked]:
        """The followed boards that were last looked at in somebody's name."""
        read = exists().where(MiroFollow.board_id == MiroBoard.id, MiroFollow.until >= at)
        rows = await self._reading.execute(
            select(MiroBoard.id, MiroBoard.poll_cost, MiroBoard.changed_at, read).where(
                MiroBoard.polled_by == user_id,
                exists().where(MiroFollow.board_id == MiroBoard.id, _holds(at)),
            )
        )
        return [Looked(*row) for row in rows]

    async def told_of(self, most: int) -> Sequence[str]:
        """Boards of which Miro told something that was not looked at yet."""
        found = await self._reading.scalars(
            select(MiroEvent.board_id).where(MiroEvent.done_at.is_(None)).distinct().limit(most)
        )
        return found.all()

    async def events(self, board_id: str, most: int) -> Sequence[MiroEvent]:
        """What Miro told of a board that was not looked at yet, the oldest first."""
        found = await self._reading.scalars(
            select(MiroEvent)
            .where(MiroEvent.board_id == board_id, MiroEvent.done_at.is_(None))
            .order_by(MiroEvent.received_at, MiroEvent.fingerprint)
            .limit(most)
        )
        return found.all()


class FollowRepository(FollowReader):
    """Writes who follows what. Never a commit.

    Args:
        session: of the write unit.
    """

    def __init__(self, session: WriteSession) -> None:
        super().__init__(session)
        self._writes = session

    async def keep(
        self, user_id: UUID, board_id: str, at: datetime, until: datetime | None
    ) -> None:
        """Have somebody follow a board, which is kept.

        Args:
            user_id: who.
            board_id: the board.
            at: now.
            until: until when, beside what they said before; None is until they say otherwise.
        """
        dialect = sqlite if self._writes.dialect is Dialect.SQLITE else postgresql
        new = dialect.insert(MiroFollow).values(
            user_id=user_id, board_id=board_id, lasting=until is None, until=until, created_at=at
        )
        more = {"lasting": True} if until is None else {"until": until}
        # Whoever asks can read it: it is looked at once more, whatever was wrong.
        await self._writes.run(
            new.on_conflict_do_update(
                index_elements=["user_id", "board_id"],
                set_={**more, "problem": None, "retry_at": None},
            )
        )

    async def end(self, user_id: UUID, board_id: str) -> bool:
        """Somebody follows a board no more; whether they did."""
        gone = await self._writes.run(
            delete(MiroFollow).where(MiroFollow.user_id == user_id, MiroFollow.board_id == board_id)
        )
        return gone.rowcount > 0

    async def trouble(
        self, follow: MiroFollow, problem: str | None, retry_at: datetime | None
    ) -> None:
        """Note why a board cannot be looked at in somebody's name, or that it can; unless that changed
        since the follow was read.
        """
        await self._writes.run(
            update(MiroFollow)
            .where(
                MiroFollow.user_id == follow.user_id,
                MiroFollow.board_id == follow.board_id,
                MiroFollow.retry_at.is_not_distinct_from(follow.retry_at),
                MiroFollow.until.is_not_distinct_from(follow.until),
            )
            .values(problem=problem, retry_at=retry_at)
        )

    async def forget_ended(self, at: datetime, most: int) -> int:
        """Take away follows that hold no more, and those of closed accounts; how many."""
        closed = select(User.id).where(User.deleted_at.is_not(None))
        over = or_(not_(_holds(at)), MiroFollow.user_id.in_(closed))
        rows = await self._writes.execute(
            select(MiroFollow.user_id, MiroFollow.board_id).where(over).limit(most)
        )
        gone = 0
        for user_id, board_id in rows:
            taken = await self._writes.run(
                delete(MiroFollow).where(
                    MiroFollow.user_id == user_id, MiroFollow.board_id == board_id, over
                )
            )
            gone += taken.rowcount
        return gone

    async def take_event(
        self, fingerprint: str, board_id: str, item_id: str | None, at: datetime
    ) -> bool:
        """Keep what Miro told of a board, which is kept; whether that is to be looked at, and was not yet.

        What comes again after it was looked at may tell of another change in the same words.
        """
        dialect = sqlite if self._writes.dialect is Dialect.SQLITE else postgresql
        new = dialect.insert(MiroEvent).values(
            fingerprint=fingerprint, board_id=board_id, item_id=item_id, received_at=at
        )
        kept = await self._writes.run(
            new.on_conflict_do_update(
                index_elements=["fingerprint"],
                set_={"received_at": at, "done_at": None},
                where=MiroEvent.done_at.is_not(None),
            )
        )
        return kept.rowcount == 1

    async def settle_events(self, fingerprints: Collection[str], at: datetime) -> None:
        """What Miro told was looked at."""
        await self._writes.run(
            update(MiroEvent)
            .where(MiroEvent.fingerprint.in_(fingerprints), MiroEvent.done_at.is_(None))
            .values(done_at=at)
        )

    async def forget_events(self, before: datetime, most: int) -> int:
        """Forget what Miro told before a moment; how many.

        Args:
            before: the moment.
            most: how many at most.
        """
        old = select(MiroEvent.fingerprint).where(MiroEvent.received_at < before).limit(most)
        gone = await self._writes.run(delete(MiroEvent).where(MiroEvent.fingerprint.in_(old)))
        return gone.rowcount


def _holds(at: datetime) -> ColumnElement[bool]:
    return or_(MiroFollow.lasting, MiroFollow.until >= at)
