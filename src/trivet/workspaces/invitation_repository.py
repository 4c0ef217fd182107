"""Rows of invitations."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, update

from trivet.auth.addresses import proven
from trivet.auth.models import User
from trivet.platform.clock import now
from trivet.platform.db.session import ReadSession, WriteSession
from trivet.platform.db.some import remove_some
from trivet.workspaces.events import INVITATION_CREATED, INVITATION_RESENT
from trivet.workspaces.models import AuditEvent, Invitation, Role, Workspace, WorkspaceMember


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation, and what people are told with it.

    Args:
        invited_by: who sent it; None once they have no account any more.
        sent_at: when the mail server took the mail; None if it has not yet, or there is none.
    """

    id: UUID
    workspace_id: UUID
    workspace_name: str
    email: str
    role: Role
    bound: bool
    invited_by: UUID | None
    inviter_name: str | None
    created_at: datetime
    expires_at: datetime
    sent_at: datetime | None

    @property
    def expired(self) -> bool:
        """Whether it is too old to be accepted."""
        return self.expires_at <= now()


def pending() -> ColumnElement[bool]:
    """The condition that nobody has accepted it."""
    return Invitation.accepted_at.is_(None)


class InvitationRepository:
    """Questions about invitations of workspaces that are there."""

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    async def page(self, workspace_id: UUID, after: UUID | None, limit: int) -> list[Invited]:
        """Those that nobody has accepted, in the order of their making."""
        wanted = _invited().where(Invitation.workspace_id == workspace_id, pending())
        if after is not None:
            wanted = wanted.where(Invitation.id > after)
        return await self._found(wanted.order_by(Invitation.id).limit(limit))

    async def living(self, token_hash: str, at: datetime) -> Invited | None:
        """The invitation of a link, if it can still be accepted."""
        found = await self._found(
            _invited().where(
                Invitation.token_hash == token_hash, pending(), Invitation.expires_at > at
            )
        )
        return found[0] if found else None

    async def workspace_of(self, token_hash: str) -> UUID | None:
        """To which workspace a link leads, or led; None if it is no link of ours any more."""
        return await self._session.scalar(
            select(Invitation.workspace_id).where(Invitation.token_hash == token_hash)
        )

    async def awaiting(
        self,
        user_id: UUID,
        addresses: Collection[str],
        at: datetime,
        after: UUID | None,
        limit: int,
    ) -> list[Invited]:
        """Those to some addresses that can be accepted, where somebody is no member yet."""
        inside = exists().where(
            WorkspaceMember.workspace_id == Invitation.workspace_id,
            WorkspaceMember.user_id == user_id,
        )
        wanted = _invited().where(
            Invitation.email.in_(addresses), pending(), Invitation.expires_at > at, ~inside
        )
        if after is not None:
            wanted = wanted.where(Invitation.id > after)
        return await self._found(wanted.order_by(Invitation.id).limit(limit))

    async def living_of(
        self, invitation_id: UUID, addresses: Collection[str], at: datetime
    ) -> Invited | None:
        """One to some addresses, if it can still be accepted."""
        found = await self._found(
            _invited().where(
                Invitation.id == invitation_id,
                Invitation.email.in_(addresses),
                pending(),
                Invitation.expires_at > at,
            )
        )
        return found[0] if found else None

    async def workspace_inviting(
        self, invitation_id: UUID, addresses: Collection[str]
    ) -> UUID | None:
        """To which workspace one to some addresses leads, or led; None if there is none such."""
        return await self._session.scalar(
            select(Invitation.workspace_id).where(
                Invitation.id == invitation_id, Invitation.email.in_(addresses)
            )
        )

    async def awaits(self, address: str, at: datetime) -> bool:
        """Whether a place is held for whoever owns an address, and for nobody else."""
        found = await self._session.scalar(
            select(Invitation.id)
            .join(Workspace, Workspace.id == Invitation.workspace_id)
            .where(
                Invitation.email == address,
                pending(),
                Invitation.expires_at > at,
                Workspace.deleted_at.is_(None),
            )
            .limit(1)
        )
        return found is not None

    async def waiting(self, workspace_id: UUID, at: datetime) -> int:
        """How many could be accepted now."""
        count = await self._session.scalar(
            select(func.count())
            .select_from(Invitation)
            .where(Invitation.workspace_id == workspace_id, pending(), Invitation.expires_at > at)
        )
        return count or 0

    async def is_member(self, workspace_id: UUID, email: str) -> bool:
        """Whether somebody in the workspace has proven that this address is theirs."""
        found = await self._session.scalar(
            select(WorkspaceMember.user_id)
            .join(User, User.id == WorkspaceMember.user_id)
            .where(WorkspaceMember.workspace_id == workspace_id, proven(email))
            .limit(1)
        )
        return found is not None

    async def name_of(self, user_id: UUID) -> str | None:
        return await self._session.scalar(select(User.name).where(User.id == user_id))

    async def _found(self, wanted: "_Wanted") -> list[Invited]:
        return [
            invited(row, workspace_name, inviter_name)
            for row, workspace_name, inviter_name in await self._session.execute(wanted)
        ]


