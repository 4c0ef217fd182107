"""What Miro's webhooks tell of, for those who still have some.

Source: "Webhooks (experimental)", Miro, which ended them on 2025-12-05: an event names a board and an item,
and is not signed. So none is believed: it says where to look.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from trivet.miro.cache_writer import MiroCacheWriter
from trivet.miro.errors import MiroEventInvalid
from trivet.miro.follow_repository import FollowRepository
from trivet.miro.tasks import WATCH_BOARDS, poll_call
from trivet.platform.clock import now
from trivet.platform.uow import WriteUnit

LONGEST_CHALLENGE = 1_000
_BOARD_ID = re.compile(r"[A-Za-z0-9_=-]{1,64}")
_ITEM_ID = re.compile(r"[0-9]{1,19}")
AGAIN_S = 1.0
"""After so long it is looked again for what was told while a board was being looked at."""


class Taken(StrEnum):
    """What became of an event."""

    ACCEPTED = "accepted"
    ALREADY_KNOWN = "already_known"
    NOT_FOLLOWED = "not_followed"


@dataclass(frozen=True, slots=True)
class Happening:
    """Something happened on a board.

    Args:
        board_id: the board.
        item_id: the item; None where it names none.
        fingerprint: the same of an event that comes again.
    """

    board_id: str
    item_id: str | None
    fingerprint: str


def challenge_in(body: Any) -> str | None:
    """What Miro wants to hear back before it sends events; None in an event."""
    found = body.get("challenge") if isinstance(body, Mapping) else None
    return found if isinstance(found, str) and 0 < len(found) <= LONGEST_CHALLENGE else None


def happening_in(body: Any) -> Happening:
    """What an event tells.

    Raises:
        MiroEventInvalid: it is none.
    """
    event = _object(body, "event")
    board_id = event.get("boardId")
    if not isinstance(board_id, str) or _BOARD_ID.fullmatch(board_id) is None:
        raise MiroEventInvalid('It must have the form {"event": {"boardId": "…", "item": {…}}}.')
    item_id = str(_object(event, "item").get("id", ""))
    return Happening(
        board_id,
        item_id if _ITEM_ID.fullmatch(item_id) else None,
        hashlib.sha256(json.dumps(event, sort_keys=True).encode()).hexdigest(),
    )


def _object(found: Any, name: str) -> Mapping[str, Any]:
    inner = found.get(name) if isinstance(found, Mapping) else None
    return inner if isinstance(inner, Mapping) else {}


async def keep(unit: WriteUnit, told: Happening) -> Taken:
    """Have a board looked at of which Miro told something; what looks for changes does so at once."""
    board = await MiroCacheWriter(unit.session).held(told.board_id)
    follows = FollowRepository(unit.session)
    if board is None or not await follows.follows(told.board_id, now()):
        return Taken.NOT_FOLLOWED
    if not await follows.take_event(told.fingerprint, told.board_id, told.item_id, now()):
        return Taken.ALREADY_KNOWN
    if not await poll_call(unit, told.board_id, soon=True):
        # What looks at it this moment may have passed by already.
        unit.enqueue(WATCH_BOARDS.call(run_at=now() + timedelta(seconds=AGAIN_S)))
    return Taken.ACCEPTED
