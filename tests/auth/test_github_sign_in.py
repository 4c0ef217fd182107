"""Sign-in with GitHub over HTTP, against a GitHub that is played."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx2
import pytest
from pydantic import SecretStr
from sqlalchemy import select

from tests.support.apps import BASE, Person, Trivet, trivet
from tests.support.github_oauth import CLIENT_ID, CLIENT_SECRET, FakeGitHub, fake_github
from tests.support.time import HeldTime
from trivet.auth.models import GitHubToken, Identity, OAuthAttempt, User
from trivet.auth.oauth_attempts import ours
from trivet.platform.clock import held
from trivet.platform.settings import Settings, SignUp
from trivet.workspaces.models import AuditEvent

LOGIN, CALLBACK = "/auth/github/login", "/auth/github/callback"


@pytest.fixture
async def github() -> AsyncIterator[FakeGitHub]:
    async with fake_github() as played:
        yield played


def with_github(github: FakeGitHub) -> dict[str, Any]:
    """Settings of a Trivet whose GitHub that is."""
    return {
        "public_url": BASE,
        "github_url": github.address,
        "github_api_url": github.address,
        "github_client_id": CLIENT_ID,
        "github_client_secret": SecretStr(CLIENT_SECRET),
    }


@pytest.fixture
async def app(settings: Settings, github: FakeGitHub) -> AsyncIterator[Trivet]:
    async with trivet(settings.model_copy(update=with_github(github))) as started:
        yield started


def browser(app: Trivet) -> httpx2.AsyncClient:
    """A browser of its own, with its own cookies."""
    transport = httpx2.ASGITransport(app.app, raise_app_exceptions=False)
    return httpx2.AsyncClient(transport=transport, base_url=BASE)


async def sent(browser: httpx2.AsyncClient, **query: str) -> str:
    """Where GitHub's page is, for somebody who begins."""
    response = await browser.get(LOGIN, params=query)
    assert response.status_code == 302, response.text
    return response.headers["location"]


async def sign_in(
    browser: httpx2.AsyncClient, github: FakeGitHub, account: int = 0, **query: str
) -> dict[str, Any]:
    back = github.approve(await sent(browser, **query), account)
    response = await browser.post(CALLBACK, json=back)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


async def refusal(browser: httpx2.AsyncClient, body: dict[str, str]) -> tuple[int, str]:
    response = await browser.post(CALLBACK, json=body)
    return response.status_code, response.json()["code"]


async def test_a_person_signs_in_and_is_who_github_says(app: Trivet, github: FakeGitHub) -> None:
    async with browser(app) as one:
        assert (await one.get("/auth/methods")).json() == {
            "github": True,
            "email": False,
            "local": False,
            "miro": False,
        }
        answer = await sign_in(one, github, return_to="/app/w/1?x=2")
        assert answer["return_to"] == "/app/w/1?x=2"
        me = (await one.get("/auth/me")).json()
        assert (me["name"], me["email"]) == ("The Octocat", "octocat@github.test")
        assert me["avatar_url"] == "https://avatars.test/583231"
        account = (await one.get("/auth/github")).json()
        assert account == {
            "connected": True,
            "login": "octocat",
            "scopes": ["read:user", "repo", "user:email"],
            "missing_scopes": [],
            "sign_in_needed": False,
            "expires_at": None,
        }


async def test_the_browser_is_sent_with_state_challenge_and_our_address(app: Trivet) -> None:
    async with browser(app) as one:
        query = parse_qs(urlsplit(await sent(one)).query)
        again = parse_qs(urlsplit(await sent(one)).query)
    assert query["redirect_uri"] == [BASE + CALLBACK]
    assert query["scope"] == ["read:user user:email repo"]
    assert len(query["state"][0]) >= 43
    assert len(query["code_challenge"][0]) == 43
    assert query["state"] != again["state"]
    assert query["code_challenge"] != again["code_challenge"]


async def test_github_sends_the_browser_to_a_page_that_keeps_the_code_from_every_log(
    app: Trivet,
) -> None:
    async with browser(app) as one:
        response = await one.get(CALLBACK, params={"code": "a&b", "state": "s"})
        assert response.status_code == 303
        address = urlsplit(response.headers["location"])
        assert (address.path, address.query) == ("/app/sign-in/github", "")
        assert dict(parse_qsl(address.fragment)) == {"code": "a&b", "state": "s"}
        denied = await one.get(CALLBACK, params={"error": "access_denied", "state": "s"})
        assert dict(parse_qsl(urlsplit(denied.headers["location"]).fragment)) == {
            "error": "access_denied",
            "state": "s",
        }


