"""Undo: field by field, what nobody else touched since; the undo of an undo is redo."""

from datetime import timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from tests.boards.test_snapshot_and_log import Play
from tests.cards.bulks import assert_log_tells_it, bulk, cards_of, log_of, order, seq_of, undo
from tests.factories.github import PullRequests, branch
from tests.support.apps import (
    Board,
    Json,
    Person,
    Trivet,
    in_workspace,
    make_board,
    make_card,
)
from trivet.boards.models import BoardEventRow, Column
from trivet.platform.clock import now
from trivet.workspaces.models import Role


@pytest.fixture
async def board(owner: Person) -> Board:
    return await make_board(owner)


@pytest.fixture
async def other(app: Trivet, board: Board) -> Person:
    """A second person on the board."""
    return await in_workspace(app, board.workspace_id, Role.MEMBER)


def apart_from_version(card: Json) -> Json:
    return {name: value for name, value in card.items() if name not in ("version", "updated_at")}


async def shown(person: Person, board: Board) -> Json:
    """The board as it is, in everything but versions and when."""
    live = await person.get(f"/boards/{board.id}")
    archived = await person.get(f"/boards/{board.id}?archived=true")
    cards = {c["id"]: c for c in [*live["cards"], *archived["cards"]]}
    whole = {i: apart_from_version(await person.get(f"/cards/{i}")) for i in cards}
    for card in whole.values():
        if "archived_at" in card:
            card["archived_at"] = "some time"
    return {"order": [c["id"] for c in live["cards"]], "cards": whole}


async def label_of(owner: Person, board: Board, name: str = "bug") -> str:
    label = await owner.post(f"/boards/{board.id}/labels", {"name": name, "color": "#ff0000"})
    return str(label["id"])


async def test_each_kind_of_change_is_taken_back_and_done_again(
    app: Trivet, owner: Person, board: Board
) -> None:
    cards = await cards_of(owner, board, 4)
    label = await label_of(owner, board)
    taken = (await app.runtime.live.get(board.id)).to_bytes()
    card = f"/cards/{cards[1]}"
    changes: list[tuple[str, str, Any]] = [
        ("PATCH", card, {"title": "Another", "description": "Long.", "due_date": "2026-01-01"}),
        ("PATCH", card, {"priority": "high", "estimate": 2.5, "acceptance_criteria": "It works"}),
        ("PATCH", card, {"priority": None, "estimate": None, "due_date": None, "description": ""}),
        ("PATCH", card, {"add_label_ids": [label], "add_assignee_ids": [owner.id]}),
        ("PATCH", card, {"remove_label_ids": [label], "remove_assignee_ids": [owner.id]}),
        ("POST", f"{card}/move", {"column_id": board.columns[1]}),
        ("PATCH", f"/cards/{cards[0]}", {"after": cards[2]}),
        ("PATCH", card, {"title": "Moved", "column_id": board.columns[0], "position": 0}),
        ("PATCH", card, {"archived": True}),
        ("PATCH", card, {"archived": False, "column_id": board.columns[2]}),
        ("PATCH", card, {"title": "Gone", "position": 0, "archived": True}),
        ("DELETE", card, None),
        ("DELETE", f"/cards/{cards[2]}", None),
        ("POST", f"/boards/{board.id}/cards", {"column_id": board.columns[0], "title": "New"}),
        ("POST", "/cards/bulk-update", {"card_ids": [cards[3], cards[0]], "updates": {
            "column_id": board.columns[1], "priority": "low", "add_label_ids": [label]}}),
    ]  # fmt: skip
    states = [await shown(owner, board)]
    for method, path, body in changes:
        answer = await owner.ask(method, path, body)
        assert answer.is_success, answer.text
        states.append(await shown(owner, board))
    undone: list[int] = []
    for state in reversed(states[:-1]):
        did = await undo(owner, board)
        assert did["blocked"] == []
        undone.append(did["seqs"][0])
        assert await shown(owner, board) == state
    assert (await undo(owner, board))["undone"][0]["type"] == "card.created"
    assert cards[3] not in (await shown(owner, board))["cards"]
    await undo(owner, board, await seq_of(owner, board))
    # And all of it once more.
    for seq, state in zip(reversed(undone), states[1:], strict=True):
        did = await undo(owner, board, seq)
        assert did["blocked"] == []
        found = await shown(owner, board)
        assert found["cards"] == state["cards"], did
        assert found == state
    await assert_log_tells_it(app, board, taken)


