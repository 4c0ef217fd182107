"""The played Miro keeps items: made, changed in part, moved into frames, deleted."""

from dataclasses import replace

import pytest

from tests.miro.asking import Scene, fields, told
from tests.support.time import HeldTime

KINDS = ["shapes", "cards", "sticky_notes", "app_cards"]


@pytest.mark.parametrize("kind", KINDS)
async def test_an_item_is_made_read_changed_and_deleted(scene: Scene, kind: str) -> None:
    made = await scene.made(kind, {"position": {"x": 10.5, "y": -3}})
    path = f"{scene.path}/{kind}/{made['id']}"
    assert f"{made['type']}s" == kind
    assert int(made["id"]) > 2**53
    assert made["position"] == {
        "x": 10.5,
        "y": -3.0,
        "origin": "center",
        "relativeTo": "canvas_center",
    }
    assert made["links"]["self"] == f"{scene.miro.address}{path}"
    assert (await scene.asking.get(path)).json() == made
    changed = await scene.asking.patch(path, {"position": {"x": 1, "y": 2}})
    assert changed.status_code == 200
    assert changed.json()["position"]["x"] == 1
    assert (await scene.asking.delete(path)).status_code == 204
    for gone in (await scene.asking.get(path), await scene.asking.delete(path)):
        assert told(gone) == (404, "3.0201")
        assert gone.json()["message"] == "Item not found"


async def test_a_change_is_partial(scene: Scene) -> None:
    made = await scene.made(
        "cards",
        {
            "data": {"title": "Lift off", "description": "Soon."},
            "style": {"cardTheme": "#ff0000"},
            "position": {"x": 5, "y": 6},
        },
    )
    path = f"{scene.path}/cards/{made['id']}"
    changed = (await scene.asking.patch(path, {"data": {"title": "Land"}})).json()
    assert changed["data"] == {"title": "Land", "description": "Soon."}
    for kept in ("style", "position", "geometry", "createdAt"):
        assert changed[kept] == made[kept]


async def test_a_coordinate_that_is_left_out_is_0(scene: Scene) -> None:
    made = await scene.made("shapes", {"position": {"x": 5, "y": 6}})
    path = f"{scene.path}/shapes/{made['id']}"
    position = (await scene.asking.patch(path, {"position": {"x": 7}})).json()["position"]
    assert (position["x"], position["y"]) == (7, 0)


async def test_who_changed_an_item_and_when_is_known_to_the_second(scene: Scene) -> None:
    time, bob = HeldTime(), scene.miro.user("Bob")
    scene.miro.world.clock = time.now
    scene.miro.share(scene.plan, bob, scene.plan.role_of(scene.ada))
    scene = replace(scene, asking=scene.by(scene.ada))
    made = await scene.made("shapes")
    time.pass_(seconds=1.7)
    path = f"{scene.path}/shapes/{made['id']}"
    changed = (await scene.by(bob).patch(path, {"data": {"content": "Hi"}})).json()
    assert (made["createdAt"], made["modifiedAt"]) == ("2026-03-01T12:00:00Z",) * 2
    assert (changed["createdAt"], changed["modifiedAt"]) == (
        "2026-03-01T12:00:00Z",
        "2026-03-01T12:00:01Z",
    )
    assert changed["createdBy"] == {"id": scene.ada.id, "type": "user"}
    assert changed["modifiedBy"] == {"id": bob.id, "type": "user"}
    # Miro does not say that edits of items change the board.
    board = (await scene.asking.get(scene.path)).json()
    assert board["modifiedBy"]["id"] == scene.ada.id


async def test_numbers_of_a_style_are_texts(scene: Scene) -> None:
    made = await scene.made("shapes", {"style": {"borderWidth": "3", "fillOpacity": "0.5"}})
    assert made["style"]["borderWidth"] == "3.0"
    assert made["style"]["fillOpacity"] == "0.5"
    assert made["style"]["fontSize"] == "14"


async def test_the_sides_of_a_note_grow_together(scene: Scene) -> None:
    made = await scene.made("sticky_notes", {"geometry": {"width": 398}})
    assert made["geometry"] == {"width": 398.0, "height": 456.0}


