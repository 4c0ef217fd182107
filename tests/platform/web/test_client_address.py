"""Where requests come from, and whom they are counted for."""

import pytest
from starlette.requests import HTTPConnection

from trivet.platform.web.client_address import client_address, client_network


def coming_from(client: tuple[str, int] | None) -> HTTPConnection:
    return HTTPConnection({"type": "http", "client": client, "headers": []})


@pytest.mark.parametrize(
    ("host", "address", "network"),
    [
        ("192.0.2.7", "192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2::9", "2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::1", "fe80::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7", "192.0.2.7"),
        ("unix:", None, "nowhere"),
        ("192.0.2.7, 10.0.0.1", None, "nowhere"),
        ("<script>", None, "nowhere"),
    ],
)
def test_an_address_is_an_address_or_none(host: str, address: str | None, network: str) -> None:
    connection = coming_from((host, 1234))
    assert (client_address(connection), client_network(connection)) == (address, network)


def test_who_has_no_address_comes_from_nowhere() -> None:
    assert client_address(coming_from(None)) is None
    assert client_network(coming_from(None)) == "nowhere"
