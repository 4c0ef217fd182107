"""Which requests go to the legacy service."""

import re
from collections.abc import Iterable

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.types import Scope

from trivet.platform.route_patterns import PREFIX, RoutePattern, climbs

OTHER = "other"
"""What is counted as the route of whatever Trivet does not have."""

# One asks for a tunnel, the other for what was sent, with whatever a proxy in front of us has added.
_NEVER = frozenset({"CONNECT", "TRACE"})


class LegacyRoutes:
    """Tells by which pattern a request goes to the legacy service, if it does.

    Args:
        patterns: what goes there although Trivet may have it.
    """

    def __init__(self, patterns: Iterable[RoutePattern]) -> None:
        self._patterns = tuple(patterns)
        self._ours: tuple[re.Pattern[str], ...] | None = None

    def find(self, scope: Scope) -> str | None:
        """The pattern that a request matches; `other` where Trivet has no such path; None stays here.

        Paths are compared as Trivet's own routes are: decoded. One that leads upwards stays here,
        and is not found: nobody knows how the other side would read it.

        Args:
            scope: a request's.
        """
        path, method = scope["path"], scope["method"]
        if not path.startswith(PREFIX) or method in _NEVER or climbs(path):
            return None
        for pattern in self._patterns:
            if pattern.matches(method, path):
                return pattern.text
        return None if self._is_ours(scope["app"], path) else OTHER

    def _is_ours(self, app: FastAPI, path: str) -> bool:
        """Whether Trivet has this path, by whatever method."""
        if self._ours is None:
            contexts = iter_route_contexts(app.routes)
            routes = [
                (context.path or "", getattr(context, "path_regex", None)) for context in contexts
            ]
            self._ours = tuple(
                regex for template, regex in routes if regex and template.startswith(PREFIX)
            )
        return any(regex.match(path) for regex in self._ours)
