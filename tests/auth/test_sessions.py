"""Where people are signed in: listed, and ended from anywhere."""

from typing import Any
from uuid import UUID

import httpx2
import pytest

from tests.factories.people import signed_in
from tests.realtime.conftest import served
from tests.support.apps import BASE, Person, Trivet, somebody, trivet
from tests.support.audit import audit_log
from tests.support.time import HeldTime
from trivet.auth.models import Session, User
from trivet.auth.sessions import SignedIn
from trivet.platform.ids import new_id
from trivet.platform.settings import Settings

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0"


async def another(app: Trivet, person: Person) -> SignedIn:
    """One more session of somebody."""
    async with app.runtime.units.read() as unit:
        user = await unit.session.get(User, UUID(person.id))
    assert user is not None
    return await signed_in(app.runtime.units, app.runtime.keys, user)


def of(app: Trivet, person: Person, session: SignedIn) -> Person:
    return Person(app.http, person.id, session.access_token)


async def listed(person: Person, query: str = "") -> list[Any]:
    items: list[Any] = (await person.get(f"/auth/sessions{query}"))["items"]
    return items


async def from_device(app: Trivet, user_agent: str, address: str) -> httpx2.AsyncClient:
    transport = httpx2.ASGITransport(app.app, client=(address, 1234))
    return httpx2.AsyncClient(
        transport=transport, base_url=BASE, headers={"User-Agent": user_agent}
    )


async def test_a_session_says_how_from_what_and_since_when(app: Trivet, time: HeldTime) -> None:
    link = await app.runtime.sign_in_link()
    async with await from_device(app, FIREFOX, "192.0.2.7") as browser:
        answer = await browser.post("/auth/local", json={"token": link.partition("#")[2]})
        session = answer.json()
        (shown,) = (await browser.get("/auth/sessions")).json()["items"]
    assert shown == {
        "id": shown["id"],
        "current": True,
        "method": "local",
        "device": "Firefox on Linux",
        "address": "192.0.2.7",
        "created_at": "2026-03-01T12:00:00.000000Z",
        "last_used_at": "2026-03-01T12:00:00.000000Z",
        "expires_at": "2026-03-08T12:00:00.000000Z",
    }
    told = await audit_log(app.runtime.units, f"user:{session['user']['id']}")
    assert told[-1].texts == {"device": "Firefox on Linux", "address": "192.0.2.7"}
    # The browser is updated, and moves on.
    time.pass_(hours=1)
    async with await from_device(app, "curl/8.5.0", "2001:db8::5") as elsewhere:
        body = {"refresh_token": session["refresh_token"]}
        fresh = (await elsewhere.post("/auth/refresh", json=body)).json()
    (moved,) = await listed(Person(app.http, session["user"]["id"], fresh["access_token"]))
    assert moved == {
        **shown,
        "device": "curl",
        "address": "2001:db8::5",
        "last_used_at": "2026-03-01T13:00:00.000000Z",
        "expires_at": "2026-03-08T13:00:00.000000Z",
    }


@pytest.mark.parametrize(
    ("proxies", "address"),
    [
        (None, "127.0.0.1"),
        (("192.0.2.0/24",), "127.0.0.1"),
        (("127.0.0.1",), "192.0.2.7"),
        (("127.0.0.1", "192.0.2.0/24"), "203.0.113.9"),
    ],
)
async def test_where_somebody_is_a_trusted_proxy_says_and_nobody_else(
    settings: Settings, proxies: tuple[str, ...] | None, address: str
) -> None:
    # The first one is what somebody claimed; proxies added the others.
    headers = {"X-Forwarded-For": "198.51.100.1, 203.0.113.9, 192.0.2.7"}
    changed = settings.model_copy(update={"trusted_proxies": proxies})
    async with (
        trivet(changed) as app,
        served(app) as (url, _),
        httpx2.AsyncClient(base_url=url) as http,
    ):
        link = await app.runtime.sign_in_link()
        body = {"token": link.partition("#")[2]}
        answer = await http.post("/auth/local", json=body, headers=headers)
        assert answer.status_code == 200
        (shown,) = (await http.get("/auth/sessions")).json()["items"]
    assert shown["address"] == address


async def test_a_session_of_which_nothing_is_known_is_listed_too(app: Trivet) -> None:
    person = await somebody(app)
    (shown,) = await listed(person)
    assert (shown["device"], shown["address"]) == ("Unknown device", None)


