"""Every request is counted: by address, by person and by class of route."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import httpx2
import pytest
from starlette.routing import Route
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.auth.test_limits import from_address
from tests.factories.people import a_person, signed_in
from tests.platform.web.test_problems import problem
from tests.realtime.conftest import served
from tests.realtime.followers import follow_at
from tests.support.apps import Person, Trivet, make_board, somebody, trivet
from trivet.auth.callers import Callers
from trivet.auth.counted import token_in, who_is_counted
from trivet.platform.ids import new_id
from trivet.platform.settings import Settings
from trivet.platform.web.traffic import HEAVY, LOGS, READ, SIGN_IN, VENDOR, WEBHOOKS, WRITE
from trivet.traffic import CLASSES, NAMED, OPEN

Limited = Callable[..., AbstractAsyncContextManager[Trivet]]


@pytest.fixture
def limited(settings: Settings) -> Limited:
    """`async with limited(read="3/minute") as app:`"""

    @asynccontextmanager
    async def with_rates(**rates: Any) -> AsyncIterator[Trivet]:
        changes = {f"rate_{name}": rate for name, rate in rates.items()}
        async with trivet(settings.model_copy(update=changes)) as app:
            yield app

    return with_rates


def standing(answer: httpx2.Response) -> tuple[int, str, str]:
    headers = answer.headers
    assert 1 <= int(headers["RateLimit-Reset"]) <= 60
    return answer.status_code, headers["RateLimit-Limit"], headers["RateLimit-Remaining"]


async def statuses(person: Person, method: str, path: str, count: int) -> list[int]:
    return [(await person.ask(method, path)).status_code for _ in range(count)]


# Which class.


@pytest.mark.parametrize(
    ("method", "path", "its_class"),
    [
        ("GET", "/boards/01a22bf4-89d5-75b2-9ad2-74517ce295f1", READ),
        ("HEAD", "/boards/01a22bf4-89d5-75b2-9ad2-74517ce295f1", READ),
        ("PATCH", "/cards/ENG-42", WRITE),
        ("POST", "/cards/ENG-42/move", WRITE),
        ("POST", "/boards/x/cards", WRITE),
        ("POST", "/boards/x/copy", HEAVY),
        ("GET", "/search", HEAVY),
        ("POST", "/cards/bulk-update", HEAVY),
        ("POST", "/auth/local", SIGN_IN),
        ("POST", "/auth/tokens", WRITE),
        ("GET", "/auth/me", READ),
        ("POST", "/cards/ENG-42/create-branch", VENDOR),
        ("GET", "/api/boards/x/shapes", VENDOR),
        ("GET", "/api/jobs/x", READ),
        ("POST", "/api/logs", LOGS),
        ("POST", "/webhooks/github", WEBHOOKS),
        ("GET", "/app/boards/ENG", None),
        ("GET", "/", None),
        ("POST", "/nowhere", WRITE),
        ("DELETE", "", WRITE),
        ("OPTIONS", "/search", HEAVY),
    ],
)
def test_a_route_has_a_class(method: str, path: str, its_class: object) -> None:
    assert CLASSES.of(method, path) is its_class


def test_every_route_that_is_named_exists_and_is_named_once(app: Trivet) -> None:
    known = {
        (method, route.path)
        for route in app.app.router.routes
        if isinstance(route, Route)
        for method in route.methods or ()
    }
    named = Counter(template for templates in NAMED.values() for template in templates)
    assert set(named) <= known
    assert max(named.values()) == 1
    for template in named:
        assert template in NAMED[CLASSES.of(*template)]
    assert {("GET", path) for path in OPEN} - known <= {("GET", "/metrics")}


# Whom.


async def test_a_person_is_counted_wherever_they_are_and_whatever_token_they_use(
    limited: Limited,
) -> None:
    async with limited(read="4/minute") as app:
        user = await a_person(app.runtime.units, "Ada")
        ada = [
            Person(
                app.http,
                str(user.id),
                (await signed_in(app.runtime.units, app.runtime.keys, user)).access_token,
            )
            for _ in range(2)
        ]
        bob = await somebody(app, "Bob")
        found = [standing(await person.ask("GET", "/auth/me")) for person in (*ada, *ada, ada[0])]
        assert found == [
            (200, "4", "3"),
            (200, "4", "2"),
            (200, "4", "1"),
            (200, "4", "0"),
            (429, "4", "0"),
        ]
        async with from_address(app.app, "192.0.2.7") as elsewhere:
            refused = await Person(elsewhere, ada[0].id, ada[1].token).ask("GET", "/auth/me")
        found_problem = problem(refused, 429, "rate_limited")
        wait = refused.headers["Retry-After"]
        assert wait == refused.headers["RateLimit-Reset"]
        assert found_problem.detail == (
            f"Too many of these came from your account. Try again in {wait} seconds."
        )
        # By a cookie it is the same person; another one is counted by themselves.
        by_cookie = await app.http.get(
            "/auth/me", headers={"Cookie": f"trivet_access={ada[0].token}"}
        )
        assert by_cookie.status_code == 429
        assert standing(await bob.ask("GET", "/auth/me")) == (200, "4", "3")


async def test_classes_are_counted_apart(limited: Limited) -> None:
    async with limited(read="2/minute", write="1/minute", heavy="1/minute") as app:
        ada = await somebody(app)
        assert await statuses(ada, "GET", "/auth/me", 3) == [200, 200, 429]
        assert await statuses(ada, "GET", "/search?q=x", 2) == [200, 429]
        created = await ada.ask("POST", "/workspaces", {"name": "Acme"})
        assert standing(created) == (201, "1", "0")
        assert (await ada.ask("POST", "/workspaces", {"name": "Acme"})).status_code == 429


async def test_strangers_are_counted_by_their_network(limited: Limited) -> None:
    async with limited(read="2/minute") as app:

        async def ask(address: str, **headers: str) -> int:
            async with from_address(app.app, address) as http:
                return (await http.get("/auth/me", headers=headers)).status_code

        bad = {"Authorization": "Bearer trv_of-nobody"}
        one_home = ["2001:db8::1", "2001:db8::2:3", "2001:db8:0:0:ffff::9"]
        assert [await ask(each, **bad) for each in one_home] == [401, 401, 429]
        assert await ask("2001:db8:0:1::1") == 401
        # Who is signed in is not held up by strangers beside them.
        ada = await somebody(app)
        async with from_address(app.app, "2001:db8::1") as http:
            assert (await Person(http, ada.id, ada.token).ask("GET", "/auth/me")).status_code == 200


async def test_an_address_has_a_limit_of_its_own(limited: Limited) -> None:
    async with limited(address="5/minute") as app:
        ada, bob = await somebody(app, "Ada"), await somebody(app, "Bob")
        found = [standing(await each.ask("GET", "/auth/me")) for each in (ada, bob, ada, bob, ada)]
        assert [each[2] for each in found] == ["4", "3", "2", "1", "0"]
        refused = await bob.ask("GET", "/auth/me")
        assert "your network address" in (problem(refused, 429, "rate_limited").detail or "")
        assert (await app.http.get("/app/")).status_code == 429
        async with from_address(app.app, "192.0.2.7") as elsewhere:
            assert (await Person(elsewhere, bob.id, bob.token).ask("GET", "/auth/me")).is_success


async def test_an_address_that_somebody_claims_is_not_theirs(limited: Limited) -> None:
    async with limited(address="2/minute") as app:
        found = []
        for number in range(3):
            claimed = {"X-Forwarded-For": f"192.0.2.{number}", "Forwarded": f"for=192.0.2.{number}"}
            found.append((await app.http.get("/app/", headers=claimed)).status_code)
    assert found == [200, 200, 429]


async def test_addresses_behind_a_trusted_proxy_are_counted_apart(settings: Settings) -> None:
    changes = {"rate_address": "1/minute", "trusted_proxies": ("127.0.0.1",)}
    async with trivet(settings.model_copy(update=changes)) as app:

        async def ask(seen: str) -> int:
            answer = await app.http.get(
                "/app/", headers={"X-Forwarded-For": f"198.51.100.1, {seen}"}
            )
            return answer.status_code

        assert [await ask(seen) for seen in ("192.0.2.1", "192.0.2.2", "192.0.2.1")] == [
            200,
            200,
            429,
        ]


async def test_whom_a_trusted_header_names_is_counted(settings: Settings) -> None:
    changes = {"rate_read": "1/minute", "miro_trust_user_header": True}
    async with trivet(settings.model_copy(update=changes)) as app:

        async def ask(path: str, name: str) -> int:
            return (await app.http.get(path, headers={"X-User-Id": name})).status_code

        assert [await ask("/api/jobs", name) for name in ("1", "2", "1")] == [404, 404, 429]
        # Nowhere else does the header say who somebody is.
        assert [await ask("/auth/me", name) for name in ("1", "2")] == [401, 429]


async def test_a_token_is_looked_up_once(app: Trivet, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = await somebody(app)
    looked: list[str] = []
    look_up = Callers._look_up

    async def counted(self: Callers, key: bytes, token: str) -> Any:
        looked.append(token)
        return await look_up(self, key, token)

    monkeypatch.setattr(Callers, "_look_up", counted)
    await ada.get("/auth/me")
    assert looked == [ada.token]


async def test_a_token_that_has_ended_is_counted_as_its_person_for_a_second_at_most(
    app: Trivet,
) -> None:
    ada = await somebody(app)
    passed = 0.0
    who = who_is_counted(app.runtime.callers, None, "/api/", lambda: passed)
    scope = {"path": "/", "headers": [(b"authorization", f"Bearer {ada.token}".encode())]}
    assert await who(scope) is not None
    await ada.ask("POST", "/auth/logout", status=204)
    passed = 0.9
    assert await who(scope) is not None
    passed = 1.0
    assert await who(scope) is None


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        ({"headers": []}, (False, None)),
        ({"headers": [(b"authorization", b"bearer  x ")]}, (True, "x")),
        ({"headers": [(b"authorization", b"Bearer")]}, (True, None)),
        ({"headers": [(b"cookie", b"a=b; trivet_access=x; c=d")]}, (True, "x")),
        ({"headers": [(b"cookie", b"a=b"), (b"cookie", b'trivet_access="x"')]}, (True, "x")),
        ({"headers": [(b"cookie", b"my_trivet_access=x")]}, (False, None)),
        (
            {"headers": [(b"cookie", b"trivet_access=x"), (b"authorization", b"Bearer y")]},
            (True, "y"),
        ),
        (
            {"headers": [(b"authorization", b"Basic z"), (b"authorization", b"Bearer y")]},
            (False, None),
        ),
        (
            {"headers": [(b"authorization", b"Basic z"), (b"cookie", b"trivet_access=x")]},
            (True, "x"),
        ),
        (
            {
                "subprotocols": ["trivet.v1", "bearer.x"],
                "headers": [(b"authorization", b"Bearer y")],
            },
            (True, "x"),
        ),
    ],
)
def test_a_token_is_found_where_routes_and_sockets_find_it(
    scope: dict[str, Any], found: tuple[bool, str | None]
) -> None:
    assert token_in(scope) == found


async def test_whoever_cannot_be_found_out_is_told_so_by_the_route(
    app: Trivet, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = await somebody(app)

    async def away(*_: Any) -> None:
        raise ConnectionRefusedError(111, "Connect call failed")

    monkeypatch.setattr(Callers, "_look_up", away)
    problem(await ada.ask("GET", "/auth/me"), 503, "database_unreachable")


# What is said.


async def test_every_answer_says_how_its_limit_stands(app: Trivet, owner: Person) -> None:
    board = await make_board(owner)
    etag = (await owner.ask("GET", f"/boards/{board.id}")).headers["ETag"]
    known = {"If-None-Match": etag}
    found = {
        "read": await owner.ask("GET", f"/boards/{board.id}"),
        "unchanged": await owner.ask("GET", f"/boards/{board.id}", headers=known),
        "head": await owner.ask("HEAD", f"/boards/{board.id}"),
        "no such": await owner.ask("GET", f"/boards/{new_id()}"),
        "nowhere": await owner.ask("GET", "/nowhere"),
        "wrong": await owner.ask("POST", "/workspaces", {"nome": "Acme"}),
        "method": await owner.ask("PUT", "/workspaces"),
        "large": await owner.http.post("/workspaces", content=b"x" * 2_000_000),
        "stranger": await app.http.get("/auth/me"),
        "home": await app.http.get("/"),
        "page": await app.http.get("/app/"),
        "panel": await app.http.get("/miro/panel"),
        "openapi": await app.http.get("/openapi.json"),
    }
    status = {name: answer.status_code for name, answer in found.items()}
    assert status == {
        "read": 200,
        "unchanged": 304,
        "head": 200,
        "no such": 404,
        "nowhere": 404,
        "wrong": 422,
        "method": 405,
        "large": 413,
        "stranger": 401,
        "home": 307,
        "page": 200,
        "panel": 200,
        "openapi": 200,
    }
    for answer in found.values():
        for name in ("Limit", "Remaining", "Reset"):
            assert len(answer.headers.get_list(f"RateLimit-{name}")) == 1
        assert standing(answer)[1] == "1000000"


async def test_whoever_watches_us_is_not_counted(limited: Limited) -> None:
    async with limited(address="1/minute", read="1/minute") as app:
        for _ in range(3):
            for path in ("/healthz", "/readyz"):
                answer = await app.http.get(path, headers={"Host": "10.1.2.3:8000"})
                assert answer.status_code == 200
                assert "RateLimit-Limit" not in answer.headers


async def test_the_tighter_of_a_routes_own_limit_and_that_of_its_class_is_told(
    limited: Limited,
) -> None:
    async with limited(sign_in="3/minute") as app:
        found = [
            standing(await app.http.post("/auth/local", json={"token": "x"})) for _ in range(4)
        ]
    # Ten a minute by the route itself.
    assert [each[1:] for each in found] == [("3", "2"), ("3", "1"), ("3", "0"), ("3", "0")]
    assert [each[0] for each in found] == [401, 401, 401, 429]


async def test_a_refused_request_is_logged_with_its_person(
    limited: Limited, capsys: pytest.CaptureFixture[str]
) -> None:
    async with limited(read="1/minute") as app:
        ada = await somebody(app)
        await statuses(ada, "GET", "/auth/me", 2)
    (line,) = [line for line in capsys.readouterr().err.splitlines() if '"status":429' in line]
    assert json.loads(line)["user_id"] == ada.id


async def test_counting_can_be_switched_off(settings: Settings) -> None:
    changes = {"rate_limits": False, "rate_read": "1/minute"}
    async with trivet(settings.model_copy(update=changes)) as app:
        ada = await somebody(app)
        assert await statuses(ada, "GET", "/auth/me", 3) == [200, 200, 200]
        assert "RateLimit-Limit" not in (await ada.ask("GET", "/auth/me")).headers


# Sockets.


async def test_sockets_that_are_opened_are_counted_by_person(limited: Limited) -> None:
    async with limited(sockets="2/minute") as app, served(app) as (address, _):
        ada, follow = await app.owner(), follow_at(address)
        board = await make_board(ada)
        for _ in range(2):
            async with follow(board, ada) as follower:
                await follower.next("hello")
        with pytest.raises(InvalidStatus) as refused:
            async with follow(board, ada):
                pass
        response = refused.value.response
        assert response.status_code == 429
        assert 1 <= int(response.headers["Retry-After"]) <= 60
        assert b'"code":"rate_limited"' in (response.body or b"")
        # By a header or a cookie it is the same person.
        for headers in (
            {"Authorization": f"Bearer {ada.token}"},
            {"Cookie": f"trivet_access={ada.token}"},
        ):
            with pytest.raises(InvalidStatus):
                async with follow(board, headers=headers):
                    pass
        # Whoever says who they are by a first message is counted by their network.
        async with follow(board) as follower:
            await follower.send({"type": "auth", "token": ada.token})
            await follower.next("hello")


async def test_sockets_are_counted_by_address_too(limited: Limited) -> None:
    async with limited(address="8/minute") as app, served(app) as (address, _):
        opened = 0
        url = f"{address.replace('http', 'ws')}/ws/boards/{new_id()}"

        async def open_many() -> None:
            nonlocal opened
            async with asyncio.timeout(60):
                while True:
                    async with connect(url, proxy=None):
                        opened += 1

        with pytest.raises(InvalidStatus) as refused:
            await open_many()
        assert refused.value.response.status_code == 429
        assert opened == 8


async def test_sockets_of_a_person_and_of_a_process_are_settings(settings: Settings) -> None:
    changes = {"max_sockets_per_user": 3, "max_sockets": 7}
    async with trivet(settings.model_copy(update=changes)) as app:
        assert (app.runtime.sockets.most_of_a_person, app.runtime.sockets.most) == (3, 7)


async def test_a_socket_by_another_name_is_421(app: Trivet) -> None:
    async with served(app) as (address, _):
        port = address.rpartition(":")[2]
        url = f"ws://evil.example:{port}/ws/boards/{new_id()}"
        with pytest.raises(InvalidStatus) as refused:
            async with connect(url, host="127.0.0.1", proxy=None):
                pass
    assert refused.value.response.status_code == 421
    assert b"host_not_allowed" in (refused.value.response.body or b"")
