"""A copy of a board is a board of its own, like the original."""

from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import insert, select, update

from tests.boards.test_snapshot_and_log import CODEC, Play, assert_same, fresh_board, snapshots
from tests.factories.github import PullRequests
from tests.support.apps import (
    Board,
    Json,
    Person,
    Trivet,
    fill_board,
    in_workspace,
    make_board,
    make_card,
    somebody,
)
from trivet.boards.live import LiveBoard
from trivet.cards.models import Card, CardDependency
from trivet.platform.clock import now
from trivet.platform.ids import new_id
from trivet.workspaces.models import Role


async def furnished(app: Trivet, owner: Person) -> tuple[Board, list[Json]]:
    """A board with limits, a label, a rule and four cards that know one another."""
    board = await make_board(owner)
    await owner.patch(f"/columns/{board.columns[1]}", {"wip_limit": 2, "wip_hard": True})
    label = await owner.post(f"/boards/{board.id}/labels", {"name": "bug", "color": "#ff0000"})
    rule = {"event": "opened", "column_id": board.columns[2]}
    await owner.ask("PUT", f"/boards/{board.id}/rules", {"rules": [rule]}, status=200)
    gone = await make_card(owner, board, title="gone")
    cards = [
        await make_card(owner, board, title="a", label_ids=[label["id"]], assignee_ids=[owner.id]),
        await make_card(owner, board, 1, title="b", description="Long.", priority="low"),
        await make_card(owner, board, 1, title="c", due_date="2026-05-05"),
        await make_card(owner, board, 2, title="archived"),
    ]
    await owner.delete(f"/cards/{gone['id']}")
    await owner.patch(f"/cards/{cards[3]['id']}", {"archived": True})
    ids = [UUID(card["id"]) for card in cards]
    steps = [{"id": str(new_id()), "text": "s", "done": True}]
    async with app.runtime.units.write() as unit:
        run = unit.session.run
        await run(update(Card).where(Card.id == ids[1]).values(parent_id=ids[0], checklist=steps))
        await run(update(Card).where(Card.id == ids[2]).values(parent_id=ids[3]))
        for blocker in (ids[0], ids[3]):
            tie = {"blocked_id": ids[1], "blocker_id": blocker, "created_at": now()}
            await run(insert(CardDependency).values(tie))
    play = await Play.on(app, owner, board)
    await play.hear_of(
        "pull_request", PullRequests(1, title=cards[0]["key"], draft=True).at(1, "opened")
    )
    return board, cards


async def copy_of(owner: Person, board: Board, **body: Any) -> Json:
    made = await owner.post(f"/boards/{board.id}/copy", {"name": "Copy", **body})
    assert made["name"] == "Copy"
    return await owner.get(f"/boards/{made['id']}")


def look(columns: list[Json]) -> list[tuple[Any, ...]]:
    return [(c["name"], c["category"], c.get("wip_limit"), c.get("wip_hard")) for c in columns]


async def test_it_has_the_same_columns_labels_and_rules(app: Trivet, owner: Person) -> None:
    board, _ = await furnished(app, owner)
    original = await owner.get(f"/boards/{board.id}")
    copy = await copy_of(owner, board, key="TWO")
    assert (copy["key"], copy["workspace_id"]) == ("TWO", board.workspace_id)
    assert look(copy["columns"]) == look(original["columns"])
    assert [(x["name"], x["color"]) for x in copy["labels"]] == [("bug", "#ff0000")]
    assert copy["cards"] == []
    rules = (await owner.get(f"/boards/{copy['id']}/rules"))["rules"]
    opened = next(rule for rule in rules if rule["event"] == "opened")
    assert (opened["column_id"], opened["default"]) == (copy["columns"][2]["id"], False)
    assert await owner.get(f"/boards/{board.id}") == original


async def test_with_its_open_cards_and_what_they_are_to_one_another(
    app: Trivet, owner: Person
) -> None:
    board, _ = await furnished(app, owner)
    original = await owner.get(f"/boards/{board.id}")
    copy = await copy_of(owner, board, with_cards=True)
    a, b, c = copy["cards"]
    assert [card["key"] for card in copy["cards"]] == [f"{copy['key']}-{n}" for n in (1, 2, 3)]
    assert [card["title"] for card in copy["cards"]] == ["a", "b", "c"]
    assert (a["label_ids"], a["assignee_ids"]) == ([copy["labels"][0]["id"]], [owner.id])
    assert "pull_requests" not in a
    assert (b["parent_id"], b["blocked_by"], a["blocks"]) == (a["id"], [a["id"]], [b["id"]])
    assert (b["checklist_total"], b["checklist_done"], b["has_description"]) == (1, 1, True)
    assert "parent_id" not in c
    assert {card["id"] for card in copy["cards"]}.isdisjoint(x["id"] for x in original["cards"])
    assert (await owner.get(f"/boards/{board.id}"))["cards"] == original["cards"]
    again = Board(copy["id"], copy["key"], [x["id"] for x in copy["columns"]], board.workspace_id)
    assert (await make_card(owner, again))["number"] == 4
    await assert_log_makes(app, again)


async def assert_log_makes(app: Trivet, board: Board) -> None:
    """From its first event on, the log makes the board."""
    fresh = await fresh_board(app, board)
    log = await snapshots(app).events(board.uuid, 0)
    assert log is not None
    head = orjson.loads(fresh.to_bytes()) | {"seq": 0, "structure_version": 0}
    empty = head | {"columns": [], "labels": [], "cards": []}
    replayed = LiveBoard.from_bytes(orjson.dumps(empty), CODEC)
    for event in log:
        replayed.apply(event)
    assert_same(orjson.loads(replayed.body()), orjson.loads(fresh.body()))
    assert replayed.structure_version == fresh.structure_version


async def test_an_archived_board_is_copied_as_an_open_one(app: Trivet, owner: Person) -> None:
    board, _ = await furnished(app, owner)
    await owner.patch(f"/boards/{board.id}", {"archived": True})
    copy = await copy_of(owner, board, with_cards=True)
    assert "archived_at" not in copy
    assert len(copy["cards"]) == 3


async def test_refusals(app: Trivet, owner: Person) -> None:
    board = await make_board(owner)
    path = f"/boards/{board.id}/copy"
    assert (await owner.post(path, {"name": "x", "key": board.key}, 409))[
        "code"
    ] == "board_key_taken"
    for body in ({}, {"name": ""}, {"name": "x", "with_cards": 1}, {"name": "x", "more": 1}):
        await owner.post(path, body, 422)
    viewer = await in_workspace(app, board.workspace_id, Role.VIEWER)
    await viewer.post(path, {"name": "x"}, 403)
    stranger = await somebody(app)
    await stranger.post(path, {"name": "x"}, 404)


async def test_a_thousand_cards_keep_their_order(app: Trivet, owner: Person) -> None:
    board = await make_board(owner)
    await fill_board(app, board, 1_000)
    copy = await copy_of(owner, board, with_cards=True)
    assert len(copy["cards"]) == 1_000
    async with app.runtime.units.read() as unit:
        ranks = select(Card.rank).where(Card.board_id == UUID(copy["id"])).order_by(Card.number)
        found = (await unit.session.scalars(ranks)).all()
    assert list(found) == sorted(found)
