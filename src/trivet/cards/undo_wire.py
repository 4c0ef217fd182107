"""A card as the rules of undo see it, and what they say as rows and answers have it. Pure functions."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from trivet.cards.batch import state_of
from trivet.cards.bulk_schemas import Blocked, Undone
from trivet.cards.models import Card, Priority
from trivet.cards.reversals import LISTS, SETS, Hindrance, Past, Present, Reversal
from trivet.cards.schemas import PLAIN_FIELDS
from trivet.cards.wire import plain

FIELDS = (*PLAIN_FIELDS, *LISTS)

_DATES = {"start_date", "due_date"}


def present_of(card: Card, members: Mapping[str, set[UUID]]) -> Present:
    """A card as it is now."""
    fields: dict[str, Any] = {name: plain(getattr(card, name)) for name in FIELDS}
    fields |= {name: sorted(map(str, members[name])) for name in SETS}
    return Present(
        state=state_of(card),
        archived=card.archived_at is not None,
        place=(str(card.column_id), card.rank),
        fields=fields,
        field_versions=card.field_versions,
    )


def row_place(place: tuple[str, str] | None) -> tuple[UUID, str] | None:
    """A place as the card's row has it."""
    return None if place is None else (UUID(place[0]), place[1])


def row_value(name: str, value: Any) -> Any:
    """A value as the card's row has it."""
    if name in LISTS:
        return value or []
    if name == "priority":
        return Priority(value or Priority.NONE)
    if name in ("description", "acceptance_criteria"):
        return value or ""
    if value is None:
        return None
    if name in _DATES:
        return date.fromisoformat(value)
    return UUID(value) if name == "parent_id" else value


def undone_out(card: Card, key: str, events: Sequence[Past], each: Reversal) -> list[Undone]:
    """Those of a change's events that are taken back."""
    seqs = set(each.seqs)
    return [
        Undone(seq=event.seq, type=event.type, card_id=card.id, key=key, title=card.title)
        for event in events
        if event.seq in seqs
    ]


def blocked_out(card_id: UUID, key: str | None, one: Hindrance) -> Blocked:
    """What is not taken back."""
    return Blocked(
        card_id=card_id, key=key, field=one.field, reason=one.reason, by=one.by, at=one.at
    )
