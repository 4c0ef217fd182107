"""Who has a board open, and what they look at."""

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


class Presence:
    """The people on one board. Somebody with several sockets is where they moved last."""

    def __init__(self) -> None:
        self._spots: dict[object, Spot] = {}
        self.version = 0
        """Counts what changed of the list."""

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

    def people(self) -> list[dict[str, Any]]:
        """Everybody once, by name. Members that say nothing are left out."""
        last: dict[UUID, Spot] = {}
        for spot in self._spots.values():
            known = last.get(spot.user_id)
            if known is None or known.moved < spot.moved:
                last[spot.user_id] = spot
        return [_shown(spot) for spot in sorted(last.values(), key=lambda s: (s.name, s.user_id))]


def _shown(spot: Spot) -> dict[str, Any]:
    person: dict[str, Any] = {"user_id": spot.user_id, "name": spot.name}
    if spot.card_id is not None:
        person["card_id"] = spot.card_id
    if spot.editing:
        person["editing"] = True
    return person
