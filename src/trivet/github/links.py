"""Cards to which pull requests and branches are linked: held, told of, moved by rules."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from trivet.boards.events import BoardEvent
from trivet.cards.automatic import AutomaticMoves, HeldBoard, boards_of
from trivet.github.moving import About, CardMover
from trivet.platform.uow import WriteUnit

Story = dict[str, Any]
"""What came of some news; the result of its task."""


class CardLinks:
    """The cards that some news is about.

    Args:
        unit: the write unit.
    """

    def __init__(self, unit: WriteUnit) -> None:
        self._unit = unit
        self._moves = AutomaticMoves(unit)
        self._mover = CardMover(unit, self._moves)

    async def held(self, boards: Mapping[UUID, UUID]) -> Mapping[UUID, HeldBoard]:
        """Card id → its board, which is held from now on; without those that cannot be changed.

        A card may go to another board before the one that was seen is held. That one is held too,
        though perhaps out of order: whoever is in the way then is told so by the database, and the
        delivery is worked on again.

        Args:
            boards: card id → board id, as they were seen.
        """
        held: dict[UUID, HeldBoard] = {}
        there = dict(boards)
        while there.keys() and not held.keys() >= set(there.values()):
            before = len(held)
            held |= await self._moves.hold(set(there.values()) - held.keys())
            if len(held) == before:
                break  # what is left is gone
            there = await boards_of(self._unit.session, list(boards))
        return {card_id: held[board] for card_id, board in there.items() if board in held}

    async def follow(self, card_id: UUID, held: HeldBoard, about: About) -> bool:
        """Have the rules of its board look at a card again; says whether it was moved."""
        return await self._mover.follow(card_id, held, about)

    def emit(
        self,
        type_: str,
        card_id: UUID,
        cards: Mapping[UUID, HeldBoard],
        said: tuple[dict[str, Any], dict[str, Any]],
    ) -> None:
        """Say what happened to a card.

        Args:
            type_: what.
            card_id: to which.
            cards: card id → its board.
            said: payload and texts.
        """
        payload, texts = said
        board_id = cards[card_id].board.id
        self._unit.emit(
            BoardEvent(type=type_, board_id=board_id, card_id=card_id, payload=payload, texts=texts)
        )


def story(
    cards: Collection[UUID],
    *,
    linked: Collection[UUID],
    unlinked: Collection[UUID],
    moved: Collection[UUID],
) -> Story:
    """What came of some news, by the ids of cards; what is empty is left out."""
    found = {"cards": sorted(cards), "linked": linked, "unlinked": unlinked, "moved": moved}
    return {name: [str(card_id) for card_id in ids] for name, ids in found.items() if ids}


def merged(stories: Sequence[Story]) -> Story:
    """Several stories as one: each card once."""
    names = ("cards", "linked", "unlinked", "moved")
    all_of = {name: {card for one in stories for card in one.get(name, ())} for name in names}
    return {name: sorted(cards) for name, cards in all_of.items() if cards}
