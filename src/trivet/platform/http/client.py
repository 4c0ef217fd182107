"""How Trivet speaks to others over HTTP: one client a process, with time-outs on every call."""

import ssl
from functools import cache

import httpx2

from trivet import __version__

USER_AGENT = f"trivet/{__version__}"
CONNECT_S, ANSWER_S = 5.0, 10.0
"""GitHub cuts requests off after 10 s; whoever takes longer is not going to answer."""


def outgoing_client() -> httpx2.AsyncClient:
    """A client for calls to vendors.

    It follows no redirect by itself: where a secret is sent, the address is not the answer's to
    choose.
    """
    return httpx2.AsyncClient(
        verify=_trusted(),
        timeout=httpx2.Timeout(ANSWER_S, connect=CONNECT_S),
        headers={"User-Agent": USER_AGENT},
        limits=httpx2.Limits(max_connections=50, max_keepalive_connections=10),
    )


@cache
def _trusted() -> ssl.SSLContext:
    """Whom we believe to be who they say: reading the list takes 20 ms, once a process."""
    return httpx2.create_ssl_context()
