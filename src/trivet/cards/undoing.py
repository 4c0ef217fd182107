"""What it takes to undo a change of one card: field by field, what nobody touched since. Pure functions.

A change is one or several events about the card. Each of its fields goes back to what it was if it
still is what the change made of it, and nobody else changed it since; what somebody took back
meanwhile does not count. Labels, people, dependencies go back one by one, items of checklists and
links member by member.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from trivet.cards import events as types
from trivet.cards.lists import Undone as UndoneList
from trivet.cards.lists import undone_list

UNDOABLE = frozenset(
    {
        types.CARD_CREATED,
        types.CARD_UPDATED,
        types.CARD_MOVED,
        types.CARD_ARCHIVED,
        types.CARD_RESTORED,
        types.CARD_DELETED,
    }
)
SETS = ("label_ids", "assignee_ids", "blocked_by", "blocks")
LISTS = ("checklist", "links")
CARD = "card"
"""Names the coming and going of a card, where a field is named."""
COLUMN = "column_id"
"""Names its place."""

_LIFE = {
    types.CARD_CREATED: "live",
    types.CARD_RESTORED: "live",
    types.CARD_ARRIVED: "live",
    types.CARD_ARCHIVED: "archived",
    types.CARD_DELETED: "deleted",
    types.CARD_LEFT: "elsewhere",
}
_COMES = (types.CARD_CREATED, types.CARD_RESTORED, types.CARD_ARRIVED)
LIFE = (*_COMES, types.CARD_MOVED, types.CARD_ARCHIVED, types.CARD_DELETED)
"""What tells where a card was, and in which state."""
_PLACES = (types.CARD_MOVED, types.CARD_RESTORED, types.CARD_ARRIVED)


class Reason(StrEnum):
    """Why something is not taken back."""

    CHANGED = "changed_since"
    ARCHIVED = "archived"
    DELETED = "deleted"
    GONE = "gone"
    ELSEWHERE = "elsewhere"
    FORGOTTEN = "forgotten"
    COLUMN_DELETED = "column_deleted"
    COLUMN_FULL = "column_full"
    BOARD_FULL = "board_full"
    LABEL_DELETED = "label_deleted"
    NOT_A_MEMBER = "not_a_member"
    RELATED_ELSEWHERE = "related_elsewhere"
    CYCLE = "cycle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One event of the log about a card.

    Args:
        payload: with its texts, as far as they are kept.
        undoes: the numbers of the events that it takes back.
    """

    seq: int
    type: str
    payload: Mapping[str, Any]
    actor_id: UUID | None
    at: datetime
    undoes: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """A card as it is now, in the values of JSON.

    Args:
        state: `live`, `archived` or `deleted`.
        archived: whether it would be archived if it came out of the bin.
        place: its column and rank.
        fields: member → value, all that can be changed.
        field_versions: as its row has them.
    """

    state: str
    archived: bool
    place: tuple[str, str]
    fields: Mapping[str, Any]
    field_versions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Earlier:
    """How a card was before it was brought back: where, and `archived` or `deleted`."""

    state: str
    place: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Hindrance:
    """What is not taken back, and why."""

    field: str
    reason: Reason
    by: UUID | None = None
    at: datetime | None = None


@dataclass(slots=True)
class Reversal:
    """What takes a change of one card back.

    Args:
        state: where the card goes: `live`, `archived`, `deleted`; None is where it is.
        place: its column and rank, if it goes back to them.
        memory: where it stood while it was archived, if it is archived again.
        fields: member → its old value.
        undone: which of the change's fields go back; the numbers of their events.
        sets: of those that are sets of ids, what they are now.
        hindrances: what does not.
    """

    state: str | None = None
    place: tuple[str, str] | None = None
    memory: tuple[str, str] | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    undone: dict[str, set[int]] = field(default_factory=dict)
    sets: dict[str, set[str]] = field(default_factory=dict)
    hindrances: list[Hindrance] = field(default_factory=list)

    def hinder(self, name: str, reason: Reason, touch: Past | None = None) -> None:
        """Leave a field as it is."""
        self.note(name, reason, touch)
        self.undone.pop(name, None)
        if name == CARD:
            self.state = self.memory = None
        elif name == COLUMN:
            self.place = None
        else:
            self.fields.pop(name, None)

    def hinder_all(self, reason: Reason) -> None:
        """Leave the whole card as it is."""
        for name in list(self.undone):
            self.hinder(name, reason)

    def note(self, name: str, reason: Reason, touch: Past | None = None) -> None:
        """Say that not all of a field goes back."""
        by, at = (touch.actor_id, touch.at) if touch else (None, None)
        self.hindrances.append(Hindrance(name, reason, by, at))

    @property
    def seqs(self) -> list[int]:
        """The numbers of the events that are taken back, at least in part."""
        return sorted(set().union(*self.undone.values()))


