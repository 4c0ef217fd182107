"""What undo may not bring back: columns, labels, people and places that are no more.

Each check takes from the reversals what today's board does not allow, and says why.
"""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from trivet.boards.models import Board, Column, Label
from trivet.boards.repository import BoardRepository
from trivet.cards.batch import state_of
from trivet.cards.batch_repository import BatchRepository
from trivet.cards.blocks import nearest_free
from trivet.cards.errors import ParentCycle, TooDeep, UnknownParent
from trivet.cards.family import Family
from trivet.cards.limits import MOST_OPEN_CARDS
from trivet.cards.models import Card
from trivet.cards.reversals import COLUMN, Reason, Reversal
from trivet.platform.db.session import WriteSession
from trivet.workspaces.models import WorkspaceMember

Reversals = Mapping[UUID, Reversal]


class Allowed:
    """Holds reversals against the board as it is.

    Args:
        session: the unit's session; the board is held.
        board: the board.
        cards: its cards that go back, by id.
        ordered: whether the workspace is held too, so that no cycle can come about meanwhile.
    """

    def __init__(
        self, session: WriteSession, board: Board, cards: Mapping[UUID, Card], *, ordered: bool
    ) -> None:
        self._session = session
        self._board = board
        self._cards = cards
        self._ordered = ordered
        self._rows = BatchRepository(session)

    async def check(self, reversals: Reversals) -> None:
        """Take away what cannot be."""
        await self._places(reversals)
        await self._labels(reversals)
        await self._people(reversals)
        await self._parents(reversals)
        await self._dependencies(reversals)

    # Places.

    async def _places(self, reversals: Reversals) -> None:
        """Exactly where it stood, or directly behind whoever stands there now."""
        columns = {c.id: c for c in await BoardRepository(self._session).columns(self._board.id)}
        open_ = await self._open_cards(reversals)
        there: dict[UUID, set[str]] = {}
        for card_id, reversal in reversals.items():
            card = self._cards[card_id]
            back = _comes_back(card, reversal)
            if reversal.memory is not None and UUID(reversal.memory[0]) not in columns:
                reversal.memory = None
            if not back and reversal.place is None:
                continue
            column_id, rank = reversal.place or (str(card.column_id), card.rank)
            column = columns.get(UUID(column_id))
            if column is None:
                _leave(reversal, Reason.COLUMN_DELETED, whole=back)
                continue
            if column.id not in there:
                there[column.id] = {rank for _, rank in await self._rows.column(column.id)}
            enters = back or card.column_id != column.id
            if back and open_ >= MOST_OPEN_CARDS:
                reversal.hinder_all(Reason.BOARD_FULL)
            elif enters and _is_full(column, len(there[column.id])):
                _leave(reversal, Reason.COLUMN_FULL, whole=back)
            else:
                open_ += back
                free = nearest_free(there[column.id], rank)
                there[column.id].add(free)
                reversal.place = (column_id, free)

    async def _open_cards(self, reversals: Reversals) -> int:
        if not any(_comes_back(self._cards[one], each) for one, each in reversals.items()):
            return 0
        return await self._rows.open_cards(self._board.id)

    # What is named on cards.

    async def _labels(self, reversals: Reversals) -> None:
        found = await self._session.scalars(
            select(Label.id).where(Label.board_id == self._board.id)
        )
        self._keep("label_ids", reversals, {str(one) for one in found}, Reason.LABEL_DELETED)

    async def _people(self, reversals: Reversals) -> None:
        found = await self._session.scalars(
            select(WorkspaceMember.user_id).where(
                WorkspaceMember.workspace_id == self._board.workspace_id
            )
        )
        self._keep("assignee_ids", reversals, {str(one) for one in found}, Reason.NOT_A_MEMBER)

    @staticmethod
    def _keep(name: str, reversals: Reversals, known: set[str], reason: Reason) -> None:
        """Bring back only what is known."""
        for reversal in reversals.values():
            wanted, there = reversal.fields.get(name), reversal.sets.get(name, set())
            if wanted is None:
                continue
            kept = [one for one in wanted if one in known or one in there]
            if kept == wanted:
                continue
            if set(kept) == there:
                reversal.hinder(name, reason)
            else:
                reversal.fields[name] = kept
                reversal.note(name, reason)

    # How cards belong together.

    async def _parents(self, reversals: Reversals) -> None:
        """By the rules of whoever sets a parent: others may have gone below the card since."""
        family = Family(self._session)
        for card_id, reversal in reversals.items():
            parent = reversal.fields.get("parent_id")
            if parent is None:
                continue
            if not self._ordered:
                reversal.hinder("parent_id", Reason.RELATED_ELSEWHERE)
                continue
            try:
                await family.refuse_parent(
                    self._board.workspace_id, self._cards[card_id], UUID(parent)
                )
            except UnknownParent:
                reversal.hinder("parent_id", Reason.RELATED_ELSEWHERE)
            except (ParentCycle, TooDeep):
                reversal.hinder("parent_id", Reason.CYCLE)

    async def _dependencies(self, reversals: Reversals) -> None:
        """Both sides go back together, or neither: each pair stands on both cards."""
        for name, other in (("blocked_by", "blocks"), ("blocks", "blocked_by")):
            for card_id, reversal in reversals.items():
                wanted = reversal.fields.get(name)
                if wanted is None:
                    continue
                changed = set(wanted) ^ reversal.sets[name]
                if not all(_mirrored(reversals, one, other, str(card_id)) for one in changed):
                    self._hinder_pairs(reversals, card_id, changed, Reason.RELATED_ELSEWHERE)
                elif name == "blocked_by" and await self._would_circle(card_id, reversal):
                    self._hinder_pairs(reversals, card_id, changed, Reason.CYCLE)

    async def _would_circle(self, card_id: UUID, reversal: Reversal) -> bool:
        new = set(reversal.fields["blocked_by"]) - reversal.sets["blocked_by"]
        if not new:
            return False
        if not self._ordered:
            return True
        seen: set[UUID] = set()
        front = {UUID(one) for one in new}
        while front:
            if card_id in front:
                return True
            seen |= front
            members = await self._rows.members(front, ["blocked_by"])
            front = set().union(*(each["blocked_by"] for each in members.values())) - seen
        return False

    @staticmethod
    def _hinder_pairs(
        reversals: Reversals, card_id: UUID, others: set[str], reason: Reason
    ) -> None:
        for one in (card_id, *map(UUID, others)):
            reversal = reversals.get(one)
            for name in ("blocked_by", "blocks"):
                if reversal is not None and name in reversal.fields:
                    reversal.hinder(name, reason)


def _leave(reversal: Reversal, reason: Reason, *, whole: bool) -> None:
    """Leave a card where it is; if it was to come back to the board, with all that is its own."""
    if whole:
        reversal.hinder_all(reason)
    else:
        reversal.hinder(COLUMN, reason)


def _mirrored(reversals: Reversals, card_id: str, name: str, other: str) -> bool:
    """Whether the card on the other side goes back too."""
    reversal = reversals.get(UUID(card_id))
    if reversal is None or name not in reversal.fields:
        return False
    return other in set(reversal.fields[name]) ^ reversal.sets[name]


def _comes_back(card: Card, reversal: Reversal) -> bool:
    return reversal.state == "live" and state_of(card) != "live"


def _is_full(column: Column, there: int) -> bool:
    return column.wip_hard and column.wip_limit is not None and there >= column.wip_limit
