"""Many cards of one board, changed alike: all or none, or those that can.

One transaction for up to 200 cards; a task does more, a chunk at a time, by the same rules. The
number of statements does not depend on how many cards there are.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.boards.access import BoardAccess
from trivet.boards.repository import BoardRepository
from trivet.boards.service import BoardService
from trivet.cards.batch import CardBatch, State, Wish, state_of
from trivet.cards.batch_repository import TABLES, BatchWriteRepository
from trivet.cards.bulk_errors import BulkFailed, BulkTooLargeForAtomic, SeveralBoards
from trivet.cards.bulk_places import BulkPlaces, Chunk
from trivet.cards.bulk_schemas import (
    MOST_AT_ONCE,
    BulkMode,
    BulkOut,
    BulkUpdate,
    BulkUpdates,
    CardError,
    CardResult,
)
from trivet.cards.counterparts import Counterparts
from trivet.cards.errors import CardNotFound
from trivet.cards.limits import may_force
from trivet.cards.refusals import anchor_of, known_column, refuse_strange_ids
from trivet.cards.repository import CardRepository
from trivet.cards.tasks import BULK_UPDATE_CARDS
from trivet.platform.errors import FieldError
from trivet.platform.ids import new_id
from trivet.platform.tasks.declarations import TaskCall
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.snapshots import TaskSnapshot, snapshot_of
from trivet.platform.uow import WriteUnit

_GONE = CardError(
    code="card_not_found", detail="Leave it out: it was deleted, or is not on this board."
)
_ARCHIVED = CardError(
    code="card_archived", detail='Bring it back with {"archived": false} before you change it.'
)


async def begun(unit: WriteUnit, call: TaskCall) -> TaskSnapshot:
    """Enqueue a task, and tell how it stands. The last thing in its unit."""
    task_id = unit.enqueue(call)
    await unit.flush()
    row = await unit.session.get(TaskRow, task_id)
    assert row is not None
    return snapshot_of(row)


class BulkUpdater:
    """Changes many cards alike.

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
        self._rows = BatchWriteRepository(unit.session)
        self._places = BulkPlaces(unit.session)

    async def board_of(self, card_ids: Sequence[UUID]) -> UUID:
        """The board on which these cards stand, as far as the caller sees them.

        Raises:
            CardNotFound: none of them is there for this caller.
            SeveralBoards: they stand on more than one.
        """
        found = await self._rows.boards_of(self._caller.user_id, card_ids)
        if not found:
            raise CardNotFound("None of them is there; they may have been deleted.")
        if len(found) > 1:
            raise SeveralBoards("Choose cards of one board.")
        return found.pop()

    async def begin(self, wanted: BulkUpdate) -> tuple[TaskSnapshot, UUID]:
        """Have more than 200 cards changed by a task.

        What can be seen to be wrong is refused now.

        Returns:
            The task, and what the events of the change will have in common.

        Raises:
            BulkTooLargeForAtomic: it is not to change some without the others.
            CardNotFound, SeveralBoards: as for `board_of`.
            BoardNotFound, Forbidden, BoardArchived: as for every change of a board.
            UnknownColumn, UnknownLabel, UnknownAssignee, UnknownAnchor: the board lacks them.
        """
        if wanted.mode is BulkMode.ATOMIC:
            raise BulkTooLargeForAtomic(
                f'Choose at most {MOST_AT_ONCE} cards, or send {{"mode": "partial"}}.',
                fields=(FieldError("mode", "is atomic"),),
            )
        board_id = await self.board_of(wanted.card_ids)
        chunk = await self._held(board_id, wanted.updates, force=wanted.force)
        updates = wanted.updates.model_dump(mode="json", exclude_unset=True)
        if wanted.updates.moves:
            # Settled now: the card beside which they go may be elsewhere before the last chunk.
            updates["column_id"] = str(await self._places.target(chunk))
        batch_id = new_id()
        task = BULK_UPDATE_CARDS.call(
            {
                "card_ids": [str(card_id) for card_id in wanted.card_ids],
                "updates": updates,
                "board_id": str(board_id),
                "batch_id": str(batch_id),
                "force": wanted.force,
                "origin": str(self._unit.actor.origin),
            },
            workspace_id=chunk.board.workspace_id,
            requested_by=self._caller.user_id,
            concurrency_key=f"cards:{board_id}",
        )
        return await begun(self._unit, task), batch_id

    async def update(
        self,
        card_ids: Sequence[UUID],
        updates: BulkUpdates,
        *,
        mode: BulkMode = BulkMode.ATOMIC,
        force: bool = False,
        board_id: UUID | None = None,
        batch_id: UUID | None = None,
    ) -> BulkOut:
        """Change up to 200 cards in this unit.

        Args:
            card_ids: which; they keep this order where they go.
            updates: what becomes of each.
            mode: what happens to the others if one cannot be changed.
            force: past a hard limit of the column; for admins.
            board_id: their board, if it is known.
            batch_id: what the events have in common; made if it is not given.

        Raises:
            CardNotFound, SeveralBoards: as for `board_of`.
            BoardNotFound, Forbidden, BoardArchived: as for every change of a board.
            UnknownColumn, UnknownLabel, UnknownAssignee, UnknownAnchor: the board lacks them.
            BulkFailed: one cannot be changed, and so none was.
        """
        assert len(card_ids) <= MOST_AT_ONCE
        batch_id = batch_id or new_id()
        if board_id is None:
            board_id = await self.board_of(card_ids)
        chunk = await self._held(board_id, updates, force=force)
        await self._read(chunk, card_ids)
        self._want(chunk)
        await self._places.find(chunk)
        out = self._told(chunk, card_ids, mode, batch_id)
        if out.failed and mode is BulkMode.ATOMIC:
            raise BulkFailed(
                f"{out.failed} of {len(card_ids)} cannot: see `results`. Leave them out, or send"
                ' {"mode": "partial"}.',
                extra={"results": [one.model_dump(mode="json") for one in out.results]},
            )
        await CardBatch(self._unit, chunk.board, self._elsewhere, batch_id).write(chunk.wishes)
        for wish in chunk.wishes:
            chunk.results[wish.card.id].version = wish.card.version
        return out

    async def _held(self, board_id: UUID, updates: BulkUpdates, *, force: bool) -> Chunk:
        session = self._unit.session
        await self._access.require_edit(self._caller, board_id, session)
        await may_force(self._access, self._caller, board_id, session, force)
        board = await BoardService(self._unit, self._caller, self._access).locked(board_id)
        if updates.column_id is not None:
            await known_column(BoardRepository(session), board_id, updates.column_id)
        await anchor_of(CardRepository(session), board_id, updates)
        await refuse_strange_ids(
            session, board, updates.add_label_ids, updates.add_assignee_ids, prefix="updates.add_"
        )
        return Chunk(board, updates, force)

    async def _read(self, chunk: Chunk, card_ids: Sequence[UUID]) -> None:
        """Sort out which cards can be changed at all."""
        back = chunk.updates.archived is False
        cards = await self._rows.cards(card_ids, whole=back)
        names = TABLES if back else _members_in(chunk.updates)
        members = await self._rows.members(card_ids, names)
        for card_id in card_ids:
            card = cards.get(card_id)
            if card is None or card.deleted_at is not None or card.board_id != chunk.board.id:
                chunk.refuse(card_id, _GONE)
            elif card.archived_at is not None and not _may_be_archived(chunk.updates):
                chunk.refuse(card_id, _ARCHIVED)
            else:
                chunk.wishes.append(Wish(card=card, members=members[card_id]))

    @staticmethod
    def _want(chunk: Chunk) -> None:
        """What becomes of each card, but for its place."""
        updates = chunk.updates
        edits = updates.edits()
        for wish in chunk.wishes:
            card, here = wish.card, state_of(wish.card)
            wish.fields = {n: v for n, v in edits.items() if getattr(card, n) != v}
            for name, add, remove in _memberships(updates):
                before = wish.members.get(name, set())
                after = (before | (add - before)) - (remove & before)
                if after != before:
                    wish.members_after[name] = after
            if updates.archived is not None:
                wanted = State.ARCHIVED if updates.archived else State.LIVE
                wish.state = wanted if wanted is not here else None

    @staticmethod
    def _told(chunk: Chunk, card_ids: Sequence[UUID], mode: BulkMode, batch_id: UUID) -> BulkOut:
        for wish in chunk.wishes:
            status: Any = "updated" if wish.changes else "unchanged"
            chunk.results[wish.card.id] = CardResult(
                card_id=wish.card.id, status=status, version=wish.card.version
            )
        results = [chunk.results[card_id] for card_id in card_ids]
        count = dict.fromkeys(("updated", "unchanged", "failed"), 0)
        for one in results:
            count[one.status] += 1
        return BulkOut(mode=mode, batch_id=batch_id, results=results, **count)


def _members_in(updates: BulkUpdates) -> list[str]:
    """The members that are read: those that change."""
    return [name for name, add, remove in _memberships(updates) if add or remove]


def _memberships(updates: BulkUpdates) -> list[tuple[str, set[UUID], set[UUID]]]:
    """Member, what is added, what is removed."""
    return [
        ("label_ids", set(updates.add_label_ids), set(updates.remove_label_ids)),
        ("assignee_ids", set(updates.add_assignee_ids), set(updates.remove_assignee_ids)),
    ]


def _may_be_archived(updates: BulkUpdates) -> bool:
    """Whether archived cards can be meant: they come back, or stay as they are."""
    return updates.archived is False or updates.model_fields_set == {"archived"}