async def test_the_first_person_sees_the_installation_and_the_second_does_not(
    app: Trivet, github: FakeGitHub
) -> None:
    async with browser(app) as one, browser(app) as other:
        first = await sign_in(one, github)
        second = await sign_in(other, github, account=1)
    assert [first["user"]["instance_admin"], second["user"]["instance_admin"]] == [True, False]
    assert second["user"]["name"] == "ada"  # no name at GitHub: the login


async def test_an_account_is_found_by_number_whatever_it_is_called_today(
    app: Trivet, github: FakeGitHub
) -> None:
    async with browser(app) as one:
        before = await sign_in(one, github)
        github.accounts[0].login = "renamed"
        github.accounts[0].name = "Mona"
        github.accounts[1].login = "octocat"  # somebody took the name that became free
        after = await sign_in(one, github)
        taken = await sign_in(one, github, account=1)
    assert after["user"]["id"] == before["user"]["id"]
    assert after["user"]["name"] == "Mona"
    assert taken["user"]["id"] != before["user"]["id"]


async def test_first_sign_ins_of_one_person_at_once_make_one_account(
    app: Trivet, github: FakeGitHub
) -> None:
    async def go() -> str:
        async with browser(app) as one:
            return str((await sign_in(one, github))["user"]["id"])

    assert len(set(await asyncio.gather(*(go() for _ in range(4))))) == 1
    async with app.runtime.units.read() as unit:
        assert len(list(await unit.session.scalars(select(Identity.id)))) == 2  # and the owner's


async def test_an_unverified_address_is_nobodys(app: Trivet, github: FakeGitHub) -> None:
    github.accounts[0].verified = False
    async with browser(app) as one:
        assert (await sign_in(one, github))["user"]["email"] is None


async def test_without_the_scope_there_is_no_address_and_what_lacks_is_told(
    app: Trivet, github: FakeGitHub
) -> None:
    github.scopes = "read:user"
    async with browser(app) as one:
        assert (await sign_in(one, github))["user"]["email"] is None
        account = (await one.get("/auth/github")).json()
    assert account["scopes"] == ["read:user"]
    assert account["missing_scopes"] == ["user:email", "repo"]


async def test_a_form_encoded_answer_is_read_too(app: Trivet, github: FakeGitHub) -> None:
    github.form = github.expiring = True
    async with browser(app) as one:
        await sign_in(one, github)
        account = (await one.get("/auth/github")).json()
    assert account["scopes"] == ["read:user", "repo", "user:email"]
    assert account["expires_at"] is not None


async def test_a_state_works_once(app: Trivet, github: FakeGitHub) -> None:
    async with browser(app) as one:
        back = github.approve(await sent(one))
        answers = await asyncio.gather(*(one.post(CALLBACK, json=back) for _ in range(5)))
        assert sorted(a.status_code for a in answers) == [200, 400, 400, 400, 400]
        assert await refusal(one, back) == (400, "oauth_state_invalid")
    async with app.runtime.units.read() as unit:
        assert await unit.session.scalar(select(OAuthAttempt)) is None


async def test_another_browser_cannot_end_what_was_begun_here(
    app: Trivet, github: FakeGitHub
) -> None:
    async with browser(app) as one, browser(app) as other:
        back = github.approve(await sent(one))
        assert await refusal(other, back) == (400, "oauth_state_invalid")  # it has no cookie
        await sent(other)
        assert await refusal(other, back) == (400, "oauth_state_invalid")  # it has another one
        assert await refusal(one, {**back, "state": "x" * 43}) == (400, "oauth_state_invalid")
        assert (await one.post(CALLBACK, json=back)).status_code == 200  # and nothing was used up


async def test_two_tabs_of_one_browser_both_come_back(app: Trivet, github: FakeGitHub) -> None:
    async with browser(app) as one:
        first, second = [github.approve(await sent(one)) for _ in range(2)]
        assert (await one.post(CALLBACK, json=first)).status_code == 200
        assert (await one.post(CALLBACK, json=second)).status_code == 200