async def test_what_was_taken_back_says_so(owner: Person, board: Board) -> None:
    (card,) = await cards_of(owner, board, 1)
    await owner.patch(f"/cards/{card}", {"title": "Another"})
    seq = await seq_of(owner, board)
    did = await undo(owner, board)
    (event,) = await log_of(owner, board, seq)
    assert did == {
        "undone": [
            {
                "seq": seq,
                "type": "card.updated",
                "card_id": card,
                "key": f"{board.key}-1",
                "title": "Card 0",
            }
        ],
        "blocked": [],
        "kept": [],
        "batch_id": event["batch_id"],
        "seqs": [seq + 1],
    }
    assert event["payload"]["undoes"] == [seq]
    assert event["payload"]["fields"] == {"title": "Card 0"}
    # Once is enough.
    assert (await undo(owner, board, seq, 404))["code"] == "nothing_to_undo"


async def test_somebody_elses_later_change_stays(
    owner: Person, other: Person, board: Board
) -> None:
    (card,) = await cards_of(owner, board, 1)
    mine = {"title": "Mine", "priority": "high", "due_date": "2026-01-01"}
    await owner.patch(f"/cards/{card}", mine)
    await other.patch(f"/cards/{card}", {"title": "Theirs"})
    did = await undo(owner, board)
    (blocked,) = did["blocked"]
    assert (blocked["field"], blocked["reason"]) == ("title", "changed_since")
    assert (blocked["by"], blocked["key"]) == (other.id, f"{board.key}-1")
    now_ = await owner.get(f"/cards/{card}")
    assert now_["title"] == "Theirs"
    assert "priority" not in now_
    assert "due_date" not in now_


async def test_a_field_that_somebody_brought_back_counts_as_touched(
    owner: Person, other: Person, board: Board
) -> None:
    (card,) = await cards_of(owner, board, 1)
    await owner.patch(f"/cards/{card}", {"title": "Mine"})
    seq = await seq_of(owner, board)
    await other.patch(f"/cards/{card}", {"title": "Theirs"})
    await other.patch(f"/cards/{card}", {"title": "Mine"})
    problem = await undo(owner, board, seq, 409)
    assert problem["code"] == "undo_blocked"
    assert problem["blocked"][0]["reason"] == "changed_since"
    # But not if they took it back themselves.
    await undo(other, board)
    await undo(other, board)
    await undo(owner, board, seq)
    assert (await owner.get(f"/cards/{card}"))["title"] == "Card 0"


async def test_a_place_that_somebody_else_gave_stays(
    owner: Person, other: Person, board: Board
) -> None:
    card, _ = await cards_of(owner, board, 2)
    await owner.patch(f"/cards/{card}", {"column_id": board.columns[1]})
    await other.patch(f"/cards/{card}", {"column_id": board.columns[2]})
    before = await seq_of(owner, board)
    problem = await undo(owner, board, None, 409)
    assert problem["blocked"][0]["field"] == "column_id"
    assert await seq_of(owner, board) == before
    # Labels, one by one.
    bug, ui = await label_of(owner, board), await label_of(owner, board, "ui")
    await owner.patch(f"/cards/{card}", {"add_label_ids": [bug, ui]})
    await other.patch(f"/cards/{card}", {"remove_label_ids": [bug]})
    await other.patch(f"/cards/{card}", {"add_label_ids": [bug]})
    did = await undo(owner, board)
    assert did["blocked"][0]["field"] == "label_ids"
    assert (await owner.get(f"/cards/{card}"))["label_ids"] == [bug]


async def test_a_card_that_others_went_on_with_stays(
    owner: Person, other: Person, board: Board
) -> None:
    (card,) = await cards_of(owner, board, 1)
    await other.patch(f"/cards/{card}", {"title": "Ours"})
    problem = await undo(owner, board, None, 409)
    assert problem["blocked"][0]["field"] == "card"
    assert problem["blocked"][0]["by"] == other.id


