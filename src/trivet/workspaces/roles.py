"""Who may do what in a workspace. Pure rules."""

from trivet.workspaces.models import Role

_RANKS = {Role.VIEWER: 0, Role.MEMBER: 1, Role.ADMIN: 2, Role.OWNER: 3}


def at_least(role: Role, wanted: Role) -> bool:
    """Whether `role` includes what `wanted` may do."""
    return _RANKS[role] >= _RANKS[wanted]


def may_view(role: Role) -> bool:
    """Every member sees everything in the workspace."""
    return at_least(role, Role.VIEWER)


def may_edit(role: Role) -> bool:
    """Members edit boards and cards."""
    return at_least(role, Role.MEMBER)


def may_manage(role: Role) -> bool:
    """Admins manage members, repositories, whiteboards and rules."""
    return at_least(role, Role.ADMIN)


def may_delete_workspace(role: Role) -> bool:
    """Owners delete the workspace."""
    return role is Role.OWNER