async def test_an_attempt_ends_after_ten_minutes(app: Trivet, github: FakeGitHub) -> None:
    time = HeldTime()
    with held(time.now):
        async with browser(app) as one:
            back = github.approve(await sent(one))
            time.pass_(minutes=10)
            assert await refusal(one, back) == (400, "oauth_state_invalid")


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        ("bad_verification_code", 403, "github_refused"),
        ("incorrect_client_credentials", 403, "github_refused"),
        ("redirect_uri_mismatch", 403, "github_refused"),
        ("unverified_user_email", 403, "github_refused"),
        ("something_new", 403, "github_refused"),
        (500, 503, "github_unreachable"),
        (200, 503, "github_unreachable"),
    ],
)
async def test_what_github_refuses_is_said_and_signs_nobody_in(
    app: Trivet, github: FakeGitHub, fault: str | int, status: int, code: str
) -> None:
    github.fault = fault
    async with browser(app) as one:
        back = github.approve(await sent(one))
        response = await one.post(CALLBACK, json=back)
        assert (response.status_code, response.json()["code"]) == (status, code)
        assert len(response.json()["detail"]) > 10
        assert (await one.get("/auth/me")).status_code == 401


async def test_tokens_are_not_readable_in_the_database(app: Trivet, github: FakeGitHub) -> None:
    github.expiring = True
    async with browser(app) as one:
        await sign_in(one, github)
    async with app.runtime.units.read() as unit:
        row = await unit.session.scalar(select(GitHubToken))
        kept = list(await unit.session.scalars(select(AuditEvent)))
    assert row is not None
    assert "gho_" not in row.access_token
    assert row.refresh_token is not None
    assert "ghr_" not in row.refresh_token
    assert {event.type for event in kept} >= {"user.created", "github.connected", "session.started"}
    assert not any("gho_" in str((event.payload, event.texts)) for event in kept)


async def test_the_owner_adds_their_github_account_to_the_one_they_have(
    app: Trivet, github: FakeGitHub
) -> None:
    async with browser(app) as one:
        link = await app.runtime.sign_in_link()
        local = await one.post("/auth/local", json={"token": link.partition("#")[2]})
        owner = local.json()["user"]["id"]
        answer = await sign_in(one, github, connect="true")
        assert answer["user"]["id"] == owner
    async with browser(app) as later:
        assert (await sign_in(later, github))["user"]["id"] == owner


async def test_a_github_account_belongs_to_one_person(app: Trivet, github: FakeGitHub) -> None:
    async with browser(app) as one, browser(app) as other:
        await sign_in(one, github)
        await sign_in(other, github, account=1)
        back = github.approve(await sent(other, connect="true"), 0)
        assert await refusal(other, back) == (409, "github_account_taken")
    async with app.runtime.units.read() as unit:
        assert len(list(await unit.session.scalars(select(User.id)))) == 3


async def test_a_token_in_a_header_adds_no_account(app: Trivet) -> None:
    owner = await app.owner()
    made = await owner.post("/auth/tokens", {"name": "reads", "scopes": ["read"]})
    async with browser(app) as one:
        for token in (made["token"], owner.token):
            headers = {"Authorization": f"Bearer {token}"}
            response = await one.get(LOGIN, params={"connect": "true"}, headers=headers)
            assert response.headers["location"] == "/app/sign-in"


@pytest.mark.parametrize("end", ["logout", "delete"])
async def test_an_account_is_added_only_while_its_session_lives(
    app: Trivet, github: FakeGitHub, end: str
) -> None:
    async with browser(app) as one:
        link = await app.runtime.sign_in_link()
        local = (await one.post("/auth/local", json={"token": link.partition("#")[2]})).json()
        back = github.approve(await sent(one, connect="true"))
        person = Person(app.http, local["user"]["id"], local["access_token"])
        if end == "logout":
            await person.ask("POST", "/auth/logout", {"everywhere": True}, status=204)
        else:
            await person.delete("/auth/me")
        assert await refusal(one, back) == (400, "oauth_state_invalid")
    async with app.runtime.units.read() as unit:
        github_identity = select(Identity.id).where(Identity.provider == "github")
        assert await unit.session.scalar(github_identity) is None


async def test_an_address_that_github_no_longer_vouches_for_is_forgotten(
    app: Trivet, github: FakeGitHub
) -> None:
    async with browser(app) as one:
        assert (await sign_in(one, github))["user"]["email"] == "octocat@github.test"
        github.scopes = "read:user"
        assert (await sign_in(one, github))["user"]["email"] is None


@pytest.mark.parametrize(
    "email", ["\u212aate@github.test", "a b@github.test", "x" * 300 + "@y.test"]
)
async def test_an_address_that_cannot_be_compared_is_none(
    app: Trivet, github: FakeGitHub, email: str
) -> None:
    github.accounts[0].email = email
    async with browser(app) as one:
        assert (await sign_in(one, github))["user"]["email"] is None


