"""What a person takes with them, and what is left when they delete their account."""

import json
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.platform.tasks.support import News
from tests.support.apps import Person, Trivet, in_workspace, make_board, make_card, somebody
from tests.support.audit import audit_log
from tests.support.tasks import run_now
from trivet.auth.models import ApiToken, Identity, RefreshToken, Session, SignInLink, User
from trivet.boards.models import BoardEventRow
from trivet.boards.tasks import REDACT_TEXTS
from trivet.cards.forgetting import REDACTED
from trivet.cards.tasks import REDACT_COMMENTS
from trivet.platform.tasks.declarations import TaskState
from trivet.workspaces.models import Invitation, Role
from trivet.workspaces.repository import Membership, WorkspaceRepository


async def exported(person: Person) -> dict[str, Any]:
    response = await person.ask("GET", "/auth/me/export", status=200)
    assert response.headers["content-disposition"].startswith("attachment")
    found: dict[str, Any] = json.loads(response.text)
    return found


async def test_a_person_takes_everything_with_them(app: Trivet, owner: Person) -> None:
    board = await make_board(owner)
    card = await make_card(
        owner, board, title="Mine", description="Long words.", due_date="2026-02-03"
    )
    token = await owner.post("/auth/tokens", {"name": "ci", "scopes": ["read"]})
    await owner.patch(f"/cards/{card['id']}", {"add_assignee_ids": [owner.id]})
    found = await exported(owner)
    assert found["profile"]["id"] == owner.id
    assert [each["provider"] for each in found["identities"]] == ["local"]
    assert [each["name"] for each in found["api_tokens"]] == ["ci"]
    assert len(found["workspaces"]) == 1
    assert [each["key"] for each in found["cards_created"]] == [card["key"]]
    assert found["cards_created"][0]["description"] == "Long words."
    assert found["cards_created"][0]["due_date"] == "2026-02-03"
    assert [each["key"] for each in found["cards_assigned"]] == [card["key"]]
    kinds = {each["type"] for each in found["changes"]}
    assert {"card.created", "card.updated"} <= kinds
    assert "session.started" in {each["type"] for each in found["audit_events"]}
    text = json.dumps(found)
    assert "token_hash" not in text
    assert token["token"] not in text


