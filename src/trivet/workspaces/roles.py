"""How roles stand to each other. Asked by `permissions` alone, which says what follows from it."""

from trivet.workspaces.models import Role

_RANKS = {Role.VIEWER: 0, Role.MEMBER: 1, Role.ADMIN: 2, Role.OWNER: 3}


def at_least(role: Role, wanted: Role) -> bool:
    """Whether `role` includes what `wanted` may do."""
    return _RANKS[role] >= _RANKS[wanted]
