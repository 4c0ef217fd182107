"""Tells people what they should know: a row each, and a message to who is there."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row

from trivet.flows.models import NotificationKind
from trivet.flows.repository import BATCH, NotificationWriteRepository, Told
from trivet.flows.schemas import NotificationOut
from trivet.platform.clock import now
from trivet.platform.ids import new_id
from trivet.platform.uow import WriteUnit
from trivet.views.card_refs import ref_of

MOST = 1000
"""Notifications that one person has; older ones are forgotten."""
MOST_MESSAGES = 20
"""Notifications of one change that are sent to a person one by one; the list has them all."""

Tell = Callable[[UUID, dict[str, Any]], None]
"""Sends a message to all sockets of a person. Quick, and raises nothing."""


class News(NamedTuple):
    """Why somebody is told of a card.

    Args:
        about: what tells it apart from other news of this kind about this card.
        actor_id: whose doing it is.
    """

    user_id: UUID
    card_id: UUID
    kind: NotificationKind
    about: str
    actor_id: UUID | None = None


def _to_nobody(_user_id: UUID, _message: dict[str, Any]) -> None:
    """Nobody is there."""


@dataclass
class Telling:
    """Writes notifications.

    Args:
        send: reaches those who are there; set where there are sockets.
    """

    send: Tell = _to_nobody

    async def tell(self, unit: WriteUnit, news: Iterable[News]) -> None:
        """Tell members of the cards' workspaces, and each of them the same only once.

        Args:
            unit: writes it; messages go out after its commit.
            news: in any order, with or without repeats.
        """
        # In one order everywhere, so that two units do not wait for each other's rows.
        wanted = sorted(news, key=lambda one: one[:4])
        for start in range(0, len(wanted), BATCH):
            await self._tell(unit, wanted[start : start + BATCH])

    async def _tell(self, unit: WriteUnit, news: Sequence[News]) -> None:
        rows = NotificationWriteRepository(unit.session)
        members = await rows.members({n.card_id for n in news}, {n.user_id for n in news})
        wanted = [n for n in news if Told(n.card_id, n.user_id) in members]
        if not wanted:
            return
        moment = now()
        added = await rows.add(
            [{"id": new_id(), **one._asdict(), "created_at": moment} for one in wanted]
        )
        if not added:
            return
        people = {one.user_id for one in wanted}
        await rows.keep_newest(people, MOST)
        unread = await rows.unread(people)
        self._send_later(unit, await rows.of_ids(added), unread)

    def _send_later(
        self, unit: WriteUnit, rows: Sequence[Row[Any]], unread: dict[UUID, int]
    ) -> None:
        messages: dict[UUID, list[dict[str, Any]]] = {}
        for row in rows:
            messages.setdefault(row.user_id, []).append(
                {
                    "type": "notification",
                    "notification": notification_of(row).model_dump(mode="json"),
                    "unread": unread.get(row.user_id, 0),
                }
            )

        def send() -> None:
            for user_id, own in messages.items():
                for message in own[-MOST_MESSAGES:]:
                    self.send(user_id, message)

        unit.after_commit(send)


def notification_of(row: Row[Any]) -> NotificationOut:
    """The notification of a row of the repository."""
    mentioned = row.kind == NotificationKind.MENTIONED
    due = row.kind == NotificationKind.DUE_SOON
    return NotificationOut(
        id=row.notification_id,
        kind=row.kind,
        card=ref_of(row),
        actor_id=row.actor_id,
        actor_name=row.actor_name,
        created_at=row.created_at,
        read_at=row.read_at,
        comment_id=UUID(row.about) if mentioned else None,
        due_date=date.fromisoformat(row.about) if due else None,
    )
