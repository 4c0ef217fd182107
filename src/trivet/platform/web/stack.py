"""The middleware of the application, in its order, outermost first."""

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from trivet.platform.settings import Settings
from trivet.platform.telemetry.destinations import is_traced
from trivet.platform.web.access_log import AccessLogMiddleware
from trivet.platform.web.body_limit import BodyLimitMiddleware
from trivet.platform.web.error_handler import ErrorBoundary, ErrorHandler
from trivet.platform.web.express import LARGEST, Express, ExpressMiddleware, Lane
from trivet.platform.web.hosts import HostMiddleware, allowed_hosts, judge_of
from trivet.platform.web.request_id import RequestIdMiddleware
from trivet.platform.web.security_headers import SecurityHeadersMiddleware, guarding_pairs
from trivet.platform.web.tracing import TracingMiddleware
from trivet.platform.web.traffic import Traffic, TrafficMiddleware

ALLOWED_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
ALLOWED_HEADERS = (
    "Authorization",
    "Content-Type",
    "Idempotency-Key",
    "If-None-Match",
    "Prefer",
    "X-CSRF-Token",
    "X-Min-Board-Seq",
    "X-Request-ID",
    "X-User-Id",
)
EXPOSED_HEADERS = (
    "ETag",
    "X-Board-Seq",
    "Link",
    "Location",
    "Retry-After",
    "RateLimit",
    "RateLimit-Limit",
    "RateLimit-Policy",
    "RateLimit-Remaining",
    "RateLimit-Reset",
    "X-Request-ID",
    "X-Cache",
    "Age",
)


def middleware(
    settings: Settings,
    handler: ErrorHandler,
    bodies: Mapping[str, int] | None = None,
    inside: Sequence[Middleware] = (),
    *,
    open_paths: Sequence[str] = (),
    traffic: Traffic | None = None,
    express: Express | None = None,
) -> list[Middleware]:
    """What every request passes through.

    Where it comes from is settled first, if it passed a proxy. Then what is asked all the time is tried in the
    express lane; for all else comes the request id, since everything else
    speaks of it; then the span, where there are any; then the log line, which sees whatever is answered
    further in; then headers, so that refusals carry them too; then who asks for another host, or too often,
    is refused; then what turns exceptions into answers; last the limits of bodies.

    Args:
        settings: the proxies, the origins, the hosts, the size of bodies, whether we are reached by https.
        handler: makes the answers to what was raised.
        bodies: paths whose bodies have a limit of their own, in bytes.
        inside: further ones, before the body limit.
        open_paths: paths that are answered whatever host is asked for.
        traffic: how requests are counted; None: they are not.
        express: what is tried before all of it; None: nothing.
    """
    is_ours = judge_of(allowed_hosts(settings))
    guarding = guarding_pairs(settings.https, settings.picture_origins)
    stack = []
    if settings.proxies:
        stack.append(Middleware(_BehindProxies, proxies=settings.proxies))
    # Spans are made on the ordinary way only.
    if express is not None and not is_traced(settings):
        lane = Lane(
            routes=express.routes,
            known=express.known,
            is_ours=is_ours,
            traffic=traffic,
            headers=guarding,
            unusual=frozenset({b"origin"} if settings.cors_origins else ()),
            largest=min(LARGEST, settings.max_body_bytes),
        )
        stack.append(Middleware(ExpressMiddleware, lane=lane, handler=handler))
    stack += [
        Middleware(RequestIdMiddleware),
        *([Middleware(TracingMiddleware)] if is_traced(settings) else []),
        Middleware(AccessLogMiddleware),
        Middleware(SecurityHeadersMiddleware, headers=guarding),
    ]
    if settings.cors_origins:
        stack.append(_cors(settings.cors_origins))
    stack.append(
        Middleware(HostMiddleware, is_ours=is_ours, open_paths=open_paths, handler=handler)
    )
    if traffic is not None:
        stack.append(Middleware(TrafficMiddleware, traffic=traffic, handler=handler))
    stack.append(Middleware(ErrorBoundary, handler=handler))
    stack.extend(inside)
    stack.append(
        Middleware(
            BodyLimitMiddleware,
            max_bytes=settings.max_body_bytes,
            max_seconds=settings.max_body_s,
            handler=handler,
            other=bodies,
        )
    )
    return stack


class _BehindProxies:
    """Takes from trusted proxies, by uvicorn's own middleware, where a request comes from and by what scheme.

    Of the addresses in `X-Forwarded-For` the last one that is no trusted proxy's wins: it is what the
    outermost of ours saw, and all before it is anybody's claim.

    Args:
        app: what is wrapped.
        proxies: their addresses and networks.
    """

    def __init__(self, app: ASGIApp, proxies: Sequence[str]) -> None:
        # Its types are uvicorn's own, of the same shape.
        inside: Any = app
        self._app: Any = ProxyHeadersMiddleware(inside, trusted_hosts=list(proxies))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)


def _cors(origins: tuple[str, ...]) -> Middleware:
    return Middleware(
        CORSMiddleware,
        allow_origins=origins,
        # Cookies only for origins that were named: "*" with cookies would be everybody.
        allow_credentials="*" not in origins,
        allow_methods=ALLOWED_METHODS,
        allow_headers=ALLOWED_HEADERS,
        expose_headers=EXPOSED_HEADERS,
        max_age=600,
    )
