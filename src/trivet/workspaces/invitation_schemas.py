"""Shapes of invitations."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from trivet.auth.addresses import masked
from trivet.auth.schemas import EmailAddress, Secret
from trivet.platform.schemas import Answer, Body, Time
from trivet.workspaces.invitation_repository import Invited
from trivet.workspaces.invitations import Issued, Outcome
from trivet.workspaces.models import Role

_LINK = Field(
    description="To hand on, shown this once: only where Trivet has no mail server; else null."
)


class Invite(Body):
    """Whom to invite, and as what."""

    emails: Annotated[list[EmailAddress], Field(min_length=1, max_length=50)]
    role: Annotated[Role, Field(strict=False)]
    bound: bool = Field(
        True,
        description="Only who has proven that the address is theirs may accept; else whoever has the link.",
    )


class InvitationOut(Answer):
    """A place in a workspace that is held for somebody."""

    id: UUID
    email: str
    role: Role
    bound: bool = Field(description="Whether only the owner of the address may accept.")
    invited_by: UUID | None = Field(description="Null once they have no account any more.")
    created_at: Time
    expires_at: Time
    sent_at: Time | None = Field(description="When the mail server took the mail.")
    expired: bool = Field(description="Too old to be accepted; it can be sent again.")


class InvitedOut(Answer):
    """What became of one address: an invitation, or why there is none."""

    email: str
    invitation: InvitationOut | None
    refusal: Literal["already_member"] | None
    link: str | None = _LINK

    @classmethod
    def of(cls, outcome: Outcome) -> "InvitedOut":
        """What whoever invited is shown."""
        issued = outcome.issued
        return cls(
            email=outcome.email,
            invitation=None if issued is None else InvitationOut.model_validate(issued.invitation),
            refusal="already_member" if issued is None else None,
            link=None if issued is None else issued.link,
        )


class InvitesOut(Answer):
    """What became of each address, in the order in which they were given."""

    items: list[InvitedOut]


class InvitationResentOut(Answer):
    """An invitation that was sent again."""

    invitation: InvitationOut
    link: str | None = _LINK

    @classmethod
    def of(cls, issued: Issued) -> "InvitationResentOut":
        """What whoever sent it is shown."""
        return cls(
            invitation=InvitationOut.model_validate(issued.invitation),
            link=issued.link,
        )


class OwnInvitationOut(Answer):
    """An invitation to an address of whoever asks."""

    id: UUID
    workspace_name: str
    role: Role
    invited_by_name: str | None = Field(description="Null once they have no account any more.")
    expires_at: Time

    @classmethod
    def of(cls, found: Invited) -> "OwnInvitationOut":
        """What whoever is invited is shown."""
        return cls(
            id=found.id,
            workspace_name=found.workspace_name,
            role=found.role,
            invited_by_name=found.inviter_name,
            expires_at=found.expires_at,
        )


class InvitationPreview(Body):
    """The secret of an invitation: what stands behind the `#` of its link."""

    token: Secret


class InvitationPreviewOut(Answer):
    """What somebody is invited to."""

    workspace_name: str
    role: Role
    invited_by_name: str | None
    bound: bool = Field(description="Whether only the owner of the address may accept.")
    email_hint: str | None = Field(
        description="If it is bound: to which address, shortened, such as `a…@example.com`."
    )
    expires_at: Time

    @classmethod
    def of(cls, found: Invited) -> "InvitationPreviewOut":
        """What whoever has the link is shown."""
        return cls(
            workspace_name=found.workspace_name,
            role=found.role,
            invited_by_name=found.inviter_name,
            bound=found.bound,
            email_hint=masked(found.email) if found.bound else None,
            expires_at=found.expires_at,
        )
