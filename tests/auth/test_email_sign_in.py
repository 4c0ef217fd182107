"""Sign-in by a link in a mail, over HTTP and a real mail server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx2
import pytest
from sqlalchemy import select

from tests.support.apps import BASE, Person, Trivet, trivet
from tests.support.mail import MailServer, mail_server
from trivet.auth.models import EmailLink, Identity, User
from trivet.platform.clock import now
from trivet.platform.settings import Settings, SignUp
from trivet.platform.tasks.models import TaskRow

ASK, CALLBACK = "/auth/email", "/auth/email/callback"
ADA = "ada@example.com"


@pytest.fixture
async def server() -> AsyncIterator[MailServer]:
    async with mail_server() as server:
        yield server


@pytest.fixture
async def app(settings: Settings, server: MailServer) -> AsyncIterator[Trivet]:
    async with trivet(server.settings(settings, public_url=BASE)) as started:
        yield started


@asynccontextmanager
async def closed(settings: Settings, server: MailServer) -> AsyncIterator[Trivet]:
    """A Trivet for those who are invited."""
    more: dict[str, Any] = {"public_url": BASE, "sign_up": SignUp.INVITED}
    async with trivet(server.settings(settings, **more)) as started:
        yield started


def browser(app: Trivet) -> httpx2.AsyncClient:
    transport = httpx2.ASGITransport(app.app, raise_app_exceptions=False)
    return httpx2.AsyncClient(transport=transport, base_url=BASE)


async def ask(browser: httpx2.AsyncClient, email: str, **more: str) -> None:
    response = await browser.post(ASK, json={"email": email, **more})
    assert response.status_code == 202, response.text


async def token(server: MailServer, letters: int = 1) -> str:
    letter = (await server.until(letters))[-1]
    assert letter.link.startswith(f"{BASE}/app/sign-in/email#tre_")
    assert letter.link in letter.html
    return letter.link.partition("#")[2]


async def follow(browser: httpx2.AsyncClient, secret: str) -> httpx2.Response:
    return await browser.post(CALLBACK, json={"token": secret})


async def test_a_person_without_github_signs_in_by_mail(app: Trivet, server: MailServer) -> None:
    async with browser(app) as one:
        methods = (await one.get("/auth/methods")).json()
        assert methods == {"github": False, "email": True, "local": False, "miro": False}
        await ask(one, "  Ada@Example.com ", return_to="/app/invitation")
        response = await follow(one, await token(server))
        assert response.status_code == 200, response.text
        assert response.json()["return_to"] == "/app/invitation"
        me = (await one.get("/auth/me")).json()
        assert (me["name"], me["email"], me["instance_admin"]) == ("ada", ADA, False)
        sessions = (await one.get("/auth/sessions")).json()["items"]
        assert [each["method"] for each in sessions] == ["email"]
    assert server.letters[0].recipients == [ADA]


async def test_the_second_time_it_is_the_same_account(app: Trivet, server: MailServer) -> None:
    ids = []
    for count in (1, 2):
        async with browser(app) as one:
            await ask(one, ADA)
            ids.append((await follow(one, await token(server, count))).json()["user"]["id"])
    assert ids[0] == ids[1]


async def test_a_link_works_once_and_only_where_it_was_asked_for(
    app: Trivet, server: MailServer
) -> None:
    async with browser(app) as one, browser(app) as other:
        await ask(one, ADA)
        await ask(other, "grace@example.com")
        letters = await server.until(2)
        secret = next(each.link for each in letters if each.recipients == [ADA]).partition("#")[2]
        refused = await follow(other, secret)
        assert (refused.status_code, refused.json()["code"]) == (401, "invalid_sign_in_link")
        answers = await asyncio.gather(*(follow(one, secret) for _ in range(4)))
        assert sorted(each.status_code for each in answers) == [200, 401, 401, 401]


async def test_a_link_ends_after_a_quarter_of_an_hour(app: Trivet, server: MailServer) -> None:
    async with browser(app) as one:
        await ask(one, ADA)
        secret = await token(server)
        async with app.runtime.units.write() as unit:
            link = await unit.session.scalar(select(EmailLink))
            assert link is not None
            assert timedelta(minutes=14) < link.expires_at - now() <= timedelta(minutes=15)
            link.expires_at = now()
        assert (await follow(one, secret)).status_code == 401


async def test_strangers_who_ask_for_links_do_not_keep_the_owner_out(
    app: Trivet, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trivet.auth.email_sign_in.MOST_AT_ONCE", 3)
    async with browser(app) as stranger, browser(app) as owner:
        for _ in range(4):
            await ask(stranger, ADA)
        await ask(owner, ADA)
        async with app.runtime.units.read() as unit:
            assert len(list(await unit.session.scalars(select(EmailLink.id)))) == 3
        # Links that made room are not mailed any more, if they had not been yet.
        async with asyncio.timeout(20):
            seen = 0
            while (await follow(owner, await token(server, seen + 1))).status_code != 200:
                seen += 1


async def test_the_secret_is_in_no_row(app: Trivet, server: MailServer) -> None:
    async with browser(app) as one:
        await ask(one, ADA)
        secret = await token(server)
    async with app.runtime.units.read() as unit:
        link = await unit.session.scalar(select(EmailLink))
        tasks = list(
            await unit.session.scalars(
                select(TaskRow).where(TaskRow.name == "send_sign_in_email_task")
            )
        )
    assert link is not None
    assert secret not in link.token_hash
    assert len(tasks) == 1
    assert secret not in str(tasks[0].args)
    assert ADA not in str(tasks[0].args)


async def test_without_a_mail_server_it_is_said(settings: Settings) -> None:
    async with trivet(settings) as app, browser(app) as one:
        response = await one.post(ASK, json={"email": ADA})
        assert (response.status_code, response.json()["code"]) == (404, "email_not_set_up")


@pytest.mark.parametrize("email", ["", "ada", "a@b@c", "ada@x\r\nBcc: e@e.com", "a@" + "b" * 300])
async def test_what_is_no_address_is_refused(app: Trivet, email: str) -> None:
    async with browser(app) as one:
        assert (await one.post(ASK, json={"email": email})).status_code == 422


async def test_who_is_not_invited_gets_no_mail_and_no_hint(
    settings: Settings, server: MailServer
) -> None:
    async with closed(settings, server) as app, browser(app) as one:
        await ask(one, "stranger@example.com")
        owner = await app.owner()
        workspace = await owner.post("/workspaces", {"name": "Acme"})
        body = {"emails": [ADA], "role": "member"}
        await owner.post(f"/workspaces/{workspace['id']}/invitations", body)
        await server.until(1)  # the invitation itself
        await ask(one, ADA)
        secret = await token(server, 2)
        assert {each.recipients[0] for each in server.letters} == {ADA}
        answer = (await follow(one, secret)).json()
        ada = Person(app.http, answer["user"]["id"], answer["access_token"])
        invitation = server.letters[0].link.partition("#")[2]
        joined = await ada.post(f"/invitations/{invitation}/accept", {}, 200)
        assert joined["id"] == workspace["id"]


async def test_an_address_that_github_vouched_for_is_that_account(
    app: Trivet, server: MailServer
) -> None:
    person = await app.owner()
    async with app.runtime.units.write() as unit:
        user = await unit.session.get(User, UUID(person.id))
        assert user is not None
        user.email = ADA
        unit.session.add(
            Identity(
                id=UUID(int=1),
                user_id=user.id,
                provider="github",
                subject="7",
                created_at=user.created_at,
            )
        )
    async with browser(app) as one:
        await ask(one, ADA)
        assert (await follow(one, await token(server))).json()["user"]["id"] == person.id
