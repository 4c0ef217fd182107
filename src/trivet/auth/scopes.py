"""Which scope covers which. Pure rules."""

from collections.abc import Iterable

from trivet.auth.callers import Caller, Scope
from trivet.auth.errors import InsufficientScope

_INCLUDED = {
    Scope.READ: frozenset({Scope.READ}),
    Scope.WRITE: frozenset({Scope.READ, Scope.WRITE}),
    Scope.ADMIN: frozenset({Scope.READ, Scope.WRITE, Scope.ADMIN}),
    Scope.MIRO: frozenset({Scope.MIRO}),
}


def with_included(scopes: Iterable[Scope]) -> frozenset[Scope]:
    """The scopes and what they include: admin includes write, write includes read.

    `miro` includes nothing, and nothing includes it.
    """
    return frozenset().union(*(_INCLUDED[scope] for scope in scopes))


def in_order(scopes: Iterable[Scope]) -> list[Scope]:
    """The scopes from the least to the most; `miro`, which is beside them, last."""
    held = set(scopes)
    return [scope for scope in Scope if scope in held]


def demand(caller: Caller, scope: Scope) -> None:
    """Go on only if the caller's token has `scope`.

    Raises:
        InsufficientScope: it has not.
    """
    if scope not in caller.scopes:
        raise InsufficientScope(
            f"It needs the scope `{scope}`: make another API token that has it.",
            extra={"scope": str(scope)},
        )
