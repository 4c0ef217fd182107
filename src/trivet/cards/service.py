"""Cards, one at a time: rules, permissions, events.

This is the ordinary way, one unit of work each. `cards/quick.py` is the quick way for the writes
that need no more than one statement; one suite of tests holds both to the same rules.
"""

from collections.abc import Sequence
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.boards.access import BoardAccess
from trivet.boards.models import Board
from trivet.boards.repository import BoardWriteRepository
from trivet.boards.service import BoardService
from trivet.cards import events as types
from trivet.cards.changing import CardChanges
from trivet.cards.counterparts import Counterparts
from trivet.cards.editing import PLACE, merge
from trivet.cards.errors import CardArchived, VersionAhead
from trivet.cards.family import Family
from trivet.cards.holding import CardHolder
from trivet.cards.limits import may_force, refuse_full, refuse_full_board
from trivet.cards.models import Card
from trivet.cards.placing import Placing
from trivet.cards.refusals import (
    anchor_of,
    edit_conflict,
    known_column,
    refuse_strange_ids,
)
from trivet.cards.repository import CardWriteRepository
from trivet.cards.restoring import Restoring
from trivet.cards.schemas import CardCreate, CardMove, CardPatch
from trivet.cards.wire import (
    Document,
    Members,
    card_document,
    change_payload,
    split_texts,
)
from trivet.platform.clock import now
from trivet.platform.errors import FieldError
from trivet.platform.ids import new_id
from trivet.platform.uow import WriteUnit