async def test_who_came_by_mail_before_is_the_same_person(app: Trivet, github: FakeGitHub) -> None:
    link = await app.runtime.sign_in_link("ada@github.test")
    async with browser(app) as one:
        mailed = await one.post("/auth/local", json={"token": link.partition("#")[2]})
        github.accounts[0].email = "ada@github.test"
        github.accounts[0].verified = False
        assert (await sign_in(one, github))["user"]["id"] != mailed.json()["user"]["id"]
        found = await sign_in(one, github, account=1)
        assert found["user"]["id"] == mailed.json()["user"]["id"]
        github.accounts[0].verified = True  # the account here has one already: nobody takes it over
        assert (await sign_in(one, github))["user"]["id"] != found["user"]["id"]


async def test_the_name_of_who_comes_by_github_is_githubs(app: Trivet, github: FakeGitHub) -> None:
    async with browser(app) as one:
        answer = await sign_in(one, github)
        person = Person(app.http, answer["user"]["id"], answer["access_token"])
        refused = await person.ask("PATCH", "/auth/me", {"name": "Else"}, status=409)
        assert refused.json()["code"] == "name_from_github"


async def test_two_who_come_first_are_not_both_first(app: Trivet, github: FakeGitHub) -> None:
    async with browser(app) as one, browser(app) as other:
        answers = await asyncio.gather(sign_in(one, github), sign_in(other, github, 1))
    assert sorted(each["user"]["instance_admin"] for each in answers) == [False, True]


async def test_only_who_is_signed_in_can_add_an_account(app: Trivet) -> None:
    async with browser(app) as one:
        assert await sent(one, connect="true") == "/app/sign-in"


async def test_somebody_under_another_address_is_led_to_the_public_one(app: Trivet) -> None:
    async with browser(app) as one:
        response = await one.get(LOGIN + "?return_to=/app/x", headers={"Host": "localhost:8000"})
        assert response.status_code == 302
        there = urlsplit(response.headers["location"])
        assert f"{there.scheme}://{there.netloc}{there.path}" == BASE + LOGIN
        assert parse_qs(there.query) == {"return_to": ["/app/x"], "here": ["true"]}
        # A proxy that does not pass the host on must not send the browser round in circles.
        again = await one.get(f"{LOGIN}?{there.query}", headers={"Host": "127.0.0.1:9999"})
        assert again.headers["location"].startswith(app.runtime.settings.github_url)


async def test_where_an_invitation_is_needed_strangers_are_told_so(
    settings: Settings, github: FakeGitHub
) -> None:
    more = with_github(github) | {"sign_up": SignUp.INVITED}
    async with (
        trivet(settings.model_copy(update=more)) as app,
        browser(app) as one,
        browser(app) as other,
    ):
        await sign_in(one, github)  # the first is always welcome
        back = github.approve(await sent(other), 1)
        assert await refusal(other, back) == (403, "sign_up_closed")
        first = Person(app.http, "", one.cookies["trivet_access"])
        made = await first.post("/workspaces", {"name": "Acme"})
        body = {"emails": ["Ada@github.test"], "role": "viewer"}
        await first.post(f"/workspaces/{made['id']}/invitations", body)
        await sign_in(other, github, 1)


@pytest.mark.parametrize(
    "address",
    [
        "/app//evil.test",
        "/app/../auth/github/login",
        "//evil.test",
        "https://evil.test/app/",
        "/app/../x\\y",
        "/app/a b",
        "/appx",
        "",
        "/app/\n",
    ],
)
def test_nobody_is_led_out_of_the_client(address: str) -> None:
    assert ours(address) is None


async def test_where_nothing_is_set_up_it_is_said(settings: Settings) -> None:
    async with trivet(settings.model_copy(update={"public_url": BASE})) as app, browser(app) as one:
        assert (await one.get("/auth/methods")).json() == {
            "github": False,
            "email": False,
            "local": True,
            "miro": False,
        }
        response = await one.get(LOGIN)
        assert (response.status_code, response.json()["code"]) == (404, "github_not_set_up")


async def test_the_cookie_of_the_way_back_is_hidden_and_short(app: Trivet) -> None:
    async with browser(app) as one:
        response = await one.get(LOGIN)
    cookie = response.headers["set-cookie"]
    for part in ("HttpOnly", "Path=/auth/github", "SameSite=lax", "Max-Age=600"):
        assert part in cookie
    assert response.headers["cache-control"] == "no-store"
