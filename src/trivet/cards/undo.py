"""Takes a change back, and brings it about again: undo of an undo is redo.

The rules are in `undoing.py` (what the change and the log say) and `undo_checks.py` (what the board
allows today). Nothing on GitHub is ever undone: what stays there is named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.boards.access import BoardAccess
from trivet.boards.models import Board
from trivet.boards.repository import BoardRepository
from trivet.boards.service import BoardService
from trivet.cards import events as types
from trivet.cards.batch import CardBatch, State, Wish
from trivet.cards.batch_repository import TABLES, BatchWriteRepository
from trivet.cards.bulk import begun
from trivet.cards.bulk_errors import NothingToUndo, UndoBlocked
from trivet.cards.bulk_schemas import MOST_AT_ONCE, Blocked, Undone, UndoOut
from trivet.cards.counterparts import Counterparts, Kept
from trivet.cards.models import Card
from trivet.cards.reversals import (
    CARD,
    LIFE,
    SETS,
    Earlier,
    Hindrance,
    Past,
    Reason,
    Reversal,
    earlier,
    taken_back,
)
from trivet.cards.tasks import UNDO_CHANGE
from trivet.cards.undo_checks import Allowed
from trivet.cards.undo_log import Change, change_at, last_change, past_of
from trivet.cards.undo_wire import blocked_out, present_of, row_place, row_value, undone_out
from trivet.cards.undoing import reversal
from trivet.platform.ids import new_id
from trivet.platform.tasks.snapshots import TaskSnapshot
from trivet.platform.uow import WriteUnit
from trivet.workspaces.service import lock_workspace

RELATIONS = {"parent_id", "blocked_by", "blocks"}
"""Fields that could close a circle if two people changed them at the same time."""

_GOES = (types.CARD_ARCHIVED, types.CARD_DELETED)


@dataclass(slots=True)
class Undoing:
    """What became of some cards of a change.

    Args:
        undone: the events that were taken back, at least in part.
        blocked: what was not.
        kept: what stays on GitHub of cards that go into the bin.
        known: whether any of it was left to take back.
    """

    undone: list[Undone] = field(default_factory=list)
    blocked: list[Blocked] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    known: bool = False


class UndoService:
    """Takes changes back.

    Args:
        unit: the write unit.
        caller: whose changes.
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
        self._ordered = False

    async def undo(self, board_id: UUID, seq: int | None) -> UndoOut | tuple[TaskSnapshot, UUID]:
        """Take a change back; a big one by a task.

        Args:
            board_id: the board.
            seq: the number of one of its events; None is the caller's own last change here.

        Returns:
            What became of it, or the task and what its events will have in common.

        Raises:
            BoardNotFound, Forbidden, BoardArchived: as for every change of a board.
            NothingToUndo: there is no such change, or it is taken back already.
            UndoBlocked: nothing of it can be taken back.
        """
        await self._access.require_edit(self._caller, board_id, self._unit.session)
        await self._lock_relations(board_id, seq)
        pinned, stays = await self._let_go(board_id, seq)
        board = await self._locked(board_id)
        change = await self._change(board_id, board.seq, pinned)
        batch_id = new_id()
        if len(change.seqs) > MOST_AT_ONCE:
            return await self._begin(board, change, batch_id), batch_id
        done = await self.take_back(board, change, change.card_ids, batch_id)
        if not done.known:
            raise NothingToUndo("It is taken back already.")
        if not done.undone:
            raise UndoBlocked(
                "Somebody went on from there, or what it needs is no more: see `blocked`.",
                extra={"blocked": [each.model_dump(mode="json") for each in done.blocked]},
            )
        await self._unit.flush()
        return UndoOut(
            undone=done.undone,
            blocked=done.blocked,
            kept=[*done.kept, *stays],
            batch_id=batch_id,
            seqs=[event.seq for event in self._unit.events],
        )

    async def chunk(
        self, board_id: UUID, change: Change, card_ids: Sequence[UUID], batch_id: UUID
    ) -> Undoing:
        """Take back what a change did to some of its cards.

        Args:
            board_id: the board.
            change: all of it.
            card_ids: which of its cards.
            batch_id: what the events have in common.

        Raises:
            BoardNotFound, Forbidden, BoardArchived: as for every change of a board.
        """
        await self._access.require_edit(self._caller, board_id, self._unit.session)
        board = await self._locked(board_id)
        return await self.take_back(board, change, card_ids, batch_id)

    async def _locked(self, board_id: UUID) -> Board:
        return await BoardService(self._unit, self._caller, self._access).locked(board_id)

    async def _change(self, board_id: UUID, last: int, seq: int | None) -> Change:
        if seq is None:
            return await last_change(self._rows, board_id, last, self._caller.user_id)
        return await change_at(self._rows, board_id, seq, self._caller.user_id)

    async def _lock_relations(self, board_id: UUID, seq: int | None) -> None:
        """Hold the workspace, which comes before its boards, if relations of cards may go back."""
        board = await BoardRepository(self._unit.session).get(board_id)
        if board is None:
            return  # whoever locks it says so
        change = await self._change(board_id, board.seq, seq)
        if len(change.seqs) > MOST_AT_ONCE:
            return
        for row in await self._events(board_id, change.card_ids, change):
            if row.seq in change.seqs and RELATIONS & {*row.payload.get("fields", ())}:
                await lock_workspace(self._unit.session, board.workspace_id)
                self._ordered = True
                return

    async def _let_go(self, board_id: UUID, seq: int | None) -> tuple[int | None, Sequence[Kept]]:
        """Stop what the change began elsewhere. Its tasks come before boards in the order of locks.

        Returns:
            The number by which the change is found once the board is held, and what stays elsewhere.
        """
        board = await BoardRepository(self._unit.session).get(board_id)
        if board is None:
            return seq, ()  # whoever locks it says so
        change = await self._change(board_id, board.seq, seq)
        if change.batch_id is None or len(change.card_ids) != 1:
            return seq, ()
        (card_id,) = change.card_ids
        stays = await self._elsewhere.let_go(
            self._unit, board.workspace_id, card_id, change.batch_id
        )
        # What was stopped belongs to this change, and to none that came meanwhile.
        return (seq, ()) if stays is None else (change.seqs[0], stays)

    async def _begin(self, board: Board, change: Change, batch_id: UUID) -> TaskSnapshot:
        args = {
            "board_id": str(board.id),
            "seq": change.seqs[0],
            "batch_id": str(batch_id),
            "origin": str(self._unit.actor.origin),
        }
        task = UNDO_CHANGE.call(
            args,
            workspace_id=board.workspace_id,
            requested_by=self._caller.user_id,
            concurrency_key=f"cards:{board.id}",
        )
        return await begun(self._unit, task)

    async def _events(self, board_id: UUID, card_ids: Sequence[UUID], change: Change) -> list[Past]:
        rows = await self._rows.events_of_cards(board_id, card_ids, change.seqs[0])
        return [past_of(row) for row in rows]

    async def take_back(
        self, board: Board, change: Change, card_ids: Sequence[UUID], batch_id: UUID
    ) -> Undoing:
        """Take back what a change did to some of its cards; the board is held."""
        done = Undoing()
        seqs = set(change.seqs)
        events: dict[UUID, list[Past]] = {card_id: [] for card_id in card_ids}
        for row in await self._rows.events_of_cards(board.id, card_ids, change.seqs[0]):
            if row.card_id is not None:
                events[row.card_id].append(past_of(row))
        cards = await self._rows.cards(card_ids, whole=True)
        members = await self._rows.members(card_ids, TABLES)
        before = await self._earlier(board.id, change, events)
        reversals: dict[UUID, Reversal] = {}
        own: dict[UUID, list[Past]] = {}
        for card_id in card_ids:
            mine = [event for event in events[card_id] if event.seq in seqs]
            later = [event for event in events[card_id] if event.seq not in seqs]
            if {event.seq for event in mine} & taken_back(later):
                continue
            done.known = True
            card = cards.get(card_id)
            if card is None or card.board_id != board.id:
                reason = Reason.GONE if card is None else Reason.ELSEWHERE
                done.blocked.append(blocked_out(card_id, None, Hindrance(CARD, reason)))
                continue
            own[card_id] = mine
            reversals[card_id] = reversal(
                mine,
                later,
                present_of(card, members[card_id]),
                self._caller.user_id,
                before.get(card_id),
            )
        await Allowed(self._unit.session, board, cards, ordered=self._ordered).check(reversals)
        await self._apply(board, cards, members, reversals, batch_id)
        for card_id, each in reversals.items():
            key = f"{board.key}-{cards[card_id].number}"
            done.undone += undone_out(cards[card_id], key, own[card_id], each)
            done.blocked += [blocked_out(card_id, key, one) for one in each.hindrances]
        done.undone.sort(key=lambda each: each.seq)
        done.kept = await self._kept(board.id, cards, reversals)
        return done

    async def _earlier(
        self, board_id: UUID, change: Change, events: Mapping[UUID, Sequence[Past]]
    ) -> dict[UUID, Earlier]:
        """How those cards were before, which the change brought back, or did so no longer."""
        seqs = set(change.seqs)
        back = [
            card_id
            for card_id, each in events.items()
            if any(e.seq in seqs and _returns(e) for e in each)
        ]
        if not back:
            return {}
        rows = await self._rows.events_before(board_id, back, change.seqs[0], LIFE)
        stories: dict[UUID, list[Past]] = {card_id: [] for card_id in back}
        for row in rows:
            if row.card_id is not None:
                stories[row.card_id].append(past_of(row))
        return {card_id: earlier(story) for card_id, story in stories.items()}

    async def _apply(
        self,
        board: Board,
        cards: Mapping[UUID, Card],
        members: Mapping[UUID, dict[str, set[UUID]]],
        reversals: Mapping[UUID, Reversal],
        batch_id: UUID,
    ) -> None:
        wishes = [
            Wish(
                card=cards[card_id],
                members=members[card_id],
                fields={n: row_value(n, v) for n, v in each.fields.items() if n not in SETS},
                members_after={
                    n: {UUID(one) for one in v} for n, v in each.fields.items() if n in SETS
                },
                place=row_place(each.place),
                memory=row_place(each.memory),
                state=None if each.state is None else State(each.state),
                undoes=each.seqs,
            )
            for card_id, each in reversals.items()
        ]
        await CardBatch(self._unit, board, self._elsewhere, batch_id).write(wishes)

    async def _kept(
        self, board_id: UUID, cards: Mapping[UUID, Card], reversals: Mapping[UUID, Reversal]
    ) -> list[Kept]:
        """What stays on GitHub of the cards that went into the bin."""
        kept: list[Kept] = []
        gone = [one for one, each in reversals.items() if each.state == State.BINNED]
        if not gone:
            return kept
        found = await self._elsewhere.on_board(self._unit.session, board_id, gone)
        for card_id in gone:
            there = found.get(card_id, {})
            for pull in there.get("pull_requests", ()):
                name = f"{pull['repository']}#{pull['number']}"
                kept.append(Kept(kind="pull_request", name=name, url=pull.get("url")))
            kept += [
                Kept(kind="branch", name=branch["name"], url=branch.get("url"))
                for branch in there.get("branches", ())
            ]
        return kept


def _returns(event: Past) -> bool:
    return event.type == types.CARD_RESTORED or (bool(event.undoes) and event.type in _GOES)