def taken_back(events: Iterable[Past]) -> set[int]:
    """The numbers of events that are taken back, and not brought about again.

    Args:
        events: in order; those that take back are among them.
    """
    return undone_by([(event.seq, event.undoes) for event in events])


def undone_by(events: Sequence[tuple[int, Collection[int]]]) -> set[int]:
    """The same, of `(seq, undoes)` in order: the newest is right, and what it took back is void."""
    undone: set[int] = set()
    for seq, undoes in reversed(events):
        if undoes and seq not in undone:
            undone |= set(undoes)
    return undone


def reversal(
    change: Sequence[Past],
    later: Sequence[Past],
    present: Present,
    me: UUID,
    earlier: Earlier | None = None,
) -> Reversal:
    """What takes a change back.

    Args:
        change: its events about the card, in order.
        later: what happened to the card since, in order, beside the change itself.
        present: the card now.
        me: whose change it is.
        earlier: how the card was before, if the change brought it back, or took such back.
    """
    return _Undoing(change, later, present, me, earlier).run()


def earlier(story: Sequence[Past]) -> Earlier:
    """How a card was after what happened to it: where, and in which state.

    Args:
        story: its coming, going and moving, in order.
    """
    now = Earlier("archived", None)
    before: dict[int, Earlier] = {}
    for event in story:
        before[event.seq] = now
        if event.type in _COMES:
            card = event.payload["card"]
            now = Earlier("live", (card["column_id"], card["rank"]))
        elif event.type == types.CARD_MOVED:
            now = Earlier(now.state, (event.payload["column_id"], event.payload["rank"]))
        else:
            # What takes a return back puts the card where it stood before it.
            back = next((before[seq] for seq in sorted(event.undoes) if seq in before), now)
            now = Earlier(_LIFE[event.type], back.place)
    return now


