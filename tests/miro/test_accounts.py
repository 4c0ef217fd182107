"""Accounts at Miro: consent, tokens that somebody brings, id tokens, and whose they are."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx2
import jwt
import pytest
from sqlalchemy import select

from tests.miro.connected import CALLBACK, Connected, connected
from tests.support.apps import Json, Person, somebody
from tests.support.fake_miro import MiroServer, User, faults
from tests.support.playing import faults as general
from trivet.auth.models import Identity, OAuthAttempt
from trivet.miro.models import MiroToken
from trivet.platform.clock import now, rfc3339
from trivet.platform.settings import Settings, SignUp
from trivet.workspaces.models import AuditEvent


@pytest.fixture
async def there(settings: Settings, fake_miro: MiroServer) -> AsyncIterator[Connected]:
    async with connected(settings, fake_miro) as there:
        yield there


async def rows(there: Connected, model: Any) -> list[Any]:
    async with there.trivet.runtime.units.read() as unit:
        return list((await unit.session.scalars(select(model))).all())


async def events(there: Connected, type_: str) -> int:
    return len([row for row in await rows(there, AuditEvent) if row.type == type_])


def problem(response: httpx2.Response) -> tuple[int, str]:
    return response.status_code, response.json()["code"]


# By consent.


async def test_somebody_who_is_signed_in_connects_their_account(there: Connected) -> None:
    assert (await there.owner.get("/auth/miro"))["connected"] is False
    account = await there.connect(there.owner, there.ada)
    assert account == {
        "connected": True,
        "id": there.ada.id,
        "name": "Ada",
        "team_id": there.miro.team().id,
        "team_name": "Acme",
        "scopes": ["boards:read", "boards:write"],
        "missing_scopes": [],
        "sign_in_needed": False,
        "expires_at": account["expires_at"],
    }
    assert account["expires_at"] < rfc3339(now() + timedelta(seconds=3600))
    (kept,) = await rows(there, MiroToken)
    assert not {kept.access_token, kept.refresh_token} & set(there.miro.world.tokens)
    assert await rows(there, OAuthAttempt) == []
    assert await events(there, "miro.connected") == 1


async def test_the_browser_is_sent_with_a_state_and_nothing_else_of_ours(there: Connected) -> None:
    async with there.browser() as browser:
        query = parse_qs(urlsplit(await there.sent(browser)).query)
        again = parse_qs(urlsplit(await there.sent(browser)).query)
    assert query.keys() == {"response_type", "client_id", "redirect_uri", "state"}
    assert query["redirect_uri"] == [CALLBACK]
    assert len(query["state"][0]) >= 43
    assert query["state"] != again["state"]


async def test_a_stranger_gets_an_account_and_a_session(there: Connected) -> None:
    async with there.browser() as browser:
        response = await there.back(browser, there.ada, returnUrl="/app/w/1?x=2")
        assert (response.status_code, response.headers["location"]) == (303, "/app/w/1?x=2")
        me = (await browser.get("/auth/me")).json()
        assert (me["name"], me["instance_admin"]) == ("Ada", False)
        assert (await browser.get("/auth/miro")).json()["id"] == there.ada.id
    async with there.browser() as other:
        await there.back(other, there.ada)
        assert (await other.get("/auth/me")).json()["id"] == me["id"]


async def test_who_only_wants_to_connect_is_not_signed_in_as_somebody_else(
    there: Connected,
) -> None:
    async with there.browser() as browser:
        assert await there.sent(browser, connect="true") == "/app/sign-in"
    async with there.browser(there.owner) as browser:
        await there.back(browser, there.ada, connect="true")
    assert (await there.owner.get("/auth/miro"))["id"] == there.ada.id


async def test_a_proxy_that_wants_a_password_is_not_in_the_way(there: Connected) -> None:
    async with there.browser(there.owner) as browser:
        browser.headers["Authorization"] = "Basic YTpi"
        await there.back(browser, there.ada, connect="true")
    assert (await there.owner.get("/auth/miro"))["id"] == there.ada.id


async def test_a_state_works_once_and_in_its_own_browser(there: Connected) -> None:
    async with there.browser(there.owner) as browser, there.browser(there.owner) as other:
        url = urlsplit(there.miro.consent(await there.sent(browser), there.ada))
        await there.sent(other)
        for client, wanted in ((other, "oauth_state_invalid"), (browser, None)):
            location = (await client.get(url.path, params=dict(parse_qsl(url.query)))).headers[
                "location"
            ]
            assert parse_qs(urlsplit(location).query).get("miro_error", [None]) == [wanted]
        # GitHub's attempts are others.
        again = await browser.get(url.path, params=dict(parse_qsl(url.query)))
    assert again.headers["location"] == "/app/whiteboards?miro_error=oauth_state_invalid"


async def test_who_says_no_goes_back_without_an_account(there: Connected) -> None:
    async with there.browser(there.owner) as browser:
        state = parse_qs(urlsplit(await there.sent(browser, returnUrl="/app/x#y")).query)["state"]
        response = await browser.get(
            "/oauth/callback", params={"error": "access_denied", "state": state[0]}
        )
    assert response.headers["location"] == "/app/x?miro_error=access_denied#y"
    assert (await there.owner.get("/auth/miro"))["connected"] is False


@pytest.mark.parametrize(
    ("fault", "code"),
    [(faults.error(502), "miro_unreachable"), (faults.html(200), "miro_unreachable")],
    ids=["502", "html"],
)
async def test_a_miro_that_does_not_answer_is_told_of(
    there: Connected, fault: Any, code: str
) -> None:
    there.miro.fault("POST", "/v1/oauth/token", fault)
    async with there.browser(there.owner) as browser:
        response = await there.back(browser, there.ada, returnUrl="https://client.example/a?b=c")
    assert response.headers["location"] == f"https://client.example/a?b=c&miro_error={code}"


async def test_an_account_is_one_persons(there: Connected) -> None:
    bob = await somebody(there.trivet, "Bob")
    await there.connect(there.owner, there.ada)
    async with there.browser(bob) as browser:
        response = await there.back(browser, there.ada)
    assert response.headers["location"].endswith("miro_error=miro_account_taken")
    other = there.miro.user("Grace")
    async with there.browser(there.owner) as browser:
        response = await there.back(browser, other)
    assert response.headers["location"].endswith("miro_error=miro_account_taken")
    assert (await there.owner.get("/auth/miro"))["id"] == there.ada.id


RETURN = {
    "https://client.example/miro?x=1": True,
    "http://trivet.test/app/x": True,
    "/app/whiteboards": True,
    "https://client.example.evil.test/": False,
    "https://client.example@evil.test/": False,
    "https://evil.test/https://client.example": False,
    "https://client.example\\@evil.test/": False,
    "http://client.example/": False,
    "https://client.example:8443/": False,
    "javascript:alert(1)": False,
    "//client.example/": False,
    "/app/../auth/me": False,
    "https://[client.example/": False,
}


@pytest.mark.parametrize(("address", "allowed"), RETURN.items(), ids=range(len(RETURN)))
async def test_people_are_sent_back_to_allowed_origins_only(
    there: Connected, address: str, allowed: bool
) -> None:
    async with there.browser(there.owner) as browser:
        if allowed:
            response = await there.back(browser, there.ada, returnUrl=address)
            assert response.headers["location"] == address
        else:
            response = await browser.get("/oauth/login", params={"returnUrl": address})
            assert problem(response) == (400, "return_url_refused")


async def test_without_an_app_nobody_can_connect(app: Any) -> None:
    assert problem(await app.http.get("/oauth/login?here=true")) == (404, "miro_not_set_up")
    answer = await app.http.post("/auth/miro/session", json={"id_token": "x.y.z"})
    assert problem(answer) == (404, "miro_not_set_up")


async def test_disconnecting_forgets_the_tokens_here_and_there(there: Connected) -> None:
    await there.connect(there.owner, there.ada)
    await there.owner.delete("/auth/miro")
    assert (await rows(there, MiroToken), there.miro.world.tokens) == ([], {})
    assert (await there.owner.get("/auth/miro"))["connected"] is False
    assert problem(await there.owner.ask("DELETE", "/auth/miro")) == (404, "miro_account_missing")
    bob = await somebody(there.trivet, "Bob")
    assert (await there.connect(bob, there.ada))["id"] == there.ada.id  # it is free again


async def test_a_closed_account_leaves_no_token(there: Connected) -> None:
    await there.connect(there.owner, there.ada)
    bob = await somebody(there.trivet, "Bob")
    await there.connect(bob, there.miro.user("Bob"))
    response = await bob.ask("DELETE", "/auth/me", {"confirm": "Bob"})
    assert response.status_code in {200, 204}, response.text
    assert [row.name for row in await rows(there, MiroToken)] == ["Ada"]


# Tokens that somebody brings.


def brought(there: Connected, user: User, **more: Any) -> Json:
    token = there.miro.token(user, there.app)
    return {
        "id": user.id,
        "name": "Ada of Acme",
        "access_token": token.text,
        "refresh_token": token.refresh,
        "expires_at": rfc3339(now() + timedelta(hours=1)),
        **more,
    }


async def test_tokens_are_kept_once_miro_says_whose_they_are(there: Connected) -> None:
    body = brought(there, there.ada)
    made = await there.owner.post("/api/users", body)
    assert made["user_id"] == there.owner.id
    assert (made["id"], made["name"], made["team_name"]) == (there.ada.id, "Ada of Acme", "Acme")
    assert not {"access_token", "refresh_token"} & made.keys()
    again = await there.owner.ask("POST", "/api/users", brought(there, there.ada))
    assert again.status_code == 200
    status = await there.owner.get("/api/auth/status", headers={"X-User-Id": there.ada.id})
    assert status["id"] == there.ada.id


@pytest.mark.parametrize(
    ("change", "header", "wanted"),
    [
        ({"id": "12345"}, None, (403, "miro_user_mismatch")),
        ({}, "12345", (403, "miro_user_mismatch")),
        ({"access_token": "none-of-Miros"}, None, (403, "miro_refused")),
        ({"id": "ada"}, None, (422, "invalid")),
        ({"access_token": "none of Miro's"}, None, (422, "invalid")),
        ({"access_token": "\u00e9"}, None, (422, "invalid")),
        ({"expires_at": "0001-01-01T00:00:00Z"}, None, (422, "invalid")),
    ],
)
async def test_tokens_of_others_are_not_kept(
    there: Connected, change: Json, header: str | None, wanted: tuple[int, str]
) -> None:
    headers = {} if header is None else {"X-User-Id": header}
    body = brought(there, there.ada, **change)
    answer = await there.owner.ask("POST", "/api/users", body, headers=headers)
    assert problem(answer) == wanted
    assert await rows(there, MiroToken) == []


async def test_a_linked_id_cannot_be_taken(there: Connected) -> None:
    await there.owner.post("/api/users", brought(there, there.ada))
    bob = await somebody(there.trivet, "Bob")
    answer = await bob.ask("POST", "/api/users", brought(there, there.ada))
    assert problem(answer) == (409, "miro_account_taken")


async def test_of_two_who_bring_it_at_once_one_has_it(there: Connected) -> None:
    bob = await somebody(there.trivet, "Bob")
    answers = await asyncio.gather(
        *(each.ask("POST", "/api/users", brought(there, there.ada)) for each in (there.owner, bob))
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert len(await rows(there, MiroToken)) == 1


async def test_what_is_brought_is_no_way_to_sign_in(there: Connected) -> None:
    """A program of the owner's could make it its own owner's else, by an account of anybody's."""
    wanted = {"name": "bridge", "scopes": ["miro"]}
    program = (await there.owner.post("/auth/tokens", wanted))["token"]
    mallory = there.miro.user("Mallory")
    by_program = Person(there.trivet.http, there.owner.id, program)
    await by_program.post("/api/users", brought(there, mallory))
    async with there.browser() as browser:
        await there.back(browser, mallory)
        assert (await browser.get("/auth/me")).json()["id"] != there.owner.id
    assert (await there.owner.get("/auth/miro"))[
        "connected"
    ] is False  # it was proven to be another's


