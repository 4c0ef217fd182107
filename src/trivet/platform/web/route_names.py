"""What a request's route is called in logs, and where requests are counted."""

from starlette.routing import Route
from starlette.types import Scope

LONGEST_PATH = 200
_SECRET_BEHIND = ("/api/webhook/", "/invitations/")


def route_name(scope: Scope) -> str:
    """The template of the route, which names no one and holds no secret; else the path.

    Args:
        scope: a request's, once the router has seen it.
    """
    return route_template(scope) or nameless(scope.get("path", ""))


def nameless(path: str) -> str:
    """A path that led to no route, as it may be written: without what is a secret where it leads to one."""
    for beginning in _SECRET_BEHIND:
        if path.startswith(beginning):
            return f"{beginning}…"
    return path[:LONGEST_PATH]


def route_template(scope: Scope) -> str | None:
    """The template of the route; None where a request led to none.

    Args:
        scope: a request's, once the router has seen it.
    """
    template: str | None = getattr(scope.get("route"), "path", None)
    return template or _plain_route(scope)


def _plain_route(scope: Scope) -> str | None:
    """FastAPI notes its own routes in the scope, but of a plain one only its endpoint."""
    endpoint = scope.get("endpoint")
    if endpoint is None or "app" not in scope:
        return None
    for route in scope["app"].router.routes:
        if isinstance(route, Route) and route.endpoint is endpoint:
            return route.path
    return None
