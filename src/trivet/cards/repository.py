"""Queries of cards. Never a commit."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, delete, func, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute

from trivet.boards.models import Board, BoardEventRow
from trivet.boards.repository import set_ranks
from trivet.cards.changes import Details
from trivet.cards.events import CARD_MOVED
from trivet.cards.models import Card, CardAlias, CardAssignee, CardDependency, CardLabel
from trivet.cards.wire import Members
from trivet.platform.db.session import ReadSession, WriteSession
from trivet.workspaces.models import Workspace, WorkspaceMember


def contains(q: str, texts: Iterable[str]) -> bool:
    """Whether something stands in one of some texts.

    Compared in Python, so that upper and lower case mean the same on both databases.

    Args:
        q: it, casefolded.
        texts: where it is looked for.
    """
    return not q or any(q in text.casefold() for text in texts)


def is_live() -> ColumnElement[bool]:
    """Neither archived nor deleted."""
    return Card.archived_at.is_(None) & Card.deleted_at.is_(None)


def called(board_key: str, number: int) -> CompoundSelect[UUID]:
    """The ids of the cards that have a key, or had it on a board that they left.

    That board may be gone since: a board's key is never given to another one.
    """
    now = (
        select(Card.id)
        .join(Board, Board.id == Card.board_id)
        .where(Board.key == board_key, Card.number == number)
    )
    once = (
        select(CardAlias.card_id)
        .join(Board, Board.id == CardAlias.board_id)
        .where(Board.key == board_key, CardAlias.number == number)
    )
    return now.union(once)


class CardRepository:
    """Reads cards.

    Args:
        session: the unit of work's session.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    @property
    def session(self) -> ReadSession:
        """Where it reads."""
        return self._session

    async def get_by_id(self, card_id: UUID, *, deleted_too: bool = False) -> Card | None:
        """A card that was not deleted, as it is now."""
        wanted = select(Card).where(Card.id == card_id)
        if not deleted_too:
            wanted = wanted.where(Card.deleted_at.is_(None))
        return await self._session.scalar(wanted.execution_options(populate_existing=True))

    async def details(self, card_id: UUID, board_id: UUID, seq: int) -> Details | None:
        """What a card's board form does not say; None if something happened on that board since an event."""
        wanted = select(Card.description, Card.acceptance_criteria, Card.checklist, Card.links)
        rows = await self._session.execute(
            wanted.join(Board, Board.id == Card.board_id).where(
                *(Card.id == card_id, Card.board_id == board_id, Card.deleted_at.is_(None)),
                *(Board.seq == seq, Board.deleted_at.is_(None)),
            )
        )
        row = rows.first()
        return None if row is None else Details(*row)

    async def ever(self, card_id: UUID) -> Card | None:
        """A card, whatever has become of it."""
        return await self._session.scalar(select(Card).where(Card.id == card_id))

    async def get_by_board(
        self, board_id: UUID, filters: Sequence[ColumnElement[bool]] = ()
    ) -> Sequence[Card]:
        """Cards of a board that were not deleted, in order of their ranks.

        Args:
            board_id: the board.
            filters: conditions that must all hold.
        """
        return (
            await self._session.scalars(
                select(Card)
                .where(Card.board_id == board_id, Card.deleted_at.is_(None), *filters)
                .order_by(Card.rank, Card.id)
            )
        ).all()

    async def passing(
        self, board: Board, filters: Sequence[ColumnElement[bool]], q: str
    ) -> set[str]:
        """The ids of cards of a board that were not deleted, and pass.

        Args:
            board: the board.
            filters: conditions that must all hold.
            q: what must stand in the key, the title or the texts, casefolded; empty is anything.
        """
        here = (Card.board_id == board.id, Card.deleted_at.is_(None), *filters)
        if not q:
            return {
                str(card_id)
                for card_id in await self._session.scalars(select(Card.id).where(*here))
            }
        texts = (Card.title, Card.description, Card.acceptance_criteria)
        rows = await self._session.execute(select(Card.id, Card.number, *texts).where(*here))
        return {
            str(row.id)
            for row in rows
            if contains(
                q,
                (f"{board.key}-{row.number}", row.title, row.description, row.acceptance_criteria),
            )
        }

    async def by_key(
        self,
        user_id: UUID,
        board_key: str,
        number: int,
        workspace_id: UUID | None,
        *,
        deleted_too: bool = False,
    ) -> Sequence[tuple[UUID, UUID]]:
        """Cards that have or had this key and that the user may see: `(card id, workspace id)`.

        Args:
            user_id: who looks.
            board_key: in capitals.
            number: of the card on that board.
            workspace_id: only there; None is everywhere.
            deleted_too: whether cards in the bin count.
        """
        statement = (
            select(Card.id, Board.workspace_id)
            .join(Board, Board.id == Card.board_id)
            .join(Workspace, Workspace.id == Board.workspace_id)
            .join(WorkspaceMember, WorkspaceMember.workspace_id == Board.workspace_id)
            .where(
                Card.id.in_(called(board_key, number)),
                Board.deleted_at.is_(None),
                Workspace.deleted_at.is_(None),
                WorkspaceMember.user_id == user_id,
            )
        )
        if workspace_id is not None:
            statement = statement.where(Board.workspace_id == workspace_id)
        if not deleted_too:
            statement = statement.where(Card.deleted_at.is_(None))
        rows = await self._session.execute(statement)
        return [(card_id, found_in) for card_id, found_in in rows]

    async def was_on(self, board_id: UUID, card_id: UUID) -> bool:
        """Whether a card once stood on a board that it left."""
        wanted = select(CardAlias.number).where(
            CardAlias.board_id == board_id, CardAlias.card_id == card_id
        )
        return await self._session.scalar(wanted.limit(1)) is not None

    async def old_keys(self, card_id: UUID) -> list[tuple[str, int]]:
        """The keys that a card had on boards that it left, as board key and number."""
        rows = await self._session.execute(
            select(Board.key, CardAlias.number)
            .join(Board, Board.id == CardAlias.board_id)
            .where(CardAlias.card_id == card_id)
        )
        return [(key, number) for key, number in rows]

    async def labels_of(self, card_id: UUID) -> list[UUID]:
        statement = select(CardLabel.label_id).where(CardLabel.card_id == card_id)
        return list(await self._session.scalars(statement))

    async def assignees_of(self, card_id: UUID) -> list[UUID]:
        statement = select(CardAssignee.user_id).where(CardAssignee.card_id == card_id)
        return list(await self._session.scalars(statement))

    async def labels_on_board(self, board_id: UUID) -> Mapping[UUID, list[UUID]]:
        """Card id → its labels, for all cards of a board in one query."""
        rows = await self._session.execute(
            select(CardLabel.card_id, CardLabel.label_id)
            .join(Card, Card.id == CardLabel.card_id)
            .where(Card.board_id == board_id)
        )
        return _grouped(rows)

    async def assignees_on_board(self, board_id: UUID) -> Mapping[UUID, list[UUID]]:
        """Card id → who works on it, for all cards of a board in one query."""
        rows = await self._session.execute(
            select(CardAssignee.card_id, CardAssignee.user_id)
            .join(Card, Card.id == CardAssignee.card_id)
            .where(Card.board_id == board_id)
        )
        return _grouped(rows)

    async def blocked_by(self, card_id: UUID) -> list[UUID]:
        """The cards that a card waits for."""
        found = select(CardDependency.blocker_id).where(CardDependency.blocked_id == card_id)
        return list(await self._session.scalars(found))

    async def blocks(self, card_id: UUID) -> list[UUID]:
        """The cards that wait for a card."""
        found = select(CardDependency.blocked_id).where(CardDependency.blocker_id == card_id)
        return list(await self._session.scalars(found))

    async def members_of(self, card_id: UUID) -> Members:
        """What stands in tables of its own for a card."""
        return Members(
            await self.labels_of(card_id),
            await self.assignees_of(card_id),
            await self.blocked_by(card_id),
            await self.blocks(card_id),
        )

    async def members_on_board(self, board_id: UUID) -> Mapping[UUID, Members]:
        """The same for all cards of a board, in a fixed number of queries.

        Cards that have nothing are left out: take `NO_MEMBERS` for them.
        """
        there = (
            await self.labels_on_board(board_id),
            await self.assignees_on_board(board_id),
            await self._dependencies_on_board(board_id, CardDependency.blocked_id),
            await self._dependencies_on_board(board_id, CardDependency.blocker_id),
        )
        ids = set().union(*there)
        return {card_id: Members(*(one.get(card_id, ()) for one in there)) for card_id in ids}

    async def _dependencies_on_board(
        self, board_id: UUID, side: InstrumentedAttribute[UUID]
    ) -> Mapping[UUID, list[UUID]]:
        """Card id → the cards on the other side of its dependencies."""
        ends = {CardDependency.blocked_id, CardDependency.blocker_id}
        (other,) = ends - {side}
        rows = await self._session.execute(
            select(side, other).join(Card, Card.id == side).where(Card.board_id == board_id)
        )
        return _grouped(rows)

    async def rank_of(self, column_id: UUID, card_id: UUID) -> str | None:
        """The rank of a live card in a column."""
        return await self._session.scalar(
            select(Card.rank).where(Card.id == card_id, Card.column_id == column_id, is_live())
        )

    async def rank_once(self, column_id: UUID, card_id: UUID) -> str | None:
        """The rank that a card had in a column before it left: archived, deleted or moved away."""
        there = await self._session.scalar(
            select(Card.rank).where(Card.id == card_id, Card.column_id == column_id)
        )
        if there is not None:
            return there
        moves = await self._session.scalars(
            select(BoardEventRow)
            .where(BoardEventRow.card_id == card_id, BoardEventRow.type == CARD_MOVED)
            .order_by(BoardEventRow.seq.desc())
            .limit(50)
        )
        left = (m.payload for m in moves if m.payload["from_column_id"] == str(column_id))
        return next((str(payload["from_rank"]) for payload in left), None)

    async def rank_at(self, column_id: UUID, position: int, without: UUID | None) -> str | None:
        """The rank of the live card at a place counted from 0, as if `without` were not there."""
        return await self._session.scalar(
            self._ranks(column_id, without).order_by(Card.rank).offset(position).limit(1)
        )

    async def rank_after(self, column_id: UUID, rank: str, without: UUID | None) -> str | None:
        """The next rank behind `rank`."""
        return await self._session.scalar(
            self._ranks(column_id, without).where(Card.rank > rank).order_by(Card.rank).limit(1)
        )

    async def rank_before(
        self, column_id: UUID, rank: str | None, without: UUID | None
    ) -> str | None:
        """The next rank before `rank`; the last of the column if None."""
        statement = self._ranks(column_id, without)
        if rank is not None:
            statement = statement.where(Card.rank < rank)
        return await self._session.scalar(statement.order_by(Card.rank.desc()).limit(1))

    @staticmethod
    def _ranks(column_id: UUID, without: UUID | None) -> Any:
        statement = select(Card.rank).where(Card.column_id == column_id, is_live())
        return statement if without is None else statement.where(Card.id != without)

    async def live_ids(self, column_id: UUID) -> Sequence[UUID]:
        """The live cards of a column, in order."""
        return (
            await self._session.scalars(
                select(Card.id).where(Card.column_id == column_id, is_live()).order_by(Card.rank)
            )
        ).all()

    async def count_in(self, column_id: UUID) -> int:
        """How many live cards a column has."""
        wanted = select(func.count()).select_from(Card).where(Card.column_id == column_id)
        return await self._session.scalar(wanted.where(is_live())) or 0

    async def count_on(self, board_id: UUID) -> int:
        """How many live cards a board has."""
        wanted = select(func.count()).select_from(Card).where(Card.board_id == board_id)
        return await self._session.scalar(wanted.where(is_live())) or 0

    async def any_in(self, column_id: UUID) -> bool:
        """Whether a column has cards, live or archived; deleted ones do not count."""
        statement = select(Card.id).where(Card.column_id == column_id, Card.deleted_at.is_(None))
        statement = statement.limit(1)
        return await self._session.scalar(statement) is not None

    async def who_changed(self, card_id: UUID, version: int) -> BoardEventRow | None:
        """The event that brought a card to a version."""
        rows = await self._session.scalars(
            select(BoardEventRow)
            .where(BoardEventRow.card_id == card_id)
            # By time: a card that came from another board has events in two logs.
            .order_by(BoardEventRow.created_at.desc(), BoardEventRow.seq.desc())
            .limit(200)
        )
        return next((row for row in rows if row.payload.get("version") == version), None)


