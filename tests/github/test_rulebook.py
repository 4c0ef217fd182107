"""The rules of a board: as usual where nobody chose, and as chosen where somebody did."""

import pytest

from tests.factories.github import PullRequests
from tests.github.hooks import Scene
from tests.support.apps import Json, Person, Trivet, make_board


@pytest.fixture
async def scene(app: Trivet, owner: Person) -> Scene:
    return await Scene.set(app, owner)


async def rules(scene: Scene) -> dict[str, Json]:
    found = await scene.owner.get(f"/boards/{scene.board.id}/rules")
    return {rule["event"]: rule for rule in found["rules"]}


async def put(scene: Scene, chosen: list[Json], status: int = 200) -> Json:
    answer = await scene.owner.ask(
        "PUT", f"/boards/{scene.board.id}/rules", {"rules": chosen}, status=status
    )
    body: Json = answer.json()
    return body


async def test_a_kanban_board_has_all_of_them(scene: Scene) -> None:
    _, _, doing, review, done = scene.board.columns
    assert [(r["column_id"], r["default"]) for r in (await rules(scene)).values()] == [
        (doing, True),
        (doing, True),
        (review, True),
        (done, True),
    ]


async def test_a_choice_is_followed_and_told(scene: Scene) -> None:
    todo, doing = scene.board.columns[1:3]
    chosen: list[Json] = [
        {"event": "opened", "column_id": doing},
        {"event": "merged", "column_id": None},
    ]
    answer = await put(scene, chosen)
    found = await rules(scene)
    assert list(found.values()) == answer["rules"]
    assert found["opened"] == {"event": "opened", "column_id": doing, "default": False}
    assert found["merged"] == {"event": "merged", "column_id": None, "default": False}
    assert found["draft"]["default"]
    page = await scene.owner.get(f"/boards/{scene.board.id}/events?limit=1000")
    last = page["items"][-1]
    assert (last["type"], last["payload"]["rules"]) == ("rules.updated", answer["rules"])

    card = await scene.card()
    pull = PullRequests(1, title=card["key"])
    await scene.deliver("pull_request", pull.at(1, "opened"))
    assert await scene.column_of(card) == "In progress"
    await scene.deliver("pull_request", pull.at(2, "closed", merged=True))
    assert await scene.column_of(card) == "In progress"

    await put(scene, [{"event": "opened", "column_id": todo}])
    assert (await rules(scene))["merged"]["default"]


async def test_the_same_again_says_nothing(scene: Scene) -> None:
    before = await scene.owner.get(f"/boards/{scene.board.id}/events?limit=1000")
    await put(scene, [])
    after = await scene.owner.get(f"/boards/{scene.board.id}/events?limit=1000")
    assert after["seq"] == before["seq"]


async def test_a_column_that_is_deleted_takes_its_rule_along(scene: Scene) -> None:
    review, done = scene.board.columns[3:]
    await put(scene, [{"event": "opened", "column_id": done}])
    await scene.owner.delete(f"/columns/{done}")
    found = await rules(scene)
    assert found["opened"] == {"event": "opened", "column_id": review, "default": True}
    assert found["merged"] == {"event": "merged", "column_id": None, "default": True}


async def test_what_makes_no_sense_is_refused(scene: Scene) -> None:
    strange = (await make_board(scene.owner)).columns[0]
    await put(scene, [{"event": "opened", "column_id": strange}], 422)
    first = {"event": "opened", "column_id": None}
    assert (await put(scene, [first, first], 422))["code"] == "rule_twice"
    await put(scene, [{"event": "lunch", "column_id": None}], 422)
    await put(scene, [{"event": "opened"}], 422)
    await scene.owner.patch(f"/boards/{scene.board.id}", {"archived": True})
    await put(scene, [first], 409)
    assert all(rule["default"] for rule in (await rules(scene)).values())
