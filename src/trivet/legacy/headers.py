"""The headers of a request as it is passed on, and those of its answer. Pure."""

import re
from collections.abc import Iterable

from starlette.requests import HTTPConnection
from starlette.types import Scope

from trivet.auth import csrf
from trivet.legacy.credentials import cookies_of_others, holds_our_token, is_our_cookie
from trivet.platform.web.client_address import client_address

Headers = list[tuple[bytes, bytes]]

# RFC 9110, section 7.6.1, with those of earlier times and of proxies in front of us.
_OF_ONE_HOP = frozenset(
    {
        *(b"connection", b"keep-alive", b"proxy-connection", b"te", b"trailer"),
        *(b"transfer-encoding", b"upgrade"),
        *(b"proxy-authenticate", b"proxy-authentication-info", b"proxy-authorization"),
    }
)
_SET_BY_US = frozenset(
    {
        *(b"host", b"content-length", b"x-request-id", b"forwarded", b"x-real-ip"),
        # The server has answered it with 100 by the time the body is read.
        b"expect",
        csrf.HEADER.lower().encode(),
    }
)
_FORWARDED = b"x-forwarded-"
_KEPT_BACK = frozenset(
    {
        # The server sets its own, and one of each must do.
        *(b"date", b"x-request-id"),
        # They speak for a whole origin, which is Trivet's: its cookies, and where it listens.
        *(b"clear-site-data", b"alt-svc"),
    }
)
_WITHOUT_BODY = frozenset({204, 304})
_COMMA = re.compile(rb"\s*,\s*")


def passed_on(scope: Scope, authority: bytes, via: bytes) -> Headers:
    """The headers of a request as the legacy service gets them.

    What says where a request comes from is written anew: what a client claims there is believed by
    whoever is behind a proxy.

    Args:
        scope: the request.
        authority: the host of the legacy service, and its port.
        via: what we are called in `Via`.
    """
    sent: Headers = list(scope["headers"])
    gone = _OF_ONE_HOP | _named_by_connection(sent)
    headers = [(b"Host", authority), *_framing(sent)]
    for name, value in sent:
        # To CGI and WSGI, `X_Forwarded_For` is the same as `X-Forwarded-For`.
        like = name.lower().replace(b"_", b"-")
        if name in gone or like in _SET_BY_US or like.startswith(_FORWARDED):
            continue
        kept = _of_others(like, value.decode("latin-1"))
        if kept is not None:
            headers.append((name, kept.encode("latin-1")))
    return [*headers, *_whence(scope, sent), (b"Via", via)]


def passed_back(status: int, answered: Headers) -> Headers:
    """The headers of an answer as the client gets them.

    Args:
        status: its status.
        answered: as the legacy service sent them.
    """
    headers = [(name.lower(), value) for name, value in answered]
    gone = _OF_ONE_HOP | _KEPT_BACK | _named_by_connection(headers)
    if status in _WITHOUT_BODY:
        # It would be the length of a body that does not come, and the server would wait for it.
        gone |= {b"content-length"}
    return [
        (name, value)
        for name, value in headers
        if name not in gone
        and not (name == b"set-cookie" and is_our_cookie(value.decode("latin-1")))
    ]


def _of_others(name: bytes, value: str) -> str | None:
    """The value of a header without what is ours; None if nothing is left of it."""
    if name == b"cookie":
        return cookies_of_others(value) or None
    return None if holds_our_token(value) else value


def _named_by_connection(headers: Headers) -> frozenset[bytes]:
    values = (value.lower() for name, value in headers if name == b"connection")
    return frozenset(option for value in values for option in _COMMA.split(value.strip()))


def _framing(sent: Headers) -> Headers:
    """How the end of the body is known: as the client said it, and in one way only."""
    if any(name == b"transfer-encoding" for name, _ in sent):
        return [(b"Transfer-Encoding", b"chunked")]
    return [(b"Content-Length", value) for name, value in sent if name == b"content-length"][:1]


def _whence(scope: Scope, sent: Headers) -> Iterable[tuple[bytes, bytes]]:
    address = client_address(HTTPConnection(scope))
    if address is not None:
        yield b"X-Forwarded-For", address.encode()
    yield b"X-Forwarded-Proto", scope["scheme"].encode()
    for name, value in sent:
        if name == b"host":
            yield b"X-Forwarded-Host", value
    yield b"X-Request-ID", scope["state"]["request_id"].encode()