async def test_whose_an_account_is_wins_over_who_brought_its_token(there: Connected) -> None:
    """Miro does not say for which app a token was granted: Mallory has an app of their own."""
    mallory = await somebody(there.trivet, "Mallory")
    await mallory.post("/api/users", brought(there, there.ada))
    token = there.miro.id_token(there.ada, there.app)
    answer = await there.trivet.http.post("/auth/miro/session", json={"id_token": token})
    assert answer.json()["user"]["id"] not in {mallory.id, there.owner.id}
    async with there.browser() as browser:
        await there.back(browser, there.ada)
    assert (await mallory.get("/auth/miro"))["connected"] is False
    (row,) = await rows(there, MiroToken)
    assert str(row.user_id) == answer.json()["user"]["id"]


async def test_a_key_does_not_hold_the_writer_while_miro_is_asked(there: Connected) -> None:
    body = brought(there, there.ada)
    headers = {"Idempotency-Key": "once"}
    async with asyncio.timeout(30):
        for status in (201, 200):
            await there.owner.ask("POST", "/api/users", body, headers=headers, status=status)


async def test_an_account_that_closes_meanwhile_keeps_nothing(there: Connected) -> None:
    bob = await somebody(there.trivet, "Bob")
    told, go = asyncio.Event(), asyncio.Event()

    async def slow(exchange: general.Exchange) -> None:
        told.set()
        await exchange.wait(go.wait())
        await exchange.answer(await exchange.process())

    there.miro.fault("GET", "/v1/oauth-token", slow)
    bringing = asyncio.create_task(bob.ask("POST", "/api/users", brought(there, there.ada)))
    await told.wait()
    await bob.ask("DELETE", "/auth/me", {"confirm": "Bob"})
    go.set()
    assert (await bringing).status_code == 401
    assert await rows(there, MiroToken) == []


