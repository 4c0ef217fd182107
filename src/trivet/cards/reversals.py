"""What undo speaks of: what happened to a card, how it is, and what takes a change back."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from trivet.cards import events as types

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

STATES = {
    types.CARD_CREATED: "live",
    types.CARD_RESTORED: "live",
    types.CARD_ARRIVED: "live",
    types.CARD_ARCHIVED: "archived",
    types.CARD_DELETED: "deleted",
    types.CARD_LEFT: "elsewhere",
}
COMES = (types.CARD_CREATED, types.CARD_RESTORED, types.CARD_ARRIVED)
LIFE = (*COMES, types.CARD_MOVED, types.CARD_ARCHIVED, types.CARD_DELETED)
"""What tells where a card was, and in which state."""
PLACES = (types.CARD_MOVED, types.CARD_RESTORED, types.CARD_ARRIVED)


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


def earlier(story: Sequence[Past]) -> Earlier:
    """How a card was after what happened to it: where, and in which state.

    Args:
        story: its coming, going and moving, in order.
    """
    now = Earlier("archived", None)
    before: dict[int, Earlier] = {}
    for event in story:
        before[event.seq] = now
        if event.type in COMES:
            card = event.payload["card"]
            now = Earlier("live", (card["column_id"], card["rank"]))
        elif event.type == types.CARD_MOVED:
            now = Earlier(now.state, (event.payload["column_id"], event.payload["rank"]))
        else:
            # What takes a return back puts the card where it stood before it.
            back = next((before[seq] for seq in sorted(event.undoes) if seq in before), now)
            now = Earlier(STATES[event.type], back.place)
    return now
