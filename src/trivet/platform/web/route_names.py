"""What a request's route is called in logs."""

from starlette.routing import Route
from starlette.types import Scope

_LONGEST_PATH = 200


def route_name(scope: Scope) -> str:
    """The template of the route, which names no one and holds no secret; else the path.

    Args:
        scope: a request's, once the router has seen it.
    """
    template: str | None = getattr(scope.get("route"), "path", None)
    return template or _plain_route(scope) or scope.get("path", "")[:_LONGEST_PATH]


def _plain_route(scope: Scope) -> str | None:
    """FastAPI notes its own routes in the scope, but of a plain one only its endpoint."""
    endpoint = scope.get("endpoint")
    if endpoint is None or "app" not in scope:
        return None
    for route in scope["app"].router.routes:
        if isinstance(route, Route) and route.endpoint is endpoint:
            return route.path
    return None
