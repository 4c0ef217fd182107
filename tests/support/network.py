"""Only loopback may be reached: a test that calls the outside world is a mistake."""

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class OutsideRefused(RuntimeError):
    """A test wanted to connect to something that is not this machine."""


def _is_loopback(host: object) -> bool:
    if not isinstance(host, str):
        return host is None
    if host in {"", "localhost"}:
        return True
    try:
        address = ipaddress.ip_address(host.split("%", 1)[0])
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback


def _check(family: int, address: Any) -> None:
    if family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
        raise OutsideRefused(f"a test wanted to connect to {address!r}; only loopback is allowed")


@contextmanager
def only_loopback() -> Iterator[None]:
    """Refuse connections, and look-ups of names, that lead off this machine."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex
    getaddrinfo = socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        _check(self.family, address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        _check(self.family, address)
        return connect_ex(self, address)

    def guarded_getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        # An address is no look-up; `0.0.0.0` is one that servers listen on.
        if not _is_loopback(name) and not _is_address(name):
            raise OutsideRefused(f"a test wanted to look up {name!r}; only loopback is allowed")
        return getaddrinfo(host, *args, **kwargs)

    patch = {"connect": guarded_connect, "connect_ex": guarded_connect_ex}
    for name, function in patch.items():
        setattr(socket.socket, name, function)
    setattr(socket, "getaddrinfo", guarded_getaddrinfo)  # noqa: B010 - a patch, said as one
    try:
        yield
    finally:
        # They are inherited from the C class: taking ours away brings them back.
        for name in patch:
            delattr(socket.socket, name)
        setattr(socket, "getaddrinfo", getaddrinfo)  # noqa: B010


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