class CardService:
    """Changes cards.

    Args:
        unit: the write unit.
        caller: on whose behalf.
        access: who may do what.
        elsewhere: what cards have in other places.
    """

    def __init__(
        self, unit: WriteUnit, caller: Caller, access: BoardAccess, elsewhere: Counterparts
    ) -> None:
        self._unit = unit
        self._caller = caller
        self._access = access
        self._elsewhere = elsewhere
        self._cards = CardWriteRepository(unit.session)
        self._boards = BoardWriteRepository(unit.session)
        self._placing = Placing(self._cards)
        self._changes = CardChanges(unit)
        self._restoring = Restoring(unit, elsewhere)
        self._holder = CardHolder(unit, caller, access)
        self._family = Family(unit.session)

    async def create_card(self, board_id: UUID, wanted: CardCreate) -> Document:
        """Put a new card on a board.

        Raises:
            BoardNotFound, Forbidden, BoardArchived: as for every change of a board.
            UnknownColumn, UnknownLabel, UnknownAssignee: the board does not have them.
            WipLimitReached, BoardFull: there is no place for it.
        """
        await self._access.require_edit(self._caller, board_id, self._unit.session)
        board = await self._locked(board_id)
        column = await known_column(self._boards, board_id, wanted.column_id)
        await anchor_of(self._cards, board_id, wanted)
        session = self._unit.session
        forced = await self._forced(board, wanted.force)
        await refuse_full(session, column, forced=forced)
        await refuse_full_board(session, board)
        await refuse_strange_ids(session, board, wanted.label_ids, wanted.assignee_ids)
        if wanted.parent_id is not None:
            await self._family.refuse_parent(board.workspace_id, None, wanted.parent_id)
        moment = now()
        card = Card(
            id=new_id(),
            board_id=board_id,
            column_id=wanted.column_id,
            number=await self._boards.take_number(board_id),
            title=wanted.title,
            description=wanted.description,
            acceptance_criteria=wanted.acceptance_criteria,
            priority=wanted.priority,
            estimate=wanted.estimate,
            start_date=wanted.start_date,
            due_date=wanted.due_date,
            parent_id=wanted.parent_id,
            rank=await self._placing.rank(wanted.column_id, wanted),
            version=1,
            field_versions={},
            created_by=self._caller.user_id,
            created_at=moment,
            updated_at=moment,
        )
        session.add(card)
        await session.flush()
        await self._cards.add_labels(card.id, wanted.label_ids)
        await self._cards.add_assignees(card.id, wanted.assignee_ids)
        members = Members(wanted.label_ids, wanted.assignee_ids)
        document = card_document(card, board.key, members, {})
        facts, texts = split_texts(document)
        self._changes.emit(card, types.CARD_CREATED, {"card": facts}, {"card": texts})
        await self._changes.rebalance_if_long(card, board)
        return await self._document(card, board)

    async def patch_card(self, card_id: UUID, patch: CardPatch) -> Document:
        """Edit, move, archive or bring back a card.

        Raises:
            CardNotFound: it is not the caller's to see.
            Forbidden: the caller may not edit.
            EditConflict: somebody changed the same field since `base_version`.
            CardArchived: it is archived, and the patch does not bring it back.
            UnknownColumn, UnknownLabel, UnknownAssignee: the board does not have them.
            WipLimitReached, BoardFull: there is no place for it.
        """
        if patch.parent_id is not None:  # before any board is held
            await self._family.hold(self._caller, self._access, card_id)
        card, board = await self._holder.hold(card_id)
        if card.archived_at is not None and patch.archived is not False:
            raise CardArchived('Bring it back with {"archived": false}.')
        self._refuse_ahead(card, patch.base_version)
        await self._refuse_clashes(card, patch)
        if patch.archived is False and card.archived_at is not None:
            await self._restore(card, board, patch)
        elif patch.moves:
            await self._move(card, board, patch)
        await self._edit(card, board, patch)
        await self._relabel(card, board, patch)
        if patch.archived is True:
            await self._archive(card)
        return await self._document(card, board)

    async def move_card(
        self,
        card_id: UUID,
        target_column_id: UUID | None,
        position: int | None = None,
        *,
        before: UUID | None = None,
        after: UUID | None = None,
        base_version: int | None = None,
        force: bool = False,
    ) -> Document:
        """Move a card to a column, or within its own.

        Args:
            card_id: the card.
            target_column_id: where it goes; None is the column it has.
            position: its place counted from 0; beyond the end means the end.
            before: directly before this card instead.
            after: directly after this card instead.
            base_version: refuse if somebody moved it since.
            force: past a hard limit of the column; for admins.

        Raises:
            CardNotFound, Forbidden, CardArchived, EditConflict, UnknownColumn: as for a patch.
        """
        patch = CardPatch(
            column_id=target_column_id,
            position=position,
            before=before,
            after=after,
            base_version=base_version,
            force=force,
        )
        return await self.patch_card(card_id, patch)

    async def delete_card(self, card_id: UUID) -> None:
        """Put a card into the bin of its board. Its key is never given to another.

        Raises:
            CardNotFound: it is not the caller's to see.
            Forbidden: the caller may not edit.
        """
        card, _ = await self._holder.hold(card_id)
        await self._changes.change(card, {"deleted_at": now()})
        self._changes.emit(card, types.CARD_DELETED, {"version": card.version})

    async def _locked(self, board_id: UUID) -> Board:
        return await BoardService(self._unit, self._caller, self._access).locked(board_id)

    @staticmethod
    def _refuse_ahead(card: Card, base_version: int | None) -> None:
        if base_version is not None and base_version > card.version:
            raise VersionAhead(
                f"The card is at version {card.version}: load it again.",
                fields=(FieldError("base_version", "is ahead of the card"),),
            )

    async def _refuse_clashes(self, card: Card, patch: CardPatch) -> None:
        """Both values, who and when, of every field that somebody else changed since."""
        wanted = patch.edits()
        current = {name: getattr(card, name) for name in wanted}
        if patch.moves and patch.base_version is not None:
            current[PLACE] = str(card.column_id)
            # A place is wanted exactly: any move since then clashes.
            wanted[PLACE] = {"column_id": str(patch.column_id or card.column_id)}
        clashes = merge(current, wanted, card.field_versions, patch.base_version).clashes
        if clashes:
            raise await edit_conflict(self._cards, card, clashes, current, wanted)

    async def _edit(self, card: Card, board: Board, patch: CardPatch) -> None:
        if patch.parent_id is not None and patch.parent_id != card.parent_id:
            await self._family.refuse_parent(board.workspace_id, card, patch.parent_id)
        await self._changes.edit(card, patch.edits())

    async def _relabel(self, card: Card, board: Board, patch: CardPatch) -> None:
        await refuse_strange_ids(
            self._unit.session, board, patch.add_label_ids, patch.add_assignee_ids, prefix="add_"
        )
        cards = self._cards
        labels = set(await cards.labels_of(card.id))
        added, removed = _difference(labels, patch.add_label_ids, patch.remove_label_ids)
        if added or removed:
            await cards.add_labels(card.id, added)
            await cards.remove_labels(card.id, removed)
            await self._members_changed(card, "label_ids", labels, added, removed)
        people = set(await cards.assignees_of(card.id))
        added, removed = _difference(people, patch.add_assignee_ids, patch.remove_assignee_ids)
        if added or removed:
            await cards.add_assignees(card.id, added)
            await cards.remove_assignees(card.id, removed)
            await self._members_changed(card, "assignee_ids", people, added, removed)

    async def _members_changed(
        self,
        card: Card,
        name: str,
        before: set[UUID],
        added: Sequence[UUID],
        removed: Sequence[UUID],
    ) -> None:
        await self._changes.change(card, {}, fields=(name,))
        after = (before | set(added)) - set(removed)
        payload, _ = change_payload(
            card.version,
            {name: sorted(map(str, after))},
            {name: sorted(map(str, before))},
        )
        self._changes.emit(card, types.CARD_UPDATED, payload)

    async def _move(self, card: Card, board: Board, wanted: CardMove) -> None:
        if card.id in (wanted.before, wanted.after):
            return  # beside itself: it stands there already
        column_id = await self._target_column(card, wanted)
        column = await known_column(self._boards, card.board_id, column_id)
        if column_id != card.column_id:
            forced = await self._forced(board, wanted.force)
            await refuse_full(self._unit.session, column, forced=forced)
        rank = await self._placing.rank(column_id, wanted, moving=card.id)
        if column_id == card.column_id and await self._stands_there(card, rank):
            return
        await self._changes.put(card, board, column_id, rank)

    async def _target_column(self, card: Card, wanted: CardMove) -> UUID:
        """The column that is named, else the one of the card beside which it goes, else its own."""
        anchor = await anchor_of(self._cards, card.board_id, wanted)
        if wanted.column_id is not None:
            return wanted.column_id
        there = anchor is not None and anchor.archived_at is None and anchor.deleted_at is None
        return anchor.column_id if anchor is not None and there else card.column_id

    async def _stands_there(self, card: Card, rank: str) -> bool:
        """Whether nothing stands between the card's rank and the new one."""
        low, high = sorted((card.rank, rank))
        following = await self._cards.rank_after(card.column_id, low, card.id)
        return following is None or following > high

    async def _forced(self, board: Board, wanted: bool) -> bool:
        session = self._unit.session
        return await may_force(self._access, self._caller, board.id, session, wanted)

    async def _archive(self, card: Card) -> None:
        await self._changes.change(card, {"archived_at": now()})
        self._changes.emit(card, types.CARD_ARCHIVED, {"version": card.version})

    async def restore_card(self, card_id: UUID, wanted: CardMove) -> Document:
        """Bring a card back from the bin or the archive; one that is on its board stays there.

        Args:
            card_id: the card.
            wanted: where it comes to stand; at the end of its column unless a place is given.

        Raises:
            CardNotFound: it is not the caller's to see, or has been purged.
            Forbidden, UnknownColumn, WipLimitReached, BoardFull: as for a patch.
        """
        card, board = await self._holder.hold(card_id, deleted_too=True)
        if card.archived_at is not None or card.deleted_at is not None:
            await self._restore(card, board, wanted)
        return await self._document(card, board)

    async def _restore(self, card: Card, board: Board, wanted: CardMove) -> None:
        """Bring a card back: to its column's end, or where it is wanted."""
        column_id = await self._target_column(card, wanted)
        column = await known_column(self._boards, card.board_id, column_id)
        forced = await self._forced(board, wanted.force)
        await self._restoring.bring_back(card, board, column, wanted, forced=forced)

    async def _document(self, card: Card, board: Board) -> Document:
        return card_document(
            card,
            board.key,
            await self._cards.members_of(card.id),
            await self._elsewhere.of_card(self._unit.session, card.id),
        )


def _difference(
    there: set[UUID], add: Sequence[UUID], remove: Sequence[UUID]
) -> tuple[list[UUID], list[UUID]]:
    """What is really added and really removed."""
    return [x for x in add if x not in there], [x for x in remove if x in there]