async def test_an_export_is_read_in_pages_and_misses_nothing(
    app: Trivet, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trivet.views.personal_data.PAGE", 2)
    board = await make_board(owner)
    keys = [(await make_card(owner, board, title=str(n)))["key"] for n in range(5)]
    found = await exported(owner)
    assert [each["key"] for each in found["cards_created"]] == keys
    seqs = [each["seq"] for each in found["changes"] if each["type"] == "card.created"]
    assert len(seqs) == 5
    assert seqs == sorted(set(seqs))


async def test_what_one_said_goes_along(
    app: Trivet, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trivet.views.personal_data.PAGE", 2)
    board = await make_board(owner)
    cards = [await make_card(owner, board) for _ in range(2)]
    member = await in_workspace(app, board.workspace_id, Role.MEMBER)
    for card in cards:
        path = f"/cards/{card['id']}/comments"
        await member.post(path, {"body": "Theirs"})
        for body in ("One", "Two"):
            await owner.post(path, {"body": body})
    taken_back = await owner.post(path, {"body": "Taken back"})
    await owner.delete(f"/comments/{taken_back['id']}")
    found = (await exported(owner))["comments"]
    keys = [card["key"] for card in cards]
    assert [(each["key"], each["body"]) for each in found] == [
        (key, body) for key in keys for body in ("One", "Two")
    ]
    assert [each["body"] for each in (await exported(member))["comments"]] == ["Theirs"] * 2


async def test_what_others_made_is_not_in_it(app: Trivet, owner: Person) -> None:
    board = await make_board(owner)
    await make_card(owner, board, title="The owner's words")
    member = await in_workspace(app, await workspace_of(owner), Role.MEMBER)
    await make_card(member, board, title="The member's words")
    text = json.dumps(await exported(member))
    assert "The member's words" in text
    assert "The owner's words" not in text
    await owner.delete(f"/workspaces/{await workspace_of(owner)}/members/{member.id}")
    assert "words" not in json.dumps(await exported(member))  # no longer theirs to read


async def test_a_person_is_called_what_they_want(app: Trivet, owner: Person) -> None:
    renamed = await owner.patch("/auth/me", {"name": "  Grace Hopper "})
    assert renamed["name"] == "Grace Hopper"
    assert (await owner.get("/auth/me"))["name"] == "Grace Hopper"
    await owner.patch("/auth/me", {"name": ""}, 422)
    made = await owner.post("/auth/tokens", {"name": "writes", "scopes": ["write"]})
    await Person(owner.http, owner.id, made["token"]).patch("/auth/me", {"name": "Bot"}, 403)
    log = await audit_log(app.runtime.units, f"user:{owner.id}")
    assert [event.texts for event in log if event.type == "user.renamed"] == [
        {"name": "Grace Hopper", "was": "Owner"}
    ]


async def test_a_token_that_may_only_read_takes_nothing_away(owner: Person) -> None:
    made = await owner.post("/auth/tokens", {"name": "reads", "scopes": ["read"]})
    program = Person(owner.http, owner.id, made["token"])
    await program.ask("GET", "/auth/me/export", status=403)
    await program.ask("DELETE", "/auth/me", status=403)


async def test_a_deleted_account_leaves_its_work_and_nothing_of_itself(
    app: Trivet, owner: Person
) -> None:
    board = await make_board(owner)
    workspace = await workspace_of(owner)
    member = await in_workspace(app, workspace, Role.MEMBER)
    card = await make_card(member, board, title="Stays")
    await member.patch(f"/cards/{card['id']}", {"add_assignee_ids": [member.id]})
    made = await member.post("/auth/tokens", {"name": "ci", "scopes": ["write"]})
    seen = await owner.get(f"/boards/{board.id}")

    await member.delete("/auth/me")

    await member.ask("GET", "/auth/me", status=401)
    await Person(app.http, member.id, made["token"]).ask("GET", "/auth/me", status=401)
    assert (await owner.get(f"/boards/{board.id}"))["cards"] == seen["cards"]
    members = (await owner.get(f"/workspaces/{workspace}/members"))["items"]
    assert [each["user_id"] for each in members] == [owner.id]
    async with app.runtime.units.read() as unit:
        user = await unit.session.get(User, UUID(member.id))
        for table in (ApiToken, Identity, SignInLink):
            rows = select(table.id).where(table.user_id == UUID(member.id))
            assert await unit.session.scalar(rows) is None
        sessions = list(
            await unit.session.scalars(select(Session).where(Session.user_id == UUID(member.id)))
        )
        tokens = select(RefreshToken.id).where(
            RefreshToken.session_id.in_([session.id for session in sessions])
        )
        assert await unit.session.scalar(tokens) is None
    assert user is not None
    assert (user.name, user.email, user.avatar_url) == ("Former member", None, None)
    assert user.deleted_at is not None
    assert all(session.ended_at for session in sessions)
    log = await audit_log(app.runtime.units, f"workspace:{workspace}")
    assert log[-1].type == "member.removed"
    own = await audit_log(app.runtime.units, f"user:{member.id}")
    assert own[-1].type == "account.closed"
    assert all(event.texts is None for event in own)


@pytest.mark.parametrize("asked", [False, True])
async def test_what_one_typed_is_forgotten_in_the_history_on_request(
    app: Trivet, owner: Person, asked: bool
) -> None:
    board = await make_board(owner)
    member = await in_workspace(app, await workspace_of(owner), Role.MEMBER)
    card = await make_card(member, board, title="Typed by the member")
    await member.patch(f"/cards/{card['id']}", {"description": "More of the member's words"})
    kept = await make_card(owner, board, title="Typed by the owner")
    followed = (await owner.get(f"/boards/{board.id}"))["seq"]
    news = News(app.runtime.tasks)
    await member.delete(f"/auth/me?redact_texts={str(asked).lower()}")
    if asked:
        await news.until(
            lambda heard: heard.name == REDACT_TEXTS.name and heard.state is TaskState.SUCCEEDED
        )
    async with app.runtime.units.read() as unit:
        log = str(list(await unit.session.scalars(select(BoardEventRow.texts))))
    assert ("member" in log) is not asked
    assert "Typed by the owner" in log
    # The cards are the team's, and who comes later is told to load the board anew.
    shown = await owner.get(f"/boards/{board.id}")
    assert [each["title"] for each in shown["cards"]] == ["Typed by the member", kept["title"]]
    replay = await owner.get(f"/boards/{board.id}/events?since=0")
    assert replay.get("resync", False) is asked
    assert shown["seq"] == followed


@pytest.mark.parametrize("asked", [False, True])
async def test_what_one_said_is_redacted_on_request_and_stands_in_its_place(
    app: Trivet, owner: Person, asked: bool
) -> None:
    board = await make_board(owner)
    member = await in_workspace(app, await workspace_of(owner), Role.MEMBER)
    card = await make_card(owner, board)
    path = f"/cards/{card['id']}/comments"
    said = [(person, f"Words of {number}") for number, person in enumerate((owner, member) * 2)]
    for person, body in said:
        await person.post(path, {"body": body})
    await owner.get(f"/boards/{board.id}")
    news = News(app.runtime.tasks)
    await member.delete(f"/auth/me?redact_texts={str(asked).lower()}")
    if asked:
        await news.until(
            lambda heard: (
                heard.name == REDACT_COMMENTS.name and heard.state is TaskState.SUCCEEDED
            )
        )
    bodies = [comment["body"] for comment in (await owner.get(path))["items"]]
    gone = REDACTED if asked else None
    assert bodies == ["Words of 0", gone or "Words of 1", "Words of 2", gone or "Words of 3"]
    assert (await owner.get(f"/cards/{card['id']}"))["comment_count"] == 4
    events = (await owner.get(f"/boards/{board.id}/events?limit=1000"))["items"]
    assert ("Words of 3" in str(events)) is not asked
    assert [event["type"] for event in events].count("comment.updated") == (2 if asked else 0)
    found = (await owner.get("/search?q=words"))["items"]
    assert len(found) == 1
    assert await run_now(app, REDACT_COMMENTS, {"user_id": member.id}) == {
        "redacted": 0 if asked else 2
    }


async def test_who_was_removed_meanwhile_takes_no_workspace_along(
    app: Trivet, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await make_board(owner)
    workspace = await workspace_of(owner)
    member = await in_workspace(app, workspace, Role.MEMBER)
    async with app.runtime.units.read() as unit:
        before = await WorkspaceRepository(unit.session).get_by_user(UUID(member.id))
    await owner.delete(f"/workspaces/{workspace}/members/{member.id}")

    async def as_before(*_: Any, **__: Any) -> list[Membership]:
        return before

    monkeypatch.setattr(WorkspaceRepository, "get_by_user", as_before)
    await member.delete("/auth/me")
    monkeypatch.undo()
    assert (await owner.get(f"/workspaces/{workspace}"))["role"] == "owner"


async def test_who_deletes_their_account_cannot_come_back_by_what_they_sent(
    app: Trivet, owner: Person
) -> None:
    await make_board(owner)
    workspace = await workspace_of(owner)
    admin = await in_workspace(app, workspace, Role.ADMIN)
    body = {"emails": ["me@example.com"], "role": "admin", "bound": False}
    sent = await admin.post(f"/workspaces/{workspace}/invitations", body)
    token = sent["items"][0]["link"].partition("#")[2]
    await admin.delete("/auth/me")
    stranger = await somebody(app)
    await stranger.ask("POST", f"/invitations/{token}/accept", status=404)


async def test_the_address_to_which_somebody_was_invited_is_forgotten_with_them(
    app: Trivet, owner: Person
) -> None:
    await make_board(owner)
    workspace = await workspace_of(owner)
    body = {"emails": ["grace@example.com", "ada@example.com"], "role": "viewer", "bound": False}
    sent = (await owner.post(f"/workspaces/{workspace}/invitations", body))["items"]
    grace = await somebody(app, "Grace")
    token = sent[0]["link"].partition("#")[2]
    await grace.ask("POST", f"/invitations/{token}/accept", status=200)
    await grace.delete("/auth/me")
    log = await audit_log(app.runtime.units, f"workspace:{workspace}")
    assert "grace" not in str([event.texts for event in log])
    assert "ada@example.com" in str([event.texts for event in log])
    async with app.runtime.units.read() as unit:
        assert list(await unit.session.scalars(select(Invitation.email))) == ["ada@example.com"]


async def test_who_alone_owns_a_workspace_of_others_must_hand_it_over(
    app: Trivet, owner: Person
) -> None:
    await make_board(owner)
    workspace = await workspace_of(owner)
    member = await in_workspace(app, workspace, Role.MEMBER)
    refused = await owner.ask("DELETE", "/auth/me", status=409)
    assert refused.json()["code"] == "last_owner"
    assert refused.json()["workspace_ids"] == [workspace]
    await owner.get("/auth/me")  # nothing has happened
    await owner.patch(f"/workspaces/{workspace}/members/{member.id}", {"role": "owner"})
    await owner.delete("/auth/me")
    assert (await member.get(f"/workspaces/{workspace}"))["role"] == "owner"


async def test_a_workspace_of_ones_own_goes_with_the_account(app: Trivet) -> None:
    person = await somebody(app, "Alone")
    made = await person.post("/workspaces", {"name": "Mine alone"})
    await person.delete("/auth/me")
    log = await audit_log(app.runtime.units, f"workspace:{made['id']}")
    assert [event.type for event in log][-2:] == ["member.removed", "workspace.deleted"]


async def test_after_the_owner_deleted_themselves_a_fresh_link_makes_a_new_one(
    app: Trivet, owner: Person
) -> None:
    await owner.delete("/auth/me")
    again = await app.owner()
    assert again.id != owner.id
    assert (await again.get("/auth/me"))["instance_admin"] is True


async def workspace_of(person: Person) -> str:
    return str((await person.get("/workspaces"))["items"][0]["id"])
