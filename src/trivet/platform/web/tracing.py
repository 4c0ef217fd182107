"""One span a request, where spans are made at all."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trivet.platform.telemetry.metrics import UNMATCHED
from trivet.platform.telemetry.tracing import Kind, root
from trivet.platform.web.route_names import route_template


class TracingMiddleware:
    """Opens the first span of a request, named for its route ("Semantic conventions for HTTP spans").

    Addresses and queries are left out: they name people, and some hold secrets. WebSockets live for
    hours and have none.

    Args:
        app: what is wrapped; request ids stand around us.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        method = scope["method"]
        with root(
            scope["state"]["request_id"], method, Kind.SERVER, {"http.request.method": method}
        ) as span:
            if span is None:
                await self._app(scope, receive, send)
                return

            async def noting(message: Message) -> None:
                if message["type"] == "http.response.start":
                    span.set_attribute("http.response.status_code", message["status"])
                await send(message)

            try:
                await self._app(scope, receive, noting)
            finally:
                # Never the path: it names people, and some hold a secret.
                route = route_template(scope) or UNMATCHED
                span.update_name(f"{method} {route}")
                span.set_attribute("http.route", route)
                caller = scope["state"].get("caller")
                if caller is not None:
                    span.set_attribute("enduser.id", str(caller.user_id))