async def test_one_that_can_be_renewed_is_renewed_where_its_end_is_not_said(
    there: Connected,
) -> None:
    body = brought(there, there.ada)
    del body["expires_at"]
    await there.owner.post("/api/users", body)
    status = await there.owner.get("/api/auth/status")
    assert status["expires_at"] > rfc3339(now() + timedelta(minutes=50))


async def test_a_page_of_an_allowed_origin_may_name_the_user(there: Connected) -> None:
    asked = {
        "Origin": "https://client.example",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "authorization,x-user-id",
    }
    answer = await there.trivet.http.request("OPTIONS", "/api/auth/status", headers=asked)
    assert answer.status_code == 200, answer.text


# Whether they work.


async def test_the_status_says_what_miro_says(there: Connected) -> None:
    await there.connect(there.owner, there.ada)
    await there.owner.get("/api/auth/status")
    await there.owner.get("/api/auth/status")
    asked = [each for each in there.miro.requests if each.path == "/v1/oauth-token"]
    assert len(asked) == 2  # once when it was connected, and once for both
    await there.owner.delete("/auth/miro")
    await there.connect(there.owner, there.ada)
    there.miro.uninstall(there.app)
    for _ in range(2):
        answer = await there.owner.ask("GET", "/api/auth/status")
        assert problem(answer) == (404, "miro_sign_in_needed")
    assert (await there.owner.get("/auth/miro"))["sign_in_needed"] is True


