"""Many cards at once, in one transaction: all or none, or those that can."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from tests.cards.bulks import assert_log_tells_it, bulk, cards_of, log_of, order, seq_of
from tests.support.apps import (
    Board,
    Json,
    Person,
    Trivet,
    in_workspace,
    make_board,
    make_card,
    somebody,
)
from trivet.boards.models import Column
from trivet.cards import bulk_places
from trivet.platform import ranking
from trivet.platform.ids import new_id
from trivet.workspaces.models import Role


@pytest.fixture
async def board(owner: Person) -> Board:
    return await make_board(owner)


async def label_of(owner: Person, board: Board, name: str = "bug") -> str:
    label = await owner.post(f"/boards/{board.id}/labels", {"name": name, "color": "#ff0000"})
    return str(label["id"])


async def test_everything_is_set_on_all_of_them(app: Trivet, owner: Person, board: Board) -> None:
    cards = await cards_of(owner, board, 4)
    taken = (await app.runtime.live.get(board.id)).to_bytes()
    bug, old = await label_of(owner, board), await label_of(owner, board, "old")
    await owner.patch(f"/cards/{cards[0]}", {"add_label_ids": [old]})
    before = await seq_of(owner, board)
    out = await bulk(
        owner,
        cards[:3],
        {
            "column_id": board.columns[1],
            "add_label_ids": [bug],
            "remove_label_ids": [old],
            "add_assignee_ids": [owner.id],
            "priority": "high",
            "estimate": 3.0,
            "start_date": "2026-01-01",
            "due_date": "2026-02-01",
        },
    )
    assert (out["updated"], out["unchanged"], out["failed"]) == (3, 0, 0)
    assert [each["card_id"] for each in out["results"]] == cards[:3]
    for result in out["results"]:
        card = await owner.get(f"/cards/{result['card_id']}")
        assert card["version"] == result["version"]
        assert (card["label_ids"], card["assignee_ids"]) == ([bug], [owner.id])
        assert (card["priority"], card["estimate"]) == ("high", 3.0)
        assert (card["start_date"], card["due_date"]) == ("2026-01-01", "2026-02-01")
    assert await order(owner, board, 1) == cards[:3]
    events = await log_of(owner, board, before)
    assert {event["batch_id"] for event in events} == {out["batch_id"]}
    assert [event["type"] for event in events] == ["card.moved", "card.updated"] * 3
    await assert_log_tells_it(app, board, taken)


async def test_cards_keep_the_order_in_which_they_are_named(owner: Person, board: Board) -> None:
    cards = await cards_of(owner, board, 5)
    there = await cards_of(owner, board, 3, 1)
    target = board.columns[1]
    wanted = [cards[4], cards[0], cards[2]]
    places: list[tuple[Json, list[str]]] = [
        ({}, [*there, *wanted]),
        ({"position": 1}, [there[0], *wanted, *there[1:]]),
        ({"position": 99}, [*there, *wanted]),
        ({"before": there[2]}, [*there[:2], *wanted, there[2]]),
        ({"after": there[0]}, [there[0], *wanted, *there[1:]]),
    ]
    for place, expected in places:
        await bulk(owner, wanted, {"column_id": target, **place})
        assert await order(owner, board, 1) == expected
    assert await order(owner, board, 0) == [cards[1], cards[3]]
    # Beside a card goes to the column of that card.
    await bulk(owner, [there[1], cards[4]], {"before": cards[1]})
    assert await order(owner, board, 0) == [there[1], cards[4], cards[1], cards[3]]


async def test_within_a_column_they_are_put_together(owner: Person, board: Board) -> None:
    cards = await cards_of(owner, board, 6)
    await bulk(owner, [cards[4], cards[1]], {"column_id": board.columns[0], "position": 2})
    expected = [cards[0], cards[2], cards[4], cards[1], cards[3], cards[5]]
    assert await order(owner, board, 0) == expected
    before = await seq_of(owner, board)
    out = await bulk(owner, [cards[4], cards[1]], {"after": cards[2]})
    assert (out["updated"], out["unchanged"]) == (0, 2)
    assert await seq_of(owner, board) == before


async def test_beside_a_card_that_has_just_left_they_go_where_it_stood(
    owner: Person, board: Board
) -> None:
    cards = await cards_of(owner, board, 4)
    await owner.patch(f"/cards/{cards[1]}", {"column_id": board.columns[1]})
    await bulk(owner, [cards[3]], {"column_id": board.columns[0], "before": cards[1]})
    assert await order(owner, board, 0) == [cards[0], cards[3], cards[2]]


async def test_ranks_that_have_grown_too_long_are_made_short_again(
    app: Trivet, owner: Person, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "MAX_LENGTH", 3)
    cards = await cards_of(owner, board, 8)
    taken = (await app.runtime.live.get(board.id)).to_bytes()
    for number in range(12):
        pair = [cards[number % 8], cards[(number + 3) % 8]]
        await bulk(owner, pair, {"column_id": board.columns[0], "position": 1})
    types = [event["type"] for event in await log_of(owner, board)]
    assert "cards.reranked" in types
    await assert_log_tells_it(app, board, taken)


async def test_what_is_so_already_is_unchanged(owner: Person, board: Board) -> None:
    cards = await cards_of(owner, board, 2)
    await owner.patch(f"/cards/{cards[0]}", {"priority": "low"})
    out = await bulk(owner, cards, {"priority": "low"})
    assert [each["status"] for each in out["results"]] == ["unchanged", "updated"]
    assert [each["version"] for each in out["results"]] == [2, 2]


async def test_archived_and_brought_back(app: Trivet, owner: Person, board: Board) -> None:
    cards = await cards_of(owner, board, 3)
    taken = (await app.runtime.live.get(board.id)).to_bytes()
    await owner.patch(f"/cards/{cards[0]}", {"archived": True})
    out = await bulk(owner, cards, {"archived": True})
    assert [each["status"] for each in out["results"]] == ["unchanged", "updated", "updated"]
    assert await order(owner, board, 0) == []
    await bulk(owner, [cards[2], cards[0]], {"archived": False})
    assert await order(owner, board, 0) == [cards[2], cards[0]]
    await bulk(owner, [cards[1]], {"archived": False, "before": cards[0], "priority": "low"})
    assert await order(owner, board, 0) == [cards[2], cards[1], cards[0]]
    await assert_log_tells_it(app, board, taken)


async def impossible(owner: Person, board: Board) -> tuple[list[str], Json]:
    """Two that can be changed, and why three others cannot."""
    good, archived, deleted = await cards_of(owner, board, 3)
    await owner.patch(f"/cards/{archived}", {"archived": True})
    await owner.delete(f"/cards/{deleted}")
    strange = str(new_id())
    return [good, archived, deleted, strange], {
        archived: "card_archived",
        deleted: "card_not_found",
        strange: "card_not_found",
    }


async def test_all_or_none(owner: Person, board: Board) -> None:
    cards, why = await impossible(owner, board)
    before = await seq_of(owner, board)
    problem = await bulk(owner, cards, {"priority": "high"}, 409)
    assert problem["code"] == "bulk_failed"
    failed = {r["card_id"]: r["error"]["code"] for r in problem["results"] if r["error"]}
    assert failed == why
    assert await seq_of(owner, board) == before
    assert "priority" not in await owner.get(f"/cards/{cards[0]}")


async def test_those_that_can(owner: Person, board: Board) -> None:
    cards, why = await impossible(owner, board)
    out = await bulk(owner, cards, {"priority": "high"}, mode="partial")
    assert (out["updated"], out["failed"]) == (1, 3)
    assert {r["card_id"]: r["error"]["code"] for r in out["results"] if "error" in r} == why
    assert (await owner.get(f"/cards/{cards[0]}"))["priority"] == "high"


@pytest.mark.parametrize(
    ("updates", "code"),
    [
        ({}, "invalid"),
        ({"position": 1}, "invalid"),
        ({"title": "One for all"}, "invalid"),
        ({"column_id": str(new_id())}, "unknown_column"),
        ({"add_label_ids": [str(new_id())]}, "unknown_label"),
        ({"add_assignee_ids": [str(new_id())]}, "unknown_assignee"),
        ({"before": str(new_id())}, "unknown_card"),
    ],
)
async def test_what_cannot_be_meant(owner: Person, board: Board, updates: Json, code: str) -> None:
    cards = await cards_of(owner, board, 1)
    assert (await bulk(owner, cards, updates, 422))["code"] == code


async def test_which_cards_cannot_be_meant(owner: Person, board: Board) -> None:
    (card,) = await cards_of(owner, board, 1)
    other = await make_board(owner, workspace_id=board.workspace_id)
    (elsewhere,) = await cards_of(owner, other, 1)
    cases: list[tuple[list[Any], Json, int, str]] = [
        ([], {"priority": "low"}, 422, "invalid"),
        ([card, card], {"priority": "low"}, 422, "invalid"),
        ([card], {"before": card}, 422, "invalid"),
        ([card, elsewhere], {"priority": "low"}, 422, "several_boards"),
        ([new_id()], {"priority": "low"}, 404, "card_not_found"),
        ([new_id() for _ in range(201)], {"priority": "low"}, 422, "bulk_too_large_for_atomic"),
    ]
    for cards, updates, status, code in cases:
        assert (await bulk(owner, cards, updates, status))["code"] == code


async def test_who_may_not(app: Trivet, owner: Person, board: Board) -> None:
    cards = await cards_of(owner, board, 2)
    viewer = await in_workspace(app, board.workspace_id, Role.VIEWER)
    assert (await bulk(viewer, cards, {"priority": "low"}, 403))["code"] == "forbidden"
    stranger = await somebody(app)
    assert (await bulk(stranger, cards, {"priority": "low"}, 404))["code"] == "card_not_found"
    # Cards of boards that one does not see are not told from such as are not there.
    foreign = await make_board(stranger)
    (hidden,) = await cards_of(stranger, foreign, 1)
    out = await bulk(owner, [cards[0], hidden], {"priority": "low"}, mode="partial")
    assert [each["status"] for each in out["results"]] == ["updated", "failed"]
    await owner.patch(f"/boards/{board.id}", {"archived": True})
    assert (await bulk(owner, cards, {"priority": "low"}, 409))["code"] == "board_archived"


async def limit(app: Trivet, column_id: str, cards: int) -> None:
    async with app.runtime.units.write() as unit:
        values = {"wip_limit": cards, "wip_hard": True}
        await unit.session.run(update(Column).where(Column.id == UUID(column_id)).values(**values))


async def test_a_hard_limit_lets_in_as_many_as_there_is_room_for(
    app: Trivet, owner: Person, board: Board
) -> None:
    cards = await cards_of(owner, board, 4)
    there = await cards_of(owner, board, 1, 1)
    await limit(app, board.columns[1], 3)
    into = {"column_id": board.columns[1]}
    assert (await bulk(owner, cards, into, 409))["code"] == "bulk_failed"
    out = await bulk(owner, [*cards, *there], into, mode="partial")
    assert [each["status"] for each in out["results"]][:4] == [*["updated"] * 2, *["failed"] * 2]
    assert out["results"][2]["error"]["code"] == "wip_limit_reached"
    assert await order(owner, board, 1) == [*cards[:2], *there]
    # Within the column nobody is refused, and who comes back needs a place.
    await bulk(owner, [*there, cards[1]], {**into, "position": 0})
    await owner.patch(f"/cards/{cards[0]}", {"archived": True})
    await owner.patch(f"/cards/{cards[2]}", {"column_id": board.columns[1]})
    out = await bulk(owner, cards[:1], {"archived": False}, mode="partial")
    assert out["results"][0]["error"]["code"] == "wip_limit_reached"
    member = await in_workspace(app, board.workspace_id, Role.MEMBER)
    assert (await bulk(member, cards[3:], into, 403, force=True))["code"] == "forbidden"
    assert (await bulk(owner, cards[3:], into, force=True))["updated"] == 1


async def test_a_full_board_takes_none_back(
    owner: Person, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_places, "MOST_OPEN_CARDS", 3)
    cards = await cards_of(owner, board, 3)
    await bulk(owner, cards[:2], {"archived": True})
    await make_card(owner, board)
    out = await bulk(owner, cards[:2], {"archived": False}, mode="partial")
    assert [each["status"] for each in out["results"]] == ["updated", "failed"]
    assert out["results"][1]["error"]["code"] == "board_full"


async def test_two_hundred_take_as_many_statements_as_two(app: Trivet, owner: Person) -> None:
    from tests.support.apps import fill_board
    from tests.views.test_query_counts import statements

    asked = []
    for count in (2, 200):
        board = await make_board(owner)
        cards = await fill_board(app, board, count)
        label = await label_of(owner, board)
        updates = {
            "column_id": board.columns[1],
            "priority": "high",
            "add_label_ids": [label],
            "add_assignee_ids": [owner.id],
        }

        async def change(cards: list[UUID] = cards, updates: Json = updates) -> None:
            await bulk(owner, cards, updates)

        asked.append(len(await statements(app, change)))
    assert asked[0] == asked[1] <= 30


async def test_a_neighbour_that_left_for_another_board_says_no_column(owner: Person) -> None:
    here = await make_board(owner)
    there = await make_board(owner, workspace_id=here.workspace_id, name="There")
    first, second, gone = await cards_of(owner, here, 3)
    await owner.post(f"/cards/{gone}/transfer", {"board_id": there.id}, 200)
    for count in (1, 2):
        ids = [first, second][:count]
        refused = await bulk(owner, ids, {"after": gone}, status=422)
        assert (refused["code"], refused["fields"][0]["field"]) == ("unknown_card", "after")
    await bulk(owner, [first], {"after": gone, "column_id": here.columns[0]})
    assert await order(owner, here) == [second, first]
