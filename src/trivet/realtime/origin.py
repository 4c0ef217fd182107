"""Which pages may open a socket. Pure functions.

A browser lets any page open a socket to us, and sends our cookies with it; what it cannot forge is
the `Origin` (RFC 6455, section 10.2). A request without one comes from no browser, and carries what
its program put into it on purpose: it is judged by its token alone.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

_PORTS = {"http": 80, "ws": 80, "https": 443, "wss": 443}


def allowed(
    origin: str | None, host: str | None, named: Iterable[str | None], *, by_cookie: bool
) -> bool:
    """Whether a page of this origin may open a socket.

    Args:
        origin: the `Origin` header, if there is one.
        host: the `Host` header.
        named: our public address, and the origins whose pages may call the API; `*` is all, for
            those who bring a token of their own.
        by_cookie: whether the browser proves by a cookie who it is.
    """
    if origin is None:
        return True
    place = _place(origin)
    if place is not None and host is not None and place[1:] == _host(host, place[0]):
        return True
    known = [one for one in named if one is not None]
    if place is not None and place in [_place(one) for one in known]:
        return True
    return "*" in known and not by_cookie


def _place(address: str) -> tuple[str, str, int | None] | None:
    """Scheme, host and port of an address; None if it is none, such as `null`."""
    try:
        parts = urlsplit(address)
        port = parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        return None
    return (parts.scheme, parts.hostname, port) if parts.hostname else None


def _host(header: str, scheme: str) -> tuple[str, int | None] | None:
    """Host and port of a `Host` header, for a page that was loaded by `scheme`.

    The scheme by which we were reached says nothing: a proxy may have ended TLS.
    """
    place = _place(f"{scheme}://{header}")
    return None if place is None else place[1:]
