"""The JSON forms of a card, and how events change them. Pure functions.

A *document* is the whole card; nulls, empty texts and lists, and the priority `none` are left
out. The *board form* is what stands in a board's answer: the document without its details, for which
`has_description`, `has_acceptance_criteria`, `checklist_total` and `checklist_done` stand.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from trivet.cards.counterparts import HELD_BACK
from trivet.cards.events import (
    CARD_ARCHIVED,
    CARD_ARRIVED,
    CARD_CREATED,
    CARD_DELETED,
    CARD_LEFT,
    CARD_MOVED,
    CARD_RESTORED,
    CARD_UPDATED,
    COMMENT_CREATED,
    COMMENT_DELETED,
    TEXT_FIELDS,
)
from trivet.cards.models import Card, Priority
from trivet.platform.clock import rfc3339

LONG_TEXTS = ("description", "acceptance_criteria")
DETAILS = (*LONG_TEXTS, "checklist", "links")
"""Members that only a whole card has."""

Document = dict[str, Any]

_COMES = (CARD_CREATED, CARD_RESTORED, CARD_ARRIVED)
_GOES = (CARD_ARCHIVED, CARD_DELETED, CARD_LEFT)


class Members(NamedTuple):
    """What stands in tables of its own for a card, as ids in any order."""

    label_ids: Iterable[UUID] = ()
    assignee_ids: Iterable[UUID] = ()
    blocked_by: Iterable[UUID] = ()
    blocks: Iterable[UUID] = ()


NO_MEMBERS = Members()


def card_document(
    card: Card, board_key: str, members: Members, elsewhere: Mapping[str, Any]
) -> Document:
    """The whole card.

    Args:
        card: the row.
        board_key: the key of its board, such as `ENG`.
        members: its labels, people and dependencies.
        elsewhere: what it has in other places.
    """
    details = {name: getattr(card, name) for name in DETAILS}
    return _said({**_facts(card, board_key, members), **details, **elsewhere})


def short_form(
    card: Card,
    board_key: str,
    members: Members,
    elsewhere: Mapping[str, Any],
    has: Mapping[str, bool],
) -> Document:
    """The board form of a card whose long texts were not read.

    Args:
        card: the row.
        board_key: the key of its board.
        members: its labels, people and dependencies.
        elsewhere: what it has in other places.
        has: which of the long texts it has.
    """
    facts = _facts(card, board_key, members)
    form = board_form(_said({**facts, "checklist": card.checklist, **elsewhere}))
    return {**form, **{f"has_{name}": True for name in LONG_TEXTS if has[name]}}


def _facts(card: Card, board_key: str, members: Members) -> Document:
    return {
        "id": str(card.id),
        "key": f"{board_key}-{card.number}",
        "number": card.number,
        "board_id": str(card.board_id),
        "column_id": str(card.column_id),
        "rank": card.rank,
        "version": card.version,
        "title": card.title,
        "priority": plain(card.priority),
        "estimate": card.estimate,
        "start_date": plain(card.start_date),
        "due_date": plain(card.due_date),
        **{name: sorted(map(str, ids)) for name, ids in members._asdict().items()},
        "parent_id": plain(card.parent_id),
        "comment_count": card.comment_count or None,
        "created_by": plain(card.created_by),
        "created_at": rfc3339(card.created_at),
        "updated_at": rfc3339(card.updated_at),
        "archived_at": plain(card.archived_at),
    }


def _said(whole: Document) -> Document:
    return {name: value for name, value in whole.items() if is_said(name, value)}


def is_said(name: str, value: Any) -> bool:
    """Whether a member is worth its bytes."""
    if value is None or value == "" or value == []:
        return False
    return not (name == "priority" and value == Priority.NONE)


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, datetime):
        return rfc3339(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Priority):
        return value.value
    return value


def board_form(document: Document) -> Document:
    """The card as a board's answer has it."""
    form = {name: value for name, value in document.items() if name not in DETAILS}
    form.pop("board_id", None)
    for name in LONG_TEXTS:
        if document.get(name):
            form[f"has_{name}"] = True
    return {**form, **_progress(document.get("checklist") or ())}


def _progress(checklist: Iterable[Mapping[str, Any]]) -> Document:
    """How far a checklist is; nothing of an empty one."""
    items = list(checklist)
    done = sum(1 for item in items if item["done"])
    counts = {"checklist_total": len(items), "checklist_done": done}
    return {name: count for name, count in counts.items() if count}


def split_texts(document: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What people wrote, apart from the facts: `(facts, texts)`."""
    facts = {n: v for n, v in document.items() if n not in TEXT_FIELDS}
    texts = {n: v for n, v in document.items() if n in TEXT_FIELDS}
    return facts, texts


def change_payload(
    version: int, fields: Mapping[str, Any], was: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Payload and texts of a `card.updated`.

    Args:
        version: the card's version after the change.
        fields: new values; None where there is none any more.
        was: old values of the same fields.
    """
    new_facts, new_texts = split_texts(fields)
    old_facts, old_texts = split_texts(was)
    payload = {"version": version, "fields": new_facts, "was": old_facts}
    texts = {"fields": new_texts, "was": old_texts} if new_texts or old_texts else {}
    return payload, texts


def applied(
    form: Document | None, type_: str, payload: Mapping[str, Any], at: str
) -> Document | None:
    """The board form after an event about its card.

    Args:
        form: the card before; None if it was not on the board.
        type_: the event's type.
        payload: its payload and texts, merged.
        at: the event's `created_at`.

    Returns:
        The card after; None if it is not on the board any more.
    """
    if type_ in _COMES:
        return board_form(payload["card"])
    if type_ in _GOES or form is None:
        return None
    if type_ == CARD_MOVED:
        return {
            **without_held_back(form),
            "column_id": payload["column_id"],
            "rank": payload["rank"],
            "version": payload["version"],
            "updated_at": at,
        }
    if type_ == CARD_UPDATED:
        return _edited(form, payload, at)
    if type_ in (COMMENT_CREATED, COMMENT_DELETED):
        return _counted(form, payload["comment_count"])
    return form


def without_held_back(form: Document) -> Document:
    """A card that nothing holds back: one that was moved since, or may go again."""
    return {name: value for name, value in form.items() if name != HELD_BACK}


def _counted(form: Document, comments: int) -> Document:
    after = {name: value for name, value in form.items() if name != "comment_count"}
    return {**after, "comment_count": comments} if comments else after


def _edited(form: Document, payload: Mapping[str, Any], at: str) -> Document:
    after = {**form, "version": payload["version"], "updated_at": at}
    fields = dict(payload["fields"])
    fields.pop("links", None)
    if "checklist" in fields:
        for name in ("checklist_total", "checklist_done"):
            after.pop(name, None)
        after.update(_progress(fields.pop("checklist")))
    for name, value in fields.items():
        shown = f"has_{name}" if name in LONG_TEXTS else name
        if is_said(name, value):  # an estimate of 0 is said
            after[shown] = True if name in LONG_TEXTS else value
        else:
            after.pop(shown, None)
    return after
