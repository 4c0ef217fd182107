"""Cards that are made after the pull request that names them."""

import pytest

from tests.factories.github import PullRequests
from tests.github.hooks import Scene
from tests.support.apps import Json, Person, Trivet
from trivet.github.tasks import LINK_LATER_CARDS


@pytest.fixture
async def scene(app: Trivet, owner: Person) -> Scene:
    return await Scene.set(app, owner)


async def look(scene: Scene) -> int:
    """Have them looked for; how many pull requests there were."""
    call = LINK_LATER_CARDS.call()
    async with scene.app.runtime.units.write() as unit:
        unit.enqueue(call)
    await scene.worked_on()
    result = scene.tasks.ended[str(call.id)].result
    assert result is not None
    return int(result["pull_requests"])


async def shown(scene: Scene, card: Json) -> list[int]:
    document = await scene.owner.get(f"/cards/{card['id']}")
    return [one["number"] for one in document.get("pull_requests", [])]


async def test_a_card_is_linked_to_what_named_it_before(scene: Scene) -> None:
    key = f"{scene.board.key}-1"
    pull = PullRequests(12, title="Flames", more={"body": f"Fixes {key}"})
    await scene.deliver("pull_request", pull.at(1, "opened"))
    card = await scene.card(title="Lift off")
    assert card["key"] == key
    await look(scene)
    assert await shown(scene, card) == [12]
    assert await scene.column_of(card) == "Review"
    assert await look(scene) == 0


async def test_one_that_a_stranger_names_is_shown_and_stays(scene: Scene) -> None:
    pull = PullRequests(12, title=f"{scene.board.key}-1 flames", fork=True)
    await scene.deliver("pull_request", pull.at(1, "opened"))
    card = await scene.card(title="Lift off")
    await look(scene)
    assert await shown(scene, card) == [12]
    assert await scene.column_of(card) == "Backlog"


async def test_cards_of_another_workspace_are_not_meant(scene: Scene) -> None:
    pull = PullRequests(12, title=f"{scene.board.key}-1 flames")
    await scene.deliver("pull_request", pull.at(1, "opened"))
    elsewhere = await scene.owner.post("/workspaces", {"name": "Elsewhere"})
    board = await scene.owner.post(
        f"/workspaces/{elsewhere['id']}/boards", {"name": "Engine", "template": "kanban"}
    )
    column = (await scene.owner.get(f"/boards/{board['id']}"))["columns"][0]["id"]
    card = await scene.owner.post(
        f"/boards/{board['id']}/cards", {"column_id": column, "title": "Lift off"}
    )
    assert card["key"] == f"{scene.board.key}-1"
    assert await look(scene) == 0
