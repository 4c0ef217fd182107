"""The middleware of the application, in its order, outermost first."""

from collections.abc import Mapping, Sequence

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from trivet.platform.settings import Settings
from trivet.platform.telemetry.destinations import is_traced
from trivet.platform.web.access_log import AccessLogMiddleware
from trivet.platform.web.body_limit import BodyLimitMiddleware
from trivet.platform.web.error_handler import ErrorBoundary, ErrorHandler
from trivet.platform.web.request_id import RequestIdMiddleware
from trivet.platform.web.security_headers import SecurityHeadersMiddleware
from trivet.platform.web.tracing import TracingMiddleware

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
) -> list[Middleware]:
    """What every request passes through.

    The request id comes first, since everything else speaks of it; then the span, where there are any, and
    the log line, which sees
    whatever is answered further in; then headers, so that refusals carry them too; then what
    turns exceptions into answers; last the body limit.

    Args:
        settings: the size of bodies, the origins, whether we are reached by https.
        handler: makes the answers to what was raised.
        bodies: paths whose bodies have a limit of their own, in bytes.
        inside: further ones, before the body limit.
    """
    stack = [
        Middleware(RequestIdMiddleware),
        *([Middleware(TracingMiddleware)] if is_traced(settings) else []),
        Middleware(AccessLogMiddleware),
        Middleware(
            SecurityHeadersMiddleware, https=settings.https, images=settings.picture_origins
        ),
    ]
    if settings.cors_origins:
        stack.append(_cors(settings.cors_origins))
    stack.append(Middleware(ErrorBoundary, handler=handler))
    stack.extend(inside)
    most = settings.max_body_bytes
    stack.append(Middleware(BodyLimitMiddleware, max_bytes=most, handler=handler, other=bodies))
    return stack


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
