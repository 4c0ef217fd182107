"""Where a request comes from.

The address is the socket's. Behind a proxy uvicorn puts the one from `X-Forwarded-For` in its place
(docs/operations.md says for which proxies); what it finds there is anybody's text, so it is read as
an address or not at all.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from starlette.requests import HTTPConnection

# A home or an office gets a whole network of this size, and any address in it (RFC 6177).
_IPV6_NETWORK = 64


def client_address(connection: HTTPConnection) -> str | None:
    """The IP address of whoever asks, in its usual form; None where there is none."""
    address = _address(connection)
    return None if address is None else str(address)


def client_network(connection: HTTPConnection) -> str:
    """Whom to count a request for: an IPv4 address, or an IPv6 network of 64 bits.

    Everybody without an address counts as one.
    """
    address = _address(connection)
    if isinstance(address, IPv6Address):
        return str(ip_network((address, _IPV6_NETWORK), strict=False))
    return "nowhere" if address is None else str(address)


def _address(connection: HTTPConnection) -> IPv4Address | IPv6Address | None:
    client = connection.client
    if client is None:
        return None
    try:
        address = ip_address(client.host.partition("%")[0])
    except ValueError:
        return None
    # An IPv4 address, seen by a socket of both families.
    return getattr(address, "ipv4_mapped", None) or address
