"""The played Miro refuses what Miro does not describe, as Miro does, and says nothing of the kind."""

from typing import Any

import pytest

from tests.miro.asking import CALLBACK, Scene, fields, told
from tests.support.fake_miro import Item, description
from tests.support.fake_miro.kinds import KINDS
from tests.support.fake_miro.routes import ROUTES
from tests.support.fake_miro.routing import Route


@pytest.fixture(autouse=True)
def _described() -> None:
    if lacking := description.missing():
        pytest.skip(lacking)


@pytest.mark.parametrize(
    ("method", "path", "body", "field", "message"),
    [
        ("POST", "/cards", {"metadata": {}}, "metadata", "Field [metadata] is not supported"),
        ("POST", "/cards", {"data": {"id": "1"}}, "data.id", "Field [data.id] is not supported"),
        ("POST", "/cards", {"data": {"title": 7}}, "data.title", "not of type"),
        ("POST", "/cards", {"data": {"dueDate": "soon"}}, "data.dueDate", "date-time"),
        ("POST", "/cards", {"data": {"assigneeId": "ada"}}, "data.assigneeId", "int64"),
        ("POST", "/cards", {"parent": None}, "parent", "not of type"),
        ("POST", "/shapes", {"position": {"x": "1"}}, "position.x", "not of type"),
        ("POST", "/shapes", {"style": {"borderWidth": 2}}, "style.borderWidth", "not of type"),
        ("POST", "/shapes", {"style": {"borderWidth": "25"}}, "style.borderWidth", "1 to 24"),
        ("POST", "/shapes", {"style": {"borderStyle": "x"}}, "style.borderStyle", "is not one of"),
        (
            "POST",
            "/shapes",
            {"position": {"x": 0, "y": 0, "origin": "center"}},
            "position.origin",
            "not supported",
        ),
        (
            "POST",
            "/sticky_notes",
            {"geometry": {"width": 1, "height": 1}},
            "geometry",
            "more than 1",
        ),
        ("POST", "/sticky_notes", {"style": {"fillColor": "#fff"}}, "style.fillColor", "not one"),
        ("POST", "/texts", {}, "data", "is a required property"),
        ("POST", "/cards", None, "body", "is required"),
        ("POST", "/tags", {"fillColor": "red"}, "title", "is a required property"),
        ("POST", "/tags", {"title": "x" * 121}, "title", "longer than 120"),
        ("POST", "/tags", {"title": "x", "fillColor": "pink"}, "fillColor", "is not one of"),
        ("POST", "/items/1", None, "tag_id", "is required"),
        ("GET", "/items?limit=9", None, "limit", "minimum items page size is 10"),
        ("GET", "/items?limit=51", None, "limit", "maximum items page size is 50"),
        ("GET", "/items?limit=many", None, "limit", "number from 10 to 50"),
        ("GET", "/items?type=cards", None, "type", "is not one of"),
        ("GET", "/items?sort=id", None, "sort", "Parameter [sort] is not supported"),
        ("GET", "/tags?limit=51", None, "limit", "maximum items page size is 50"),
        ("POST", "/items/bulk", [], "body", "no array of items"),
        ("POST", "/items/bulk", [{"type": "card"}] * 21, "body", "At most 20 items could be"),
        ("POST", "/items/bulk", [{"type": "tag"}], "0.type", "is no type of item"),
        (
            "POST",
            "/items/bulk",
            [{"type": "card"}, {"type": "card", "data": {"x": 1}}],
            "1.data.x",
            "Field [1.data.x] is not supported",
        ),
    ],
)
async def test_what_is_wrong_is_refused_field_by_field_and_noted(
    scene: Scene, method: str, path: str, body: Any, field: str, message: str
) -> None:
    answer = await scene.asking.ask(method, f"{scene.path}{path}", body)
    refused = fields(answer)
    assert list(refused) == [field]
    assert message in refused[field]
    assert f"{field}: " in scene.violated()
    assert not scene.plan.items


async def test_there_is_no_put(scene: Scene) -> None:
    made = await scene.made("shapes")
    answer = await scene.asking.ask("PUT", f"{scene.path}/shapes/{made['id']}", {})
    assert answer.status_code == 405
    assert "describes no such request" in scene.violated()


async def test_what_miro_does_and_is_not_played_says_so(scene: Scene) -> None:
    answer = await scene.asking.get(f"{scene.path}/connectors")
    assert told(answer) == (501, "notPlayed")
    assert "is not played here" in scene.violated()
    assert (await scene.asking.get("/v2/nothing")).status_code == 404
    assert "describes no such request" in scene.violated()


