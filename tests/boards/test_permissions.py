"""Who may do what: viewers look, strangers find nothing, API tokens do what their scopes say."""

from dataclasses import dataclass

import pytest

from tests.support.apps import (
    Board,
    Json,
    Person,
    Trivet,
    in_workspace,
    make_board,
    make_card,
    somebody,
)
from trivet.workspaces.models import Role

Call = tuple[str, str, Json | None]


@dataclass
class Scene:
    """A board with a card and a label, and all that can be asked of them."""

    board: Board
    card: Json
    label: Json

    @property
    def reads(self) -> list[Call]:
        board, card = self.board, self.card
        return [
            ("GET", f"/workspaces/{board.workspace_id}", None),
            ("GET", f"/workspaces/{board.workspace_id}/boards", None),
            ("GET", f"/workspaces/{board.workspace_id}/members", None),
            ("GET", f"/boards/{board.id}", None),
            ("HEAD", f"/boards/{board.id}", None),
            ("GET", f"/boards/{board.id}?priority=none", None),
            ("GET", f"/boards/{board.id}/events", None),
            ("GET", f"/cards/{card['id']}", None),
            ("GET", f"/cards/{card['key']}", None),
        ]

    @property
    def writes(self) -> list[Call]:
        """The destructive ones last."""
        board, card, label = self.board, self.card, self.label
        first, second, third = board.columns
        return [
            ("POST", f"/boards/{board.id}/cards", {"column_id": first, "title": "x"}),
            ("PATCH", f"/cards/{card['id']}", {"title": "x"}),
            ("PATCH", f"/cards/{card['id']}", {"add_label_ids": [label["id"]]}),
            ("PATCH", f"/cards/{card['key']}", {"description": "x"}),
            ("POST", f"/cards/{card['id']}/move", {"column_id": second}),
            ("POST", f"/boards/{board.id}/columns", {"name": "x"}),
            ("PATCH", f"/columns/{first}", {"name": "x"}),
            ("POST", f"/boards/{board.id}/labels", {"name": "x", "color": "#112233"}),
            ("PATCH", f"/labels/{label['id']}", {"name": "y"}),
            ("PATCH", f"/boards/{board.id}", {"name": "x"}),
            ("DELETE", f"/labels/{label['id']}", None),
            ("DELETE", f"/columns/{third}", None),
            ("DELETE", f"/cards/{card['id']}", None),
            ("POST", f"/workspaces/{board.workspace_id}/boards", {"name": "x"}),
        ]

    @property
    def manages(self) -> list[Call]:
        """What only admins may."""
        return [
            ("PATCH", f"/boards/{self.board.id}", {"archived": True}),
            ("PATCH", f"/boards/{self.board.id}", {"archived": False}),
            ("DELETE", f"/boards/{self.board.id}", None),
        ]


@pytest.fixture
async def scene(owner: Person) -> Scene:
    board = await make_board(owner)
    label = await owner.post(f"/boards/{board.id}/labels", {"name": "bug", "color": "#ff0000"})
    return Scene(board, await make_card(owner, board), label)


async def statuses(person: Person, calls: list[Call], *, keyed: bool = False) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, (method, path, body) in enumerate(calls):
        headers = {"Idempotency-Key": str(number)} if keyed else {}
        answer = await person.ask(method, path, body, headers=headers)
        found[f"{method} {path} {body}"] = answer.status_code
    return found


@pytest.mark.parametrize("role", [Role.OWNER, Role.ADMIN, Role.MEMBER])
async def test_members_do_everything_and_admins_archive_and_delete(
    app: Trivet, scene: Scene, role: Role
) -> None:
    person = await in_workspace(app, scene.board.workspace_id, role)
    done = await statuses(person, scene.reads + scene.writes)
    assert {status // 100 for status in done.values()} == {2}, done
    managed = await statuses(person, scene.manages)
    expected = {403} if role is Role.MEMBER else {200, 204}
    assert set(managed.values()) == expected, managed


@pytest.mark.parametrize("keyed", [False, True], ids=["quick", "ordinary"])
async def test_viewers_look_and_change_nothing(
    app: Trivet, owner: Person, scene: Scene, keyed: bool
) -> None:
    viewer = await in_workspace(app, scene.board.workspace_id, Role.VIEWER)
    assert set((await statuses(viewer, scene.reads)).values()) == {200}
    before = await owner.get(f"/boards/{scene.board.id}")
    refused = await statuses(viewer, scene.writes + scene.manages, keyed=keyed)
    assert set(refused.values()) == {403}, refused
    assert await owner.get(f"/boards/{scene.board.id}") == before


@pytest.mark.parametrize("keyed", [False, True], ids=["quick", "ordinary"])
async def test_strangers_find_nothing_at_all(
    app: Trivet, owner: Person, scene: Scene, keyed: bool
) -> None:
    before = await owner.get(f"/boards/{scene.board.id}")
    calls = scene.reads + scene.writes + scene.manages
    for stranger in (await somebody(app), await somebody(app, instance_admin=True)):
        found = await statuses(stranger, calls, keyed=keyed)
        assert set(found.values()) == {404}, found
    assert await owner.get(f"/boards/{scene.board.id}") == before


async def test_nobody_is_let_in_without_signing_in(app: Trivet, scene: Scene) -> None:
    for method, path, body in scene.reads + scene.writes + scene.manages:
        answer = await app.http.request(method, path, json=body)
        assert answer.status_code == 401, (method, path)
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


async def test_a_token_that_can_only_read_changes_nothing(
    app: Trivet, owner: Person, scene: Scene
) -> None:
    made = await owner.post("/auth/tokens", {"name": "reader", "scopes": ["read"]})
    reader = Person(app.http, owner.id, made["token"])
    assert set((await statuses(reader, scene.reads)).values()) == {200}
    refused = await statuses(reader, scene.writes + scene.manages)
    assert set(refused.values()) == {403}, refused
    made = await owner.post("/auth/tokens", {"name": "writer", "scopes": ["write"]})
    writer = Person(app.http, owner.id, made["token"])
    done = await statuses(writer, scene.writes)
    assert {status // 100 for status in done.values()} == {2}, done


async def test_who_is_removed_finds_nothing_from_then_on(
    app: Trivet, owner: Person, scene: Scene
) -> None:
    member = await in_workspace(app, scene.board.workspace_id, Role.MEMBER)
    assert set((await statuses(member, scene.reads)).values()) == {200}
    await owner.delete(f"/workspaces/{scene.board.workspace_id}/members/{member.id}")
    found = await statuses(member, scene.reads + scene.writes)
    assert set(found.values()) == {404}, found


async def test_who_becomes_a_viewer_writes_no_more(
    app: Trivet, owner: Person, scene: Scene
) -> None:
    member = await in_workspace(app, scene.board.workspace_id, Role.MEMBER)
    await member.patch(f"/cards/{scene.card['id']}", {"title": "mine"})
    path = f"/workspaces/{scene.board.workspace_id}/members/{member.id}"
    await owner.patch(path, {"role": "viewer"})
    refused = await statuses(member, scene.writes)
    assert set(refused.values()) == {403}, refused