async def test_archived_and_deleted_cards_are_not_edited(
    owner: Person, other: Person, board: Board
) -> None:
    one, two = await cards_of(owner, board, 2)
    for card, gone in ((one, "archived"), (two, "deleted")):
        await owner.patch(f"/cards/{card}", {"priority": "high"})
        if gone == "archived":
            await other.patch(f"/cards/{card}", {"archived": True})
        else:
            await other.delete(f"/cards/{card}")
        problem = await undo(owner, board, None, 409)
        assert [each["reason"] for each in problem["blocked"]] == [gone]
        assert problem["blocked"][0]["by"] == other.id


async def test_pull_requests_and_branches_are_named_and_kept(
    app: Trivet, owner: Person, board: Board
) -> None:
    card = await make_card(owner, board)
    play = await Play.on(app, owner, board)
    await play.hear_of("create", branch(f"{card['key']}-x"))
    await play.hear_of("pull_request", PullRequests(7, title=card["key"]).at(2, "opened"))
    did = await undo(owner, board)
    names = sorted((each["kind"], each["name"]) for each in did["kept"])
    assert [kind for kind, _ in names] == ["branch", "pull_request"]
    assert names[0][1] == f"{card['key']}-x"
    assert names[1][1].endswith("#7")
    await undo(owner, board, did["seqs"][0])
    back = await owner.get(f"/cards/{card['id']}")
    assert len(back["pull_requests"]) == len(back["branches"]) == 1


async def test_a_column_that_is_gone_or_full_takes_no_card_back(
    app: Trivet, owner: Person, board: Board
) -> None:
    one, two, three = await cards_of(owner, board, 3)
    await owner.patch(f"/cards/{one}", {"column_id": board.columns[1], "priority": "low"})
    await owner.patch(f"/columns/{board.columns[0]}", {"wip_limit": 2})
    async with app.runtime.units.write() as unit:
        await unit.session.run(
            update(Column).where(Column.id == UUID(board.columns[0])).values(wip_hard=True)
        )
    did = await undo(owner, board)
    assert [(each["field"], each["reason"]) for each in did["blocked"]] == [
        ("column_id", "column_full")
    ]
    assert "priority" not in await owner.get(f"/cards/{one}")
    await bulk(owner, [two, three], {"column_id": board.columns[2]})
    seq = await seq_of(owner, board)
    await owner.delete(f"/columns/{board.columns[0]}")
    problem = await undo(owner, board, seq, 409)
    assert {each["reason"] for each in problem["blocked"]} == {"column_deleted"}


async def test_labels_and_people_that_are_gone_do_not_come_back(
    app: Trivet, owner: Person, other: Person, board: Board
) -> None:
    (card,) = await cards_of(owner, board, 1)
    bug, ui = await label_of(owner, board), await label_of(owner, board, "ui")
    await owner.patch(f"/cards/{card}", {"add_label_ids": [bug, ui]})
    await owner.patch(f"/cards/{card}", {"add_assignee_ids": [other.id]})
    away = {"remove_label_ids": [bug, ui], "remove_assignee_ids": [other.id]}
    await owner.patch(f"/cards/{card}", away)
    await owner.delete(f"/labels/{bug}")
    await owner.delete(f"/workspaces/{board.workspace_id}/members/{other.id}")
    did = await undo(owner, board)
    assert {(each["field"], each["reason"]) for each in did["blocked"]} == {
        ("label_ids", "label_deleted"),
        ("assignee_ids", "not_a_member"),
    }
    assert (await owner.get(f"/cards/{card}"))["label_ids"] == [ui]


async def test_several_cards_go_back_in_one_step(owner: Person, board: Board) -> None:
    cards = await cards_of(owner, board, 5)
    there = await cards_of(owner, board, 2, 1)
    before = await shown(owner, board)
    wanted = [cards[4], cards[0], there[1], cards[2]]
    await bulk(owner, wanted, {"column_id": board.columns[1], "position": 0, "priority": "high"})
    after = await shown(owner, board)
    did = await undo(owner, board)
    assert len(did["undone"]) == 8
    assert await shown(owner, board) == before
    await undo(owner, board, did["seqs"][0])
    assert await shown(owner, board) == after
    assert await order(owner, board, 1) == [*wanted, there[0]]


async def test_of_several_cards_those_go_back_that_can(
    owner: Person, other: Person, board: Board
) -> None:
    cards = await cards_of(owner, board, 3)
    await bulk(owner, cards, {"column_id": board.columns[1]})
    await other.patch(f"/cards/{cards[1]}", {"column_id": board.columns[2]})
    did = await undo(owner, board)
    assert [each["card_id"] for each in did["undone"]] == [cards[0], cards[2]]
    assert [each["card_id"] for each in did["blocked"]] == [cards[1]]
    assert await order(owner, board, 0) == [cards[0], cards[2]]


