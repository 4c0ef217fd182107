"""Coming in: by the link of an invitation, or by an address that one has proven."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from uuid import UUID

from trivet.auth.addresses import has_proven, masked, proven_by
from trivet.auth.callers import Caller, Scope
from trivet.auth.scopes import demand
from trivet.platform.clock import now
from trivet.platform.ids import fingerprint
from trivet.platform.uow import ReadUnit, WriteUnit
from trivet.workspaces import events
from trivet.workspaces.errors import InvitationForAnotherAddress, InvitationNotFound
from trivet.workspaces.events import WorkspaceEvent
from trivet.workspaces.invitation_repository import (
    InvitationRepository,
    InvitationWriteRepository,
    Invited,
)
from trivet.workspaces.invitations import unusable
from trivet.workspaces.models import WorkspaceMember
from trivet.workspaces.repository import Membership, WorkspaceWriteRepository

Find = Callable[[datetime], Awaitable[Invited]]
"""The invitation, if it can be accepted at a moment by whoever asks; else it refuses."""


async def awaiting(unit: ReadUnit, caller: Caller, after: UUID | None, limit: int) -> list[Invited]:
    """What somebody is invited to under an address that they have proven, and is no member of yet.

    Args:
        unit: reads.
        caller: who asks.
        after: the last one already seen.
        limit: how many at most.

    Raises:
        InsufficientScope: the caller's API token lacks `admin`.
    """
    demand(caller, Scope.ADMIN)
    addresses = await proven_by(unit.session, caller.user_id)
    invitations = InvitationRepository(unit.session)
    return await invitations.awaiting(caller.user_id, addresses, now(), after, limit)


class Accepting:
    """Lets the caller in.

    Whoever is a member already stays what they are, and the invitation stays for whom it is meant: so
    a second click, or a lost answer, does no harm.

    Args:
        unit: writes the changes.
        caller: who comes.
    """

    def __init__(self, unit: WriteUnit, caller: Caller) -> None:
        self._unit = unit
        self._caller = caller
        self._workspaces = WorkspaceWriteRepository(unit.session)
        self._invitations = InvitationWriteRepository(unit.session)

    async def accept(self, token: str) -> Membership:
        """Come in by a link.

        Args:
            token: the secret of the link.

        Returns:
            the workspace, as the caller sees it.

        Raises:
            InvitationNotFound: it was used, revoked or replaced, is too old, or is none of ours.
            InvitationForAnotherAddress: the caller has not proven to have the address.
            InsufficientScope: the caller's API token lacks `admin`.
        """
        demand(self._caller, Scope.ADMIN)
        token_hash = fingerprint(token)

        async def find(at: datetime) -> Invited:
            found = await self._invitations.living(token_hash, at)
            if found is None:
                raise unusable()
            session, user_id = self._unit.session, self._caller.user_id
            if found.bound and not await has_proven(session, user_id, found.email):
                raise InvitationForAnotherAddress(
                    f"It was sent to {masked(found.email)}. Sign in with the account that has this "
                    "address, or ask to be invited under an address of yours."
                )
            return found

        return await self._enter(await self._invitations.workspace_of(token_hash), find)

    async def accept_own(self, invitation_id: UUID) -> Membership:
        """Come in by an invitation to an address that one has proven; its link is not needed.

        Args:
            invitation_id: which one.

        Returns:
            the workspace, as the caller sees it.

        Raises:
            InvitationNotFound: it is for no address of the caller's, was used or revoked, or is too
                old.
            InsufficientScope: the caller's API token lacks `admin`.
        """
        demand(self._caller, Scope.ADMIN)
        addresses = await proven_by(self._unit.session, self._caller.user_id)

        async def find(at: datetime) -> Invited:
            found = await self._invitations.living_of(invitation_id, addresses, at)
            if found is None:
                raise _gone()
            return found

        workspace_id = await self._invitations.workspace_inviting(invitation_id, addresses)
        if workspace_id is None:
            raise _gone()
        return await self._enter(workspace_id, find)

    async def _enter(self, workspace_id: UUID | None, find: Find) -> Membership:
        user_id, at = self._caller.user_id, now()
        if workspace_id is None or await self._workspaces.lock(workspace_id) is None:
            raise unusable()
        known = await self._workspaces.membership(workspace_id, user_id)
        if known is not None:
            return known
        # Behind the lock, which whoever sends it anew or takes it back holds too.
        found = await find(at)
        if not await self._invitations.use(found.id, user_id, at):
            raise unusable()
        return await self._join(found)

    async def _join(self, found: Invited) -> Membership:
        user_id = self._caller.user_id
        self._unit.session.add(
            WorkspaceMember(
                workspace_id=found.workspace_id, user_id=user_id, role=found.role, created_at=now()
            )
        )
        await self._unit.session.flush()
        facts = {"user_id": str(user_id), "role": str(found.role), "invitation_id": str(found.id)}
        for event_type, texts in (
            (events.INVITATION_ACCEPTED, {"email": found.email}),
            (events.MEMBER_ADDED, {}),
        ):
            self._unit.emit(
                WorkspaceEvent(
                    type=event_type,
                    workspace_id=found.workspace_id,
                    user_id=user_id,
                    payload=dict(facts),
                    texts=texts,
                )
            )
        joined = await self._workspaces.membership(found.workspace_id, user_id)
        assert joined is not None, "they were just added"
        return joined


def _gone() -> InvitationNotFound:
    return InvitationNotFound(
        "It was used or taken back, or it is too old: see what is in the list."
    )
