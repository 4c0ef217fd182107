"""The log of what belongs to no board: who signed in, who made whom an admin."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, update

from trivet.auth.events import UserEvent
from trivet.auth.models import User
from trivet.platform.clock import now
from trivet.platform.db.session import WriteSession
from trivet.platform.events import Event
from trivet.workspaces.events import WorkspaceEvent
from trivet.workspaces.models import AuditEvent, Workspace


class AuditSink:
    """Writes events of the kind `audit`, numbered 1, 2, 3 … in each topic."""

    async def append(self, session: WriteSession, events: Sequence[Event]) -> None:
        """Allot each event its `seq` and write it.

        Raises:
            TypeError: an event concerns neither a person nor a workspace.
        """
        by_topic: dict[str, list[Event]] = {}
        for event in events:
            by_topic.setdefault(event.topic, []).append(event)
        # In one order everywhere: allotting locks the topic's row until the commit.
        for topic in sorted(by_topic):
            await self._append(session, topic, by_topic[topic])

    async def _append(self, session: WriteSession, topic: str, events: Sequence[Event]) -> None:
        last = await _allot(session, events[0], len(events))
        for seq, event in enumerate(events, start=last - len(events) + 1):
            event.seq = seq
            session.add(_row(topic, event))


async def redact(session: WriteSession, user_id: UUID) -> None:
    """Empty what the log tells of a person in words: their names, and what they called things.

    Args:
        session: a write unit's session.
        user_id: who asked to be forgotten.
    """
    await session.run(
        update(AuditEvent)
        .where(AuditEvent.user_id == user_id, AuditEvent.texts.is_not(None))
        .values(texts=None)
    )


async def redact_invitation(session: WriteSession, workspace_id: UUID, invitation_id: UUID) -> None:
    """Empty what the log tells of an invitation in words: to which address it went.

    Args:
        session: a write unit's session.
        workspace_id: of which workspace.
        invitation_id: which one.
    """
    told = await session.scalars(
        select(AuditEvent).where(
            AuditEvent.workspace_id == workspace_id,
            AuditEvent.type.startswith("invitation."),
            AuditEvent.texts.is_not(None),
        )
    )
    for event in told:
        if event.payload.get("invitation_id") == str(invitation_id):
            event.texts = None


async def _allot(session: WriteSession, event: Event, count: int) -> int:
    """Take the next `count` numbers of the event's topic; the last of them."""
    match event:
        case UserEvent():
            taken = await session.run(
                update(User)
                .where(User.id == event.user_id)
                .values(seq=User.seq + count)
                .returning(User.seq)
            )
        case WorkspaceEvent():
            taken = await session.run(
                update(Workspace)
                .where(Workspace.id == event.workspace_id)
                .values(seq=Workspace.seq + count)
                .returning(Workspace.seq)
            )
        case _:
            raise TypeError(f"{type(event).__name__} concerns neither a person nor a workspace")
    return int(taken.scalar_one())


def _row(topic: str, event: Event) -> AuditEvent:
    workspace_id: UUID | None = getattr(event, "workspace_id", None)
    user_id: UUID | None = getattr(event, "user_id", None)
    return AuditEvent(
        topic=topic,
        seq=event.seq,
        type=event.type,
        workspace_id=workspace_id,
        user_id=user_id,
        actor_id=event.actor.user_id,
        origin=str(event.actor.origin),
        correlation_id=event.actor.correlation_id,
        payload=event.payload,
        texts=event.texts or None,
        created_at=event.created_at or now(),
    )
