"""Takes out the requests that go to the legacy service, and counts them."""

from dataclasses import dataclass
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trivet.legacy.errors import AnswerBroke
from trivet.legacy.routes import LegacyRoutes
from trivet.platform.route_patterns import METHODS
from trivet.platform.telemetry.metrics import LEGACY_REQUESTS, LEGACY_SECONDS
from trivet.platform.web.access_log import CLIENT_GONE
from trivet.platform.web.body_limit import BodyLimitMiddleware
from trivet.platform.web.error_handler import ErrorHandler, answer_to

_BAD_GATEWAY = 502
_LONGEST_UPLOAD_S = 3600.0
"""What passes is held by nobody here: it may take as long as a slow line needs for the largest."""


@dataclass(frozen=True, slots=True)
class _Named:
    """Stands in the scope where a route would, for whoever asks what it is called."""

    path: str


class LegacyMiddleware:
    """Has the legacy service answer what its routes say, and the application all else.

    Stands before the limit of Trivet's own bodies, which are held in memory; those that pass through
    are not, and have a limit of their own. WebSockets are the application's.

    Args:
        app: what is wrapped.
        routes: tell what goes to the legacy service.
        proxy: passes it on.
        max_bytes: the largest body that passes.
        handler: makes the answer where a body is larger.
    """

    def __init__(
        self,
        app: ASGIApp,
        routes: LegacyRoutes,
        proxy: ASGIApp,
        max_bytes: int,
        handler: ErrorHandler,
    ) -> None:
        self._app = app
        self._routes = routes
        self._proxy = BodyLimitMiddleware(proxy, max_bytes, _LONGEST_UPLOAD_S, handler)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        route = self._routes.find(scope) if scope["type"] == "http" else None
        if route is None:
            await self._app(scope, receive, send)
            return
        scope["route"] = _Named(f"legacy {route}")
        status = CLIENT_GONE
        began = perf_counter()

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._proxy(scope, receive, noting)
        except AnswerBroke:
            # Said in the log already. The server breaks the connection of an answer that has no end.
            status = _BAD_GATEWAY
        except Exception as error:
            status = answer_to(error).status
            raise
        finally:
            _count(route, scope["method"], status, perf_counter() - began)


def _count(route: str, method: str, status: int, seconds: float) -> None:
    known = method if method in METHODS else "other"
    LEGACY_REQUESTS.labels(route=route, method=known, status=str(status)).inc()
    LEGACY_SECONDS.labels(route=route).observe(seconds)
