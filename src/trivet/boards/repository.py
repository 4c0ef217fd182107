"""Queries of boards. Never a commit."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import Select, Table, bindparam, func, select, update

from trivet.boards.models import Board, BoardEventRow, Column, Label
from trivet.platform.db.base import Base
from trivet.platform.db.session import ReadSession, WriteSession


class BoardRepository:
    """Reads boards and what they are made of.

    Args:
        session: the unit of work's session.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    async def get(self, board_id: UUID) -> Board | None:
        """A board that was not deleted."""
        return await self._session.scalar(
            select(Board).where(Board.id == board_id, Board.deleted_at.is_(None))
        )

    async def workspace_of(self, board_id: UUID) -> UUID | None:
        return await self._session.scalar(
            select(Board.workspace_id).where(Board.id == board_id, Board.deleted_at.is_(None))
        )

    async def in_workspace(self, workspace_id: UUID, board_ids: Collection[UUID]) -> set[UUID]:
        """Those of some boards that are in a workspace."""
        found = await self._session.scalars(
            select(Board.id).where(
                Board.workspace_id == workspace_id,
                Board.id.in_(list(board_ids)),
                Board.deleted_at.is_(None),
            )
        )
        return set(found)

    async def page(
        self, workspace_id: UUID, *, after: UUID | None, limit: int, archived: bool
    ) -> Sequence[Board]:
        """Boards of a workspace, oldest first, at most `limit` behind `after`."""
        statement = select(Board).where(
            Board.workspace_id == workspace_id,
            Board.deleted_at.is_(None),
            Board.archived_at.is_not(None) if archived else Board.archived_at.is_(None),
        )
        if after is not None:
            statement = statement.where(Board.id > after)
        return (await self._session.scalars(statement.order_by(Board.id).limit(limit))).all()

    async def key_taken(self, workspace_id: UUID, key: str) -> bool:
        statement = select(Board.id).where(Board.workspace_id == workspace_id, Board.key == key)
        return await self._session.scalar(statement) is not None

    async def count_boards(self, workspace_id: UUID) -> int:
        """How many boards of a workspace were not deleted."""
        return await self._count(
            select(func.count())
            .select_from(Board)
            .where(Board.workspace_id == workspace_id, Board.deleted_at.is_(None))
        )

    async def count_columns(self, board_id: UUID) -> int:
        wanted = select(func.count()).select_from(Column).where(Column.board_id == board_id)
        return await self._count(wanted)

    async def count_labels(self, board_id: UUID) -> int:
        wanted = select(func.count()).select_from(Label).where(Label.board_id == board_id)
        return await self._count(wanted)

    async def _count(self, wanted: Select[int]) -> int:
        return await self._session.scalar(wanted) or 0

    async def columns(self, board_id: UUID) -> Sequence[Column]:
        """In order."""
        return (
            await self._session.scalars(
                select(Column).where(Column.board_id == board_id).order_by(Column.rank)
            )
        ).all()

    async def column(self, column_id: UUID) -> Column | None:
        """As it is now, even if this unit read it before it had the lock."""
        return await self._session.scalar(
            select(Column).where(Column.id == column_id).execution_options(populate_existing=True)
        )

    async def labels(self, board_id: UUID) -> Sequence[Label]:
        """In no particular order."""
        return (await self._session.scalars(select(Label).where(Label.board_id == board_id))).all()

    async def label(self, label_id: UUID) -> Label | None:
        """As it is now, even if this unit read it before it had the lock."""
        return await self._session.scalar(
            select(Label).where(Label.id == label_id).execution_options(populate_existing=True)
        )

    async def label_named(self, board_id: UUID, name: str) -> Label | None:
        return await self._session.scalar(
            select(Label).where(Label.board_id == board_id, Label.name == name)
        )

    async def seqs(self, board_ids: Iterable[UUID]) -> dict[UUID, int]:
        """The number of the last event of each of these boards; deleted ones are left out."""
        rows = await self._session.execute(
            select(Board.id, Board.seq).where(
                Board.id.in_(list(board_ids)), Board.deleted_at.is_(None)
            )
        )
        return {row.id: row.seq for row in rows}

    async def seq(self, board_id: UUID) -> int | None:
        return await self._session.scalar(
            select(Board.seq).where(Board.id == board_id, Board.deleted_at.is_(None))
        )

    async def events(
        self, board_id: UUID, since: int, limit: int | None = None
    ) -> Sequence[BoardEventRow]:
        """Rows of the log behind `since`, in order, at most `limit`."""
        statement = (
            select(BoardEventRow)
            .where(BoardEventRow.board_id == board_id, BoardEventRow.seq > since)
            .order_by(BoardEventRow.seq)
        )
        if limit is not None:
            statement = statement.limit(limit)
        return (await self._session.scalars(statement)).all()

    async def events_before(
        self, board_id: UUID, before: int | None, limit: int
    ) -> Sequence[BoardEventRow]:
        """Rows of the log, the newest first, at most `limit` before a number."""
        statement = select(BoardEventRow).where(BoardEventRow.board_id == board_id)
        if before is not None:
            statement = statement.where(BoardEventRow.seq < before)
        statement = statement.order_by(BoardEventRow.seq.desc()).limit(limit)
        return (await self._session.scalars(statement)).all()

    async def events_of_card(
        self, board_id: UUID, card_id: UUID, before: int | None, limit: int
    ) -> Sequence[BoardEventRow]:
        """Rows of the log about one card, the newest first, at most `limit` before a number."""
        statement = select(BoardEventRow).where(
            BoardEventRow.board_id == board_id, BoardEventRow.card_id == card_id
        )
        if before is not None:
            statement = statement.where(BoardEventRow.seq < before)
        statement = statement.order_by(BoardEventRow.seq.desc()).limit(limit)
        return (await self._session.scalars(statement)).all()


