"""The cards that a card has to do with: above, below, before and behind it."""

from collections.abc import Iterable
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import select

from trivet.auth.callers import Caller
from trivet.boards.access import BoardAccess
from trivet.cards.finding import card_id_of, card_to_see
from trivet.cards.models import Card
from trivet.cards.repository import CardRepository
from trivet.platform.uow import ReadUnit
from trivet.views.card_refs import CardRef, ref_of, refs, seen_by

MOST_CHILDREN = 200


class Relations(BaseModel):
    """Cards of the same workspace; those in the bin are left out."""

    parent: CardRef | None = None
    children: list[CardRef] = Field(description=f"At most {MOST_CHILDREN}, the oldest first.")
    blocked_by: list[CardRef] = Field(description="Cards that it waits for.")
    blocks: list[CardRef] = Field(description="Cards that wait for it.")


async def relations_of(
    unit: ReadUnit, caller: Caller, access: BoardAccess, name: str, workspace_id: UUID | None
) -> Relations:
    """The cards that a card has to do with, as far as the caller may see them.

    Args:
        unit: a read unit.
        caller: who asks.
        access: who may do what.
        name: the card's id or key.
        workspace_id: where a key is looked up; None is everywhere.

    Raises:
        CardNotFound, CardKeyAmbiguous: as for every card.
    """
    cards = CardRepository(unit.session)
    card = await card_to_see(
        cards, access, caller, await card_id_of(cards, caller, name, workspace_id)
    )
    below = await unit.session.scalars(
        select(Card.id)
        .where(Card.parent_id == card.id, Card.deleted_at.is_(None))
        .order_by(Card.id)
        .limit(MOST_CHILDREN)
    )
    children = list(below)
    waits_for = sorted(await cards.blocked_by(card.id))
    waiting = sorted(await cards.blocks(card.id))
    wanted = {*children, *waits_for, *waiting, *([card.parent_id] if card.parent_id else [])}
    rows = await unit.session.execute(seen_by(refs(), caller.user_id).where(Card.id.in_(wanted)))
    seen = {row.id: ref_of(row) for row in rows}

    def known(ids: Iterable[UUID]) -> list[CardRef]:
        return [seen[one] for one in ids if one in seen]

    return Relations(
        parent=seen.get(card.parent_id) if card.parent_id else None,
        children=known(children),
        blocked_by=known(waits_for),
        blocks=known(waiting),
    )
