"""Only requests that name us are answered.

A page on a name that its owner leads to this machine (DNS rebinding) is, to the browser, of the same
origin as we are: it could read whatever we tell without asking who is there, and speak to the routes of
signing in. What gives it away is the `Host` that the browser sends. An address cannot be led elsewhere,
so where we listen on every address, any address is a good name.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from trivet.platform.errors import Misdirected
from trivet.platform.settings import Settings
from trivet.platform.web.error_handler import ErrorContext, ErrorHandler

_LONGEST = 253
"""Of a name (RFC 1035, section 2.3.4)."""
_THIS_MACHINE = "localhost"


class HostNotAllowed(Misdirected):
    code = "host_not_allowed"


def allowed_hosts(settings: Settings) -> Callable[[str], bool]:
    """What tells whether a name is one of ours: no port, lower case, no brackets.

    Args:
        settings: the public address, what we listen on, and further names.
    """
    public = urlsplit(settings.public_url or "").hostname
    names = {_THIS_MACHINE, *settings.allowed_hosts, *([public] if public else [])}
    plain = {name.strip("[]") for name in names if not name.startswith("*")}
    if not settings.everywhere:
        plain.add(settings.host.lower())
    # RFC 6761, section 6.3: browsers resolve all of these to this machine, by themselves.
    below = (".localhost", *(f".{name[2:]}" for name in names if name.startswith("*.")))
    addresses = {_address(name) for name in plain} - {None}

    def allowed(host: str) -> bool:
        address = _address(host)
        if address is not None:
            return settings.everywhere or address.is_loopback or address in addresses
        return host in plain or host.endswith(below)

    return (lambda _: True) if "*" in names else allowed


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


HostJudge = Callable[[bytes], bool]
"""Tells whether a `Host` header names one of ours."""


def judge_of(allowed: Callable[[str], bool]) -> HostJudge:
    """What tells it, and remembers what it told.

    Args:
        allowed: tells which names are ours.
    """

    @lru_cache(maxsize=1024)
    def is_ours(header: bytes) -> bool:
        host = _host_in(header) if len(header) <= _LONGEST + len(":65535") else None
        return host is not None and allowed(host)

    return is_ours


class HostMiddleware:
    """Answers 421 (RFC 9110, section 15.5.20) to who asks for a host that we are not.

    Args:
        app: what is wrapped.
        is_ours: tells which headers name us.
        open_paths: paths that are answered by any name: whoever watches us has names of their own for us.
        handler: makes the answer.
    """

    def __init__(
        self,
        app: ASGIApp,
        is_ours: HostJudge,
        open_paths: Iterable[str],
        handler: ErrorHandler,
    ) -> None:
        self._app = app
        self._open = frozenset(open_paths)
        self._handler = handler
        self._is_ours = is_ours

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        given = [value for name, value in scope["headers"] if name == b"host"]
        ours = len(given) == 1 and self._is_ours(given[0])
        if ours or scope["path"] in self._open:
            await self._app(scope, receive, send)
            return
        error = HostNotAllowed(_advice(given))
        answer = self._handler.handle_exception(error, ErrorContext.of(scope))
        await answer(scope, receive, send)


def _host_in(header: bytes) -> str | None:
    """The name in a `Host` header, which may have a port; None if there is none."""
    try:
        host = urlsplit(f"//{header.decode('ascii')}").hostname
    except ValueError:
        return None
    return host.removesuffix(".") if host else None


def _advice(given: list[bytes]) -> str:
    named = given[0][:_LONGEST].decode("ascii", "replace") if len(given) == 1 else ""
    name = f"`{named}`" if named.isprintable() and named else "the host that this request names"
    return (
        f"This server does not answer for {name}. If people reach it by that name, set "
        "TRIVET_PUBLIC_URL to the address that they use, or add the name to TRIVET_ALLOWED_HOSTS."
    )
