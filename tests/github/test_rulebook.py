"""The rules of a board: as usual where nobody chose, and as chosen where somebody did."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.factories.github import MORNING, PullRequests
from tests.github.hooks import Scene
from tests.support.apps import Json, Person, Trivet, make_board
from trivet.github.rule_repository import RuleRepository
from trivet.platform.clock import held, rfc3339


@pytest.fixture
async def scene(app: Trivet, owner: Person) -> Scene:
    return await Scene.set(app, owner)


async def listed(scene: Scene) -> list[Json]:
    found = await scene.owner.get(f"/boards/{scene.board.id}/rules")
    return list(found["rules"])


async def rules(scene: Scene) -> dict[str, Json]:
    """By event, those for all target branches."""
    return {rule["event"]: rule for rule in await listed(scene) if rule["base"] is None}


def row(event: str, column_id: str | None, **more: Any) -> Json:
    usual: Json = {
        "event": event,
        "base": None,
        "column_id": column_id,
        "needs": "all" if event == "merged" else "any",
        "back": False,
        "default": False,
    }
    return {**usual, **more}


async def put(scene: Scene, chosen: list[Json], status: int = 200) -> Json:
    answer = await scene.owner.ask(
        "PUT", f"/boards/{scene.board.id}/rules", {"rules": chosen}, status=status
    )
    body: Json = answer.json()
    return body


async def test_a_kanban_board_has_all_of_them(scene: Scene) -> None:
    _, _, doing, review, done = scene.board.columns
    assert await listed(scene) == [
        row("branch_created", doing, default=True),
        row("draft", doing, default=True),
        row("opened", review, default=True),
        row("review_requested", None, default=True),
        row("changes_requested", None, default=True),
        row("checks_failed", None, default=True),
        row("approved", None, default=True),
        row("merged", done, default=True),
        row("closed", None, default=True),
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
    assert found["opened"] == row("opened", doing)
    assert found["merged"] == row("merged", None)
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


async def test_rules_per_target_branch_stand_below_that_for_all(scene: Scene) -> None:
    _, todo, doing, review, done = scene.board.columns
    chosen: list[Json] = [
        {"event": "opened", "base": "release/*", "column_id": None},
        {"event": "opened", "base": "main", "column_id": doing, "needs": "all"},
        {"event": "changes_requested", "column_id": todo, "back": True},
        {"event": "merged", "base": "main", "column_id": done, "needs": None},
        {"event": "merged", "column_id": review, "needs": "any"},
    ]
    answer = await put(scene, chosen)
    found = await listed(scene)
    assert answer["rules"] == found
    assert [
        rule for rule in found if rule["event"] in {"opened", "changes_requested", "merged"}
    ] == [
        row("opened", review, default=True),
        row("opened", doing, base="main", needs="all"),
        row("opened", None, base="release/*"),
        row("changes_requested", todo, back=True),
        row("merged", review, needs="any"),
        row("merged", done, base="main"),
    ]
    page = await scene.owner.get(f"/boards/{scene.board.id}/events?limit=1000")
    assert page["items"][-1]["payload"]["rules"] == found

    copy = await scene.owner.post(f"/boards/{scene.board.id}/copy", {"name": "Again"})
    columns = [c["name"] for c in (await scene.owner.get(f"/boards/{scene.board.id}"))["columns"]]
    there = (await scene.owner.get(f"/boards/{copy['id']}"))["columns"]
    assert [column["name"] for column in there] == columns
    ids = {None: None} | dict(
        zip(scene.board.columns, [column["id"] for column in there], strict=True)
    )
    copied = (await scene.owner.get(f"/boards/{copy['id']}/rules"))["rules"]
    assert copied == [{**rule, "column_id": ids[rule["column_id"]]} for rule in found]


async def beginnings(scene: Scene) -> dict[tuple[str, str], str]:
    async with scene.app.runtime.units.read() as unit:
        chosen = await RuleRepository(unit.session).chosen(UUID(scene.board.id))
    return {(str(rule.event), rule.base): rule.since for rule in chosen}


async def test_a_rule_begins_when_it_is_made_and_not_when_it_is_saved_again(scene: Scene) -> None:
    todo, doing = scene.board.columns[1:3]
    old: list[Json] = [
        {"event": "opened", "column_id": doing},
        {"event": "approved", "column_id": doing},
        {"event": "opened", "base": "main", "column_id": None},
    ]
    with held(lambda: MORNING):
        await put(scene, old)
    first = rfc3339(MORNING)
    assert await beginnings(scene) == {
        ("opened", ""): "",  # every board has that one
        ("approved", ""): first,
        ("opened", "main"): first,
    }
    new: list[Json] = [
        {**old[0], "column_id": todo},
        {**old[1], "column_id": todo},
        {**old[2], "column_id": todo},  # it did nothing before
        {"event": "merged", "column_id": None, "needs": "any"},
    ]
    with held(lambda: MORNING + timedelta(minutes=5, milliseconds=700)):
        await put(scene, new)
    second = rfc3339(MORNING + timedelta(minutes=5))
    assert await beginnings(scene) == {
        ("opened", ""): "",
        ("approved", ""): first,
        ("opened", "main"): second,
        ("merged", ""): second,  # with another need it is another rule
    }
    with held(lambda: MORNING + timedelta(minutes=9)):
        await put(scene, [{**each, "back": True} for each in new[:2]])
    third = rfc3339(MORNING + timedelta(minutes=9))
    assert await beginnings(scene) == {("opened", ""): third, ("approved", ""): third}


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
    assert found["opened"] == row("opened", review, default=True)
    assert found["merged"] == row("merged", None, default=True)


async def test_what_makes_no_sense_is_refused(scene: Scene) -> None:
    strange = (await make_board(scene.owner)).columns[0]
    await put(scene, [{"event": "opened", "column_id": strange}], 422)
    first = {"event": "opened", "column_id": None}
    assert (await put(scene, [first, first], 422))["code"] == "rule_twice"
    await put(scene, [{"event": "lunch", "column_id": None}], 422)
    await put(scene, [{"event": "opened"}], 422)
    main: Json = {**first, "base": "main"}
    twice = await put(scene, [first, main, main], 422)
    assert (twice["code"], twice["fields"][0]["field"]) == ("rule_twice", "rules.2.event")
    for base in ("", "a b", "re:lease", "a..b", "[ab]", "x" * 256, "a\u0000b"):
        await put(scene, [{**first, "base": base}], 422)
    named = await put(scene, [{"event": "branch_created", "base": "main", "column_id": None}], 422)
    assert (named["code"], named["fields"][0]["field"]) == ("invalid_rule", "rules.0.base")
    assert "no target branch yet" in named["detail"]
    every: Json = {"event": "branch_created", "needs": "all", "column_id": None}
    assert (await put(scene, [every], 422))["fields"][0]["field"] == "rules.0.needs"
    await put(scene, [{**first, "needs": "some"}], 422)
    await put(scene, [{**first, "back": "yes"}], 422)
    many: list[Json] = [{**first, "base": f"release/{number}"} for number in range(61)]
    await put(scene, many, 422)
    await put(scene, many[:60])
    await put(scene, [])
    await scene.owner.patch(f"/boards/{scene.board.id}", {"archived": True})
    await put(scene, [first], 409)
    assert all(rule["default"] for rule in (await rules(scene)).values())