async def test_the_status_says_who_has_none(there: Connected) -> None:
    answer = await there.trivet.http.get("/api/auth/status")
    assert problem(answer) == (400, "miro_user_missing")
    answer = await there.trivet.http.get("/api/auth/status", headers={"X-User-Id": "1"})
    assert problem(answer) == (401, "not_authenticated")
    answer = await there.owner.ask("GET", "/api/auth/status")
    assert problem(answer) == (404, "miro_account_missing")
    await there.connect(there.owner, there.ada)
    answer = await there.owner.ask("GET", "/api/auth/status", headers={"X-User-Id": "1"})
    assert problem(answer) == (403, "miro_user_mismatch")


async def test_a_trusted_header_says_who_it_is(settings: Settings, fake_miro: MiroServer) -> None:
    async with connected(settings, fake_miro, miro_trust_user_header=True) as there:
        await there.connect(there.owner, there.ada)
        http = there.trivet.http
        answer = await http.get("/api/auth/status", headers={"X-User-Id": there.ada.id})
        assert answer.json()["user_id"] == there.owner.id
        answer = await http.get("/api/auth/status", headers={"X-User-Id": "1"})
        assert problem(answer) == (404, "miro_account_missing")
        grace = there.miro.user("Grace")
        answer = await http.post(
            "/api/users", json=brought(there, grace), headers={"X-User-Id": grace.id}
        )
        assert answer.status_code == 201
        assert answer.json()["user_id"] != there.owner.id
        # Everything else still wants a token.
        answer = await http.get("/auth/me", headers={"X-User-Id": there.ada.id})
        assert answer.status_code == 401


# Id tokens of the panel.


