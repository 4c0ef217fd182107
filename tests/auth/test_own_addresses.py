"""Adding an address to one's account, over HTTP and a real mail server."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID

import httpx2
import pytest
from sqlalchemy import select

from tests.factories.people import has_address, signed_in
from tests.support.apps import BASE, Person, Trivet, somebody, trivet
from tests.support.audit import audit_log
from tests.support.mail import MailServer, mail_server
from trivet.auth.models import EmailLink, Identity, User
from trivet.platform.clock import now
from trivet.platform.settings import Settings
from trivet.platform.tasks.models import TaskRow

ASK, CONFIRM = "/auth/me/addresses", "/auth/me/addresses/confirm"
ADA = "ada@example.com"


@pytest.fixture
async def server() -> AsyncIterator[MailServer]:
    async with mail_server() as server:
        yield server


@pytest.fixture
async def app(settings: Settings, server: MailServer) -> AsyncIterator[Trivet]:
    async with trivet(server.settings(settings, public_url=BASE)) as started:
        yield started


async def ask(person: Person, email: str = ADA) -> None:
    await person.ask("POST", ASK, {"email": email}, status=202)


async def token(server: MailServer, letters: int = 1) -> str:
    letter = (await server.until(letters))[-1]
    assert letter.link.startswith(f"{BASE}/app/account/address#trp_")
    assert letter.link in letter.html
    return letter.link.partition("#")[2]


async def confirm(person: Person, secret: str) -> httpx2.Response:
    return await person.ask("POST", CONFIRM, {"token": secret})


async def row_of(app: Trivet, person: Person) -> User:
    async with app.runtime.units.read() as unit:
        user = await unit.session.get(User, UUID(person.id))
    assert user is not None
    return user


async def proven_addresses(app: Trivet) -> list[str]:
    async with app.runtime.units.read() as unit:
        wanted = select(Identity.subject).where(Identity.provider == "email")
        return sorted(await unit.session.scalars(wanted))


async def test_who_came_by_a_link_of_the_terminal_adds_an_address_and_signs_in_by_it(
    app: Trivet, server: MailServer
) -> None:
    person = await somebody(app)
    await ask(person, " Ada@Example.com ")
    answer = await confirm(person, await token(server))
    assert answer.status_code == 200, answer.text
    assert answer.json()["email"] == ADA
    assert (await person.get("/auth/me"))["email"] == ADA
    assert server.letters[0].recipients == [ADA]
    told = (await audit_log(app.runtime.units, f"user:{person.id}"))[-1]
    assert (told.type, told.texts) == ("address.added", {"email": ADA})
    await app.http.post("/auth/email", json={"email": ADA})
    secret = (await server.until(2))[-1].link.partition("#")[2]
    back = await app.http.post("/auth/email/callback", json={"token": secret})
    assert back.json()["user"]["id"] == person.id


async def test_a_link_works_once_and_only_in_the_session_that_asked(
    app: Trivet, server: MailServer
) -> None:
    person, stranger = await somebody(app), await somebody(app, "Eve")
    elsewhere = await signed_in(app.runtime.units, app.runtime.keys, await row_of(app, person))
    await ask(person)
    secret = await token(server)
    for other in (stranger, Person(app.http, person.id, elsewhere.access_token)):
        refused = await confirm(other, secret)
        assert (refused.status_code, refused.json()["code"]) == (404, "address_link_not_found")
    # Nor does it sign anybody in, whatever the browser says of itself.
    for cookie in ("x", f"session/{person.id}"):
        by_mail = await app.http.post(
            "/auth/email/callback",
            json={"token": secret},
            headers={"Cookie": f"trivet_email={cookie}"},
        )
        assert by_mail.status_code == 401
    answers = await asyncio.gather(*(confirm(person, secret) for _ in range(3)))
    assert sorted(each.status_code for each in answers) == [200, 404, 404]
    assert await proven_addresses(app) == [ADA]


async def test_a_link_to_sign_in_with_adds_no_address(app: Trivet, server: MailServer) -> None:
    person = await somebody(app)
    await app.http.post("/auth/email", json={"email": ADA})
    secret = (await server.until(1))[-1].link.partition("#")[2]
    assert (await confirm(person, secret)).status_code == 404


async def test_a_link_ends_after_a_quarter_of_an_hour(app: Trivet, server: MailServer) -> None:
    person = await somebody(app)
    await ask(person)
    secret = await token(server)
    async with app.runtime.units.write() as unit:
        link = await unit.session.scalar(select(EmailLink))
        assert link is not None
        assert timedelta(minutes=14) < link.expires_at - now() <= timedelta(minutes=15)
        link.expires_at = now()
    assert (await confirm(person, secret)).status_code == 404


@pytest.mark.parametrize("provider", ["email", "github"])
async def test_an_address_of_somebody_else_gets_no_mail_and_nobody_is_told(
    app: Trivet, server: MailServer, provider: str
) -> None:
    person, other = await somebody(app), await somebody(app, "Ada")
    await has_address(app.runtime.units, await row_of(app, other), ADA, provider=provider)
    taken = await person.ask("POST", ASK, {"email": ADA}, status=202)
    free = await person.ask("POST", ASK, {"email": "free@example.com"}, status=202)
    assert taken.content == free.content
    assert [each.recipients for each in await server.until(1)] == [["free@example.com"]]
    async with app.runtime.units.read() as unit:
        mails = select(TaskRow.args).where(TaskRow.name == "send_address_email_task")
        sent = list(await unit.session.scalars(mails))
    assert len(sent) == 1
    assert ADA not in str(sent)  # sealed, as all that such tasks are given


async def test_an_address_that_somebody_else_proved_meanwhile_is_refused(
    app: Trivet, server: MailServer
) -> None:
    person, other = await somebody(app), await somebody(app, "Ada")
    await ask(person)
    secret = await token(server)
    await has_address(app.runtime.units, await row_of(app, other), ADA)
    refused = await confirm(person, secret)
    assert (refused.status_code, refused.json()["code"]) == (409, "address_taken")
    assert (await person.get("/auth/me"))["email"] is None


async def test_the_address_that_is_shown_stays_if_it_was_proven(
    app: Trivet, server: MailServer
) -> None:
    person = await somebody(app)
    await has_address(app.runtime.units, await row_of(app, person), ADA, provider="github")
    await ask(person, "ada@work.example")
    assert (await confirm(person, await token(server))).json()["email"] == ADA
    assert await proven_addresses(app) == ["ada@work.example"]
    again = await person.ask("POST", ASK, {"email": ADA}, status=409)
    assert again.json()["code"] == "address_already_yours"


async def test_an_account_has_ten_addresses_at_the_most(app: Trivet) -> None:
    person = await somebody(app)
    user = await row_of(app, person)
    for number in range(10):
        await has_address(app.runtime.units, user, f"ada{number}@example.com")
    refused = await person.ask("POST", ASK, {"email": ADA}, status=409)
    assert refused.json()["code"] == "too_many_addresses"


async def test_an_api_token_adds_no_address(app: Trivet) -> None:
    person = await somebody(app)
    made = await person.post("/auth/tokens", {"name": "bot", "scopes": ["admin"]})
    program = Person(app.http, person.id, made["token"])
    refused = await program.ask("POST", ASK, {"email": ADA}, status=403)
    assert refused.json()["code"] == "not_a_session"
    assert (await confirm(program, "trp_x")).status_code == 403