async def test_living_sessions_are_listed_the_last_used_first_in_pages(
    app: Trivet, time: HeldTime
) -> None:
    person = await somebody(app)
    ended, first, second = [await another(app, person) for _ in range(3)]
    stranger = await somebody(app, "Bob")
    await of(app, person, ended).ask("POST", "/auth/logout", status=204)
    time.pass_(minutes=1)
    refreshed = await app.http.post("/auth/refresh", json={"refresh_token": first.refresh_token})
    assert refreshed.status_code == 200
    everything = await listed(person)
    assert [each["id"] for each in everything][:2] == [
        str(first.session_id),
        str(second.session_id),
    ]
    assert [each["current"] for each in everything] == [False, False, True]
    page = await person.ask("GET", "/auth/sessions?limit=2", status=200)
    assert 'rel="next"' in page.headers["Link"]
    rest = await person.get(f"/auth/sessions?limit=2&cursor={page.json()['next_cursor']}")
    assert page.json()["items"] + rest["items"] == everything
    assert rest["next_cursor"] is None
    assert len(await listed(stranger)) == 1
    time.pass_(days=6, hours=23, minutes=59, seconds=30)
    still = Person(app.http, person.id, (await another(app, person)).access_token)
    assert str(second.session_id) not in {each["id"] for each in await listed(still)}


@pytest.mark.parametrize("cursor", ["x", "WyJ4Il0", "WyJ4IiwieCJd"])
async def test_what_is_no_cursor_is_refused(app: Trivet, cursor: str) -> None:
    await (await somebody(app)).ask("GET", f"/auth/sessions?cursor={cursor}", status=422)


async def test_a_session_is_ended_from_another_device(app: Trivet) -> None:
    person = await somebody(app)
    lost = await another(app, person)
    await of(app, person, lost).get("/auth/me")
    kept = await person.ask("DELETE", f"/auth/sessions/{lost.session_id}", status=204)
    assert "set-cookie" not in kept.headers
    await of(app, person, lost).ask("GET", "/auth/me", status=401)
    refresh = {"refresh_token": lost.refresh_token}
    refused = await app.http.post("/auth/refresh", json=refresh)
    assert (refused.status_code, refused.json()["code"]) == (401, "invalid_refresh_token")
    await person.get("/auth/me")
    told = await audit_log(app.runtime.units, f"user:{person.id}")
    assert told[-1].payload == {
        "session_id": str(lost.session_id),
        "reason": "signed_out_elsewhere",
    }


async def test_the_current_session_may_be_ended_and_takes_its_cookies_along(app: Trivet) -> None:
    person = await somebody(app)
    (own,) = await listed(person)
    ended = await person.ask("DELETE", f"/auth/sessions/{own['id']}", status=204)
    assert [line.partition("=")[0] for line in ended.headers.get_list("set-cookie")] == [
        "trivet_access",
        "trivet_refresh",
        "trivet_csrf",
    ]
    await person.ask("GET", "/auth/me", status=401)
    told = await audit_log(app.runtime.units, f"user:{person.id}")
    assert told[-1].payload["reason"] == "signed_out"


async def test_there_is_no_session_of_others_nor_one_that_has_ended(
    app: Trivet, time: HeldTime
) -> None:
    person, other = await somebody(app), await somebody(app, "Bob")
    expired, ended = await another(app, person), await another(app, person)
    await person.delete(f"/auth/sessions/{ended.session_id}")
    async with app.runtime.units.write() as unit:
        row = await unit.session.get(Session, expired.session_id)
        assert row is not None
        row.expires_at = time.now()
    (of_other,) = await listed(other)
    for unknown in (of_other["id"], ended.session_id, expired.session_id, new_id()):
        refused = await person.ask("DELETE", f"/auth/sessions/{unknown}", status=404)
        assert refused.json()["code"] == "session_not_found"
    assert len(await listed(other)) == 1


async def test_an_api_token_needs_the_scope_admin(app: Trivet) -> None:
    person = await somebody(app)
    lost = await another(app, person)
    for scope, listing, ending in (("write", 403, 403), ("admin", 200, 204)):
        made = await person.post("/auth/tokens", {"name": scope, "scopes": [scope]})
        program = Person(app.http, person.id, made["token"])
        answer = await program.ask("GET", "/auth/sessions", status=listing)
        path = f"/auth/sessions/{lost.session_id}"
        ended = await program.ask("DELETE", path, status=ending)
        assert "set-cookie" not in ended.headers
    assert {each["current"] for each in answer.json()["items"]} == {False}


async def test_a_sign_out_everywhere_leaves_nothing_in_the_list(app: Trivet) -> None:
    person = await somebody(app)
    others = [await another(app, person) for _ in range(2)]
    await person.ask("POST", "/auth/logout", {"everywhere": True}, status=204)
    for session in others:
        await of(app, person, session).ask("GET", "/auth/me", status=401)
        refresh = {"refresh_token": session.refresh_token}
        assert (await app.http.post("/auth/refresh", json=refresh)).status_code == 401
    told = await audit_log(app.runtime.units, f"user:{person.id}")
    ends = [event.payload["reason"] for event in told if event.type == "session.ended"]
    assert ends == ["signed_out_everywhere"] * 3
    later = of(app, person, await another(app, person))
    assert len(await listed(later)) == 1
