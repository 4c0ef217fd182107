"""Invitations: a place in a workspace, held for seven days for whoever gets the link.

The link's secret is kept as a hash only. Sending an invitation anew replaces the link: the one before
is worth nothing then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from typing import Any
from uuid import UUID

from trivet.auth.addresses import addresses_of, folded
from trivet.auth.callers import Caller
from trivet.platform.clock import now
from trivet.platform.db.session import ReadSession
from trivet.platform.errors import FieldError
from trivet.platform.ids import fingerprint, new_id, new_secret
from trivet.platform.mail import MAIL
from trivet.platform.settings import Settings
from trivet.platform.uow import ReadUnit, WriteUnit
from trivet.workspaces import events
from trivet.workspaces.audit import redact_invitation
from trivet.workspaces.errors import (
    AlreadyMember,
    InvitationNotFound,
    RoleTooLow,
    TooManyInvitationMails,
    TooManyInvitations,
)
from trivet.workspaces.events import WorkspaceEvent
from trivet.workspaces.invitation_repository import (
    InvitationRepository,
    InvitationWriteRepository,
    Invited,
    invited,
)
from trivet.workspaces.models import Invitation, Role, Workspace
from trivet.workspaces.permissions import (
    ADMINISTER,
    WorkspacePermissions,
    may_give,
    named,
)
from trivet.workspaces.repository import WorkspaceWriteRepository
from trivet.workspaces.service import locked_for
from trivet.workspaces.tasks import SEND_INVITATION_EMAIL

LIFETIME = timedelta(days=7)
PREFIX = "tri_"
MAILED_WITHIN = timedelta(days=1)
MOST_MAILED = 200
"""Invitations that one account has mailed within a day, to whomever: strangers have not asked for them."""
MOST_WAITING = 500
"""Invitations of one workspace that could be accepted at a time."""


@dataclass(frozen=True, slots=True)
class Issued:
    """An invitation that was just sent.

    Args:
        invitation: the invitation.
        link: for its sender to hand on, where Trivet has no mail server; else None.
    """

    invitation: Invited
    link: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one address.

    Args:
        email: the address, folded.
        issued: its invitation; None if whoever has it is in the workspace already.
    """

    email: str
    issued: Issued | None


def invitation_link(settings: Settings, token: str) -> str:
    """The address that accepts an invitation.

    The secret stands behind the `#`, which browsers do not send: it is in no log and in no Referer.
    """
    return f"{settings.base_url}/app/invitation#{token}"


class InvitationQueries:
    """What admins ask about invitations.

    Args:
        unit: reads.
        caller: who asks.
    """

    def __init__(self, unit: ReadUnit, caller: Caller) -> None:
        self._permissions = WorkspacePermissions(unit.session)
        self._invitations = InvitationRepository(unit.session)
        self._caller = caller

    async def page(self, workspace_id: UUID, after: UUID | None, limit: int) -> list[Invited]:
        """Those that nobody has accepted, oldest first; also those that are too old by now.

        Args:
            workspace_id: of which workspace.
            after: the last one already seen.
            limit: how many at most.

        Raises:
            WorkspaceNotFound: the caller is no member of it.
            RoleTooLow: the caller is no admin.
            InsufficientScope: the caller's API token lacks `admin`.
        """
        await self._permissions.demand(self._caller, workspace_id, ADMINISTER)
        return await self._invitations.page(workspace_id, after, limit)


async def preview(unit: ReadUnit, token: str) -> Invited:
    """What somebody with this link is invited to. Asked before they sign in.

    Args:
        unit: reads.
        token: the secret of the link.

    Raises:
        InvitationNotFound: it was used, revoked or replaced, is too old, or is none of ours.
    """
    found = await InvitationRepository(unit.session).living(fingerprint(token), now())
    if found is None:
        raise unusable()
    return found


async def expected(session: ReadSession, address: str) -> bool:
    """Whether an invitation awaits whoever owns this address.

    Args:
        session: of the unit of work in which it is asked.
        address: folded.
    """
    return await InvitationRepository(session).awaits(address, now())


