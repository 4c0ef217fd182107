"""A column that is full keeps a rule's card out, and the card says so until it is moved."""

from typing import Any

import pytest

from tests.factories.github import PullRequests, branch
from tests.github.hooks import Scene
from tests.github.ruled import BACKLOG, DOING, DONE, REVIEW, TODO, choose, drag, later, limit, rule
from tests.support.apps import Json, Person, Trivet


@pytest.fixture
async def scene(app: Trivet, owner: Person) -> Scene:
    return await Scene.set(app, owner)


async def full(scene: Scene, column: int) -> Json:
    """Fill a column whose limit is one card; the card."""
    await limit(scene, column, 1)
    return await scene.card(column_id=scene.board.columns[column])


async def held_back(scene: Scene, card: Json) -> Json | None:
    """Why a rule could not move a card; the same wherever it is shown."""
    read = await scene.owner.get(f"/cards/{card['id']}")
    board = await scene.owner.get(f"/boards/{scene.board.id}")
    (live,) = [each for each in board["cards"] if each["id"] == card["id"]]
    (row,) = (await scene.owner.get(f"/boards/{scene.board.id}?q={card['key']}"))["cards"]
    assert live == row
    assert live.get("held_back") == read.get("held_back")
    found: Json | None = read.get("held_back")
    return found


async def types(scene: Scene, card: Json) -> list[Any]:
    return [
        (event["type"], bool(event["payload"].get("held_back")))
        for event in await scene.events(card)
        if event["type"] in {"card.moved", "card.held_back"}
    ]


async def test_a_card_stays_out_of_a_full_column_and_says_why(scene: Scene) -> None:
    other = await full(scene, REVIEW)
    card = await scene.card()
    pull = PullRequests(12, title=card["key"])
    await scene.deliver("pull_request", pull.at(1, "opened"))
    assert await scene.column_of(card) == "Backlog"
    why = await held_back(scene, card)
    assert why is not None
    assert why.pop("at") > "2026"
    assert why == {
        "rule": "opened",
        "column_id": scene.board.columns[REVIEW],
        "why": "wip_limit",
        "cause": "opened",
        "repository": "acme/rocket",
        "pull_request": 12,
    }
    # More news of the same says nothing new.
    await scene.deliver("pull_request", pull.at(2, "synchronize"))
    assert await types(scene, card) == [("card.held_back", True)]

    # There is room: the next news leads where the first one could not.
    await drag(scene, other, DONE)
    await scene.deliver("pull_request", pull.at(3, "synchronize"))
    assert await scene.column_of(card) == "Review"
    assert await held_back(scene, card) is None
    last = (await scene.events(card))[-1]
    assert last["payload"]["reason"] == {
        "rule": "opened",
        "cause": "opened",
        "repository": "acme/rocket",
        "pull_request": 12,
    }
    assert await types(scene, card) == [("card.held_back", True), ("card.moved", False)]


async def test_it_goes_on_to_what_has_room(scene: Scene) -> None:
    await full(scene, REVIEW)
    card = await scene.card()
    pull = PullRequests(1, title=card["key"])
    await scene.deliver("pull_request", pull.at(1, "opened"))
    assert await held_back(scene, card)
    await scene.deliver("pull_request", pull.at(2, "closed", merged=True))
    assert await scene.column_of(card) == "Done"
    assert await held_back(scene, card) is None


async def test_a_branch_is_named_to_those_who_look(scene: Scene) -> None:
    await full(scene, DOING)
    card = await scene.card()
    name = f"{card['key']}-x"
    await scene.deliver("create", branch(name, minute=1))
    why = await held_back(scene, card)
    assert why is not None
    assert (why["rule"], why["branch"]) == ("branch_created", name)


async def test_a_soft_limit_keeps_nothing_out(scene: Scene) -> None:
    await full(scene, REVIEW)
    await limit(scene, REVIEW, 1, hard=False)
    card = await scene.card()
    await scene.deliver("pull_request", PullRequests(1, title=card["key"]).at(1, "opened"))
    assert await scene.column_of(card) == "Review"


