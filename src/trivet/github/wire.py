"""The JSON forms of pull requests and branches, and how events change them on a card. Pure."""

from collections.abc import Mapping
from typing import Any

from trivet.cards.counterparts import HELD_BACK
from trivet.cards.wire import plain, without_held_back
from trivet.github import events as types
from trivet.github.judging import latest, standing

Document = dict[str, Any]

# What people wrote on GitHub goes into the texts of events.
_TEXTS = ("title", "branch", "base", "name", "url", "author", "reviews", "requested")

PULL_REQUEST = (
    *("id", "repository", "number", "title", "state", "branch", "base", "author", "url"),
    *(
        "review",
        "checks",
        "requested",
        "mergeable",
        "commits",
        "opened_at",
        "merged_at",
        "head_sha",
    ),
)
PULL_REQUEST_COLUMNS = (*PULL_REQUEST, "reviews")
BRANCH = ("id", "repository", "name", "url", "head_sha", "pushed_at")
"""What cards show of each: columns of their rows."""

# Type of event → the card's member that it changes, and what the event calls one of them.
_MEMBERS = {
    types.PULL_REQUEST_LINKED: ("pull_requests", "pull_request"),
    types.PULL_REQUEST_UPDATED: ("pull_requests", "pull_request"),
    types.PULL_REQUEST_UNLINKED: ("pull_requests", "pull_request"),
    types.BRANCH_CREATED: ("branches", "branch"),
    types.BRANCH_UPDATED: ("branches", "branch"),
    types.BRANCH_DELETED: ("branches", "branch"),
}


def pull_request_document(row: Any, *, closes: bool) -> Document:
    """A pull request as a card shows it; what is null or empty is left out.

    Args:
        row: a `PullRequest`, or a row with the columns of `PULL_REQUEST_COLUMNS`.
        closes: whether merging it finishes the card.
    """
    document = _document(row, PULL_REQUEST)
    if row.reviews:
        document["reviews"] = [
            {"login": review[1], "state": standing(review), "at": review[3]}
            for review in latest(row.reviews)
        ]
    return document if closes else {**document, "closes": False}


def branch_document(row: Any) -> Document:
    """A branch as a card shows it; what is null is left out.

    Args:
        row: a `Branch`, or a row with the columns of `BRANCH`.
    """
    return _document(row, BRANCH)


def _document(row: Any, names: tuple[str, ...]) -> Document:
    values = {name: getattr(row, name) for name in names}
    return {name: plain(value) for name, value in values.items() if value not in (None, [], {})}


def held_back_member(held: Mapping[str, Any] | None) -> Document:
    """The member of a card that says why a rule could not move it; nothing where there is none."""
    return {HELD_BACK: dict(held)} if held else {}


def split(name: str, document: Mapping[str, Any]) -> tuple[Document, Document]:
    """Payload and texts of an event about a pull request, a branch or a rule.

    Args:
        name: what the payload calls it.
        document: its JSON form.
    """
    facts = {n: v for n, v in document.items() if n not in _TEXTS}
    texts = {n: v for n, v in document.items() if n in _TEXTS}
    return {name: facts}, {name: texts}


def changes_counterparts(type_: str) -> bool:
    """Whether an event is about what stands beside a card."""
    return type_ in _MEMBERS or type_ == types.CARD_HELD_BACK


def applied(form: Document | None, type_: str, payload: Mapping[str, Any]) -> Document | None:
    """The board form of a card after such an event.

    Args:
        form: the card before; None if it is not on the board.
        type_: the event's type.
        payload: its payload and texts, merged.
    """
    if form is None:
        return None
    if type_ == types.CARD_HELD_BACK:
        return without_held_back(form) | held_back_member(payload["held_back"])
    member, name = _MEMBERS[type_]
    one = payload.get(name)
    changed = one["id"] if one else payload[f"{name}_id"]
    kept = [other for other in form.get(member, []) if other["id"] != changed]
    shown = in_order([*kept, one] if one else kept)
    after = {n: v for n, v in form.items() if n != member}
    return {**after, member: shown} if shown else after


def in_order(documents: list[Document]) -> list[Document]:
    """As a card lists them: in the order in which we heard of them."""
    return sorted(documents, key=lambda document: str(document["id"]))
