"""Where a request comes from.

The address is the socket's. Behind a proxy that is trusted (`TRIVET_TRUSTED_PROXIES`) the one that it saw,
from `X-Forwarded-For`, is put in its place (`stack`); what stands there is anybody's text, so it is read
as an address or not at all.
"""

from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from starlette.requests import HTTPConnection

# A home or an office gets a whole network of this size, and any address in it (RFC 6177).
_IPV6_NETWORK = 64
_LONGEST = 100
"""Characters of an address, with a zone; what is longer is none, and not worth remembering."""


def client_address(connection: HTTPConnection) -> str | None:
    """The IP address of whoever asks, in its usual form; None where there is none."""
    client = connection.client
    address = None if client is None else _address(client.host)
    return None if address is None else str(address)


def client_network(connection: HTTPConnection) -> str:
    """Whom to count a request for: an IPv4 address, or an IPv6 network of 64 bits.

    Everybody without an address counts as one.
    """
    client = connection.client
    return network_of("" if client is None else client.host)


def network_of(host: str) -> str:
    """The same of the address alone."""
    return _network_of(host) if len(host) <= _LONGEST else "nowhere"


@lru_cache(maxsize=4096)
def _network_of(host: str) -> str:
    """Remembered: it is asked with every request, and reading an address takes 3 µs."""
    address = _address(host)
    if isinstance(address, IPv6Address):
        return str(ip_network((address, _IPV6_NETWORK), strict=False))
    return "nowhere" if address is None else str(address)


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return None
    # An IPv4 address, seen by a socket of both families.
    return getattr(address, "ipv4_mapped", None) or address
