"""What was sent to be made, and of which no answer came: found on the board, or not. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from trivet.miro.answers import Document
from trivet.miro.likeness import is_like
from trivet.platform.clock import parse_rfc3339

BEFORE = timedelta(minutes=1)
"""How far Miro's clock may be behind ours."""


class Verdict(StrEnum):
    """Whether something was made."""

    MADE = "made"
    NOT_MADE = "not_made"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that was sent to be made.

    Args:
        number: its place in its job.
        kind: of what.
        body: what was sent.
        sent_at: when.
        sent_with: the request, which made all that it carried, or none.
        sent_by: Miro's id of the account that sent it.
        sent_after: the board's number when it was sent.
    """

    number: int
    kind: str
    body: Mapping[str, Any]
    sent_at: datetime
    sent_with: UUID | None
    sent_by: str | None
    sent_after: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What a board is like now.

    Args:
        items: its items, each with the board's number at which it came or changed.
        taken: ids of items of which it is known which operation made them.
        known: ids of items that operations are about.
        gone: the board's numbers at which items of a kind went, each with the kind.
    """

    items: Sequence[tuple[int, Document]]
    taken: Collection[str] = ()
    known: Collection[str] = ()
    gone: Sequence[tuple[int, str]] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of it now.

    Args:
        number: its place in its job.
        verdict: whether it was made.
        item: what was made.
    """

    number: int
    verdict: Verdict
    item: Document | None = None


def found_items(lost: Sequence[Lost], seen: Seen) -> list[Found]:
    """Tell of each whether it was made.

    A request makes all that it carries, or none. If as many items are there that say what was sent as were
    sent, they are those. If none is, and nothing else that is new and of this account, and nothing went
    either, none was made. Everything else is not known: somebody may have changed, copied or deleted what
    was made.

    Args:
        lost: what was sent.
        seen: the board.
    """
    used = set(seen.taken)
    told: list[Found] = []
    for request in {each.sent_with: None for each in lost}:
        told += _of_request([each for each in lost if each.sent_with == request], seen, used)
    return told


def _of_request(together: Sequence[Lost], seen: Seen, used: set[str]) -> list[Found]:
    kinds = {each.kind for each in together}
    since = min(each.sent_at for each in together) - BEFORE
    after = min(each.sent_after for each in together)
    account = together[0].sent_by
    may_be = [
        item
        for seq, item in seen.items
        if seq > after and item["id"] not in used and _is_of(item, kinds, account)
    ]
    new = [item for item in may_be if _is_since(item, since)]
    matched: dict[int, Document] = {}
    for each in together:
        like = _like(each, new)
        if like is not None:
            new.remove(like)
            matched[each.number] = like
    used |= {item["id"] for item in matched.values()}
    went = any(seq > after and kind in kinds for seq, kind in seen.gone)
    strange = any(item["id"] not in seen.known for item in new)
    # By Miro's clock, or ours, they are too old: neither is believed so far that it is made again.
    old = any(_like(each, may_be) is not None for each in together)
    doubt = bool(matched) or went or strange or old
    rest = Verdict.NOT_KNOWN if doubt else Verdict.NOT_MADE
    return [
        (
            Found(each.number, Verdict.MADE, matched[each.number])
            if each.number in matched
            else Found(each.number, rest)
        )
        for each in together
    ]


def _like(lost: Lost, items: Sequence[Document]) -> Document | None:
    return next((item for item in items if is_like(lost.body, lost.kind, item)), None)


def _is_of(item: Document, kinds: Collection[str], account: str | None) -> bool:
    """Whether an item may have been made by a request: of its kind, and of its account."""
    if item.get("type") not in kinds:
        return False
    by = item.get("createdBy")
    return not isinstance(by, Mapping) or account is None or str(by.get("id")) == account


def _is_since(item: Document, since: datetime) -> bool:
    try:
        return parse_rfc3339(item["createdAt"]) >= since
    except (KeyError, ValueError, TypeError, AttributeError):
        return True


def found_tags(
    lost: Sequence[Lost], tags: Sequence[Document], taken: Collection[str]
) -> list[Found]:
    """The same of tags, of whose titles a board has each once."""
    by_title = {str(tag["title"]): tag for tag in tags if tag["id"] not in taken}
    told = []
    for each in lost:
        tag = by_title.pop(str(each.body.get("title")), None)
        told.append(Found(each.number, Verdict.NOT_MADE if tag is None else Verdict.MADE, tag))
    return told
