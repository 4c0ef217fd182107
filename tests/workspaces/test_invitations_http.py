"""Invitations through HTTP: shapes, who gets the link, and where its secret never stands."""

import io
from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.factories.people import has_address
from tests.support.apps import Person, Trivet, somebody
from trivet.auth.models import User
from trivet.platform.settings import LogFormat, Settings
from trivet.platform.telemetry.logging import configure_logging
from trivet.platform.web.models import IdempotencyRecord
from trivet.workspaces.accepting import Accepting

MEMBERS = {
    *("id", "email", "role", "bound", "invited_by"),
    *("created_at", "expires_at", "sent_at", "expired"),
}


@pytest.fixture
async def acme(owner: Person) -> str:
    return str((await owner.post("/workspaces", {"name": "Acme"}))["id"])


async def invite(owner: Person, workspace_id: str, *emails: str, bound: bool = True) -> list[str]:
    """Invite people; the secrets of their links."""
    body = {"emails": emails, "role": "member", "bound": bound}
    answer = await owner.post(f"/workspaces/{workspace_id}/invitations", body)
    return [item["link"].partition("#")[2] for item in answer["items"]]


async def proving(app: Trivet, name: str, address: str) -> Person:
    """Somebody with an address of their own, signed in."""
    person = await somebody(app, name)
    async with app.runtime.units.read() as unit:
        user = await unit.session.get(User, UUID(person.id))
    assert user is not None
    await has_address(app.runtime.units, user, address)
    return person


async def test_from_the_invitation_to_the_member(app: Trivet, owner: Person, acme: str) -> None:
    path = f"/workspaces/{acme}/invitations"
    response = await owner.ask(
        "POST", path, {"emails": ["Bob@Example.com"], "role": "viewer"}, status=201
    )
    assert response.headers["Cache-Control"] == "no-store"
    (item,) = response.json()["items"]
    assert item.keys() == {"email", "invitation", "refusal", "link"}
    assert (item["email"], item["refusal"]) == ("bob@example.com", None)
    assert item["invitation"].keys() == MEMBERS
    assert item["invitation"]["invited_by"] == owner.id
    assert (await owner.get(path))["items"] == [item["invitation"]]
    token = item["link"].partition("#")[2]

    shown = (await app.http.post("/invitations/preview", json={"token": token})).json()
    assert shown == {
        "workspace_name": "Acme",
        "role": "viewer",
        "invited_by_name": "Owner",
        "bound": True,
        "email_hint": "b…@example.com",
        "expires_at": item["invitation"]["expires_at"],
    }
    eve = await somebody(app, "Eve")
    refused = (await eve.ask("POST", f"/invitations/{token}/accept", status=403)).json()
    assert refused["code"] == "invitation_for_another_address"
    bob = await proving(app, "Bob", "bob@example.com")
    await bob.ask("GET", f"/workspaces/{acme}", status=404)
    joined = await bob.post(f"/invitations/{token}/accept", None, status=200)
    assert joined == await bob.get(f"/workspaces/{acme}")
    assert joined["role"] == "viewer"
    # A second click gets the same; others get nothing any more.
    assert await bob.post(f"/invitations/{token}/accept", None, status=200) == joined
    gone = (await eve.ask("POST", f"/invitations/{token}/accept", status=404)).json()
    assert gone["code"] == "invitation_not_found"
    assert (await owner.get(path))["items"] == []
    again = await owner.post(path, {"emails": ["bob@example.com"], "role": "owner"})
    assert again["items"] == [
        {
            "email": "bob@example.com",
            "invitation": None,
            "refusal": "already_member",
            "link": None,
        }
    ]


async def test_sent_again_and_taken_back(app: Trivet, owner: Person, acme: str) -> None:
    path = f"/workspaces/{acme}/invitations"
    (old,) = await invite(owner, acme, "bob@example.com", bound=False)
    (known,) = (await owner.get(path))["items"]
    answer = await owner.ask("POST", f"{path}/{known['id']}/resend", status=200)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json().keys() == {"invitation", "link"}
    new = answer.json()["link"].partition("#")[2]
    for token, status in ((old, 404), (new, 200)):
        preview = await app.http.post("/invitations/preview", json={"token": token})
        assert preview.status_code == status
    assert preview.json()["email_hint"] is None
    await owner.delete(f"{path}/{known['id']}")
    await owner.delete(f"{path}/{known['id']}", status=404)
    await owner.ask("POST", f"{path}/{known['id']}/resend", status=404)


async def test_pages_of_invitations_lead_on(owner: Person, acme: str) -> None:
    emails = [f"p{n}@example.com" for n in range(5)]
    await invite(owner, acme, *emails)
    path: str | None = f"/workspaces/{acme}/invitations?limit=2"
    seen: list[str] = []
    while path is not None:
        answer = await owner.ask("GET", path, status=200)
        seen += [item["email"] for item in answer.json()["items"]]
        path = answer.links["next"]["url"] if "next" in answer.links else None
    assert seen == emails


