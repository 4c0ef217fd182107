"""Who has a board open, and what they look at; in this process, and as other processes tell."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(slots=True)
class Spot:
    """Where one socket's person is.

    Args:
        user_id: who.
        name: what they are called.
        moved: the larger, the later they said where they are; 0 before they did.
        card_id: the card they look at.
        editing: whether they edit it.
    """

    user_id: UUID
    name: str
    moved: int = 0
    card_id: UUID | None = None
    editing: bool = False


Person = dict[str, Any]
"""Somebody as clients see them."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The people whose sockets are in another process.

    Args:
        people: as that process told.
        until: when they count as gone, if it tells nothing more; on the loop's clock, in seconds.
    """

    people: list[Person]
    until: float


class Presence:
    """The people on one board. Somebody with several sockets is where they moved last."""

    def __init__(self) -> None:
        self._spots: dict[object, Spot] = {}
        self._elsewhere: dict[str, Elsewhere] = {}
        self.version = 0
        """Counts what changed of the list."""
        self.told = 0
        """The version of which other processes know what changed here."""

    def enter(self, key: object, user_id: UUID, name: str) -> None:
        """Somebody opened the board.

        Args:
            key: their socket.
            user_id: who.
            name: what they are called.
        """
        if self.name_of(user_id) is None:
            self.version += 1
        self._spots[key] = Spot(user_id, name)

    def move(self, key: object, card_id: UUID | None, *, editing: bool) -> None:
        """Somebody looks at another card, or at none."""
        self.version += 1
        spot = self._spots[key]
        spot.moved, spot.card_id, spot.editing = self.version, card_id, editing

    def leave(self, key: object) -> None:
        """Somebody closed one socket. Harmless for one that never entered."""
        spot = self._spots.pop(key, None)
        if spot is not None and (spot.moved or self.name_of(spot.user_id) is None):
            self.version += 1

    def name_of(self, user_id: UUID) -> str | None:
        """What somebody is called who is here already."""
        return next((s.name for s in self._spots.values() if s.user_id == user_id), None)

    def told_by(self, process: str, people: list[Person], until: float) -> None:
        """Another process says who is there; nobody, if its list is empty.

        Args:
            process: which.
            people: all whose sockets it has on this board.
            until: when they count as gone, if it tells nothing more.
        """
        known = self._elsewhere.pop(process, None)
        if people:
            self._elsewhere[process] = Elsewhere(people, until)
        if (known.people if known else []) != people:
            self._changed_elsewhere()

    def forget_silent(self, moment: float) -> None:
        """Processes that have not told anything for long are no more.

        Args:
            moment: now, on the loop's clock, in seconds.
        """
        silent = [p for p, there in self._elsewhere.items() if there.until <= moment]
        for process in silent:
            del self._elsewhere[process]
            self._changed_elsewhere()

    def _changed_elsewhere(self) -> None:
        # Nobody else need hear of it from us.
        untold = self.told < self.version
        self.version += 1
        if not untold:
            self.told = self.version

    def people(self) -> list[Person]:
        """Everybody once, by name. Members that say nothing are left out."""
        shown: dict[str, Person] = {}
        for there in self._elsewhere.values():
            for person in there.people:
                if len(person) >= len(shown.get(person["user_id"], ())):
                    shown[person["user_id"]] = person
        for person in self.here():
            # Who moved here is here; who only has the board open may be busy elsewhere.
            if len(person) >= len(shown.get(person["user_id"], ())):
                shown[person["user_id"]] = person
        return sorted(shown.values(), key=lambda person: (person["name"], person["user_id"]))

    def here(self) -> list[Person]:
        """The same, of those whose sockets are in this process."""
        last: dict[UUID, Spot] = {}
        for spot in self._spots.values():
            known = last.get(spot.user_id)
            if known is None or known.moved < spot.moved:
                last[spot.user_id] = spot
        return [_shown(spot) for spot in sorted(last.values(), key=lambda s: (s.name, s.user_id))]


def _shown(spot: Spot) -> Person:
    person: Person = {"user_id": str(spot.user_id), "name": spot.name}
    if spot.card_id is not None:
        person["card_id"] = str(spot.card_id)
    if spot.editing:
        person["editing"] = True
    return person
