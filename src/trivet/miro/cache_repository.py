"""Queries of what we know of boards in Miro."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select, tuple_

from trivet.miro.answers import Document
from trivet.miro.models import MiroBoard, MiroBoardAccess, MiroItem, MiroTag, MiroToken
from trivet.platform.db.session import ReadSession

_PLACE = tuple_(func.length(MiroItem.id), MiroItem.id)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of a board is known.

    Args:
        items: its items that are there.
        tags: its tags.
    """

    items: int
    tags: int


class MiroCacheReader:
    """Reads boards, items and tags.

    Args:
        session: of the unit of work in which it is asked.
    """

    def __init__(self, session: ReadSession) -> None:
        self._reading = session

    async def board(self, board_id: str) -> MiroBoard | None:
        return await self._reading.get(MiroBoard, board_id)

    async def access(self, user_id: UUID, board_id: str) -> datetime | None:
        """When Miro last let somebody read a board by the account that they have now.

        None if it does not, or was not asked.
        """
        return await self._reading.scalar(
            select(MiroBoardAccess.proven_at)
            .join(MiroToken, MiroToken.user_id == MiroBoardAccess.user_id)
            .where(
                MiroBoardAccess.user_id == user_id,
                MiroBoardAccess.board_id == board_id,
                MiroBoardAccess.account == MiroToken.miro_id,
            )
        )

    async def item(self, board_id: str, item_id: str) -> MiroItem | None:
        """An item, or its grave."""
        return await self._reading.get(MiroItem, (board_id, item_id))

    async def boards(self, board_ids: Collection[str]) -> Sequence[MiroBoard]:
        """Those of some boards that are kept, in no order."""
        found = await self._reading.scalars(select(MiroBoard).where(MiroBoard.id.in_(board_ids)))
        return found.all()

    async def boards_of(self, user_id: UUID, since: datetime) -> Sequence[MiroBoard]:
        """The boards that Miro let somebody read since a moment, the last read first."""
        found = await self._reading.scalars(
            select(MiroBoard)
            .join(MiroBoardAccess, MiroBoardAccess.board_id == MiroBoard.id)
            .join(MiroToken, MiroToken.user_id == MiroBoardAccess.user_id)
            .where(
                MiroBoardAccess.user_id == user_id,
                MiroBoardAccess.account == MiroToken.miro_id,
                MiroBoardAccess.proven_at >= since,
            )
            .order_by(MiroBoardAccess.proven_at.desc(), MiroBoard.id)
        )
        return found.all()

    async def counts(self, board_ids: Collection[str]) -> Mapping[str, Counts]:
        """How many items and tags of boards are known."""
        items = await self._counted(MiroItem, board_ids, MiroItem.deleted_at.is_(None))
        tags = await self._counted(MiroTag, board_ids)
        return {each: Counts(items.get(each, 0), tags.get(each, 0)) for each in board_ids}

    async def _counted(
        self,
        table: type[MiroItem] | type[MiroTag],
        board_ids: Collection[str],
        *conditions: ColumnElement[bool],
    ) -> dict[str, int]:
        rows = await self._reading.execute(
            select(table.board_id, func.count())
            .where(table.board_id.in_(board_ids), *conditions)
            .group_by(table.board_id)
        )
        return dict(iter(rows))

    async def items(
        self,
        board_id: str,
        kind: str | None = None,
        *,
        after: str | None = None,
        most: int | None = None,
    ) -> list[Document]:
        """The items of a board that are there, in the order of their ids.

        Args:
            board_id: the board.
            kind: only those of a type.
            after: only those behind the one with this id.
            most: how many at most.
        """
        wanted = select(MiroItem.document).where(
            MiroItem.board_id == board_id, MiroItem.deleted_at.is_(None)
        )
        if kind is not None:
            wanted = wanted.where(MiroItem.type == kind)
        if after is not None:
            wanted = wanted.where(tuple_(len(after), after) < _PLACE)
        # Ids are decimals of 64 bits: the shorter is the smaller.
        wanted = wanted.order_by(func.length(MiroItem.id), MiroItem.id).limit(most)
        return list(await self._reading.scalars(wanted))

    async def since(
        self, board_id: str, seq: int, kinds: Collection[str]
    ) -> list[tuple[int, Document]]:
        """Items of some types that are there, and came or changed after a number of the board's, with theirs."""
        rows = await self._reading.execute(
            select(MiroItem.seq, MiroItem.document)
            .where(
                MiroItem.board_id == board_id,
                MiroItem.seq > seq,
                MiroItem.deleted_at.is_(None),
                MiroItem.type.in_(kinds),
            )
            .order_by(MiroItem.seq, MiroItem.id)
        )
        return [(number, document) for number, document in rows]

    async def gone_since(self, board_id: str, seq: int) -> list[tuple[int, str]]:
        """The numbers of the board's at which items went after one of them, each with the item's type."""
        rows = await self._reading.execute(
            select(MiroItem.seq, MiroItem.type).where(
                MiroItem.board_id == board_id,
                MiroItem.seq > seq,
                MiroItem.deleted_at.is_not(None),
            )
        )
        return [(number, kind) for number, kind in rows]

    async def kinds(self, board_id: str, item_ids: Collection[str]) -> Mapping[str, str]:
        """Of what types those of some items are that are known to be there."""
        rows = await self._reading.execute(
            select(MiroItem.id, MiroItem.type).where(
                MiroItem.board_id == board_id,
                MiroItem.id.in_(item_ids),
                MiroItem.deleted_at.is_(None),
            )
        )
        return dict(iter(rows))

    async def how_many(self, board_id: str, kind: str) -> int:
        """How many items of a type there are on a board."""
        found = await self._reading.scalar(
            select(func.count()).where(
                MiroItem.board_id == board_id,
                MiroItem.type == kind,
                MiroItem.deleted_at.is_(None),
            )
        )
        return found or 0

    async def changed(
        self, board_id: str, since: int, kind: str | None, most: int
    ) -> Sequence[MiroItem]:
        """Items, and graves, that changed after a number of the board's, the first changes first.

        Of a type there are those, too, that were of it before they changed.

        Args:
            board_id: the board.
            since: the number.
            kind: only those of a type.
            most: how many at most.
        """
        wanted = (
            select(MiroItem)
            .where(MiroItem.board_id == board_id, MiroItem.seq > since)
            .order_by(MiroItem.seq, MiroItem.id)
            .limit(most)
        )
        if kind is not None:
            was = MiroItem.former_types.contains(f"|{kind}|", autoescape=True)
            wanted = wanted.where(or_(MiroItem.type == kind, was))
        return (await self._reading.scalars(wanted)).all()

    async def tags(self, board_id: str) -> list[Document]:
        """The tags of a board, in the order of their ids."""
        found = await self._reading.scalars(
            select(MiroTag.document)
            .where(MiroTag.board_id == board_id)
            .order_by(func.length(MiroTag.id), MiroTag.id)
        )
        return list(found)

    async def unseen(
        self, board_id: str, kind: str | None, before: datetime, most: int
    ) -> list[str]:
        """Items of a board, or of a type, that nobody saw since a moment; the longest unseen first.

        Args:
            board_id: the board.
            kind: only those of a type.
            before: the moment.
            most: how many at most.
        """
        wanted = select(MiroItem.id).where(
            MiroItem.board_id == board_id,
            MiroItem.deleted_at.is_(None),
            MiroItem.seen_at < before,
        )
        if kind is not None:
            wanted = wanted.where(MiroItem.type == kind)
        wanted = wanted.order_by(MiroItem.seen_at, MiroItem.id).limit(most)
        return list(await self._reading.scalars(wanted))
