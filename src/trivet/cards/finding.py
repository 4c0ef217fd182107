"""A card by its id or its key, if the caller may see it."""

import re
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.boards.access import BoardAccess
from trivet.cards.errors import CardKeyAmbiguous, CardNotFound
from trivet.cards.models import Card
from trivet.cards.repository import CardRepository

_KEY = re.compile(r"([A-Za-z][A-Za-z0-9]{0,9})-([1-9][0-9]{0,8})")
_LOOK = "Check the address; it may have been deleted, or its workspace is not yours."


async def card_id_of(
    cards: CardRepository,
    caller: Caller,
    name: str,
    workspace_id: UUID | None,
    *,
    deleted_too: bool = False,
) -> UUID:
    """The id behind a card's id or key.

    Args:
        cards: the repository.
        caller: who asks; only what they may see counts.
        name: an id, or a key such as `ENG-42` in any case.
        workspace_id: where the key is looked up; None is everywhere.
        deleted_too: whether cards in the bin count.

    Raises:
        CardNotFound: it is neither, or there is none.
        CardKeyAmbiguous: several cards have this key.
    """
    try:
        return UUID(name)
    except ValueError:
        pass
    match = _KEY.fullmatch(name)
    if match is None:
        raise CardNotFound("Name a card by its id or by its key, such as ENG-42.")
    key, number = match[1].upper(), int(match[2])
    found = await cards.by_key(caller.user_id, key, number, workspace_id, deleted_too=deleted_too)
    if not found:
        raise CardNotFound(_LOOK)
    if len(found) > 1:
        raise CardKeyAmbiguous(
            "Add ?workspace_id=, or use the id.",
            extra={
                "candidates": [
                    {"id": str(card_id), "workspace_id": str(where)} for card_id, where in found
                ]
            },
        )
    return found[0][0]


async def card_to_see(
    cards: CardRepository,
    access: BoardAccess,
    caller: Caller,
    card_id: UUID,
    *,
    deleted_too: bool = False,
) -> Card:
    """A card that the caller may look at.

    Raises:
        CardNotFound: there is none for this caller.
    """
    card = await cards.get_by_id(card_id, deleted_too=deleted_too)
    if card is None:
        raise CardNotFound(_LOOK)
    if await access.role_or_none(caller, card.board_id, cards.session) is None:
        raise CardNotFound(_LOOK)
    return card


async def card_to_change(
    cards: CardRepository,
    access: BoardAccess,
    caller: Caller,
    card_id: UUID,
    *,
    deleted_too: bool = False,
) -> Card:
    """A card that the caller may edit.

    Raises:
        CardNotFound: there is none for this caller.
        Forbidden: there is, but only to look at.
    """
    card = await card_to_see(cards, access, caller, card_id, deleted_too=deleted_too)
    await access.require_edit(caller, card.board_id, cards.session)
    return card
