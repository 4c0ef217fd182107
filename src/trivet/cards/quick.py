"""The quick way of cards: plans for the BoardWriter.

A plan looks at the live snapshot, applies the same rules as `cards/service.py`, and answers with
one change. Whatever needs more than card, event and number (labels, people, long texts, a stale
`base_version`, an anchor that has gone, a rank that grew too long) is `Unsuited`: the ordinary unit
of work takes it, and names the refusal if there is one. One suite of tests drives both.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.boards.access import BoardAccess, may_edit
from trivet.boards.events import BoardEvent
from trivet.boards.live import LiveBoard, LiveCard
from trivet.boards.liveboards import LiveBoards
from trivet.boards.models import CLOSED
from trivet.boards.schemas import Placement
from trivet.boards.writer import BoardWriter, Group, Later, Plan, Unsuited, Written
from trivet.cards import events as types
from trivet.cards.changes import CardChange, CardInsert, Details, Values
from trivet.cards.editing import PLACE
from trivet.cards.limits import MOST_OPEN_CARDS, NEARLY_FULL
from trivet.cards.models import Priority
from trivet.cards.repository import CardRepository
from trivet.cards.schemas import CardCreate, CardPatch
from trivet.cards.wire import (
    DETAILS,
    LONG_TEXTS,
    Document,
    applied,
    change_payload,
    is_said,
    plain,
    split_texts,
)
from trivet.platform import ranking
from trivet.platform.clock import now, rfc3339
from trivet.platform.events import Actor
from trivet.platform.ids import new_id
from trivet.platform.json import loads
from trivet.platform.uow import Units

_ORDINARY = (*LONG_TEXTS, "parent_id")
"""Fields that only the ordinary way edits: not in a fragment, or with rules over several cards."""


class QuickCards:
    """Changes cards the quick way, or says that it cannot.

    Args:
        writer: writes the changes.
        live: the live boards.
        access: who may do what.
        units: read what the live boards do not hold of a card.
    """

    def __init__(
        self, writer: BoardWriter, live: LiveBoards, access: BoardAccess, units: Units
    ) -> None:
        self._units = units
        self._writer = writer
        self._live = live
        self._access = access

    async def create(
        self, caller: Caller, actor: Actor, board_id: UUID, wanted: CardCreate
    ) -> tuple[Document, int] | None:
        """Put a card on a board.

        Returns:
            The card and the number of the event; None if the ordinary way must be taken.

        Raises:
            BoardNotFound, Forbidden: as on the ordinary way.
        """
        board = self._live.peek(str(board_id))
        if board is None or _has_more(wanted):
            return None
        may_edit(caller, await self._access.role(caller, board_id))
        try:
            written = await self._writer.submit(board.id, _creation(wanted, actor))
        except Unsuited:
            return None
        change = written.change
        assert isinstance(change, CardInsert)
        event = change.event
        await self._live.settle(board.id, event.seq)
        return {**event.payload["card"], **event.texts["card"]}, event.seq

    async def patch(
        self, caller: Caller, actor: Actor, card_id: str, patch: CardPatch
    ) -> tuple[Document, int] | None:
        """Edit or move a card.

        Returns:
            The card and the number of the event; None if the ordinary way must be taken.

        Raises:
            Forbidden: as on the ordinary way.
        """
        board = self._live.board_of_card(card_id)
        if board is None or not _suits(patch):
            return None
        role = await self._access.role_or_none(caller, UUID(board.id))
        if role is None:
            return None
        may_edit(caller, role)
        seen = _Seen()
        way = _move if patch.moves else _edit
        try:
            written = await self._writer.submit(board.id, way(card_id, patch, actor, seen))
        except Unsuited:
            return None
        if written.change is None:
            return await self._as_it_was(board.id, card_id, seen)
        return await self._answer(board.id, written)

    async def _answer(self, board_id: str, written: Written) -> tuple[Document, int]:
        """The whole card as this change left it, whatever has become of it since."""
        change = written.change
        assert isinstance(change, CardChange)
        event = change.event
        await self._live.settle(board_id, event.seq)
        assert event.created_at is not None
        form = applied(change.before, event.type, event.whole, rfc3339(event.created_at))
        return _whole(form or change.before, board_id, written.row), event.seq

    async def _as_it_was(
        self, board_id: str, card_id: str, seen: "_Seen"
    ) -> tuple[Document, int] | None:
        """The whole card, in which nothing changes; None if the board is another one by now.

        The board, not the card alone: others decide whether the card is where it is to go, and whether it may.
        """
        async with self._units.read() as unit:
            cards = CardRepository(unit.session)
            details = await cards.details(UUID(card_id), UUID(board_id), seen.seq)
        return None if details is None else (_whole(seen.form, board_id, details), seen.seq)


@dataclass(slots=True)
class _Seen:
    """The card as a plan saw it in which there is nothing to change.

    Args:
        form: its board form.
        seq: of the board.
    """

    form: Document = field(default_factory=dict)
    seq: int = 0

    def note(self, board: LiveBoard, form: Document) -> None:
        self.form, self.seq = form, board.seq


def _whole(form: Document, board_id: str, details: Details) -> Document:
    """The whole card, of its board form and of what that lacks."""
    document = {**form, "board_id": board_id}
    for name in LONG_TEXTS:
        document.pop(f"has_{name}", None)
    for name in ("checklist_total", "checklist_done"):
        document.pop(name, None)
    for name in DETAILS:
        if value := getattr(details, name):
            document[name] = value
    return document


def _has_more(wanted: CardCreate) -> bool:
    """Whether a new card has what stands in other tables, has to be looked up, or is forced."""
    return bool(wanted.label_ids or wanted.assignee_ids or wanted.parent_id or wanted.force)


def _suits(patch: CardPatch) -> bool:
    """Whether a patch is one edit of plain fields, or one move, and nothing else."""
    others = (
        patch.add_label_ids,
        patch.remove_label_ids,
        patch.add_assignee_ids,
        patch.remove_assignee_ids,
        patch.archived is not None,
        patch.force,
    )
    edits = patch.edits()
    if any(others) or not edits.keys().isdisjoint(_ORDINARY):
        return False
    return bool(edits) != patch.moves


def _seen(board: LiveBoard, card_id: str, base_version: int | None) -> LiveCard:
    """The card as the live snapshot has it, if nothing about it needs a closer look."""
    card = board.cards.get(card_id)
    if card is None or board.archived:
        raise Unsuited("not on the board")
    if base_version is not None and base_version != card.version:
        raise Unsuited("a closer look at what changed since")
    return card


def _values(form: Mapping[str, Any], edits: Mapping[str, Any]) -> Values:
    def value(name: str) -> Any:
        return plain(edits[name]) if name in edits else form.get(name)

    def day(name: str) -> date | None:
        text = value(name)
        return date.fromisoformat(text) if text else None

    return Values(
        title=value("title"),
        priority=value("priority") or Priority.NONE.value,
        estimate=value("estimate"),
        start_date=day("start_date"),
        due_date=day("due_date"),
    )


def _edit(card_id: str, patch: CardPatch, actor: Actor, seen: _Seen) -> Plan:
    edits = patch.edits()

    def plan(board: LiveBoard, _group: Group) -> CardChange | None:
        card = _seen(board, card_id, patch.base_version)
        form = loads(card.fragment)
        current = {name: form.get(name) for name in edits}
        if "priority" in current:
            current["priority"] = current["priority"] or Priority.NONE.value
        fields = {n: plain(v) for n, v in edits.items() if plain(v) != current[n]}
        if not fields:
            seen.note(board, form)
            return None
        if "title" in fields and form.get("pull_requests"):
            raise Unsuited("where its pull requests are, its title may be told")
        payload, texts = change_payload(
            card.version + 1, fields, {name: current[name] for name in fields}
        )
        return CardChange(
            card_id=card_id,
            before=form,
            version=card.version,
            values=_values(form, edits),
            fields=tuple(fields),
            column_id=card.column_id,
            rank=card.rank,
            event=_event(board, card_id, types.CARD_UPDATED, actor, payload, texts),
        )

    return plan


def _move(card_id: str, patch: CardPatch, actor: Actor, seen: _Seen) -> Plan:
    def plan(board: LiveBoard, group: Group) -> CardChange | None:
        card = _seen(board, card_id, patch.base_version)
        column_id = _target_column(board, card, patch)
        if column_id not in board.columns or card_id in (str(patch.before), str(patch.after)):
            raise Unsuited("the ordinary way answers this")
        if column_id != card.column_id and board.columns[column_id].get("wip_hard"):
            raise Unsuited("somebody has to count")
        if card_id in group.cards:
            raise Later
        low, high = _neighbours(board, group, column_id, patch, card)
        if column_id == card.column_id and _between(card.rank, low, high):
            seen.note(board, loads(card.fragment))
            return None
        rank = _rank(low, high)
        payload = {
            "version": card.version + 1,
            "column_id": column_id,
            "rank": rank,
            "from_column_id": card.column_id,
            "from_rank": card.rank,
        }
        form = loads(card.fragment)
        if _concerns_others(form) and _turns(board, card.column_id, column_id):
            raise Unsuited("those who wait for it are told in its transaction")
        return CardChange(
            card_id=card_id,
            before=form,
            version=card.version,
            values=_values(form, {}),
            fields=(PLACE,),
            column_id=column_id,
            rank=rank,
            event=_event(board, card_id, types.CARD_MOVED, actor, payload, {}),
        )

    return plan


def _concerns_others(form: Document) -> bool:
    """Whether somebody beside the board looks at whether there is something left to do on a card."""
    return bool(form.get("blocks") or (form.get("blocked_by") and form.get("pull_requests")))


def _turns(board: LiveBoard, from_id: str, to_id: str) -> bool:
    """Whether a move between two columns leaves nothing to do on the card, or something again."""
    before, after = (
        board.columns[column_id]["category"] in CLOSED for column_id in (from_id, to_id)
    )
    return after != before


def _target_column(board: LiveBoard, card: LiveCard, patch: CardPatch) -> str:
    """The column that is named, else the one of the card beside which it goes, else its own."""
    if patch.column_id is not None:
        return str(patch.column_id)
    anchor = patch.before or patch.after
    there = board.cards.get(str(anchor)) if anchor else None
    return there.column_id if there else card.column_id


def _creation(wanted: CardCreate, actor: Actor) -> Plan:
    card_id = str(new_id())

    def plan(board: LiveBoard, group: Group) -> CardInsert:
        column_id = str(wanted.column_id)
        if column_id not in board.columns or board.archived:
            raise Unsuited("the ordinary way answers this")
        nearly_full = len(board.cards) >= MOST_OPEN_CARDS - NEARLY_FULL
        if nearly_full or board.columns[column_id].get("wip_hard"):
            raise Unsuited("somebody has to count")
        rank = _rank(*_neighbours(board, group, column_id, wanted, None))
        moment = now()
        at = rfc3339(moment)
        whole: Document = {
            "id": card_id,
            "board_id": board.id,
            "column_id": column_id,
            "rank": rank,
            "version": 1,
            "title": wanted.title,
            "description": wanted.description,
            "acceptance_criteria": wanted.acceptance_criteria,
            "priority": wanted.priority.value,
            "estimate": wanted.estimate,
            "start_date": plain(wanted.start_date),
            "due_date": plain(wanted.due_date),
            "created_by": plain(actor.user_id),
            "created_at": at,
            "updated_at": at,
        }
        facts, texts = split_texts({n: v for n, v in whole.items() if is_said(n, v)})
        event = _event(board, card_id, types.CARD_CREATED, actor, {"card": facts}, {"card": texts})
        event.created_at = moment
        return CardInsert(
            card_id=card_id,
            values=_values(whole, {}),
            description=wanted.description,
            acceptance_criteria=wanted.acceptance_criteria,
            column_id=column_id,
            rank=rank,
            event=event,
        )

    return plan


def _event(
    board: LiveBoard,
    card_id: str,
    type_: str,
    actor: Actor,
    payload: dict[str, Any],
    texts: dict[str, Any],
) -> BoardEvent:
    return BoardEvent(
        type=type_,
        board_id=UUID(board.id),
        card_id=UUID(card_id),
        payload=payload,
        texts=texts,
        actor=actor,
        created_at=now(),
    )


def _rank(low: str | None, high: str | None) -> str:
    rank = ranking.jittered(low, high)
    if len(rank) > ranking.MAX_LENGTH:
        raise Unsuited("the column must be rebalanced")
    return rank


def _between(rank: str, low: str | None, high: str | None) -> bool:
    return (low is None or low < rank) and (high is None or rank < high)


def _neighbours(
    board: LiveBoard, group: Group, column_id: str, wanted: Placement, moving: LiveCard | None
) -> tuple[str | None, str | None]:
    """The ranks between which a card goes, as if it were not there and the group were written."""
    order = board.order(column_id)
    own = (moving.rank, moving.id) if moving and moving.column_id == column_id else None
    own_index = bisect_left(order, own) if own else None
    anchor = wanted.before or wanted.after
    if anchor is not None:
        there = _anchor(board, group, column_id, str(anchor))
        index = bisect_left(order, (there.rank, there.id)) + (0 if wanted.before else 1)
    elif wanted.position is not None:
        index = wanted.position
        if own_index is not None and index > own_index:
            index += 1
        index = min(index, len(order))
    else:
        index = len(order)
    low, high = _around(order, index, own_index)
    return _past_the_group(group, column_id, low, high, wanted)


def _anchor(board: LiveBoard, group: Group, column_id: str, card_id: str) -> LiveCard:
    if card_id in group.cards:
        raise Later
    card = board.cards.get(card_id)
    if card is None or card.column_id != column_id:
        raise Unsuited("the anchor has gone")
    return card


def _around(
    order: list[tuple[str, str]], index: int, own: int | None
) -> tuple[str | None, str | None]:
    """The ranks before and at `index`, passing over the card that moves."""
    low, high = index - 1, index
    if low == own:
        low -= 1
    if high == own:
        high += 1
    return (
        order[low][0] if low >= 0 else None,
        order[high][0] if high < len(order) else None,
    )


def _past_the_group(
    group: Group, column_id: str, low: str | None, high: str | None, wanted: Placement
) -> tuple[str | None, str | None]:
    """Narrow the gap by ranks that this group gives away in it already."""
    taken = sorted(rank for rank in group.ranks.get(column_id, ()) if _between(rank, low, high))
    if not taken:
        return low, high
    if wanted.after is not None or wanted.position is not None:
        return low, taken[0]
    return taken[-1], high
