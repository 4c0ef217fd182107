"""Steps and links of a card: short lists that are kept with it.

They are changed one item at a time while the board is held, so that two people who tick two steps
at once do not lose one another's.
"""

from typing import Any
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.boards.access import BoardAccess
from trivet.boards.models import Board
from trivet.cards import lists
from trivet.cards.changing import CardChanges
from trivet.cards.counterparts import Counterparts
from trivet.cards.detail_schemas import LinkCreate, LinkPatch, StepCreate, StepPatch
from trivet.cards.errors import ChecklistFull, LinkNotFound, LinksFull, StepNotFound
from trivet.cards.holding import CardHolder
from trivet.cards.models import Card
from trivet.cards.repository import CardWriteRepository
from trivet.cards.wire import Document, card_document
from trivet.platform.errors import NotFound
from trivet.platform.ids import new_id
from trivet.platform.uow import WriteUnit

MOST_STEPS = 100
MOST_LINKS = 50

_GONE = "Somebody removed it meanwhile: load the card again."


class CardDetails:
    """Changes the lists of a card.

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
        self._elsewhere = elsewhere
        self._holder = CardHolder(unit, caller, access)
        self._cards = CardWriteRepository(unit.session)
        self._changes = CardChanges(unit)

    async def add_step(self, card_id: UUID, wanted: StepCreate) -> Document:
        """Add a step to the checklist.

        Raises:
            CardNotFound, Forbidden, BoardArchived, CardArchived: as for every change of a card.
            ChecklistFull: it has as many as it may.
        """
        card, board = await self._holder.hold_open(card_id)
        if len(card.checklist) >= MOST_STEPS:
            raise ChecklistFull(
                f"This checklist has {MOST_STEPS} steps: remove some, or make cards of them."
            )
        step = {"id": str(new_id()), "text": wanted.text, "done": wanted.done}
        return await self._put(card, board, "checklist", step, wanted)

    async def change_step(self, card_id: UUID, step_id: UUID, patch: StepPatch) -> Document:
        """Rewrite a step, tick it, or move it within its list.

        Raises:
            CardNotFound, Forbidden, BoardArchived, CardArchived: as for every change of a card.
            StepNotFound: it is not there any more.
        """
        card, board = await self._holder.hold_open(card_id)
        step = _there(card.checklist, step_id, StepNotFound)
        step = lists.changed(step, {"text": patch.text, "done": patch.done})
        return await self._put(card, board, "checklist", step, patch)

    async def remove_step(self, card_id: UUID, step_id: UUID) -> None:
        """Take a step from the checklist.

        Raises:
            CardNotFound, Forbidden, BoardArchived, CardArchived: as for every change of a card.
            StepNotFound: it is not there any more.
        """
        card, _ = await self._holder.hold_open(card_id)
        _there(card.checklist, step_id, StepNotFound)
        await self._changes.edit(card, {"checklist": lists.without(card.checklist, step_id)})

    async def add_link(self, card_id: UUID, wanted: LinkCreate) -> Document:
        """Add an address that belongs to the card.

        Raises:
            CardNotFound, Forbidden, BoardArchived, CardArchived: as for every change of a card.
            LinksFull: it has as many as it may.
        """
        card, board = await self._holder.hold_open(card_id)
        if len(card.links) >= MOST_LINKS:
            raise LinksFull(f"This card has {MOST_LINKS} links: remove some first.")
        link = {"id": str(new_id()), "url": wanted.url, "title": wanted.title}
        return await self._put(card, board, "links", link, wanted)

    async def change_link(self, card_id: UUID, link_id: UUID, patch: LinkPatch) -> Document:
        """Change a link, or move it within its list.

        Raises:
            CardNotFound, Forbidden, BoardArchived, CardArchived: as for every change of a card.
            LinkNotFound: it is not there any more.
        """
        card, board = await self._holder.hold_open(card_id)
        link = _there(card.links, link_id, LinkNotFound)
        link = lists.changed(link, {"url": patch.url, "title": patch.title})
        return await self._put(card, board, "links", link, patch)

    async def remove_link(self, card_id: UUID, link_id: UUID) -> None:
        """Take a link from the card.

        Raises:
            CardNotFound, Forbidden, BoardArchived, CardArchived: as for every change of a card.
            LinkNotFound: it is not there any more.
        """
        card, _ = await self._holder.hold_open(card_id)
        _there(card.links, link_id, LinkNotFound)
        await self._changes.edit(card, {"links": lists.without(card.links, link_id)})

    async def _put(
        self, card: Card, board: Board, name: str, item: lists.Item, wanted: Any
    ) -> Document:
        after = lists.put(getattr(card, name), item, wanted)
        await self._changes.edit(card, {name: after})
        return card_document(
            card,
            board.key,
            await self._cards.members_of(card.id),
            await self._elsewhere.of_card(self._unit.session, card.id),
        )


def _there(items: list[dict[str, Any]], item_id: UUID, error: type[NotFound]) -> lists.Item:
    item = lists.found(items, item_id)
    if item is None:
        raise error(_GONE)
    return item
