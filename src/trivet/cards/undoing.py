"""What it takes to undo a change of one card: field by field, what nobody touched since. Pure functions.

A change is one or several events about the card. Each of its fields goes back to what it was if it
still is what the change made of it, and nobody else changed it since; what somebody took back
meanwhile does not count. Labels, people, dependencies go back one by one, items of checklists and
links member by member.
"""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from trivet.cards import events as types
from trivet.cards.lists import Undone as UndoneList
from trivet.cards.lists import undone_list
from trivet.cards.reversals import (
    CARD,
    COLUMN,
    LISTS,
    PLACES,
    SETS,
    STATES,
    Earlier,
    Past,
    Present,
    Reason,
    Reversal,
    taken_back,
)


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
        life = [event for event in self._change if event.type in STATES]
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
        ends, created = STATES[life[-1].type], life[0].type == types.CARD_CREATED
        touch = self._foreign(
            lambda event: event.type in STATES or (created and _is_of_people(event))
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
        return next((e for e in reversed(self._active) if e.type in STATES), None)

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
        touches = [event for event in self._active if event.type in PLACES]
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
                self._out.note(name, Reason.FORGOTTEN)

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
