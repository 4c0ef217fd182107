"""By which names we answer."""

from typing import Any

import pytest
from httpx2 import AsyncClient

from tests.platform.web.conftest import Client
from tests.platform.web.test_problems import problem
from trivet.platform.settings import Settings
from trivet.platform.web.hosts import allowed_hosts

AT_HOME = ("localhost", "127.0.0.1", "::1", "trivet.localhost")
LED_HERE = ("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "notlocalhost")


@pytest.mark.parametrize(
    ("settings", "ours", "not_ours"),
    [
        ({}, (), ("192.0.2.7", "trivet.example")),
        ({"host": "192.0.2.7"}, ("192.0.2.7",), ("192.0.2.8",)),
        ({"host": "Trivet-PC"}, ("trivet-pc",), ("other-pc",)),
        # Whoever listens everywhere is reached by whatever address the machine has.
        ({"host": "0.0.0.0"}, ("192.0.2.7", "2001:db8::1"), ("trivet.example",)),
        ({"host": "::"}, ("192.0.2.7", "2001:db8::1"), ("trivet.example",)),
        (
            {"public_url": "https://Trivet.example:8443/"},
            ("trivet.example",),
            ("www.trivet.example", "192.0.2.7"),
        ),
        (
            {"allowed_hosts": "Trivet.internal, *.apps.example, 192.0.2.9"},
            ("trivet.internal", "a.apps.example", "b.a.apps.example", "192.0.2.9"),
            ("apps.example", "badapps.example", "a.trivet.internal", "192.0.2.8"),
        ),
        ({"allowed_hosts": "[2001:db8::1]"}, ("2001:db8::1", "2001:db8:0::1"), ("2001:db8::2",)),
    ],
)
def test_names_are_ours_or_not(
    settings: dict[str, Any], ours: tuple[str, ...], not_ours: tuple[str, ...]
) -> None:
    allowed = allowed_hosts(Settings.model_validate(settings))
    assert [name for name in (*AT_HOME, *ours) if not allowed(name)] == []
    assert [name for name in (*LED_HERE, *not_ours) if allowed(name)] == []


def test_a_star_is_any_name() -> None:
    allowed = allowed_hosts(Settings(allowed_hosts=("*",)))
    assert all(map(allowed, (*AT_HOME, "evil.example", "192.0.2.7")))


@pytest.mark.parametrize("name", ["https://a.example", "a b", "a.example/x", "*a.example", "a:80"])
def test_what_is_no_name_is_no_setting(name: str) -> None:
    with pytest.raises(ValueError, match="no name of a host"):
        Settings.model_validate({"allowed_hosts": name})


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8000", "localhost.", "[::1]:8000", "127.0.0.1:1"]
)
async def test_a_port_and_upper_case_say_nothing(client: AsyncClient, host: str) -> None:
    assert (await client.get("/public", headers={"Host": host})).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "[", "a" * 300, "user@evil.example", "localhost@x"],
)
async def test_another_host_is_421_and_told_which_setting_to_change(
    client: AsyncClient, host: str
) -> None:
    answer = await client.get("/public", headers={"Host": host})
    found = problem(answer, 421, "host_not_allowed")
    assert f"`{host[:253]}`" in (found.detail or "")
    assert "TRIVET_PUBLIC_URL" in (found.detail or "")
    assert "TRIVET_ALLOWED_HOSTS" in (found.detail or "")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_two_hosts_are_none(client: AsyncClient) -> None:
    headers = [("Host", "localhost"), ("Host", "evil.example")]
    answer = await client.get("/public", headers=headers)
    found = problem(answer, 421, "host_not_allowed")
    assert "the host that this request names" in (found.detail or "")


async def test_the_public_host_is_ours(client_with: Client) -> None:
    client = client_with(public_url="https://trivet.example")
    for host, status in (("trivet.example", 200), ("localhost", 200), ("evil.example", 421)):
        assert (await client.get("/public", headers={"Host": host})).status_code == status
