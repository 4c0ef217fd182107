"""Invitations, and the secrets of their links."""

from uuid import UUID

from trivet.auth.callers import Caller
from trivet.platform.settings import Settings
from trivet.platform.uow import Units
from trivet.workspaces.accepting import Accepting
from trivet.workspaces.invitation_repository import Invited
from trivet.workspaces.invitations import InvitationService, Issued, Outcome
from trivet.workspaces.models import Role
from trivet.workspaces.repository import Membership

OURS = Settings(public_url="https://trivet.example")
"""No mail server: whoever invites gets the link."""


async def invite(
    units: Units,
    caller: Caller,
    workspace_id: UUID,
    *emails: str,
    role: Role = Role.MEMBER,
    bound: bool = True,
) -> list[Outcome]:
    async with units.write(caller.actor("a-request")) as unit:
        service = InvitationService(unit, caller, OURS)
        return await service.invite(workspace_id, emails, role, bound=bound)


async def an_invitation(
    units: Units,
    caller: Caller,
    workspace_id: UUID,
    email: str = "bob@example.com",
    *,
    role: Role = Role.MEMBER,
    bound: bool = True,
) -> tuple[Invited, str]:
    """One invitation, and the secret of its link."""
    (outcome,) = await invite(units, caller, workspace_id, email, role=role, bound=bound)
    assert outcome.issued is not None
    return outcome.issued.invitation, secret_of(outcome.issued)


def secret_of(issued: Issued) -> str:
    assert issued.link is not None
    return issued.link.partition("#")[2]


async def accept(units: Units, caller: Caller, token: str) -> Membership:
    async with units.write(caller.actor("a-request")) as unit:
        return await Accepting(unit, caller).accept(token)


async def accept_own(units: Units, caller: Caller, invitation_id: UUID) -> Membership:
    async with units.write(caller.actor("a-request")) as unit:
        return await Accepting(unit, caller).accept_own(invitation_id)
