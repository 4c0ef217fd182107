"""Repositories are connected by admins, seen by members, and by nobody else."""

import pytest

from tests.github.hooks import SECRET, Scene
from tests.support.apps import Json, Person, Trivet, in_workspace, somebody, trivet
from tests.support.databases import Place
from trivet.github.standing import is_reachable
from trivet.workspaces.models import Role


@pytest.fixture
async def scene(app: Trivet, owner: Person) -> Scene:
    return await Scene.set(app, owner)


async def test_connecting_says_what_to_do_on_github(place: Place) -> None:
    settings = place.settings().model_copy(update={"public_url": "https://trivet.example"})
    async with trivet(settings) as app:
        scene = await Scene.set(app, await app.owner())
    shown = scene.repository
    assert shown["full_name"] == "acme/rocket"
    assert shown["url"] == "https://github.com/acme/rocket"
    assert shown["state"] == "waiting"
    assert shown["webhook"] == {
        "url": f"https://trivet.example/webhooks/github?repository={shown['id']}",
        "reachable": True,
        "content_type": "application/json",
        "events": [
            *("pull_request", "create", "delete", "push", "repository"),
            *("pull_request_review", "check_run", "check_suite", "status"),
        ],
        "settings_url": "https://github.com/acme/rocket/settings/hooks",
    }


@pytest.mark.parametrize(
    ("address", "reachable"),
    [
        ("http://127.0.0.1:8000", False),
        ("http://localhost:8000", False),
        ("http://trivet.localhost", False),
        ("http://[::1]:8000", False),
        ("http://10.0.0.7", False),
        ("https://192.168.1.2", False),
        ("https://trivet.example", True),
        ("https://8.8.8.8", True),
    ],
)
def test_github_does_not_reach_a_loopback(address: str, reachable: bool) -> None:
    assert is_reachable(address) is reachable


async def test_the_list_is_paged_and_tells_no_secret(scene: Scene) -> None:
    path = f"/workspaces/{scene.board.workspace_id}/repositories"
    for number in range(4):
        body = {"full_name": f"acme/app-{number}", "secret": SECRET}
        answer = await scene.owner.ask("POST", path, body, status=201)
        assert SECRET not in answer.text
    first = await scene.owner.ask("GET", f"{path}?limit=3", status=200)
    assert SECRET not in first.text
    page = first.json()
    rest = await scene.owner.get(f"{path}?limit=3&cursor={page['next_cursor']}")
    names = [each["full_name"] for each in page["items"] + rest["items"]]
    assert names == ["acme/rocket", *(f"acme/app-{n}" for n in range(4))]
    assert rest["next_cursor"] is None


async def test_one_repository_is_connected_once(scene: Scene) -> None:
    path = f"/workspaces/{scene.board.workspace_id}/repositories"
    for name in ("acme/rocket", "ACME/Rocket"):
        body = {"full_name": name, "secret": SECRET}
        answer = await scene.owner.ask("POST", path, body, status=409)
        assert answer.json()["code"] == "repository_connected"


@pytest.mark.parametrize(
    "body",
    [
        {"full_name": "acme", "secret": SECRET},
        {"full_name": "acme/rocket/x", "secret": SECRET},
        {"full_name": "https://github.com/acme/rocket", "secret": SECRET},
        {"full_name": "acme/r?cket", "secret": SECRET},
        {"full_name": "-acme/rocket", "secret": SECRET},
        {"full_name": "acme/rocket2", "secret": "short"},
        {"full_name": "acme/rocket2", "secret": "nö" * 20},
        {"full_name": "acme/rocket2", "secret": f" {SECRET}"},
        {"full_name": "acme/rocket2", "secret": SECRET, "more": 1},
    ],
)
async def test_what_github_would_not_take_is_refused(scene: Scene, body: dict[str, str]) -> None:
    path = f"/workspaces/{scene.board.workspace_id}/repositories"
    answer = await scene.owner.ask("POST", path, body, status=422)
    assert answer.json()["fields"]


async def test_who_may_do_what(app: Trivet, scene: Scene) -> None:
    path = f"/workspaces/{scene.board.workspace_id}/repositories"
    one = f"{path}/{scene.repository['id']}"
    rules = f"/boards/{scene.board.id}/rules"
    body = {"full_name": "acme/other", "secret": SECRET}
    calls: list[tuple[str, str, Json | None]] = [
        ("GET", path, None),
        ("GET", rules, None),
        ("PUT", rules, {"rules": []}),
        ("POST", path, body),
        ("PATCH", one, {"secret": SECRET}),
        ("DELETE", one, None),
    ]
    wanted = {
        Role.VIEWER: [200, 200, 403, 403, 403, 403],
        Role.MEMBER: [200, 200, 403, 403, 403, 403],
        Role.ADMIN: [200, 200, 200, 201, 200, 204],
    }
    for role, statuses in wanted.items():
        person = await in_workspace(app, scene.board.workspace_id, role)
        found = [(await person.ask(*call)).status_code for call in calls]
        assert found == statuses, role
    stranger = await somebody(app, instance_admin=True)
    assert [(await stranger.ask(*call)).status_code for call in calls] == [404] * 6
    assert {(await app.http.request(m, p, json=b)).status_code for m, p, b in calls} == {401}


async def test_tokens_need_the_scope_admin_for_repositories(scene: Scene) -> None:
    path = f"/workspaces/{scene.board.workspace_id}/repositories"
    made = await scene.owner.post("/auth/tokens", {"name": "w", "scopes": ["write"]})
    writer = Person(scene.app.http, scene.owner.id, made["token"])
    body = {"full_name": "acme/other", "secret": SECRET}
    answer = await writer.ask("POST", path, body, status=403)
    assert answer.json()["code"] == "insufficient_scope"
    await writer.ask("GET", path, status=200)


async def test_a_repository_of_another_workspace_is_not_found(scene: Scene) -> None:
    other = (await scene.owner.post("/workspaces", {"name": "Other"}))["id"]
    path = f"/workspaces/{other}/repositories/{scene.repository['id']}"
    assert (await scene.owner.ask("DELETE", path)).status_code == 404
    assert (await scene.owner.ask("PATCH", path, {"secret": SECRET})).status_code == 404
