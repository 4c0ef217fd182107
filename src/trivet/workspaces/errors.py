"""Refusals of workspaces."""

from trivet.platform.errors import Conflict, Forbidden, NotFound, TooManyRequests


class WorkspaceNotFound(NotFound):
    """Also for those who are no member: that it exists is not theirs to know."""

    code = "workspace_not_found"
    title = "There is no such workspace"


class MemberNotFound(NotFound):
    code = "member_not_found"
    title = "There is no such member"


class RoleTooLow(Forbidden):
    code = "role_too_low"
    title = "Your role does not allow this"


class InvitationNotFound(NotFound):
    """Also for a link that was used, replaced or is too old: which of them is nobody's business."""

    code = "invitation_not_found"
    title = "This invitation cannot be used"


class InvitationForAnotherAddress(Forbidden):
    code = "invitation_for_another_address"
    title = "This invitation is for another address"


class TooManyInvitations(Conflict):
    code = "too_many_invitations"
    title = "Too many invitations wait for an answer"


class TooManyInvitationMails(TooManyRequests):
    code = "too_many_invitation_mails"
    title = "You have sent many invitations today"


class AlreadyMember(Conflict):
    code = "already_member"
    title = "They are in this workspace already"


class LastOwner(Conflict):
    code = "last_owner"
    title = "A workspace needs an owner"
