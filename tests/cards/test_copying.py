"""A copy of a card says what the original says, and leaves it alone."""

from uuid import UUID

import pytest
from sqlalchemy import update

from tests.boards.test_snapshot_and_log import Play
from tests.factories.github import PullRequests
from tests.support.apps import (
    Board,
    Json,
    Person,
    Trivet,
    in_workspace,
    make_board,
    make_card,
)
from trivet.cards.models import Card
from trivet.platform.ids import new_id
from trivet.workspaces.models import Role


@pytest.fixture
async def board(owner: Person) -> Board:
    made = await make_board(owner)
    await owner.get(f"/boards/{made.id}")
    return made


async def full_card(app: Trivet, owner: Person, board: Board) -> Json:
    """A card that has all that is copied, and a pull request, which is not."""
    label = await owner.post(f"/boards/{board.id}/labels", {"name": "bug", "color": "#ff0000"})
    card = await make_card(
        owner,
        board,
        title="Original",
        description="Long.",
        acceptance_criteria="It flies.",
        priority="high",
        estimate=2.5,
        start_date="2026-01-01",
        due_date="2026-02-01",
        label_ids=[label["id"]],
        assignee_ids=[owner.id],
    )
    steps = [
        {"id": str(new_id()), "text": text, "done": done}
        for text, done in (("a", True), ("b", False))
    ]
    links = [{"id": str(new_id()), "url": "https://example.com", "title": "There"}]
    async with app.runtime.units.write() as unit:
        one = update(Card).where(Card.id == UUID(card["id"]))
        await unit.session.run(one.values(checklist=steps, links=links, comment_count=3))
    play = await Play.on(app, owner, board)
    await play.hear_of("pull_request", PullRequests(1, title=card["key"]).at(1, "opened"))
    return await owner.get(f"/cards/{card['id']}")


OWN = {"id", "key", "number", "rank", "version", "created_at", "updated_at", "checklist", "links"}


async def test_it_says_the_same_and_stands_behind_the_original(
    app: Trivet, owner: Person, board: Board
) -> None:
    original = await full_card(app, owner, board)
    await make_card(owner, board, title="last")
    copy = await owner.post(f"/cards/{original['key']}/copy", {})
    assert (copy["number"], copy["version"]) == (3, 1)
    left = {"pull_requests", "comment_count"}
    same = original.keys() - OWN - left
    assert {name: copy[name] for name in same} == {name: original[name] for name in same}
    assert copy.keys() == original.keys() - left
    assert [(s["text"], s["done"]) for s in copy["checklist"]] == [("a", False), ("b", False)]
    assert [(x["url"], x["title"]) for x in copy["links"]] == [("https://example.com", "There")]
    for name in ("checklist", "links"):
        ids = [{one["id"] for one in card[name]} for card in (original, copy)]
        assert ids[0].isdisjoint(ids[1])
    assert await owner.get(f"/cards/{copy['id']}") == copy
    assert await owner.get(f"/cards/{original['id']}") == original
    shown = await owner.get(f"/boards/{board.id}")
    assert [c["title"] for c in shown["cards"]] == ["Original", "Original", "last"]
    assert [c["id"] for c in shown["cards"]][:2] == [original["id"], copy["id"]]


async def test_to_another_board_with_its_labels(app: Trivet, owner: Person, board: Board) -> None:
    original = await full_card(app, owner, board)
    other = await make_board(owner, name="Wings", workspace_id=board.workspace_id)
    there = await owner.post(f"/boards/{other.id}/labels", {"name": "bug", "color": "#00ff00"})
    copy = await owner.post(f"/cards/{original['id']}/copy", {"board_id": other.id, "title": "New"})
    assert (copy["key"], copy["title"]) == (f"{other.key}-1", "New")
    assert copy["label_ids"] == [there["id"]]
    assert copy["column_id"] == other.columns[0]  # it has the same name
    assert await owner.get(f"/cards/{original['id']}") == original


async def test_people_who_left_do_not_come_along(app: Trivet, owner: Person, board: Board) -> None:
    member = await in_workspace(app, board.workspace_id, Role.MEMBER)
    card = await make_card(owner, board, assignee_ids=[owner.id, member.id])
    await owner.delete(f"/workspaces/{board.workspace_id}/members/{member.id}")
    assert (await owner.post(f"/cards/{card['id']}/copy", {}))["assignee_ids"] == [owner.id]


async def test_an_archived_card_is_copied_onto_the_board(owner: Person, board: Board) -> None:
    card = await make_card(owner, board)
    await owner.patch(f"/cards/{card['id']}", {"archived": True})
    copy = await owner.post(f"/cards/{card['id']}/copy", {})
    assert "archived_at" not in copy
    assert len((await owner.get(f"/boards/{board.id}"))["cards"]) == 1


async def test_where_it_cannot_go(owner: Person, board: Board) -> None:
    card = await make_card(owner, board)
    path = f"/cards/{card['id']}/copy"
    elsewhere = await make_board(owner)
    assert (await owner.post(path, {"board_id": elsewhere.id}, 422))["code"] == "other_workspace"
    await owner.patch(f"/columns/{board.columns[0]}", {"wip_limit": 1, "wip_hard": True})
    assert (await owner.post(path, {}, 409))["code"] == "wip_limit_reached"
    await owner.post(path, {"force": True})
    await owner.post(path, {"column_id": board.columns[1], "position": 0})
    await owner.post(path, {"title": ""}, 422)
    await owner.post(path, {"column_id": elsewhere.columns[0]}, 422)
