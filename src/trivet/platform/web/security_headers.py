"""What a browser is told to refuse on our behalf."""

from collections.abc import Iterable, Sequence

from starlette.types import ASGIApp, Message, Receive, Scope, Send


def content_security_policy(
    images: Iterable[str] = (), scripts: Iterable[str] = (), framed_by: Iterable[str] = ()
) -> str:
    """No inline script or style, and nothing from elsewhere but what is named.

    'self' in connect-src covers our sockets too (CSP level 3). `data:` images are what a bundler
    makes of small icons.

    Args:
        images: origins whose pictures are shown.
        scripts: addresses, beside our own, of scripts that are run.
        framed_by: origins whose pages may frame this one; nobody's else.
    """
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *scripts)),
            "style-src 'self'",
            " ".join(("img-src 'self' data:", *images)),
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            " ".join(("frame-ancestors", *(tuple(framed_by) or ("'none'",)))),
        )
    )


_HEADERS = {
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


def guarding(images: Iterable[str] = ()) -> dict[str, str]:
    """The headers of every answer, by their names in small letters.

    Args:
        images: origins, beside our own, whose pictures pages show.
    """
    return {"content-security-policy": content_security_policy(images), **_HEADERS}


def guarding_pairs(https: bool, images: Iterable[str] = ()) -> list[tuple[bytes, bytes]]:
    """The same as they are sent, with what only https needs.

    Args:
        https: whether people reach us by https, so that browsers may be told to stay there.
        images: origins, beside our own, whose pictures pages show.
    """
    headers = [*guarding(images).items(), *([_HSTS] if https else [])]
    return [(name.encode(), value.encode()) for name, value in headers]


class SecurityHeadersMiddleware:
    """Adds the headers that an answer does not set itself.

    Args:
        app: what is wrapped.
        headers: those.
    """

    def __init__(self, app: ASGIApp, headers: Sequence[tuple[bytes, bytes]]) -> None:
        self._app = app
        self._headers = headers

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
