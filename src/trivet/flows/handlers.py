"""Who is told of what happens to cards; decided in the transaction in which it happens."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from trivet.auth.events import UserEvent
from trivet.boards.events import BOARD_CREATED, BoardEvent
from trivet.cards import events as types
from trivet.cards.mentions import mentioned
from trivet.flows.models import NotificationKind
from trivet.flows.repository import NotificationWriteRepository
from trivet.flows.telling import News, Telling
from trivet.flows.unblocking import MAY_UNBLOCK, unblocked
from trivet.platform.events import Event, merged
from trivet.platform.uow import WriteUnit

_COMMENTS = (types.COMMENT_CREATED, types.COMMENT_UPDATED)


class Notifier:
    """Tells people that they were assigned or mentioned, and that a card waits no longer.

    Args:
        telling: writes the notifications.
    """

    def __init__(self, telling: Telling) -> None:
        self._telling = telling

    def concerns(self, event: Event) -> bool:
        """See `platform.uow.Reaction`.

        A move that may end somebody's waiting is left to a unit by who plans it (`cards/quick.py`):
        the event alone does not tell.
        """
        if event.type == types.CARD_CREATED:
            return bool(event.payload["card"].get("assignee_ids"))
        if event.type == types.CARD_UPDATED:
            fields = event.payload["fields"]
            return "assignee_ids" in fields or "blocked_by" in fields
        return event.type in _COMMENTS

    async def __call__(self, unit: WriteUnit, events: Sequence[Event]) -> None:
        news: list[News] = []
        may_unblock: list[BoardEvent] = []
        new = {e.board_id for e in events if isinstance(e, BoardEvent) and e.type == BOARD_CREATED}
        for event in events:
            if isinstance(event, BoardEvent):
                # Thousands of cards of a copied board are not news: they would push out what is.
                news += _assigned(event) if event.board_id not in new else ()
                news += _mentioned(event)
                if event.type in MAY_UNBLOCK:
                    may_unblock.append(event)
        if may_unblock:
            news += await unblocked(unit.session, may_unblock)
        if news:
            await self._telling.tell(unit, news)


async def forget_the_closed(unit: WriteUnit, event: Event) -> None:
    """An account was closed: nobody reads what its person was told."""
    assert isinstance(event, UserEvent)
    await NotificationWriteRepository(unit.session).forget_all(event.user_id)


def _assigned(event: BoardEvent) -> Iterable[News]:
    """One for each person who was put on a card, by somebody else."""
    if event.type == types.CARD_CREATED:
        card: dict[str, Any] = event.payload["card"]
        added, version = set(card.get("assignee_ids", ())), card["version"]
    elif event.type == types.CARD_UPDATED and "assignee_ids" in event.payload["fields"]:
        after, before = (event.payload[name].get("assignee_ids") for name in ("fields", "was"))
        added, version = set(after or ()) - set(before or ()), event.payload["version"]
    else:
        return
    for user_id in map(UUID, added):
        if user_id != event.actor.user_id:
            yield _news(event, user_id, NotificationKind.ASSIGNED, f"v{version}")


def _mentioned(event: BoardEvent) -> Iterable[News]:
    """One for each person whom a comment names; of one comment they are told once."""
    if event.type not in _COMMENTS:
        return
    comment = merged(event.payload, event.texts)["comment"]
    for user_id in mentioned(comment.get("body", "")):
        if user_id != event.actor.user_id:
            yield _news(event, user_id, NotificationKind.MENTIONED, str(comment["id"]))


def _news(event: BoardEvent, user_id: UUID, kind: NotificationKind, about: str) -> News:
    assert event.card_id is not None
    return News(user_id, event.card_id, kind, about, event.actor.user_id)