async def test_a_panel_signs_in_by_its_id_token(there: Connected) -> None:
    await there.connect(there.owner, there.ada)
    token = there.miro.id_token(there.ada, there.app)
    answer = await there.trivet.http.post("/auth/miro/session", json={"id_token": token})
    assert (answer.status_code, answer.headers.get("set-cookie")) == (200, None)
    ada = Person(there.trivet.http, there.owner.id, answer.json()["access_token"])
    assert (await ada.get("/auth/me"))["id"] == there.owner.id
    grace = there.miro.user("Grace")
    token = there.miro.id_token(grace, there.app)
    answer = await there.trivet.http.post("/auth/miro/session", json={"id_token": token})
    assert answer.json()["user"]["id"] != there.owner.id
    identities = {row.subject for row in await rows(there, Identity) if row.provider == "miro"}
    assert identities == {there.ada.id, grace.id}


async def test_a_panel_may_ask_before_it_makes_an_account(there: Connected) -> None:
    token = there.miro.id_token(there.ada, there.app)
    asked = {"id_token": token, "sign_up": False}
    answer = await there.trivet.http.post("/auth/miro/session", json=asked)
    assert problem(answer) == (404, "miro_person_unknown")
    assert "miro" not in {row.provider for row in await rows(there, Identity)}
    await there.connect(there.owner, there.ada)
    answer = await there.trivet.http.post("/auth/miro/session", json=asked)
    assert answer.json()["user"]["id"] == there.owner.id


async def test_what_somebody_brought_lets_nobody_sign_in_by_the_panel(there: Connected) -> None:
    bob = await somebody(there.trivet, "Bob")
    await bob.post("/api/users", brought(there, there.ada))
    token = there.miro.id_token(there.ada, there.app)
    asked = {"id_token": token, "sign_up": False}
    answer = await there.trivet.http.post("/auth/miro/session", json=asked)
    assert problem(answer) == (404, "miro_person_unknown")


def _signed(there: Connected, secret: str, algorithm: str = "HS256", **claims: Any) -> str:
    at = int(now().timestamp())
    said = {"iss": "miro", "sub": there.app.client_id, "user": there.ada.id, "iat": at}
    return jwt.encode({**said, "exp": at + 300, **claims}, secret, algorithm=algorithm)


async def test_id_tokens_that_are_not_miros_for_us_are_refused(there: Connected) -> None:
    secret = there.app.client_secret
    other = there.miro.app(CALLBACK)
    wrong = [
        there.miro.id_token(there.ada, other),
        there.miro.id_token(there.ada, there.app, lasts_s=-120),
        _signed(there, secret, iss="somebody"),
        _signed(there, secret, sub=other.client_id),
        _signed(there, secret, user=None),
        _signed(there, secret, user=1.5),
        _signed(there, secret, exp="soon"),
        _signed(there, secret, exp=float("inf")),
        jwt.encode({"iss": "miro", "sub": there.app.client_id, "user": "1"}, secret),
        jwt.encode({"iss": "miro", "user": there.ada.id}, "", algorithm="none"),
        "no-token-at-all",
    ]
    for token in wrong:
        answer = await there.trivet.http.post("/auth/miro/session", json={"id_token": token})
        assert problem(answer) == (403, "miro_id_token_invalid"), token
    token = _signed(there, secret, iss="Miro", user=int(there.ada.id))
    answer = await there.trivet.http.post("/auth/miro/session", json={"id_token": token})
    assert answer.status_code == 200


async def test_who_is_not_invited_gets_no_account(
    settings: Settings, fake_miro: MiroServer
) -> None:
    async with connected(settings, fake_miro, sign_up=SignUp.INVITED) as there:
        token = there.miro.id_token(there.ada, there.app)
        answer = await there.trivet.http.post("/auth/miro/session", json={"id_token": token})
        assert problem(answer) == (403, "sign_up_closed")
        async with there.browser() as browser:
            response = await there.back(browser, there.ada)
        assert response.headers["location"].endswith("miro_error=sign_up_closed")
        await there.connect(there.owner, there.ada)


# Tokens that end.


async def test_a_lost_answer_to_a_code_is_no_account(there: Connected) -> None:
    there.miro.fault("POST", "/v1/oauth/token", general.lost())
    async with there.browser(there.owner) as browser:
        response = await there.back(browser, there.ada)
    assert response.headers["location"].endswith("miro_error=miro_unreachable")
    assert (await there.connect(there.owner, there.ada))["connected"] is True
