"""How often: signing in, refreshing, making tokens."""

from collections.abc import Sequence
from typing import Any

import httpx2
import pytest
from fastapi import APIRouter, FastAPI

from tests.support.apps import BASE, Person, Trivet, beside, somebody, trivet
from trivet.auth import limits
from trivet.auth.limits import LIMITS, Limit, limited
from trivet.platform.ratelimit.port import Rate, Standing
from trivet.platform.settings import Settings


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of each a minute."""
    two = (Rate(2, 60),)
    monkeypatch.setitem(LIMITS, "sign_in", Limit(by_address=two))
    monkeypatch.setitem(LIMITS, "refresh", Limit(by_address=two))
    monkeypatch.setitem(LIMITS, "api_tokens", Limit(by_address=(Rate(5, 60),), by_account=two))


def from_address(app: FastAPI, address: str) -> httpx2.AsyncClient:
    transport = httpx2.ASGITransport(app, raise_app_exceptions=False, client=(address, 1))
    return httpx2.AsyncClient(transport=transport, base_url=BASE)


async def try_to_sign_in(http: httpx2.AsyncClient) -> httpx2.Response:
    return await http.post("/auth/local", json={"token": "trl_guessed"})


@pytest.mark.usefixtures("few")
async def test_who_fails_to_sign_in_too_often_has_to_wait(app: Trivet) -> None:
    answers = [await try_to_sign_in(app.http) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [401, 401, 429]
    assert [answer.headers["RateLimit-Remaining"] for answer in answers] == ["1", "0", "0"]
    assert {answer.headers["RateLimit-Limit"] for answer in answers} == {"2"}
    refused = answers[-1]
    wait = int(refused.headers["Retry-After"])
    assert 1 <= wait <= 60
    assert refused.headers["RateLimit-Reset"] == refused.headers["Retry-After"]
    assert refused.headers["Content-Type"] == "application/problem+json"
    problem = refused.json()
    assert (problem["code"], problem["title"]) == ("rate_limited", "Too many requests")
    assert problem["detail"] == (
        f"Too many of these came from your network address. Try again in {wait} "
        f"second{'' if wait == 1 else 's'}."
    )


@pytest.mark.usefixtures("few")
async def test_a_success_counts_too_and_forgives_nothing(app: Trivet) -> None:
    assert (await try_to_sign_in(app.http)).status_code == 401
    link = (await app.runtime.sign_in_link()).partition("#")[2]
    entered = await app.http.post("/auth/local", json={"token": link})
    assert (entered.status_code, entered.headers["RateLimit-Remaining"]) == (200, "0")
    assert (await try_to_sign_in(app.http)).status_code == 429


@pytest.mark.usefixtures("few")
async def test_what_cannot_be_a_token_counts_too(app: Trivet) -> None:
    answers = [await app.http.post("/auth/local", json={}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [422, 422, 429]


@pytest.mark.usefixtures("few")
async def test_addresses_are_counted_apart_and_networks_of_ipv6_together(app: Trivet) -> None:
    async def statuses(*addresses: str) -> list[int]:
        found = []
        for address in addresses:
            async with from_address(app.app, address) as http:
                found.append((await try_to_sign_in(http)).status_code)
        return found

    assert await statuses(*["192.0.2.1"] * 3, "192.0.2.2") == [401, 401, 429, 401]
    one_home = ["2001:db8::1", "2001:db8::2:3", "2001:db8:0:0:ffff::9"]
    assert await statuses(*one_home, "2001:db8:0:1::1") == [401, 401, 429, 401]


@pytest.mark.usefixtures("few")
async def test_an_address_in_a_header_is_nobodys(app: Trivet) -> None:
    for number in range(3):
        headers = {"X-Forwarded-For": f"192.0.2.{number}", "Forwarded": f"for=192.0.2.{number}"}
        answer = await app.http.post("/auth/local", json={"token": "x"}, headers=headers)
    assert answer.status_code == 429


@pytest.mark.usefixtures("few")
async def test_refreshing_is_limited_by_itself(app: Trivet) -> None:
    body = {"refresh_token": "trr_guessed"}
    answers = [await app.http.post("/auth/refresh", json=body) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [401, 401, 429]
    assert (await try_to_sign_in(app.http)).status_code == 401


@pytest.mark.usefixtures("few")
async def test_making_tokens_is_limited_for_each_account_and_each_address(app: Trivet) -> None:
    ada, bob, eve = [await somebody(app, name) for name in ("Ada", "Bob", "Eve")]

    async def make(person: Person, count: int) -> list[httpx2.Response]:
        return [await person.ask("POST", "/auth/tokens", {"name": "bot"}) for _ in range(count)]

    of_ada = await make(ada, 3)
    assert [answer.status_code for answer in of_ada] == [201, 201, 429]
    assert "from your account" in of_ada[-1].json()["detail"]
    assert [answer.status_code for answer in await make(bob, 2)] == [201, 201]
    # Ada's third was refused for her account, and not counted for the address.
    last = await make(eve, 2)
    assert [answer.status_code for answer in last] == [201, 429]
    assert "from your network address" in last[-1].json()["detail"]
    # Reading one's tokens is limited as all reading is; nor does a stranger count for anybody.
    listed = await ada.ask("GET", "/auth/tokens", status=200)
    assert listed.headers["RateLimit-Limit"] == "1000000"
    assert (await app.http.post("/auth/tokens", json={"name": "x"})).status_code == 401


@pytest.mark.usefixtures("few")
async def test_each_application_counts_for_itself(app: Trivet) -> None:
    for _ in range(3):
        await try_to_sign_in(app.http)
    async with beside(app) as http:
        assert (await try_to_sign_in(http)).status_code == 401


@pytest.mark.usefixtures("few")
async def test_limits_can_be_switched_off_for_load_tests(settings: Settings) -> None:
    async with trivet(settings.model_copy(update={"rate_limits": False})) as app:
        answers = [await try_to_sign_in(app.http) for _ in range(5)]
    assert {answer.status_code for answer in answers} == {401}
    assert "RateLimit-Limit" not in answers[0].headers


async def test_who_cannot_be_counted_is_let_in(app: Trivet) -> None:
    class Away:
        async def hit(self, key: str, rates: Sequence[Rate], *, cost: int = 1) -> Standing:
            raise ConnectionError("the counters are away")

    app.app.state.limiter = Away()
    assert (await try_to_sign_in(app.http)).status_code == 401


async def test_a_router_takes_a_limit_for_all_its_routes(
    app: Trivet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, "sign_in", Limit(by_address=(Rate(1, 7200),)))
    router = APIRouter(prefix="/made-up", dependencies=[limited("sign_in")])

    @router.get("/one", dependencies=[limited("refresh")])
    @router.get("/two")
    async def answer() -> dict[str, Any]:
        return {}

    app.app.include_router(router)
    first = await app.http.get("/made-up/one")
    assert (first.status_code, first.headers["RateLimit-Remaining"]) == (200, "0")
    refused = await app.http.get("/made-up/two")
    assert refused.status_code == 429
    assert refused.json()["detail"].endswith("Try again in 120 minutes.")


def test_a_limit_has_to_be_known() -> None:
    with pytest.raises(KeyError):
        limited("made up")


def test_a_limited_route_says_so_in_its_description(app: Trivet) -> None:
    described = {
        (path, method)
        for path, item in app.app.openapi()["paths"].items()
        for method, operation in item.items()
        if "429" in operation["responses"]
    }
    expected = {("/auth/local", "post"), ("/auth/refresh", "post"), ("/auth/tokens", "post")}
    assert expected <= described


def test_every_limit_has_its_shortest_window_first() -> None:
    for limit in limits.LIMITS.values():
        for rates in (limit.by_address, limit.by_account, limit.kib_by_account):
            assert list(rates) == sorted(rates, key=lambda rate: (rate.seconds, rate.amount))
        assert limit.by_address or limit.by_account or limit.kib_by_account