class InvitationService:
    """Sends invitations, and takes them back. For admins.

    Args:
        unit: writes the changes.
        caller: on whose behalf.
        settings: our own address, and whether there is a mail server.
    """

    def __init__(self, unit: WriteUnit, caller: Caller, settings: Settings) -> None:
        self._unit = unit
        self._caller = caller
        self._settings = settings
        self._workspaces = WorkspaceWriteRepository(unit.session)
        self._invitations = InvitationWriteRepository(unit.session)

    async def invite(
        self, workspace_id: UUID, emails: Sequence[str], role: Role, *, bound: bool = True
    ) -> list[Outcome]:
        """Invite people. Whoever is invited already gets a new link, with this role.

        Args:
            workspace_id: into which workspace.
            emails: whom; the same address twice counts once.
            role: as what; at most the caller's own.
            bound: whether only the owner of the address may accept; else whoever has the link.

        Returns:
            what became of each address.

        Raises:
            WorkspaceNotFound: the caller is no member of it.
            RoleTooLow: the caller is no admin, or stands below the role, or below one to which
                somebody among them is invited already.
            InsufficientScope: the caller's API token lacks `admin`.
            TooManyInvitations: too many of the workspace could be accepted already.
            TooManyInvitationMails: the caller has had too many mailed within a day.
        """
        workspace, own = await self._managed(workspace_id)
        if not may_give(own, role):
            raise RoleTooLow(f"You cannot invite as more than you are: ask {named(role)} to do it.")
        wanted = list(dict.fromkeys(folded(email) for email in emails))
        pending = await self._invitations.pending_for(workspace_id, wanted)
        _none_above(own, wanted, pending)
        inside = {e for e in wanted if await self._invitations.is_member(workspace_id, e)}
        outside = [pending.get(e) for e in wanted if e not in inside]
        await self._keep_few(workspace_id, outside)
        await self._mail_few(len(outside))
        return [
            Outcome(
                email,
                (
                    None
                    if email in inside
                    else await self._send(workspace, email, role, bound, pending)
                ),
            )
            for email in wanted
        ]

    async def resend(self, workspace_id: UUID, invitation_id: UUID) -> Issued:
        """Send an invitation once more, with a new link and for another seven days.

        Raises:
            WorkspaceNotFound: the caller is no member of the workspace.
            RoleTooLow: the caller is no admin, or stands below the role.
            InsufficientScope: the caller's API token lacks `admin`.
            InvitationNotFound: it was accepted or revoked, or never was.
            AlreadyMember: whoever has this address is in the workspace by now.
            TooManyInvitations: it was too old, and too many others could be accepted already.
            TooManyInvitationMails: the caller has had too many mailed within a day.
        """
        workspace, row = await self._managed_invitation(workspace_id, invitation_id)
        if await self._invitations.is_member(workspace_id, row.email):
            raise AlreadyMember("Change their role where the members are listed.")
        await self._keep_few(workspace_id, [row])
        await self._mail_few(1)
        return await self._send(workspace, row.email, Role(row.role), row.bound, {row.email: row})

    async def revoke(self, workspace_id: UUID, invitation_id: UUID) -> None:
        """Take an invitation back: its link is worth nothing from now on.

        Raises:
            WorkspaceNotFound, RoleTooLow, InsufficientScope, InvitationNotFound: as for `resend`.
        """
        _, row = await self._managed_invitation(workspace_id, invitation_id)
        await _revoke(self._unit, row)

    async def _managed(self, workspace_id: UUID) -> tuple[Workspace, Role]:
        return await locked_for(self._unit.session, workspace_id, self._caller, ADMINISTER)

    async def _managed_invitation(
        self, workspace_id: UUID, invitation_id: UUID
    ) -> tuple[Workspace, Invitation]:
        workspace, own = await self._managed(workspace_id)
        row = await self._invitations.pending_of(workspace_id, invitation_id)
        if row is None:
            raise InvitationNotFound("It may have been accepted or revoked: see the list.")
        if not may_give(own, Role(row.role)):
            raise RoleTooLow("It invites to a role above your own: ask an owner to do it.")
        return workspace, row

    async def _keep_few(self, workspace_id: UUID, sent: Sequence[Invitation | None]) -> None:
        """Go on only if there are not too many, once these are sent; None is a new one."""
        at = now()
        more = sum(row is None or row.expires_at <= at for row in sent)
        if more and await self._invitations.waiting(workspace_id, at) + more > MOST_WAITING:
            raise TooManyInvitations(
                f"A workspace may have {MOST_WAITING} at a time: revoke some, or wait until they "
                "are accepted or expire."
            )

    async def _mail_few(self, more: int) -> None:
        """Go on only if the caller has not had too many mailed, with these; links to hand on are none."""
        if self._settings.smtp_host is None or not more:
            return
        at = now()
        mailed, first = await self._invitations.mailed_since(
            self._caller.user_id, at - MAILED_WITHIN
        )
        if mailed + more > MOST_MAILED:
            left = max(0, MOST_MAILED - mailed)
            raise TooManyInvitationMails(
                f"An account may send {MOST_MAILED} a day, and yours has {left} left: invite fewer "
                "at once, go on tomorrow, or ask another admin.",
                extra={"left": left},
                headers={"Retry-After": str(_seconds_until((first or at) + MAILED_WITHIN, at))},
            )

    async def _send(
        self,
        workspace: Workspace,
        email: str,
        role: Role,
        bound: bool,
        pending: Mapping[str, Invitation],
    ) -> Issued:
        """Send an invitation, or the one that is pending once more."""
        token, at = new_secret(PREFIX), now()
        row = pending.get(email)
        event_type = events.INVITATION_CREATED if row is None else events.INVITATION_RESENT
        if row is None:
            row = Invitation(id=new_id(), workspace_id=workspace.id, email=email, created_at=at)
            self._invitations.add(row)
        row.role = str(role)
        row.bound = bound
        row.token_hash = fingerprint(token)
        row.invited_by = self._caller.user_id
        row.expires_at = at + LIFETIME
        row.sent_at = None
        self._unit.emit(_event(event_type, row))
        told = invited(row, workspace.name, await self._invitations.name_of(row.invited_by))
        if self._settings.smtp_host is None:
            return Issued(told, invitation_link(self._settings, token))
        args = {"email": email, "workspace_name": workspace.name, "token": token}
        self._unit.enqueue(
            SEND_INVITATION_EMAIL.call(
                args,
                workspace_id=workspace.id,
                requested_by=self._caller.user_id,
                concurrency_key=MAIL,
            )
        )
        return Issued(told, None)


