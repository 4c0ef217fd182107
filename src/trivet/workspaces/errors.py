"""Refusals of workspaces."""

from trivet.platform.errors import Conflict, Forbidden, NotFound


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


class LastOwner(Conflict):
    code = "last_owner"
    title = "A workspace needs an owner"
