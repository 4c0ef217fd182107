"""Queries of notifications. Never a commit."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row, Select, delete, exists, func, or_, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite

from trivet.auth.models import User
from trivet.boards.models import CLOSED, Board, Column
from trivet.cards.models import Card, CardAssignee
from trivet.flows.models import Notification, NotificationKind
from trivet.platform.db.database import Dialect
from trivet.platform.db.session import ReadSession, WriteSession
from trivet.platform.db.some import remove_some
from trivet.views.card_refs import refs, seen_by
from trivet.workspaces.models import WorkspaceMember

BATCH = 500


class Told(NamedTuple):
    """One person and one card."""

    card_id: UUID
    user_id: UUID


class NotificationRepository:
    """Reads notifications: only of cards that their person may see.

    Args:
        session: the unit of work's session.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    async def page(
        self, user_id: UUID, *, before: UUID | None, limit: int, unread: bool
    ) -> Sequence[Row[Any]]:
        """Somebody's notifications with their cards, the newest first.

        Args:
            user_id: whose.
            before: only what is older than this one.
            limit: how many at most.
            unread: whether only unread ones are wanted.
        """
        statement = _shown(user_id)
        if before is not None:
            statement = statement.where(Notification.id < before)
        if unread:
            statement = statement.where(Notification.read_at.is_(None))
        statement = statement.order_by(Notification.id.desc()).limit(limit)
        return (await self._session.execute(statement)).all()

    async def of_ids(self, ids: Sequence[UUID]) -> Sequence[Row[Any]]:
        """Notifications with their cards, the oldest first."""
        statement = _shown(None).where(Notification.id.in_(ids)).order_by(Notification.id)
        return (await self._session.execute(statement)).all()

    async def unread(self, user_ids: Iterable[UUID]) -> dict[UUID, int]:
        """How many notifications people have not read; nothing for who has none."""
        columns: list[Any] = [Notification.user_id, func.count().label("unread")]
        counted = select(*columns).select_from(Card)
        counted = counted.join(Board, Board.id == Card.board_id)
        counted = counted.join(Notification, Notification.card_id == Card.id)
        statement = seen_by(counted, Notification.user_id)
        statement = statement.where(
            Notification.user_id.in_(list(user_ids)), Notification.read_at.is_(None)
        )
        rows = await self._session.execute(statement.group_by(Notification.user_id))
        return {row.user_id: row.unread for row in rows}

    async def due(self, day: date, after: Told | None) -> list[Told]:
        """Who works on open cards that are due on a day, and was not told so yet; in order.

        Args:
            day: the day.
            after: where the part before ended.
        """
        known = exists().where(
            Notification.user_id == CardAssignee.user_id,
            Notification.card_id == Card.id,
            Notification.kind == NotificationKind.DUE_SOON,
            Notification.about == day.isoformat(),
        )
        columns: list[Any] = [Card.id, CardAssignee.user_id]
        statement = (
            select(*columns)
            .join(CardAssignee, CardAssignee.card_id == Card.id)
            .join(Board, Board.id == Card.board_id)
            .join(Column, Column.id == Card.column_id)
            .where(
                Card.due_date == day,
                Card.archived_at.is_(None),
                Board.archived_at.is_(None),
                Column.category.not_in(CLOSED),
                ~known,
            )
        )
        statement = seen_by(statement, CardAssignee.user_id)
        if after is not None:
            statement = statement.where(tuple_(Card.id, CardAssignee.user_id) > after)
        statement = statement.order_by(Card.id, CardAssignee.user_id).limit(BATCH)
        return [
            Told(card_id, user_id) for card_id, user_id in await self._session.execute(statement)
        ]

    async def members(self, card_ids: Iterable[UUID], user_ids: Iterable[UUID]) -> set[Told]:
        """Of people and cards those that belong together: members of the card's workspace."""
        rows = await self._session.execute(
            select(Card.id, WorkspaceMember.user_id)
            .join(Board, Board.id == Card.board_id)
            .join(WorkspaceMember, WorkspaceMember.workspace_id == Board.workspace_id)
            .where(Card.id.in_(list(card_ids)), WorkspaceMember.user_id.in_(list(user_ids)))
        )
        return {Told(card_id, user_id) for card_id, user_id in rows}


class NotificationWriteRepository(NotificationRepository):
    """Writes notifications."""

    def __init__(self, session: WriteSession) -> None:
        super().__init__(session)
        self._writes = session

    async def add(self, rows: Sequence[dict[str, Any]]) -> list[UUID]:
        """Write those that are new, and answer their ids: nobody is told the same twice."""
        dialect: Any = postgresql if self._writes.dialect is Dialect.POSTGRESQL else sqlite
        added = await self._writes.run(
            dialect.insert(Notification)
            .values(list(rows))
            .on_conflict_do_nothing()
            .returning(Notification.id)
        )
        return list(added.scalars())

    async def keep_newest(self, user_ids: Iterable[UUID], most: int) -> None:
        """Forget the oldest ones of those who have more than `most`."""
        crowded = await self._session.scalars(
            select(Notification.user_id)
            .where(Notification.user_id.in_(list(user_ids)))
            .group_by(Notification.user_id)
            .having(func.count() > most)
            .order_by(Notification.user_id)  # so that two units do not wait for each other
        )
        for user_id in crowded.all():
            own = Notification.user_id == user_id
            newest = select(Notification.id).where(own).order_by(Notification.id.desc())
            last = await self._session.scalar(newest.offset(most).limit(1))
            await self._writes.run(delete(Notification).where(own, Notification.id <= last))

    async def mark(
        self, user_id: UUID, ids: Sequence[UUID] | None, read_at: datetime | None
    ) -> None:
        """Note that somebody read notifications of theirs, or did not.

        Args:
            user_id: whose.
            ids: which; None is all.
            read_at: when; None makes them unread.
        """
        other = (
            Notification.read_at.is_not(None) if read_at is None else Notification.read_at.is_(None)
        )
        statement = update(Notification).where(Notification.user_id == user_id, other)
        if ids is not None:
            statement = statement.where(Notification.id.in_(ids))
        await self._writes.run(statement.values(read_at=read_at))

    async def forget(self, read_before: datetime, made_before: datetime, most: int) -> int:
        """Forget up to `most` that were read, or made, too long ago; answers how many."""
        gone = or_(Notification.read_at < read_before, Notification.created_at < made_before)
        return await remove_some(self._writes, Notification, gone, most=most)

    async def forget_all(self, user_id: UUID) -> None:
        """Forget what one person was told."""
        await self._writes.run(delete(Notification).where(Notification.user_id == user_id))


def _shown(user_id: UUID | None) -> Select[Any]:
    """Notifications with their cards, of one person or of everybody."""
    statement = refs(
        Notification.id.label("notification_id"),
        Notification.user_id,
        Notification.kind,
        Notification.about,
        Notification.actor_id,
        Notification.created_at,
        Notification.read_at,
        User.name.label("actor_name"),
    )
    statement = statement.join(Notification, Notification.card_id == Card.id)
    statement = statement.outerjoin(User, User.id == Notification.actor_id)
    if user_id is None:
        return seen_by(statement, Notification.user_id)
    return seen_by(statement, user_id).where(Notification.user_id == user_id)
