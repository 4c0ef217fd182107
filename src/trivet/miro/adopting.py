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
        sent_after: the board's number when it was sent.
    """

    number: int
    kind: str
    body: Mapping[str, Any]
    sent_at: datetime
    sent_with: UUID | None
    sent_after: int


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


def found_items(
    lost: Sequence[Lost],
    board: Sequence[tuple[int, Document]],
    taken: Collection[str],
    account: str,
) -> list[Found]:
    """Tell of each whether it was made.

    A request makes all that it carries, or none. If as many items are there that say what was sent as were
    sent, they are those. If none is, and nothing new of this account's either, none was made. Everything else
    is not known: somebody may have changed, copied or deleted what was made.

    Args:
        lost: what was sent.
        board: the items of the board, as they are now, each with the board's number at which it came or
            changed; those before the first that was lost may be left out.
        taken: ids of items that are known to be another operation's.
        account: Miro's id of who sent them.
    """
    used = set(taken)
    told: list[Found] = []
    for request in {each.sent_with: None for each in lost}:
        together = [each for each in lost if each.sent_with == request]
        kinds = {each.kind for each in together}
        since = min(each.sent_at for each in together) - BEFORE
        known = min(each.sent_after for each in together)
        new = [
            item
            for seq, item in board
            if seq > known and item["id"] not in used and _may_be(item, kinds, since, account)
        ]
        told += _of_request(together, new, used)
    return told


def _of_request(together: Sequence[Lost], new: list[Document], used: set[str]) -> list[Found]:
    matched: dict[int, Document] = {}
    left = list(new)
    for each in together:
        like = next((item for item in left if is_like(each.body, each.kind, item)), None)
        if like is not None:
            left.remove(like)
            matched[each.number] = like
    used |= {item["id"] for item in matched.values()}
    rest = Verdict.NOT_KNOWN if matched or new else Verdict.NOT_MADE
    return [
        (
            Found(each.number, Verdict.MADE, matched[each.number])
            if each.number in matched
            else Found(each.number, rest)
        )
        for each in together
    ]


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


def _may_be(item: Document, kinds: Collection[str], since: datetime, account: str) -> bool:
    """Whether an item may have been made by a request: new, of its kind, and of its account."""
    if item.get("type") not in kinds:
        return False
    by = item.get("createdBy")
    if isinstance(by, Mapping) and str(by.get("id")) != account:
        return False
    try:
        return parse_rfc3339(item["createdAt"]) >= since
    except (KeyError, ValueError, TypeError, AttributeError):
        return True