class CardWriteRepository(CardRepository):
    """Changes cards."""

    def __init__(self, session: WriteSession) -> None:
        super().__init__(session)
        self._writes = session

    async def update(self, card_id: UUID, updates: Mapping[str, Any]) -> None:
        """Set columns of a card's row.

        Args:
            card_id: the card.
            updates: column name → value.
        """
        await self._writes.run(update(Card).where(Card.id == card_id).values(**updates))

    async def set_ranks(self, ranks: Mapping[UUID, str]) -> None:
        """Give cards of one column new ranks at once."""
        await set_ranks(self._writes, Card, ranks)

    async def put_away(self, column_id: UUID, target: UUID) -> None:
        """Have the archived and deleted cards of a column refer to another one."""
        await self._writes.run(
            update(Card)
            .where(Card.column_id == column_id)
            .where(Card.archived_at.is_not(None) | Card.deleted_at.is_not(None))
            .values(column_id=target)
        )

    async def add_labels(self, card_id: UUID, label_ids: Iterable[UUID]) -> None:
        for label_id in label_ids:
            await self._writes.run(insert(CardLabel).values(card_id=card_id, label_id=label_id))

    async def remove_labels(self, card_id: UUID, label_ids: Sequence[UUID]) -> None:
        await self._writes.run(
            delete(CardLabel).where(CardLabel.card_id == card_id, CardLabel.label_id.in_(label_ids))
        )

    async def add_assignees(self, card_id: UUID, user_ids: Iterable[UUID]) -> None:
        for user_id in user_ids:
            await self._writes.run(insert(CardAssignee).values(card_id=card_id, user_id=user_id))

    async def remove_assignees(self, card_id: UUID, user_ids: Sequence[UUID]) -> None:
        await self._writes.run(
            delete(CardAssignee).where(
                CardAssignee.card_id == card_id, CardAssignee.user_id.in_(user_ids)
            )
        )


def _grouped(pairs: Iterable[tuple[UUID, UUID]]) -> dict[UUID, list[UUID]]:
    grouped: dict[UUID, list[UUID]] = {}
    for card_id, other_id in pairs:
        grouped.setdefault(card_id, []).append(other_id)
    return grouped