class BoardWriteRepository(BoardRepository):
    """Locks and changes boards."""

    def __init__(self, session: WriteSession) -> None:
        super().__init__(session)
        self._writes = session

    async def lock(self, board_id: UUID) -> Board | None:
        """The board, held until the unit ends. Boards are locked first, in ascending id."""
        return await self._writes.scalar(
            select(Board)
            .where(Board.id == board_id, Board.deleted_at.is_(None))
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )

    async def take_seqs(self, board_id: UUID, count: int) -> int:
        """Allot `count` numbers of the log; answers the first."""
        result = await self._writes.run(
            update(Board)
            .where(Board.id == board_id)
            .values(seq=Board.seq + count)
            .returning(Board.seq)
        )
        return int(result.scalar_one()) - count + 1

    async def set_column_ranks(self, ranks: Mapping[UUID, str]) -> None:
        """Give columns of one board new ranks at once."""
        await set_ranks(self._writes, Column, ranks)

    async def take_number(self, board_id: UUID) -> int:
        """The number of the next card of this board."""
        result = await self._writes.run(
            update(Board)
            .where(Board.id == board_id)
            .values(last_number=Board.last_number + 1)
            .returning(Board.last_number)
        )
        return int(result.scalar_one())


async def set_ranks(session: WriteSession, model: type[Base], ranks: Mapping[UUID, str]) -> None:
    """Give rows of one parent new ranks at once.

    In two steps, since a new rank may still be the old one of another: first out of the way
    (nothing else ends with a `~`), then to their places.

    Args:
        session: the write unit's session.
        model: a table with `id` and `rank`.
        ranks: id → new rank.
    """
    table = model.__table__
    assert isinstance(table, Table)
    one = update(table).where(table.c.id == bindparam("row")).values(rank=bindparam("to"))
    ids = sorted(ranks)
    await session.run_many(one, [{"row": i, "to": f"{ranks[i]}~"} for i in ids])
    await session.run_many(one, [{"row": i, "to": ranks[i]} for i in ids])
