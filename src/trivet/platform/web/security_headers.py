"""What a browser is told to refuse on our behalf."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

# No inline script or style and nothing from elsewhere; 'self' in connect-src covers our sockets
# too (CSP level 3). `data:` images are what a bundler makes of small icons.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    # An answer that says nothing about caching is about somebody, and for nobody else.
    "cache-control": "no-store",
}
# One year, for this host alone: its neighbours may not be ours to speak for.
_HSTS = ("strict-transport-security", "max-age=31536000")


class SecurityHeadersMiddleware:
    """Adds the headers that an answer does not set itself.

    Args:
        app: what is wrapped.
        https: whether people reach us by https, so that browsers may be told to stay there.
    """

    def __init__(self, app: ASGIApp, https: bool) -> None:
        self._app = app
        headers = [*_HEADERS.items(), _HSTS] if https else list(_HEADERS.items())
        self._headers = [(name.encode(), value.encode()) for name, value in headers]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = list(message.get("headers", ()))
                present = {name for name, _ in own}
                message["headers"] = own + [
                    pair for pair in self._headers if pair[0] not in present
                ]
            await send(message)

        await self._app(scope, receive, send_guarded)
