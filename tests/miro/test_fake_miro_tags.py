"""The played Miro has tags: their titles unique, eight to an item, on cards and notes only."""

from tests.miro.asking import Scene, fields, told
from tests.support.fake_miro import Item


def on(scene: Scene, item: Item, tag_id: str) -> str:
    """Where a tag is hung on an item, and taken from it."""
    return f"{scene.path}/items/{item.id}?tag_id={tag_id}"


async def test_a_tag_is_made_read_changed_and_deleted(scene: Scene) -> None:
    answer = await scene.asking.post(f"{scene.path}/tags", {"title": "now"})
    assert answer.status_code == 201
    tag = answer.json()
    assert (tag["title"], tag["fillColor"], tag["type"]) == ("now", "red", "tag")
    path = f"{scene.path}/tags/{tag['id']}"
    assert (await scene.asking.get(path)).json() == tag
    changed = await scene.asking.patch(path, {"fillColor": "dark_blue"})
    assert changed.json() == {**tag, "fillColor": "dark_blue"}
    assert (await scene.asking.delete(path)).status_code == 204
    assert told(await scene.asking.get(path)) == (404, "3.0201")


async def test_titles_are_unique_on_a_board_and_their_case_counts(scene: Scene) -> None:
    now = scene.miro.tag(scene.plan, "now")
    tags = f"{scene.path}/tags"
    assert "title" in fields(await scene.asking.post(tags, {"title": "now"}))
    assert (await scene.asking.post(tags, {"title": "Now"})).status_code == 201
    assert "title" in fields(await scene.asking.patch(f"{tags}/{now.id}", {"title": "Now"}))
    assert (await scene.asking.patch(f"{tags}/{now.id}", {"title": "now"})).status_code == 200


async def test_tags_are_listed_by_offset(scene: Scene) -> None:
    for number in range(55):
        scene.miro.tag(scene.plan, str(number))
    first = (await scene.asking.get(f"{scene.path}/tags")).json()
    assert (first["size"], first["total"]) == (20, 55)
    rest = (await scene.asking.get(f"{scene.path}/tags?limit=50&offset=50")).json()
    assert [each["title"] for each in rest["data"]] == ["50", "51", "52", "53", "54"]


async def test_a_tag_is_hung_on_an_item_and_taken_from_it(scene: Scene) -> None:
    card, tag = scene.miro.card(scene.plan, "Lift off"), scene.miro.tag(scene.plan, "now")
    assert (await scene.asking.post(on(scene, card, tag.id))).status_code == 204
    tags = f"{scene.path}/items/{card.id}/tags"
    assert [each["id"] for each in (await scene.asking.get(tags)).json()["tags"]] == [tag.id]
    assert (await scene.asking.delete(on(scene, card, tag.id))).status_code == 204
    assert (await scene.asking.get(tags)).json() == {"tags": []}
    assert card.id in scene.plan.items
    assert told(await scene.asking.delete(on(scene, card, tag.id))) == (404, "3.0201")


async def test_the_same_address_without_a_tag_deletes_the_item(scene: Scene) -> None:
    card = scene.miro.card(scene.plan, "Lift off")
    scene.miro.tag(scene.plan, "now", "red", card)
    assert (await scene.asking.delete(f"{scene.path}/items/{card.id}")).status_code == 204
    assert card.id not in scene.plan.items


async def test_an_item_has_at_most_eight_tags(scene: Scene) -> None:
    note = scene.miro.sticky_note(scene.plan, "Lift off")
    tags = [scene.miro.tag(scene.plan, str(number)) for number in range(9)]
    statuses = [(await scene.asking.post(on(scene, note, each.id))).status_code for each in tags]
    assert statuses == [204] * 8 + [400]


async def test_only_cards_and_notes_have_tags(scene: Scene) -> None:
    tag = scene.miro.tag(scene.plan, "now")
    for item in (scene.miro.shape(scene.plan), scene.miro.item(scene.plan, "app_card")):
        assert "item_id" in fields(await scene.asking.post(on(scene, item, tag.id)))


async def test_a_deleted_tag_hangs_on_nothing(scene: Scene) -> None:
    card = scene.miro.card(scene.plan, "Lift off")
    tag = scene.miro.tag(scene.plan, "now", "red", card)
    await scene.asking.delete(f"{scene.path}/tags/{tag.id}")
    assert not card.tags
    assert (await scene.asking.post(on(scene, card, tag.id))).status_code == 404