@pytest.mark.parametrize("way", ["elsewhere", "within", "bulk", "column"])
async def test_whoever_moves_the_card_takes_the_sign_away(scene: Scene, way: str) -> None:
    await full(scene, REVIEW)
    card, beside = await scene.card(), await scene.card()
    pull = PullRequests(1, title=card["key"])
    await scene.deliver("pull_request", pull.at(1, "opened"))
    assert await held_back(scene, card)
    path = f"/cards/{card['id']}"
    if way == "elsewhere":
        await drag(scene, card, TODO)
    elif way == "within":
        await scene.owner.post(f"{path}/move", {"after": beside["id"]}, 200)
    elif way == "bulk":
        updates = {"column_id": scene.board.columns[TODO]}
        body = {"card_ids": [card["id"]], "updates": updates}
        await scene.owner.post("/cards/bulk-update", body, 200)
    else:
        first, to = scene.board.columns[BACKLOG], scene.board.columns[TODO]
        await scene.owner.delete(f"/columns/{first}?move_cards_to={to}")
    assert await held_back(scene, card) is None
    # What was known by then is history.
    await scene.deliver("pull_request", pull.at(2, "synchronize"))
    assert await held_back(scene, card) is None
    assert await scene.column_of(card) in {"To do", "Backlog"}


async def test_what_was_archived_comes_back_without_it(scene: Scene) -> None:
    await full(scene, REVIEW)
    card = await scene.card()
    pull = PullRequests(1, title=card["key"])
    await scene.deliver("pull_request", pull.at(1, "opened"))
    await scene.owner.patch(f"/cards/{card['id']}", {"archived": True})
    assert "held_back" not in await scene.owner.get(f"/cards/{card['id']}")
    await scene.deliver("pull_request", pull.at(2, "synchronize"))
    await scene.owner.patch(f"/cards/{card['id']}", {"archived": False})
    assert await held_back(scene, card) is None


async def test_it_is_over_when_the_reason_is(scene: Scene) -> None:
    await full(scene, REVIEW)
    wrong, right = await scene.card(), await scene.card()
    pull = PullRequests(4, title=wrong["key"])
    await scene.deliver("pull_request", pull.at(1, "opened"))
    await scene.deliver("pull_request", pull.at(2, "edited", title=right["key"]))
    assert await held_back(scene, wrong) is None
    assert await held_back(scene, right)
    assert await types(scene, wrong) == [("card.held_back", True), ("card.held_back", False)]


async def test_a_card_that_should_go_back_waits_for_room_too(scene: Scene) -> None:
    await choose(scene, rule("changes_requested", TODO, back=True))
    card = await scene.card(column_id=scene.board.columns[TODO])
    one, two = (PullRequests(n, title=f"{card['key']} part {n}") for n in (1, 2))
    late = two.at(2, "opened")
    await scene.deliver("pull_request", one.at(1, "opened"))
    await scene.deliver("pull_request", one.at(3, "closed", merged=True))
    assert await scene.column_of(card) == "Done"
    other = await full(scene, REVIEW)
    await scene.deliver("pull_request", late)
    assert await scene.column_of(card) == "Done"
    why = await held_back(scene, card)
    assert why is not None
    assert (why["rule"], why["corrected"]) == ("merged", True)
    await drag(scene, other, DONE)
    await scene.deliver("pull_request", two.at(later(), "synchronize"))
    assert await scene.column_of(card) == "Review"
    assert (await scene.events(card))[-1]["payload"]["reason"]["corrected"]


async def test_an_admin_goes_past_a_limit_and_a_rule_does_not(scene: Scene) -> None:
    await full(scene, REVIEW)
    forced = await scene.card()
    body = {"column_id": scene.board.columns[REVIEW], "force": True}
    await scene.owner.post(f"/cards/{forced['id']}/move", body, 200)
    card = await scene.card()
    await scene.deliver("pull_request", PullRequests(1, title=card["key"]).at(1, "opened"))
    assert await held_back(scene, card)