class _Undoing:
    def __init__(
        self,
        change: Sequence[Past],
        later: Sequence[Past],
        present: Present,
        me: UUID,
        earlier: Earlier | None,
    ) -> None:
        self._change = change
        void = taken_back(later)
        self._active = [e for e in later if not e.undoes and e.seq not in void]
        self._present = present
        self._me = me
        self._earlier = earlier
        self._out = Reversal()

    def run(self) -> Reversal:
        life = [event for event in self._change if event.type in _LIFE]
        if life:
            self._life(life)
        if life and life[0].type == types.CARD_CREATED:
            return self._out  # it goes, with whatever else was done to it
        self._place(life)
        for name, (before, after, seqs) in self._edits().items():
            self._field(name, before, after, seqs)
        self._forgotten()
        return self._out

    # Coming and going.

    def _life(self, life: Sequence[Past]) -> None:
        ends, created = _LIFE[life[-1].type], life[0].type == types.CARD_CREATED
        touch = self._foreign(
            lambda event: event.type in _LIFE or (created and _is_of_people(event))
        )
        self._out.undone[CARD] = {event.seq for event in life}
        if self._present.state != ends:
            self._out.hinder(CARD, _away(self._present.state), touch or self._last_life())
        elif touch is not None:
            self._out.hinder(CARD, Reason.CHANGED, touch)
        else:
            self._out.state = self._before(life[0])
            if self._earlier is not None:
                self._remember(self._earlier)
            if self._out.state == self._present.state:
                self._out.state = None

    def _remember(self, earlier: Earlier) -> None:
        """A return that is undone leaves the card where it had been; redone, it comes back there."""
        if self._out.state != "live":
            self._out.memory = earlier.place
        elif earlier.state == "live":
            self._out.place = earlier.place

    def _before(self, first: Past) -> str:
        """Where the card was before the first event of its coming and going."""
        if first.type == types.CARD_CREATED:
            return "deleted"
        if first.type == types.CARD_RESTORED:
            return self._earlier.state if self._earlier is not None else "archived"
        if first.type == types.CARD_DELETED and self._present.archived:
            return "archived"
        return "live"

    def _last_life(self) -> Past | None:
        return next((e for e in reversed(self._active) if e.type in _LIFE), None)

    @property
    def _open(self) -> bool:
        """Whether the card is on the board, or comes back to it."""
        return "live" in (self._present.state, self._out.state)

    # Its place.

    def _place(self, life: Sequence[Past]) -> None:
        moves = [event for event in self._change if event.type == types.CARD_MOVED]
        if not moves or (life and life[0].type == types.CARD_RESTORED):
            return
        first, last = moves[0].payload, moves[-1].payload
        before = (str(first["from_column_id"]), str(first["from_rank"]))
        after = (str(last["column_id"]), str(last["rank"]))
        self._out.undone[COLUMN] = {event.seq for event in moves}
        touches = [event for event in self._active if event.type in _PLACES]
        foreign = next((e for e in reversed(touches) if e.actor_id != self._me), None)
        present = self._present.place
        # A column whose ranks were made short again is nobody's move.
        same = present == after if touches else present[0] == after[0]
        if not self._open:
            self._out.hinder(COLUMN, _away(self._present.state), self._last_life())
        elif foreign is not None or not same:
            touch = foreign or (touches[-1] if touches else None)
            self._out.hinder(COLUMN, Reason.CHANGED, touch)
        elif before != present:
            self._out.place = before

    # Its fields.

    def _edits(self) -> dict[str, tuple[Any, Any, set[int]]]:
        """Field → what it was before the change, what it was afterwards, by which events."""
        found: dict[str, tuple[Any, Any, set[int]]] = {}
        for event in self._change:
            if event.type != types.CARD_UPDATED:
                continue
            for name, value in event.payload["fields"].items():
                was = event.payload["was"].get(name)
                before, _, seqs = found.get(name, (was, None, set()))
                found[name] = (before, value, seqs | {event.seq})
        return found

    def _field(self, name: str, before: Any, after: Any, seqs: set[int]) -> None:
        self._out.undone[name] = seqs
        if not self._open:
            self._out.hinder(name, _away(self._present.state), self._last_life())
        elif name in SETS:
            self._set(name, set(before or ()), set(after or ()))
        elif name in LISTS:
            self._list(name, before or [], after or [])
        else:
            self._plain(name, before, after)

    def _plain(self, name: str, before: Any, after: Any) -> None:
        touches = [event for event in self._active if name in _changed_by(event)]
        foreign = next((e for e in reversed(touches) if e.actor_id != self._me), None)
        present = self._present.fields.get(name)
        if foreign is not None or not _same(present, after):
            touch = foreign or (touches[-1] if touches else None)
            self._out.hinder(name, Reason.CHANGED, touch)
        elif not _same(present, before):
            self._out.fields[name] = before

    def _set(self, name: str, before: set[str], after: set[str]) -> None:
        present = set(self._present.fields.get(name) or ())
        self._out.sets[name] = present
        touched = self._touched_members(name)
        take = {one for one in after - before if one in present and one not in touched}
        give = {one for one in before - after if one not in present and one not in touched}
        stuck = (before ^ after) - take - give
        if take or give:
            self._out.fields[name] = sorted((present - take) | give)
            if stuck:
                touch = next((touched[one] for one in sorted(stuck) if one in touched), None)
                self._out.note(name, Reason.CHANGED, touch)
        elif stuck:
            self._out.hinder(name, Reason.CHANGED, self._last_touch(name))

    def _touched_members(self, name: str) -> dict[str, Past]:
        """Which members somebody else added or removed since."""
        found: dict[str, Past] = {}
        for event in self._active:
            if event.actor_id == self._me or name not in _changed_by(event):
                continue
            old, new = event.payload["was"].get(name), event.payload["fields"].get(name)
            for one in set(old or ()) ^ set(new or ()):
                found[one] = event
        return found

    def _list(self, name: str, before: list[Any], after: list[Any]) -> None:
        present = list(self._present.fields.get(name) or ())
        done: UndoneList = undone_list(before, after, present)
        if done.items != present:
            self._out.fields[name] = done.items
            if done.stuck:
                self._out.note(name, Reason.CHANGED, self._last_touch(name))
        elif done.stuck:
            self._out.hinder(name, Reason.CHANGED, self._last_touch(name))

    def _last_touch(self, name: str) -> Past | None:
        return next((e for e in reversed(self._active) if name in _changed_by(e)), None)

    def _forgotten(self) -> None:
        """What the change did to texts that the log does not hold any more."""
        told = self._edits()
        for event in self._change:
            if event.type != types.CARD_UPDATED:
                continue
            version = event.payload["version"]
            lost = [n for n, v in self._present.field_versions.items() if v == version]
            hidden = [name for name in lost if name not in told]
            for name in hidden or ([] if event.payload["fields"] else ["title"]):
                self._out.hindrances.append(Hindrance(name, Reason.FORGOTTEN))

    def _foreign(self, concerns: Any) -> Past | None:
        """The last thing of a kind that somebody else did since."""
        return next(
            (e for e in reversed(self._active) if e.actor_id != self._me and concerns(e)), None
        )


def _is_of_people(event: Past) -> bool:
    """Whether it is what somebody did with a card here, and not what became known of GitHub."""
    return event.type.startswith(("card.", "comment."))


def _changed_by(event: Past) -> Collection[str]:
    return event.payload["fields"] if event.type == types.CARD_UPDATED else ()


def _same(left: Any, right: Any) -> bool:
    """Whether two values are the same; nothing is nothing, however it is written."""
    empty: tuple[Any, ...] = (None, "", [], "none")
    return left == right or (left in empty and right in empty)


def _away(state: str) -> Reason:
    return {"archived": Reason.ARCHIVED, "deleted": Reason.DELETED}.get(state, Reason.CHANGED)