async def test_whose_change_it_is(owner: Person, other: Person, board: Board) -> None:
    (card,) = await cards_of(owner, board, 1)
    seq = await seq_of(owner, board)
    assert (await undo(other, board, seq, 403))["code"] == "forbidden"
    assert (await undo(other, board, None, 404))["code"] == "nothing_to_undo"
    assert (await undo(owner, board, 1, 404))["code"] == "nothing_to_undo"
    assert (await undo(owner, board, 999, 404))["code"] == "nothing_to_undo"
    await other.patch(f"/cards/{card}", {"priority": "low"})
    await owner.patch(f"/cards/{card}", {"estimate": 1.0})
    await undo(other, board)
    card_ = await owner.get(f"/cards/{card}")
    assert ("priority" in card_, card_["estimate"]) == (False, 1.0)


async def test_who_may_no_longer_edit_does_not_undo(
    owner: Person, other: Person, board: Board
) -> None:
    (card,) = await cards_of(owner, board, 1)
    await other.patch(f"/cards/{card}", {"priority": "low"})
    path = f"/workspaces/{board.workspace_id}/members/{other.id}"
    await owner.patch(path, {"role": "viewer"})
    assert (await undo(other, board, None, 403))["code"] == "forbidden"


async def test_what_is_older_than_a_day_is_taken_back_only_by_its_number(
    app: Trivet, owner: Person, board: Board
) -> None:
    (card,) = await cards_of(owner, board, 1)
    await owner.patch(f"/cards/{card}", {"priority": "low"})
    seq = await seq_of(owner, board)
    async with app.runtime.units.write() as unit:
        await unit.session.run(
            update(BoardEventRow).values(created_at=now() - timedelta(hours=25), texts=None)
        )
    await undo(owner, board, None, 404)
    await undo(owner, board, seq)
    assert "priority" not in await owner.get(f"/cards/{card}")


async def test_texts_that_the_log_has_forgotten_stay(
    app: Trivet, owner: Person, board: Board
) -> None:
    (card,) = await cards_of(owner, board, 1)
    await owner.patch(f"/cards/{card}", {"title": "Another", "priority": "low"})
    async with app.runtime.units.write() as unit:
        await unit.session.run(update(BoardEventRow).values(texts=None))
    did = await undo(owner, board)
    assert [(each["field"], each["reason"]) for each in did["blocked"]] == [("title", "forgotten")]
    card_ = await owner.get(f"/cards/{card}")
    assert (card_["title"], card_.get("priority")) == ("Another", None)


async def test_the_activity_of_a_board_is_told_from_its_end(owner: Person, board: Board) -> None:
    cards = await cards_of(owner, board, 3)
    await owner.patch(f"/cards/{cards[0]}", {"priority": "low"})
    log = await log_of(owner, board)
    first = await owner.get(f"/boards/{board.id}/activity?limit=5")
    assert first["items"] == log[:-6:-1]
    cursor = first["next_cursor"]
    rest = await owner.get(f"/boards/{board.id}/activity?limit=100&cursor={cursor}")
    assert [*first["items"], *rest["items"]] == log[::-1]
    assert rest["next_cursor"] is None
    for bad in ("x", "WyJ4Il0"):
        await owner.ask("GET", f"/boards/{board.id}/activity?cursor={bad}", status=422)


async def test_a_parent_does_not_come_back_above_too_many(owner: Person) -> None:
    """Others went below the card since it was taken out."""
    board = await make_board(owner)
    cards = await cards_of(owner, board, 12)
    for parent, card in pairwise(cards[:10]):
        await owner.patch(f"/cards/{card}", {"parent_id": parent})
    taken = await owner.ask("PATCH", f"/cards/{cards[9]}", {"parent_id": None}, status=200)
    for parent, card in pairwise(cards[9:]):
        await owner.patch(f"/cards/{card}", {"parent_id": parent})
    refused = await undo(owner, board, int(taken.headers["X-Board-Seq"]), status=409)
    assert [(one["field"], one["reason"]) for one in refused["blocked"]] == [("parent_id", "cycle")]