async def test_secrets_do_not_stand_in_the_query(scene: Scene) -> None:
    path = f"/v1/oauth/token?client_secret={scene.app.client_secret}"
    form = {"grant_type": "refresh_token", "client_id": scene.app.client_id}
    answer = await scene.asking.http.post(path, data={**form, "refresh_token": "r"})
    assert fields(answer).keys() == {"client_secret"}
    assert "client_secret" in scene.violated()


async def test_a_token_is_asked_for_by_a_form(scene: Scene) -> None:
    answer = await scene.asking.by(None).post("/v1/oauth/token", {"grant_type": "refresh_token"})
    assert answer.status_code == 400
    assert "x-www-form-urlencoded" in scene.violated()


async def test_an_answer_that_is_not_described_is_noted(scene: Scene) -> None:
    scene.miro.tag(scene.plan, "now", "pink")
    assert (await scene.asking.get(f"{scene.path}/tags")).status_code == 200
    assert '"pink" is not one of' in scene.violated()


async def test_a_miro_that_stumbles_is_noted(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scene.plan, "items", None)
    assert (await scene.asking.get(f"{scene.path}/items")).status_code == 500
    assert "what plays Miro stumbles" in scene.violated()


async def test_all_that_is_played_is_described_and_answered_as_described(scene: Scene) -> None:
    """Each route once, and well; what is not as described is a violation, which fails the test."""
    asked = set()
    for route in ROUTES:
        if "{board_id}" in route.template:
            path, body = _example(scene, route)
            answer = await scene.asking.ask(route.method, path, body)
            assert answer.is_success, (route, answer.text)
            asked.add(route)
    assert {each.template for each in ROUTES if each not in asked} == {
        "/oauth/authorize",
        "/v1/oauth-token",
        "/v1/oauth/token",
        "/v2/boards",
        "/v2/oauth/revoke",
    }


BODIES: dict[tuple[str, str], Any] = {
    ("POST", "bulk"): [{"type": "card", "data": {"title": "A"}}, {"type": "shape"}],
    ("POST", "frames"): {"data": {"title": "Doing"}},
    ("POST", "tags"): {"title": "later", "fillColor": "blue"},
    ("POST", "texts"): {"data": {"content": "A"}},
    ("PATCH", "tags"): {"title": "much later"},
}
"""What is sent where an empty object, or a place, is not enough."""


def _example(scene: Scene, route: Route) -> tuple[str, Any]:
    """A good request to a route: its path, and its body."""
    kind = next(iter(route.template.split("/")[4:]), "")
    item = _item_for(scene, kind)
    tag = scene.miro.tag(scene.plan, f"of {item.id}", "cyan", item)
    path = route.template.format(board_id=scene.plan.id, item_id=item.id, tag_id=tag.id)
    end = path.rpartition("/")[2]
    if route.query or (route.method == "POST" and end == item.id):
        return f"{path}?tag_id={tag.id}", None
    if route.method not in {"POST", "PATCH"}:
        return path, None
    usual = {} if route.method == "POST" else {"position": {"x": 1, "y": 2}}
    named = end if end == "bulk" else kind
    return path, BODIES.get((route.method, named), usual)


def _item_for(scene: Scene, kind: str) -> Item:
    """An item of the kind in a path."""
    name = kind.removesuffix("s")
    known = name if name in KINDS else "card"
    return scene.miro.item(scene.plan, known, app=scene.app)


async def test_consent_and_tokens_are_answered_as_described(scene: Scene) -> None:
    page = f"{scene.miro.authorize_url}?response_type=code&client_id={scene.app.client_id}"
    scene.miro.sits_here(scene.ada, scene.acme)
    back = await scene.asking.http.get(f"{page}&redirect_uri={CALLBACK}")
    code = code_in(back.headers["location"])
    given = await scene.form(grant_type="authorization_code", code=code, redirect_uri=CALLBACK)
    assert given.status_code == 200
    asking = scene.asking.by(given.json()["access_token"])
    assert (await asking.get("/v1/oauth-token")).status_code == 200
    assert (await asking.get("/v2/boards?limit=50&offset=0")).status_code == 200


def code_in(location: str) -> str:
    """The code in where somebody is sent."""
    return location.partition("code=")[2].partition("&")[0]
