"""Reading the audit log: for admins that of their workspace, for everybody their own."""

from uuid import UUID

import pytest
from sqlalchemy import delete

from tests.support.apps import Json, Person, Trivet, in_workspace, somebody
from trivet.auth.models import User
from trivet.workspaces.models import Role, WorkspaceMember


@pytest.fixture
async def workspace(owner: Person) -> str:
    made = await owner.post("/workspaces", {"name": "Acme"})
    return str(made["id"])


async def events(person: Person, path: str) -> list[Json]:
    items: list[Json] = (await person.get(path))["items"]
    return items


async def gone(app: Trivet, person: Person) -> None:
    """Somebody's account is deleted."""
    async with app.runtime.units.write() as unit:
        user_id = UUID(person.id)
        await unit.session.run(delete(WorkspaceMember).where(WorkspaceMember.user_id == user_id))
        await unit.session.run(delete(User).where(User.id == user_id))


async def test_admins_read_what_happened_the_newest_first(
    app: Trivet, owner: Person, workspace: str
) -> None:
    admin = await in_workspace(app, workspace, Role.ADMIN)
    member = await in_workspace(app, workspace, Role.MEMBER)
    renamed = await owner.ask("PATCH", f"/workspaces/{workspace}", {"name": "Rockets"}, status=200)
    path = f"/workspaces/{workspace}/members/{member.id}"
    await admin.patch(path, {"role": "viewer"})
    found = await events(admin, f"/workspaces/{workspace}/audit")
    assert [event["type"] for event in found] == [
        "member.role_changed",
        "workspace.updated",
        "member.added",
        "workspace.created",
    ]
    assert [event["seq"] for event in found] == [4, 3, 2, 1]
    assert found[0] == {
        "seq": 4,
        "type": "member.role_changed",
        "actor": {"id": admin.id, "name": "admin"},
        "user": {"id": member.id, "name": "member"},
        "origin": "board",
        "correlation_id": found[0]["correlation_id"],
        "created_at": found[0]["created_at"],
        "payload": {"user_id": member.id, "role": "viewer", "was": "member"},
    }
    # What people wrote is merged into the payload.
    assert found[1]["payload"] == {"name": "Rockets", "was": "Acme"}
    assert found[1]["user"] is None
    assert found[1]["correlation_id"] == renamed.headers["X-Request-ID"]


async def test_members_may_not_and_strangers_find_nothing(
    app: Trivet, owner: Person, workspace: str
) -> None:
    path = f"/workspaces/{workspace}/audit"
    for role in (Role.MEMBER, Role.VIEWER):
        refused = await (await in_workspace(app, workspace, role)).ask("GET", path, status=403)
        assert refused.json()["code"] == "role_too_low"
    for stranger in (await somebody(app), await somebody(app, instance_admin=True)):
        refused = await stranger.ask("GET", path, status=404)
        assert refused.json()["code"] == "workspace_not_found"
    await owner.delete(f"/workspaces/{workspace}")
    await owner.ask("GET", path, status=404)


async def test_the_log_comes_in_pages(owner: Person, workspace: str) -> None:
    for number in range(3):
        await owner.patch(f"/workspaces/{workspace}", {"name": f"Acme {number}"})
    path = f"/workspaces/{workspace}/audit"
    everything = await events(owner, path)
    first = await owner.ask("GET", f"{path}?limit=3", status=200)
    assert 'rel="next"' in first.headers["Link"]
    second = await owner.get(f"{path}?limit=3&cursor={first.json()['next_cursor']}")
    assert first.json()["items"] + second["items"] == everything
    assert (len(everything), second["next_cursor"]) == (5, None)
    # "1.5", "99999999999", "-1", "x"
    for wrong in ("WyIxLjUiXQ", "WyI5OTk5OTk5OTk5OSJd", "WyItMSJd", "WyJ4Il0", "x"):
        await owner.ask("GET", f"{path}?cursor={wrong}", status=422)


async def test_the_log_is_filtered_by_type_and_by_person(
    app: Trivet, owner: Person, workspace: str
) -> None:
    admin = await in_workspace(app, workspace, Role.ADMIN)
    member = await in_workspace(app, workspace, Role.MEMBER)
    await admin.patch(f"/workspaces/{workspace}", {"name": "Rockets"})
    await admin.patch(f"/workspaces/{workspace}/members/{member.id}", {"role": "viewer"})
    path = f"/workspaces/{workspace}/audit"

    async def types(query: str) -> list[str]:
        return [event["type"] for event in await events(owner, f"{path}?{query}")]

    assert await types("type=workspace.updated") == ["workspace.updated"]
    assert await types("type=made.up") == []
    assert await types(f"user_id={admin.id}") == ["member.role_changed", "workspace.updated"]
    assert await types(f"user_id={member.id}") == ["member.role_changed"]
    assert await types(f"user_id={member.id}&type=workspace.updated") == []
    await owner.ask("GET", f"{path}?type=%00", status=422)
    await owner.ask("GET", f"{path}?user_id=x", status=422)


async def test_who_is_gone_is_a_former_member(app: Trivet, owner: Person, workspace: str) -> None:
    admin = await in_workspace(app, workspace, Role.ADMIN)
    member = await in_workspace(app, workspace, Role.MEMBER)
    await admin.patch(f"/workspaces/{workspace}/members/{member.id}", {"role": "viewer"})
    await gone(app, admin)
    await owner.delete(f"/workspaces/{workspace}/members/{member.id}")
    left, changed = (await events(owner, f"/workspaces/{workspace}/audit"))[:2]
    assert changed["actor"] == {"id": admin.id, "name": "former member"}
    # Who left, and still has an account, keeps their name.
    assert left["user"] == {"id": member.id, "name": "member"}


async def test_everybody_reads_what_happened_to_their_own_account(app: Trivet) -> None:
    person, other = await somebody(app), await somebody(app, "Bob")
    made = await person.post("/auth/tokens", {"name": "bot", "scopes": ["read"]})
    await person.delete(f"/auth/tokens/{made['id']}")
    found = await events(person, "/auth/audit")
    assert [event["type"] for event in found] == [
        "api_token.deleted",
        "api_token.created",
        "session.started",
    ]
    assert found[1]["payload"] == {"token_id": made["id"], "scopes": ["read"], "name": "bot"}
    assert found[1]["actor"] == found[1]["user"] == {"id": person.id, "name": "Ada"}
    assert made["token"] not in str(found)
    (started,) = await events(person, "/auth/audit?type=session.started")
    assert started["payload"]["method"] == "test"
    page = await person.get("/auth/audit?limit=2")
    rest = await person.get(f"/auth/audit?limit=2&cursor={page['next_cursor']}")
    assert page["items"] + rest["items"] == found
    assert {event["user"]["id"] for event in await events(other, "/auth/audit")} == {other.id}


async def test_an_api_token_needs_the_scope_admin(
    app: Trivet, owner: Person, workspace: str
) -> None:
    for scope, status in (("write", 403), ("admin", 200)):
        made = await owner.post("/auth/tokens", {"name": scope, "scopes": [scope]})
        program = Person(app.http, owner.id, made["token"])
        for path in (f"/workspaces/{workspace}/audit", "/auth/audit"):
            await program.ask("GET", path, status=status)
