"""The played Miro lists items by cursor; those with a tag by offset, which deletions move."""

from typing import Any

from tests.miro.asking import Scene
from tests.support.fake_miro import faults


async def sweep(scene: Scene, query: str = "") -> list[str]:
    """The ids of all items, through all pages."""
    found: list[str] = []
    cursor = ""
    while True:
        page = await listed(scene, f"limit=10{query}{cursor}")
        found += [each["id"] for each in page["data"]]
        if "cursor" not in page:
            return found
        cursor = f"&cursor={page['cursor']}"


async def listed(scene: Scene, query: str = "") -> dict[str, Any]:
    answer = await scene.asking.get(f"{scene.path}/items?{query}")
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


async def test_a_sweep_ends_where_there_is_no_cursor(scene: Scene) -> None:
    made = [scene.miro.shape(scene.plan).id for _ in range(25)]
    first = await listed(scene, "limit=10")
    assert (first["size"], first["limit"], first["total"]) == (10, 10, 25)
    assert first["type"] == "cursor-list"
    assert await sweep(scene) == made
    assert "cursor" not in await listed(scene, "limit=50")
    assert (await listed(scene))["size"] == 10


async def test_an_item_that_goes_between_two_pages_hides_no_other(scene: Scene) -> None:
    made = [scene.miro.shape(scene.plan) for _ in range(25)]
    going = faults.followed(lambda: scene.miro.delete(scene.plan, made[3]))
    scene.miro.fault("GET", "*/items", going)
    assert await sweep(scene) == [each.id for each in made]
    assert made[3].id not in scene.plan.items


async def test_items_are_narrowed_by_type_and_frame(scene: Scene) -> None:
    frame = scene.miro.frame(scene.plan, "Doing")
    inside = scene.miro.card(scene.plan, "In", parent=frame)
    outside = scene.miro.card(scene.plan, "Out")
    assert await sweep(scene, "&type=card") == [inside.id, outside.id]
    assert await sweep(scene, f"&parent_item_id={frame.id}") == [inside.id]


async def test_those_with_a_tag_are_listed_by_offset(scene: Scene) -> None:
    cards = [scene.miro.card(scene.plan, str(number)) for number in range(12)]
    tag = scene.miro.tag(scene.plan, "now", "red", *cards)
    scene.miro.card(scene.plan, "untagged")
    first = await listed(scene, f"tag_id={tag.id}&limit=10")
    assert (first["size"], first["total"], first["offset"]) == (10, 12, 0)
    assert "cursor" not in first
    scene.miro.delete(scene.plan, cards[0])
    rest = await listed(scene, f"tag_id={tag.id}&limit=10&offset=10")
    # The eleventh has moved to the first page meanwhile.
    assert [each["id"] for each in rest["data"]] == [cards[11].id]