async def test_what_is_no_address_is_named(owner: Person, acme: str) -> None:
    wrong = ["bob", "a@b@example.com", "bob@example.com\r\nBcc: eve@example.com", "b\x00b@c.de", 7]
    body = {"emails": ["ada@example.com", *wrong, " cat@example.com\n"], "role": "member"}
    refused = await owner.ask("POST", f"/workspaces/{acme}/invitations", body, status=422)
    assert [error["field"] for error in refused.json()["fields"]] == [
        f"emails.{number}" for number in range(1, 1 + len(wrong))
    ]
    assert (await owner.get(f"/workspaces/{acme}/invitations"))["items"] == []


BODIES = [
    {"emails": [], "role": "member"},
    {"emails": [f"p{n}@example.com" for n in range(51)], "role": "member"},
    {"emails": ["a@example.com"], "role": "king"},
    {"emails": ["a@example.com"]},
    {"emails": "a@example.com", "role": "member"},
    {"emails": ["a@example.com"], "role": "member", "bound": 1},
]


async def test_what_is_no_invitation_is_refused(owner: Person, acme: str) -> None:
    for body in BODIES:
        await owner.ask("POST", f"/workspaces/{acme}/invitations", body, status=422)


async def test_a_link_is_in_no_stored_answer(app: Trivet, owner: Person, acme: str) -> None:
    body = {"emails": ["bob@example.com"], "role": "member"}
    path = f"/workspaces/{acme}/invitations"
    for _ in range(2):  # made anew, not repeated
        sent = await owner.ask("POST", path, body, headers={"Idempotency-Key": "once"}, status=201)
        assert "Idempotency-Replayed" not in sent.headers
    async with app.runtime.units.read() as unit:
        assert await unit.session.scalar(select(IdempotencyRecord)) is None
    assert len((await owner.get(path))["items"]) == 1


@pytest.fixture
async def logs(settings: Settings) -> AsyncIterator[io.StringIO]:
    """Every line that this process logs."""
    stream = io.StringIO()
    said = settings.model_copy(update={"log_level": "DEBUG", "log_format": LogFormat.JSON})
    configure_logging(said, stream)
    yield stream
    configure_logging(settings)


async def test_a_link_is_in_no_line_of_the_log(
    app: Trivet,
    owner: Person,
    acme: str,
    logs: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one, two, three = await invite(
        owner, acme, "a@example.com", "b@example.com", "c@example.com", bound=False
    )
    bob, cat = await somebody(app, "Bob"), await somebody(app, "Cat")
    answers = [
        await app.http.post("/invitations/preview", json={"token": one}),
        await app.http.post(f"/invitations/{one}/accept"),
        await bob.ask("POST", f"/invitations/{one}/accept", status=200),
        await cat.ask("POST", f"/invitations/{one}/accept", status=404),
        await cat.ask("GET", f"/invitations/{two}/accept", status=405),
        await cat.ask("POST", f"/invitations/{two}/accept/", status=404),
        await cat.ask("POST", f"/invitations/{two}/accept?again={two}", {"a": 1}, status=200),
    ]

    async def fails(_: Accepting, token: str) -> None:
        raise RuntimeError(f"what nobody foresaw, with {token}")

    monkeypatch.setattr(Accepting, "accept", fails)
    eve = await somebody(app, "Eve")
    answers.append(await eve.ask("POST", f"/invitations/{three}/accept", status=500))
    said = logs.getvalue()
    assert '"route":"/invitations/{token}/accept"' in said
    assert "what nobody foresaw" in said
    for token in (one, two, three):
        assert token not in said
        for answer in answers:
            assert token not in answer.text
            assert token not in str(answer.headers)


async def test_what_waits_for_ones_address_is_listed_and_accepted(
    app: Trivet, owner: Person, acme: str
) -> None:
    await invite(owner, acme, "bob@example.com")
    bob, eve = await proving(app, "Bob", "bob@example.com"), await somebody(app, "Eve")
    answer = await bob.get("/auth/me/invitations")
    (item,) = answer["items"]
    assert item.keys() == {"id", "workspace_name", "role", "invited_by_name", "expires_at"}
    assert (item["workspace_name"], item["role"]) == ("Acme", "member")
    assert item["invited_by_name"] == "Owner"
    assert (await eve.get("/auth/me/invitations"))["items"] == []
    path = f"/auth/me/invitations/{item['id']}/accept"
    refused = (await eve.ask("POST", path, status=404)).json()
    assert refused["code"] == "invitation_not_found"
    joined = await bob.post(path, None, status=200)
    assert joined == await bob.get(f"/workspaces/{acme}")
    assert (await bob.get("/auth/me/invitations"))["items"] == []