async def test_an_item_is_of_its_type(scene: Scene) -> None:
    made = await scene.made("shapes")
    assert told(await scene.asking.get(f"{scene.path}/cards/{made['id']}")) == (404, "3.0201")
    generic = (await scene.asking.get(f"{scene.path}/items/{made['id']}")).json()
    assert generic["type"] == "shape"
    assert "style" not in generic


async def test_an_app_card_is_changed_by_its_app_only(scene: Scene) -> None:
    made = await scene.made("app_cards", {"data": {"title": "PR 7"}})
    path = f"{scene.path}/app_cards/{made['id']}"
    other = scene.by(scene.ada, scene.miro.app())
    assert made["data"]["owned"] is True
    assert (await other.get(path)).json()["data"]["owned"] is False
    assert (await other.patch(path, {"data": {"title": "Mine"}})).status_code == 403


async def test_a_child_counts_from_its_frames_corner_and_stays_in_it(scene: Scene) -> None:
    frame = scene.miro.frame(scene.plan, "Doing", geometry={"width": 400, "height": 300})
    body = {"parent": {"id": frame.id}, "position": {"x": 60, "y": 70}}
    made = await scene.made("shapes", body)
    assert made["position"]["relativeTo"] == "parent_top_left"
    assert made["parent"]["id"] == frame.id
    outside = {"position": {"x": 390, "y": 70}}
    for path in (f"{scene.path}/shapes/{made['id']}", f"{scene.path}/items/{made['id']}"):
        refused = fields(await scene.asking.patch(path, outside))
        assert "outside of parent boundaries" in refused["position"]
    kept = (await scene.asking.get(f"{scene.path}/shapes/{made['id']}")).json()
    assert kept["position"] == made["position"]
    small = {"geometry": {"width": 100, "height": 100}}
    answer = await scene.asking.patch(f"{scene.path}/frames/{frame.id}", small)
    assert "geometry" in fields(answer)
    assert frame.geometry["width"] == 400
    scene.miro.delete(scene.plan, frame)
    freed = (await scene.asking.get(f"{scene.path}/shapes/{made['id']}")).json()["position"]
    assert (freed["x"], freed["y"], freed["relativeTo"]) == (-140, -80, "canvas_center")


async def test_only_frames_are_parents(scene: Scene) -> None:
    made = await scene.made("shapes")
    answer = await scene.asking.post(f"{scene.path}/shapes", {"parent": {"id": made["id"]}})
    assert "parent.id" in fields(answer)


async def test_many_are_made_at_once(scene: Scene) -> None:
    items = [
        {"type": "card", "data": {"title": "A"}},
        {"type": "sticky_note", "data": {"content": "B"}},
        {"type": "shape", "data": {"content": "C"}},
    ]
    answer = await scene.asking.post(f"{scene.path}/items/bulk", items)
    assert answer.status_code == 201
    body = answer.json()
    assert body["type"] == "bulk-list"
    assert [each["type"] for each in body["data"]] == ["card", "sticky_note", "shape"]
    assert list(scene.plan.items) == [each["id"] for each in body["data"]]


async def test_of_many_all_are_made_or_none(scene: Scene) -> None:
    items = [{"type": "card"}, {"type": "shape", "parent": {"id": "1"}}]
    answer = await scene.asking.post(f"{scene.path}/items/bulk", items)
    assert list(fields(answer)) == ["1.parent.id"]
    assert not scene.plan.items


async def test_what_people_do_by_hand_is_seen(scene: Scene) -> None:
    bob = scene.miro.user("Bob")
    card = scene.miro.card(scene.plan, "Lift off", by=bob)
    scene.miro.change(scene.plan, card, by=bob, data={"title": "Land"})
    path = f"{scene.path}/cards/{card.id}"
    seen = (await scene.asking.get(path)).json()
    assert (seen["data"]["title"], seen["modifiedBy"]["id"]) == ("Land", bob.id)
    frame = scene.miro.frame(scene.plan, "Doing")
    scene.miro.drag(card, 200, 100, into=frame, by=bob)
    seen = (await scene.asking.get(path)).json()
    assert (seen["position"]["x"], seen["parent"]["id"]) == (200, frame.id)
    scene.miro.drag(card, 0, 0, by=bob)
    assert "parent" not in (await scene.asking.get(path)).json()
    scene.miro.delete(scene.plan, card)
    assert (await scene.asking.get(path)).status_code == 404
