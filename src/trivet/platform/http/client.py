"""How Trivet speaks to others over HTTP: one client a process, with time-outs on every call.

Each call carries the id of the request that caused it, has a line in the log and a span of its own.
"""

import ssl
from collections.abc import Iterable, Mapping
from functools import cache
from time import perf_counter
from typing import Any

import httpx2
import structlog

from trivet import __version__
from trivet.platform.telemetry.logging import Logger
from trivet.platform.telemetry.tracing import Kind, span

USER_AGENT = f"trivet/{__version__}"
Origin = tuple[str, str, int | None]
CONNECT_S, ANSWER_S = 5.0, 10.0
"""GitHub cuts requests off after 10 s; whoever takes longer is not going to answer."""


class NotAllowed(httpx2.RequestError):
    """An address that no setting names: nothing is sent, nor is its name looked up."""


def outgoing_client(addresses: Iterable[str]) -> httpx2.AsyncClient:
    """A client for calls to vendors, and to nobody else.

    It follows no redirect by itself: where a secret is sent, the address is not the answer's to
    choose. What people, webhooks or answers say an address is, is none for us: with no way to have
    Trivet ask somebody else, nobody can have it ask its own neighbours ("Server Side Request Forgery
    Prevention Cheat Sheet", OWASP: allow lists come first).

    Args:
        addresses: `https://host:port`, whatever path follows; those of the settings.
    """
    return OutgoingClient(
        allowed=frozenset(map(_origin, addresses)),
        verify=_trusted(),
        timeout=httpx2.Timeout(ANSWER_S, connect=CONNECT_S),
        headers={"User-Agent": USER_AGENT},
        limits=httpx2.Limits(max_connections=50, max_keepalive_connections=10),
    )


class OutgoingClient(httpx2.AsyncClient):
    """Sends requests, and tells of each: in the log, in the trace, and by its id to the other side.

    Of an address its path is told and never its query. What nobody asked for, such as a look for news
    each few seconds, is told to who debugs.
    """

    _log = Logger("trivet.http")

    def __init__(self, *, allowed: frozenset[Origin], **options: Any) -> None:
        # A hook, which is asked at each step of a redirect, too.
        super().__init__(event_hooks={"request": [self._see_whether_allowed]}, **options)
        self._allowed = allowed

    async def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
        """Send a request, as the library does.

        Raises:
            NotAllowed: its address is not one of ours to ask.
        """
        cause = structlog.contextvars.get_contextvars().get("request_id")
        if cause is not None:
            request.headers.setdefault("X-Request-ID", cause)
        told = {
            "method": request.method,
            "host": request.url.netloc.decode(),
            "path": request.url.path,
        }
        began = perf_counter()
        with span(f"{told['method']} {told['host']}", Kind.CLIENT, _attributes(told)) as made:
            try:
                response = await super().send(request, **options)
            except Exception as error:
                self._tell(cause, began, {**told, "error": type(error).__name__})
                raise
            if made is not None:
                made.set_attribute("http.response.status_code", response.status_code)
            self._tell(cause, began, {**told, "status": response.status_code})
        return response

    async def _see_whether_allowed(self, request: httpx2.Request) -> None:
        if _origin(request.url) not in self._allowed:
            self._log.error("call to an address that no setting names", host=request.url.host)
            raise NotAllowed("its address is named by no setting", request=request)

    def _tell(self, cause: str | None, began: float, told: Mapping[str, Any]) -> None:
        say = self._log.debug if cause is None else self._log.info
        say("call", **told, duration_ms=round((perf_counter() - began) * 1000, 2))


def _origin(address: httpx2.URL | str) -> Origin:
    url = httpx2.URL(address)
    return url.scheme, url.host, url.port  # without the port that the scheme has anyway


def _attributes(told: Mapping[str, str]) -> Mapping[str, str]:
    """By the names of "Semantic conventions for HTTP spans", OpenTelemetry."""
    return {
        "http.request.method": told["method"],
        "server.address": told["host"],
        "url.path": told["path"],
    }


def passing_transport() -> httpx2.AsyncBaseTransport:
    """For requests of others that are passed on as they came.

    Less than a client: it keeps no cookie (which would be one person's, sent for the next), adds no
    header, follows no redirect and goes through no proxy. As many connections as there are
    requests, each of which has one of its own already.
    """
    return httpx2.AsyncHTTPTransport(
        verify=_trusted(),
        limits=httpx2.Limits(
            max_connections=None,
            max_keepalive_connections=20,
            # Shorter than servers keep them (most 2 to 5 s): one that the other side has just closed
            # fails a request that nobody may repeat.
            keepalive_expiry=1.0,
        ),
    )


@cache
def _trusted() -> ssl.SSLContext:
    """Whom we believe to be who they say: reading the list takes 20 ms, once a process."""
    return httpx2.create_ssl_context()
