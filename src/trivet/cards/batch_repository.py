"""Queries of many cards at once: their number does not depend on how many cards there are."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, delete, func, insert, select
from sqlalchemy.orm import defer

from trivet.boards.models import Board, BoardEventRow
from trivet.cards.models import Card, CardAssignee, CardDependency, CardLabel
from trivet.cards.repository import is_live
from trivet.platform.db.session import ReadSession, WriteSession
from trivet.workspaces.models import Workspace, WorkspaceMember

Pairs = Iterable[tuple[UUID, UUID]]

TABLES = {
    "label_ids": (CardLabel, CardLabel.card_id, CardLabel.label_id),
    "assignee_ids": (CardAssignee, CardAssignee.card_id, CardAssignee.user_id),
    "blocked_by": (CardDependency, CardDependency.blocked_id, CardDependency.blocker_id),
    "blocks": (CardDependency, CardDependency.blocker_id, CardDependency.blocked_id),
}
"""Member of a card → its table, the card's column in it, the other's."""


class BatchRepository:
    """Reads many cards.

    Args:
        session: the unit of work's session.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    async def boards_of(self, user_id: UUID, card_ids: Collection[UUID]) -> set[UUID]:
        """The boards on which these cards stand, of those that somebody may see."""
        found = await self._session.scalars(
            select(Card.board_id)
            .join(Board, Board.id == Card.board_id)
            .join(Workspace, Workspace.id == Board.workspace_id)
            .join(WorkspaceMember, WorkspaceMember.workspace_id == Board.workspace_id)
            .where(
                Card.id.in_(list(card_ids)),
                Card.deleted_at.is_(None),
                Board.deleted_at.is_(None),
                Workspace.deleted_at.is_(None),
                WorkspaceMember.user_id == user_id,
            )
            .distinct()
        )
        return set(found)

    async def cards(self, card_ids: Collection[UUID], *, whole: bool) -> dict[UUID, Card]:
        """Cards as they are now, deleted ones too.

        Args:
            card_ids: which.
            whole: whether their long texts are read.
        """
        wanted = select(Card).where(Card.id.in_(list(card_ids)))
        if not whole:
            wanted = wanted.options(defer(Card.description), defer(Card.acceptance_criteria))
        rows = await self._session.scalars(wanted.execution_options(populate_existing=True))
        return {card.id: card for card in rows}

    async def members(
        self, card_ids: Collection[UUID], names: Iterable[str]
    ) -> dict[UUID, dict[str, set[UUID]]]:
        """Card id → member → ids, for every one of the cards.

        Args:
            card_ids: which.
            names: the members that are wanted, of `TABLES`.
        """
        names = list(names)
        there: dict[UUID, dict[str, set[UUID]]] = {
            card_id: {name: set() for name in names} for card_id in card_ids
        }
        for name in names:
            _, card, other = TABLES[name]
            rows = await self._session.execute(select(card, other).where(card.in_(list(card_ids))))
            for card_id, other_id in rows:
                there[card_id][name].add(other_id)
        return there

    async def column(self, column_id: UUID) -> list[tuple[UUID, str]]:
        """The live cards of a column with their ranks, in order."""
        rows = await self._session.execute(
            select(Card.id, Card.rank).where(Card.column_id == column_id, is_live())
        )
        return sorted(((card_id, rank) for card_id, rank in rows), key=lambda pair: pair[1])

    async def open_cards(self, board_id: UUID) -> int:
        """How many live cards a board has."""
        found = select(func.count()).select_from(Card).where(Card.board_id == board_id, is_live())
        return await self._session.scalar(found) or 0

    # The log, as undo reads it.

    async def recent(
        self, board_id: UUID, since: int
    ) -> Sequence[Row[int, str, UUID | None, UUID | None, datetime, Any]]:
        """The events of a board behind a number, the newest first, without what they carry.

        Each has `seq`, `type`, `actor_id`, `batch_id`, `created_at`, and `undoes` or None.
        """
        rows = await self._session.execute(
            select(
                BoardEventRow.seq,
                BoardEventRow.type,
                BoardEventRow.actor_id,
                BoardEventRow.batch_id,
                BoardEventRow.created_at,
                BoardEventRow.payload["undoes"].label("undoes"),
            )
            .where(BoardEventRow.board_id == board_id, BoardEventRow.seq > since)
            .order_by(BoardEventRow.seq.desc())
        )
        return rows.all()

    async def event(self, board_id: UUID, seq: int) -> BoardEventRow | None:
        return await self._session.scalar(
            select(BoardEventRow).where(
                BoardEventRow.board_id == board_id, BoardEventRow.seq == seq
            )
        )

    async def heads_of_batch(
        self, board_id: UUID, batch_id: UUID
    ) -> Sequence[Row[int, str, UUID | None]]:
        """`(seq, type, card_id)` of the events of one change, in order."""
        rows = await self._session.execute(
            select(BoardEventRow.seq, BoardEventRow.type, BoardEventRow.card_id)
            .where(BoardEventRow.board_id == board_id, BoardEventRow.batch_id == batch_id)
            .order_by(BoardEventRow.seq)
        )
        return rows.all()

    async def events_of_cards(
        self, board_id: UUID, card_ids: Collection[UUID], first: int
    ) -> Sequence[BoardEventRow]:
        """What happened to some cards on a board from a number on, in order."""
        rows = await self._session.scalars(
            select(BoardEventRow)
            .where(
                BoardEventRow.board_id == board_id,
                BoardEventRow.card_id.in_(list(card_ids)),
                BoardEventRow.seq >= first,
            )
            .order_by(BoardEventRow.seq)
        )
        return rows.all()

    async def events_before(
        self, board_id: UUID, card_ids: Collection[UUID], before: int, types: Collection[str]
    ) -> Sequence[BoardEventRow]:
        """What of some kinds happened to some cards on a board before a number, in order."""
        rows = await self._session.scalars(
            select(BoardEventRow)
            .where(
                BoardEventRow.board_id == board_id,
                BoardEventRow.card_id.in_(list(card_ids)),
                BoardEventRow.seq < before,
                BoardEventRow.type.in_(list(types)),
            )
            .order_by(BoardEventRow.seq)
        )
        return rows.all()


class BatchWriteRepository(BatchRepository):
    """Changes what stands beside the rows of many cards."""

    def __init__(self, session: WriteSession) -> None:
        super().__init__(session)
        self._writes = session

    async def add(self, name: str, pairs: Pairs, values: Mapping[str, object]) -> None:
        """Add members.

        Args:
            name: which, of `TABLES`.
            pairs: card id and the other id, each.
            values: what else each row has.
        """
        model, card, other = TABLES[name]
        rows = [{card.key: mine, other.key: theirs, **values} for mine, theirs in pairs]
        await self._writes.run_many(insert(model), rows)

    async def remove(self, name: str, pairs: Pairs) -> None:
        """Take members away.

        Args:
            name: which, of `TABLES`.
            pairs: card id and the other id, each.
        """
        model, card, other = TABLES[name]
        one = delete(model).where(card == bindparam("mine"), other == bindparam("theirs"))
        rows = [{"mine": mine, "theirs": theirs} for mine, theirs in pairs]
        await self._writes.run_many(one, rows)
