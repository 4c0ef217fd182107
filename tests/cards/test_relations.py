"""Cards that wait for others, and cards below others."""

import asyncio

import pytest

from tests.support.apps import Board, Json, Person, Trivet, in_workspace, make_board, make_card
from trivet.cards import dependencies, family
from trivet.workspaces.models import Role


@pytest.fixture
async def board(owner: Person) -> Board:
    return await make_board(owner)


@pytest.fixture
async def cards(owner: Person, board: Board) -> list[Json]:
    return [await make_card(owner, board, title=f"Card {number}") for number in range(4)]


async def wait_for(owner: Person, one: Json, other: Json, status: int = 201) -> Json:
    body = {"blocked_by": other["id"]}
    return await owner.post(f"/cards/{one['id']}/dependencies", body, status)


def ids(refs: list[Json]) -> list[str]:
    return [ref["id"] for ref in refs]


async def test_both_cards_know_that_one_waits(
    owner: Person, board: Board, cards: list[Json]
) -> None:
    one, two, three, _ = cards
    waiting = await wait_for(owner, one, two)
    assert waiting["blocked_by"] == [two["id"]]
    await owner.post(f"/cards/{one['key']}/dependencies", {"blocks": three["key"]})
    shown = {card["id"]: card for card in (await owner.get(f"/boards/{board.id}"))["cards"]}
    assert shown[two["id"]]["blocks"] == [one["id"]]
    assert shown[one["id"]]["blocks"] == [three["id"]]
    assert shown[three["id"]]["blocked_by"] == [one["id"]]
    again = await wait_for(owner, one, two)
    assert again["version"] == shown[one["id"]]["version"]
    relations = await owner.get(f"/cards/{one['key']}/relations")
    assert ids(relations["blocked_by"]) == [two["id"]]
    assert ids(relations["blocks"]) == [three["id"]]
    await owner.delete(f"/cards/{two['key']}/dependencies/{one['key']}")
    await owner.delete(f"/cards/{two['key']}/dependencies/{one['key']}", 404)
    assert "blocked_by" not in await owner.get(f"/cards/{one['id']}")
    assert "blocks" not in await owner.get(f"/cards/{two['id']}")


async def test_a_circle_is_refused_and_named(owner: Person, cards: list[Json]) -> None:
    one, two, three, four = cards
    await wait_for(owner, two, one)
    await wait_for(owner, three, two)
    await wait_for(owner, four, three)
    refused = (
        await owner.ask(
            "POST", f"/cards/{one['id']}/dependencies", {"blocked_by": four["key"]}, status=409
        )
    ).json()
    assert refused["code"] == "dependency_cycle"
    way = [four, three, two, one]
    assert " waits for ".join(card["key"] for card in way) in refused["detail"]
    assert refused["cards"] == [card["id"] for card in way]
    itself = await wait_for(owner, one, one, 422)
    assert itself["code"] == "dependency_on_itself"


async def test_two_halves_of_a_circle_at_once_do_not_both_succeed(
    owner: Person, board: Board, cards: list[Json]
) -> None:
    other = await make_board(owner, name="Wings", workspace_id=board.workspace_id)
    for here in cards:
        there = await make_card(owner, other)
        answers = await asyncio.gather(
            *(
                owner.ask("POST", f"/cards/{a['id']}/dependencies", {"blocked_by": b["id"]})
                for a, b in ((here, there), (there, here))
            )
        )
        assert sorted(answer.status_code for answer in answers) == [201, 409]


async def test_over_boards_but_not_over_workspaces(
    owner: Person, board: Board, cards: list[Json]
) -> None:
    there = await make_board(owner, name="Wings", workspace_id=board.workspace_id)
    far = await make_board(owner, name="Far")
    on_there, far_away = await make_card(owner, there), await make_card(owner, far)
    await wait_for(owner, cards[0], on_there)
    shown = (await owner.get(f"/boards/{there.id}"))["cards"][0]
    assert shown["blocks"] == [cards[0]["id"]]
    assert (await wait_for(owner, cards[0], far_away, 422))["code"] == "other_workspace"
    await owner.patch(f"/cards/{cards[0]['id']}", {"parent_id": far_away["id"]}, 422)


async def test_dependencies_are_bounded(
    owner: Person, cards: list[Json], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dependencies, "MOST_DEPENDENCIES", 1)
    one, two, three, _ = cards
    await wait_for(owner, one, two)
    assert (await wait_for(owner, one, three, 409))["code"] == "dependencies_full"


async def test_who_may_only_look_ties_nothing(
    app: Trivet, owner: Person, board: Board, cards: list[Json]
) -> None:
    viewer = await in_workspace(app, board.workspace_id, Role.VIEWER)
    await wait_for(viewer, cards[0], cards[1], 403)
    await wait_for(owner, cards[0], cards[1])
    assert ids((await viewer.get(f"/cards/{cards[0]['id']}/relations"))["blocked_by"])
    await viewer.delete(f"/cards/{cards[0]['id']}/dependencies/{cards[1]['id']}", 403)


async def test_cards_stand_below_others(owner: Person, board: Board, cards: list[Json]) -> None:
    one, two, three, _ = cards
    below = await owner.patch(f"/cards/{two['id']}", {"parent_id": one["id"]})
    assert below["parent_id"] == one["id"]
    new = await make_card(owner, board, parent_id=one["id"])
    await owner.patch(f"/cards/{three['id']}", {"parent_id": two["id"]})
    relations = await owner.get(f"/cards/{one['id']}/relations")
    assert ids(relations["children"]) == [two["id"], new["id"]]
    relations = await owner.get(f"/cards/{two['id']}/relations")
    assert relations["parent"]["key"] == one["key"]
    for child in (one, two):
        refused = await owner.ask(
            "PATCH", f"/cards/{one['id']}", {"parent_id": child["id"]}, status=409
        )
        assert refused.json()["code"] == "parent_cycle"
    gone = await owner.patch(f"/cards/{two['id']}", {"parent_id": None})
    assert "parent_id" not in gone
    unknown = "0190b0a0-0000-7000-8000-000000000000"
    await owner.patch(f"/cards/{two['id']}", {"parent_id": unknown}, 422)


async def test_an_edit_of_the_parent_clashes_like_any_other(
    owner: Person, cards: list[Json]
) -> None:
    one, two, three, _ = cards
    await owner.patch(f"/cards/{one['id']}", {"parent_id": two["id"]})
    body = {"parent_id": three["id"], "base_version": one["version"]}
    refused = await owner.ask("PATCH", f"/cards/{one['id']}", body, status=409)
    (conflict,) = refused.json()["conflicts"]
    assert (conflict["yours"], conflict["theirs"]) == (three["id"], two["id"])


async def test_two_halves_of_a_family_circle_at_once(owner: Person, cards: list[Json]) -> None:
    one, two, *_ = cards
    answers = await asyncio.gather(
        *(
            owner.ask("PATCH", f"/cards/{a['id']}", {"parent_id": b["id"]})
            for a, b in ((one, two), (two, one))
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]


async def test_families_have_so_many_levels(
    owner: Person, cards: list[Json], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(family, "MOST_LEVELS", 3)
    one, two, three, four = cards
    await owner.patch(f"/cards/{two['id']}", {"parent_id": one["id"]})
    await owner.patch(f"/cards/{four['id']}", {"parent_id": three["id"]})
    refused = await owner.ask(
        "PATCH", f"/cards/{three['id']}", {"parent_id": two["id"]}, status=409
    )
    assert refused.json()["code"] == "too_deep"
    await owner.patch(f"/cards/{three['id']}", {"parent_id": one["id"]})