async def withdraw(unit: WriteUnit, workspace_id: UUID, user_id: UUID, role: Role | None) -> None:
    """Take back what somebody sent and may not send any more, so that they cannot come back by it.

    Args:
        unit: holds the workspace.
        workspace_id: which one.
        user_id: who sent them.
        role: what they are now; None if they have left.
    """
    for row in await InvitationWriteRepository(unit.session).sent_by(workspace_id, user_id):
        if role is None or not may_give(role, Role(row.role)):
            await _revoke(unit, row)


async def forget_invited(unit: WriteUnit, user_id: UUID) -> None:
    """Forget what is known of somebody because they were invited: their address, here and in the log.

    Args:
        unit: writes it.
        user_id: who asked to be forgotten.
    """
    rows = await InvitationWriteRepository(unit.session).sent_to(
        user_id, await addresses_of(unit.session, user_id)
    )
    for row in rows:
        await redact_invitation(unit.session, row.workspace_id, row.id)
        await InvitationWriteRepository(unit.session).delete(row)


async def _revoke(unit: WriteUnit, row: Invitation) -> None:
    unit.emit(_event(events.INVITATION_REVOKED, row))
    await InvitationWriteRepository(unit.session).delete(row)


def _event(event_type: str, row: Invitation) -> WorkspaceEvent:
    payload: dict[str, Any] = {"invitation_id": str(row.id), "role": row.role, "bound": row.bound}
    return WorkspaceEvent(
        type=event_type,
        workspace_id=row.workspace_id,
        payload=payload,
        texts={"email": row.email},
    )


def _seconds_until(moment: datetime, at: datetime) -> int:
    return max(1, ceil((moment - at).total_seconds()))


def unusable() -> InvitationNotFound:
    """The answer to everybody whose link opens nothing, whatever the reason."""
    return InvitationNotFound(
        "It was used, taken back or replaced by a newer one, or it is older than seven days. "
        "Ask whoever invited you for a new one."
    )


def _none_above(own: Role, emails: Sequence[str], pending: Mapping[str, Invitation]) -> None:
    """Go on only if none is invited to a role above our own: that is not ours to change."""
    above = [
        number
        for number, email in enumerate(emails)
        if email in pending and not may_give(own, Role(pending[email].role))
    ]
    if above:
        raise RoleTooLow(
            "Some of them are invited to a role above your own: leave them out, or ask an owner.",
            fields=tuple(
                FieldError(f"emails.{number}", "is invited to a role above your own")
                for number in above
            ),
        )