class InvitationWriteRepository(InvitationRepository):
    """Changes to invitations. Never commits."""

    def __init__(self, session: WriteSession) -> None:
        super().__init__(session)
        self._writes = session

    def add(self, invitation: Invitation) -> None:
        self._writes.add(invitation)

    async def pending_of(self, workspace_id: UUID, invitation_id: UUID) -> Invitation | None:
        """One that nobody has accepted. The workspace is to be locked."""
        return await self._writes.scalar(
            select(Invitation).where(
                Invitation.id == invitation_id, Invitation.workspace_id == workspace_id, pending()
            )
        )

    async def pending_for(self, workspace_id: UUID, emails: Iterable[str]) -> dict[str, Invitation]:
        """Those that nobody has accepted, by their address. The workspace is to be locked."""
        found = await self._writes.scalars(
            select(Invitation).where(
                Invitation.workspace_id == workspace_id,
                Invitation.email.in_(list(emails)),
                pending(),
            )
        )
        return {invitation.email: invitation for invitation in found}

    async def sent_by(self, workspace_id: UUID, user_id: UUID) -> Sequence[Invitation]:
        """Those of one member that nobody has accepted. The workspace is to be locked."""
        found = await self._writes.scalars(
            select(Invitation)
            .where(
                Invitation.workspace_id == workspace_id,
                Invitation.invited_by == user_id,
                pending(),
            )
            .order_by(Invitation.id)
        )
        return found.all()

    async def sent_to(self, user_id: UUID, addresses: Collection[str]) -> list[Invitation]:
        """Those that somebody accepted, and those that went to their addresses."""
        return list(
            await self._writes.scalars(
                select(Invitation)
                .where(or_(Invitation.accepted_by == user_id, Invitation.email.in_(addresses)))
                .order_by(Invitation.id)
            )
        )

    async def mailed_since(self, user_id: UUID, since: datetime) -> tuple[int, datetime | None]:
        """How many invitations somebody has sent, anew too, and into whatever workspace; since when.

        Counted in the log, which keeps them when they are taken back. They are held until the unit
        ends, so that two requests do not both find room. The workspace is to be locked.
        """
        await self._writes.scalar(
            select(User.id).where(User.id == user_id).with_for_update(key_share=True)
        )
        # Whoever invites was once added there; each step has an index.
        ever_in = select(AuditEvent.workspace_id).where(
            AuditEvent.user_id == user_id, AuditEvent.workspace_id.is_not(None)
        )
        found = await self._writes.execute(
            select(func.count(), func.min(AuditEvent.created_at)).where(
                AuditEvent.workspace_id.in_(ever_in),
                AuditEvent.created_at > since,
                AuditEvent.actor_id == user_id,
                AuditEvent.type.in_([INVITATION_CREATED, INVITATION_RESENT]),
            )
        )
        count, first = found.one()
        return count, first

    async def delete(self, invitation: Invitation) -> None:
        await self._writes.delete(invitation)

    async def use(self, invitation_id: UUID, user_id: UUID, at: datetime) -> bool:
        """Use an invitation up; False if somebody else was first, or it cannot be used any more.
        The workspace is to be locked.

        One statement, so that of two who come at the same moment one gets it.
        """
        used = await self._writes.run(
            update(Invitation)
            .where(Invitation.id == invitation_id, pending(), Invitation.expires_at > at)
            .values(accepted_at=at, accepted_by=user_id)
        )
        return used.rowcount == 1

    async def sent(self, token_hash: str, at: datetime) -> None:
        """Remember that the mail with this link is on its way."""
        await self._writes.run(
            update(Invitation).where(Invitation.token_hash == token_hash).values(sent_at=at)
        )

    async def forget(self, before: datetime, most: int) -> int:
        """Delete up to `most` that expired or were accepted before a moment; how many."""
        over = or_(Invitation.accepted_at < before, and_(pending(), Invitation.expires_at < before))
        return await remove_some(self._writes, Invitation, over, most=most)


_Wanted = Select[Invitation, str, str | None]


def _invited() -> _Wanted:
    return (
        select(Invitation, Workspace.name, User.name)
        .join(Workspace, Workspace.id == Invitation.workspace_id)
        .outerjoin(User, User.id == Invitation.invited_by)
        .where(Workspace.deleted_at.is_(None))
    )


def invited(row: Invitation, workspace_name: str, inviter_name: str | None) -> Invited:
    """What a row says."""
    return Invited(
        id=row.id,
        workspace_id=row.workspace_id,
        workspace_name=workspace_name,
        email=row.email,
        role=Role(row.role),
        bound=row.bound,
        invited_by=row.invited_by,
        inviter_name=inviter_name,
        created_at=row.created_at,
        expires_at=row.expires_at,
        sent_at=row.sent_at,
    )
