"""The rules of cards, each driven through both ways: the quick one and the ordinary one."""

import asyncio
from collections import Counter
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert, inspect, select, update

from tests.support.apps import (
    Board,
    Json,
    Person,
    Trivet,
    in_workspace,
    make_board,
    make_card,
)
from trivet.cards import limits, quick
from trivet.cards.models import Card
from trivet.cards.quick import QuickCards
from trivet.platform import ranking
from trivet.platform.ids import new_id
from trivet.workspaces.models import Role

WAYS = ["quick", "ordinary"]


class CountingQuick:
    """The quick way, counting what it answers."""

    def __init__(self, quick: QuickCards) -> None:
        self._quick = quick
        self.answered = 0

    async def create(self, *arguments: Any) -> Any:
        return self._counted(await self._quick.create(*arguments))

    async def patch(self, *arguments: Any) -> Any:
        return self._counted(await self._quick.patch(*arguments))

    def _counted(self, answer: Any) -> Any:
        self.answered += answer is not None
        return answer


class Way:
    """Writes by one way; `test_each_way_is_really_taken` sees that it is not the other."""

    def __init__(self, app: Trivet, person: Person, name: str) -> None:
        self.app = app
        self.person = person
        self.name = name
        self.quick = app.app.state.quick = CountingQuick(app.runtime.quick)
        self._count = 0

    async def create(self, board: Board, body: Json, status: int = 201) -> Json:
        if self.name == "quick":
            return await self.person.post(f"/boards/{board.id}/cards", body, status)
        self._count += 1
        response = await self.person.ask(
            "POST",
            f"/boards/{board.id}/cards",
            body,
            status=status,
            headers={"Idempotency-Key": f"way-{self._count}"},
        )
        answer: Json = response.json()
        return answer

    async def patch(self, card_id: str, body: Json, status: int = 200) -> Json:
        headers = {} if self.name == "quick" else {"Idempotency-Key": "any"}
        response = await self.person.ask(
            "PATCH", f"/cards/{card_id}", body, status=status, headers=headers
        )
        answer: Json = response.json()
        return answer


@pytest.fixture(params=WAYS)
async def way(request: pytest.FixtureRequest, app: Trivet, owner: Person) -> Way:
    return Way(app, owner, request.param)


@pytest.fixture
async def board(way: Way) -> Board:
    made = await make_board(way.person)
    await way.person.get(f"/boards/{made.id}")  # in memory, as the quick way needs it
    return made


async def titles(person: Person, board: Board, column: int = 0) -> list[str]:
    shown = await person.get(f"/boards/{board.id}")
    return [c["title"] for c in shown["cards"] if c["column_id"] == board.columns[column]]


async def test_each_way_is_really_taken(way: Way, board: Board) -> None:
    cards = [await make_card(way.person, board, title=title) for title in "ab"]
    before = way.quick.answered
    await way.create(board, {"column_id": board.columns[0], "title": "c", "description": "Long."})
    edited = await way.patch(cards[0]["id"], {"title": "d", "due_date": "2026-01-01"})
    await way.patch(cards[0]["id"], {"priority": "low", "base_version": edited["version"]})
    await way.patch(cards[0]["id"], {"column_id": board.columns[1]})
    await way.patch(cards[1]["id"], {"position": 1})
    await way.patch(cards[1]["id"], {"column_id": board.columns[1], "before": cards[0]["id"]})
    assert way.quick.answered - before == (6 if way.name == "quick" else 0)


async def test_a_new_card_has_the_next_key_and_stands_at_the_end(way: Way, board: Board) -> None:
    first = await way.create(board, {"column_id": board.columns[0], "title": "One"})
    second = await way.create(board, {"column_id": board.columns[0], "title": "Two"})
    assert [first["key"], second["key"]] == [f"{board.key}-1", f"{board.key}-2"]
    assert await titles(way.person, board) == ["One", "Two"]


async def test_a_new_card_keeps_all_that_was_said(way: Way, board: Board) -> None:
    said = {
        "title": "Ship it",
        "description": "Soon.",
        "acceptance_criteria": "It floats.",
        "priority": "high",
        "estimate": 2.5,
        "start_date": "2026-01-02",
        "due_date": "2026-02-03",
    }
    card = await way.create(board, {"column_id": board.columns[1], **said})
    read = await way.person.get(f"/cards/{card['key']}")
    assert read == card
    assert {name: read[name] for name in said} == said
    shown = (await way.person.get(f"/boards/{board.id}"))["cards"][0]
    assert shown["has_description"] is True
    assert "description" not in shown


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ({"position": 0}, "Dabc"),
        ({"position": 1}, "aDbc"),
        ({"position": 99}, "abcD"),
        ({"before": 1}, "aDbc"),
        ({"after": 1}, "abDc"),
        ({}, "abcD"),
    ],
)
async def test_a_new_card_goes_where_it_is_wanted(
    way: Way, board: Board, wish: dict[str, int], expected: str
) -> None:
    cards = [await make_card(way.person, board, title=title) for title in "abc"]
    wanted: Json = {
        name: value if name == "position" else cards[value]["id"] for name, value in wish.items()
    }
    await way.create(board, {"column_id": board.columns[0], "title": "D", **wanted})
    assert "".join(await titles(way.person, board)) == expected


@pytest.mark.parametrize(
    ("moving", "wish", "expected"),
    [
        (0, {"position": 0}, "abcd"),
        (0, {"position": 1}, "bacd"),
        (0, {"position": 3}, "bcda"),
        (0, {"position": 50}, "bcda"),
        (3, {"position": 0}, "dabc"),
        (3, {"position": 2}, "abdc"),
        (2, {"before": 0}, "cabd"),
        (0, {"after": 2}, "bcad"),
        (1, {"after": 0}, "abcd"),
        (1, {"before": 1}, "abcd"),
        (1, {"column": 0}, "acdb"),
    ],
)
async def test_a_card_moves_within_its_column(
    way: Way, board: Board, moving: int, wish: dict[str, int], expected: str
) -> None:
    cards = [await make_card(way.person, board, title=title) for title in "abcd"]
    wanted: Json = {}
    for name, value in wish.items():
        if name == "column":
            wanted["column_id"] = board.columns[value]
        else:
            wanted[name] = value if name == "position" else cards[value]["id"]
    await way.patch(cards[moving]["id"], wanted)
    assert "".join(await titles(way.person, board)) == expected


async def test_a_move_says_where_from_and_where_to(way: Way, board: Board) -> None:
    card = await make_card(way.person, board)
    moved = await way.patch(card["id"], {"column_id": board.columns[2], "position": 0})
    assert moved["column_id"] == board.columns[2]
    assert moved["version"] == card["version"] + 1
    event = (await way.person.get(f"/boards/{board.id}/events"))["items"][-1]
    assert event["type"] == "card.moved"
    assert event["card_id"] == card["id"]
    assert event["actor_id"] == way.person.id
    assert event["payload"] == {
        "version": moved["version"],
        "column_id": board.columns[2],
        "rank": moved["rank"],
        "from_column_id": board.columns[0],
        "from_rank": card["rank"],
    }


async def test_a_move_to_where_it_stands_changes_nothing(way: Way, board: Board) -> None:
    cards = [await make_card(way.person, board, title=title) for title in "abc"]
    before = await way.person.get(f"/boards/{board.id}")
    await way.patch(cards[1]["id"], {"position": 1})
    assert await way.person.get(f"/boards/{board.id}") == before


async def test_an_anchor_that_has_gone_gives_way_to_its_neighbour(way: Way, board: Board) -> None:
    cards = [await make_card(way.person, board, title=title) for title in "abcd"]
    await way.person.patch(f"/cards/{cards[1]['id']}", {"column_id": board.columns[1]})
    await way.patch(cards[3]["id"], {"column_id": board.columns[0], "after": cards[1]["id"]})
    assert "".join(await titles(way.person, board)) == "adc"
    await way.person.patch(f"/cards/{cards[2]['id']}", {"archived": True})
    await way.patch(cards[0]["id"], {"before": cards[2]["id"]})
    assert "".join(await titles(way.person, board)) == "da"


async def test_an_edit_changes_what_is_said_and_nothing_else(way: Way, board: Board) -> None:
    card = await make_card(way.person, board, description="Long.", priority="low", estimate=3.0)
    edited = await way.patch(card["id"], {"title": "Better", "priority": "none", "estimate": None})
    expected = {**card, "title": "Better", "version": 2, "updated_at": edited["updated_at"]}
    del expected["priority"], expected["estimate"]
    assert edited == expected
    assert await way.person.get(f"/cards/{card['id']}") == edited
    event = (await way.person.get(f"/boards/{board.id}/events"))["items"][-1]
    assert event["payload"] == {
        "version": 2,
        "fields": {"title": "Better", "priority": "none", "estimate": None},
        "was": {"title": "A card", "priority": "low", "estimate": 3.0},
    }


async def test_an_edit_that_changes_nothing_is_no_event(way: Way, board: Board) -> None:
    card = await make_card(way.person, board, due_date="2026-05-05")
    seq = (await way.person.get(f"/boards/{board.id}"))["seq"]
    same = await way.patch(card["id"], {"title": "A card", "due_date": "2026-05-05"})
    assert same == card
    assert (await way.person.get(f"/boards/{board.id}"))["seq"] == seq


async def test_edits_of_different_fields_merge(way: Way, board: Board) -> None:
    card = await make_card(way.person, board)
    await way.person.patch(f"/cards/{card['id']}", {"priority": "high"})
    merged = await way.patch(card["id"], {"title": "Mine", "base_version": card["version"]})
    assert (merged["title"], merged["priority"], merged["version"]) == ("Mine", "high", 3)


async def test_an_edit_of_the_same_field_is_told_of_both_values(way: Way, board: Board) -> None:
    card = await make_card(way.person, board)
    theirs = await way.person.patch(f"/cards/{card['id']}", {"title": "Theirs"})
    body = {"title": "Mine", "base_version": card["version"]}
    problem = await way.patch(card["id"], body, status=409)
    assert problem["code"] == "edit_conflict"
    assert problem["conflicts"] == [
        {
            "field": "title",
            "yours": "Mine",
            "theirs": "Theirs",
            "version": theirs["version"],
            "by": way.person.id,
            "at": theirs["updated_at"],
        }
    ]
    same = await way.patch(card["id"], {**body, "title": "Theirs"})
    assert same["version"] == theirs["version"]


async def test_a_move_is_an_intent_unless_it_says_what_it_saw(way: Way, board: Board) -> None:
    card = await make_card(way.person, board)
    moved = await way.person.patch(f"/cards/{card['id']}", {"column_id": board.columns[1]})
    wanted = {"column_id": board.columns[2]}
    problem = await way.patch(card["id"], {**wanted, "base_version": 1}, status=409)
    assert problem["conflicts"][0]["theirs"] == board.columns[1]
    again = await way.patch(card["id"], {**wanted, "base_version": moved["version"]})
    assert again["column_id"] == board.columns[2]


async def test_a_version_from_the_future_is_refused(way: Way, board: Board) -> None:
    card = await make_card(way.person, board)
    problem = await way.patch(card["id"], {"title": "x", "base_version": 9}, status=422)
    assert problem["code"] == "version_ahead"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"column_id": "0199b2c0-0000-7000-8000-000000000000"}, "column_id"),
        ({"add_label_ids": ["0199b2c0-0000-7000-8000-000000000000"]}, "label_ids"),
        ({"add_assignee_ids": ["0199b2c0-0000-7000-8000-000000000000"]}, "assignee_ids"),
        ({"title": ""}, "title"),
        ({"title": None}, ""),
        ({"title": "a\x00b"}, "title"),
        ({"position": -1}, "position"),
        ({"before": "x"}, "before"),
        ({"colour": "red"}, "colour"),
        ({"priority": "huge"}, "priority"),
        ({"estimate": True}, "estimate"),
        ({"due_date": "2026-02-30"}, "due_date"),
    ],
)
async def test_bad_input_names_the_field_and_changes_nothing(
    way: Way, board: Board, body: Json, field: str
) -> None:
    card = await make_card(way.person, board)
    before = await way.person.get(f"/boards/{board.id}")
    problem = await way.patch(card["id"], body, status=422)
    assert field in str(problem["fields"])
    assert await way.person.get(f"/boards/{board.id}") == before


async def test_an_archived_card_is_off_the_board_and_comes_back(way: Way, board: Board) -> None:
    cards = [await make_card(way.person, board, title=title) for title in "ab"]
    await way.patch(cards[0]["id"], {"archived": True})
    assert await titles(way.person, board) == ["b"]
    problem = await way.patch(cards[0]["id"], {"title": "x"}, status=409)
    assert problem["code"] == "card_archived"
    archived = await way.person.get(f"/boards/{board.id}?archived=true")
    assert [card["title"] for card in archived["cards"]] == ["a"]
    await way.patch(cards[0]["id"], {"archived": False})
    assert await titles(way.person, board) == ["b", "a"]


async def test_nothing_changes_on_an_archived_board(way: Way, board: Board) -> None:
    card = await make_card(way.person, board)
    await way.person.patch(f"/boards/{board.id}", {"archived": True})
    for body in ({"title": "x"}, {"column_id": board.columns[1]}):
        assert (await way.patch(card["id"], body, status=409))["code"] == "board_archived"
    body = {"column_id": board.columns[0], "title": "x"}
    assert (await way.create(board, body, status=409))["code"] == "board_archived"


async def test_fifty_moves_to_one_place_end_in_one_order(way: Way, board: Board) -> None:
    cards = [await make_card(way.person, board, title=str(n)) for n in range(50)]
    body = {"column_id": board.columns[1], "position": 0}
    answers = await asyncio.gather(*(way.patch(card["id"], body) for card in cards))
    assert len(answers) == 50
    shown = (await way.person.get(f"/boards/{board.id}"))["cards"]
    places = Counter((card["column_id"], card["rank"]) for card in shown)
    assert len(shown) == 50
    assert max(places.values()) == 1
    assert {card["column_id"] for card in shown} == {board.columns[1]}


async def test_of_eight_writes_from_one_version_one_is_accepted(way: Way, board: Board) -> None:
    card = await make_card(way.person, board)

    async def write(number: int) -> int:
        headers = {} if way.name == "quick" else {"Idempotency-Key": f"w{number}"}
        body: dict[str, Any] = {"title": f"writer {number}", "base_version": card["version"]}
        response = await way.person.ask("PATCH", f"/cards/{card['id']}", body, headers=headers)
        return response.status_code

    statuses = await asyncio.gather(*map(write, range(8)))
    assert Counter(statuses) == {200: 1, 409: 7}


async def test_a_place_that_an_unheard_of_card_took_costs_no_second_try(
    way: Way, app: Trivet, board: Board
) -> None:
    column = UUID(board.columns[0])
    await make_card(way.person, board, title="known")
    async with app.runtime.units.write() as unit:
        # As another process, or an ordinary unit beside this one, appends a card.
        known = await unit.session.scalar(select(Card).where(Card.column_id == column))
        assert known is not None
        values = {c.key: getattr(known, c.key) for c in inspect(Card).mapper.column_attrs}
        rank = ranking.between(known.rank, None)
        values |= {"id": new_id(), "number": known.number + 1000, "rank": rank}
        await unit.session.run(insert(Card).values(values))
    before = way.quick.answered
    card = await way.create(board, {"column_id": board.columns[0], "title": "appended"})
    assert card["rank"] > known.rank
    assert way.quick.answered - before == (1 if way.name == "quick" else 0)


async def test_a_column_that_grew_too_long_ranks_is_rebalanced(way: Way, app: Trivet) -> None:
    board = await make_board(way.person)
    low, high = [await make_card(way.person, board, title=title) for title in ("low", "high")]
    # As after hundreds of moves to one place: between these two there is no short rank left.
    zeros = "0" * (ranking.MAX_LENGTH - 3)
    async with app.runtime.units.write() as unit:
        for card, rank in ((low, f"a0{zeros}1"), (high, f"a0{zeros}2")):
            await unit.session.run(
                update(Card).where(Card.id == UUID(card["id"])).values(rank=rank)
            )
    await way.person.get(f"/boards/{board.id}")
    for title in ("third", "second", "first"):
        body = {"column_id": board.columns[0], "title": title, "after": low["id"]}
        assert len((await way.create(board, body))["rank"]) < ranking.MAX_LENGTH
    assert await titles(way.person, board) == ["low", "first", "second", "third", "high"]
    log = (await way.person.get(f"/boards/{board.id}/events"))["items"]
    assert Counter(event["type"] for event in log)["cards.reranked"] == 1


async def test_beside_a_card_of_another_column_means_that_column(way: Way, board: Board) -> None:
    card = await make_card(way.person, board, title="a")
    there = await make_card(way.person, board, 1, title="b")
    moved = await way.patch(card["id"], {"after": there["id"]})
    assert moved["column_id"] == board.columns[1]
    assert await titles(way.person, board, 1) == ["b", "a"]


@pytest.mark.parametrize("side", ["before", "after"])
async def test_beside_a_card_that_never_was_here_is_refused(
    way: Way, board: Board, side: str
) -> None:
    card = await make_card(way.person, board)
    elsewhere = await make_card(way.person, await make_board(way.person))
    for stranger in (elsewhere["id"], "0199b2c0-0000-7000-8000-000000000000"):
        problem = await way.patch(card["id"], {side: stranger}, status=422)
        assert (problem["code"], problem["fields"][0]["field"]) == ("unknown_card", side)
        wanted = {"column_id": board.columns[0], "title": "x", side: stranger}
        assert (await way.create(board, wanted, status=422))["code"] == "unknown_card"


async def test_the_quick_way_stays_open_beside_ordinary_writers(app: Trivet, owner: Person) -> None:
    """Both write to the end of one column; what is planned too early finds its place taken."""
    board = await make_board(owner)
    await owner.get(f"/boards/{board.id}")
    quick, ordinary = Way(app, owner, "quick"), Way(app, owner, "ordinary")
    counted = quick.quick = app.app.state.quick = CountingQuick(app.runtime.quick)
    stopped = False

    async def go_on() -> None:
        while not stopped:
            await ordinary.create(board, {"title": "ordinary", "column_id": board.columns[0]})

    others = [asyncio.create_task(go_on()) for _ in range(3)]
    for _ in range(20):
        await quick.create(board, {"title": "quick", "column_id": board.columns[0]})
    stopped = True
    await asyncio.gather(*others)
    if app.runtime.units.database.turn is not None:  # else a few may lose the race every time
        assert counted.answered == 20


async def limited(owner: Person, board: Board, column: int, limit: int, *, hard: bool) -> None:
    """Give a column a limit."""
    body = {"wip_limit": limit, "wip_hard": hard}
    await owner.patch(f"/columns/{board.columns[column]}", body)


async def test_a_full_column_with_a_hard_limit_takes_no_more(way: Way, board: Board) -> None:
    await limited(way.person, board, 1, 1, hard=True)
    inside, outside = [await make_card(way.person, board, title=title) for title in "ab"]
    to = {"column_id": board.columns[1]}
    await way.patch(inside["id"], to)
    before = await way.person.get(f"/boards/{board.id}")
    problem = await way.patch(outside["id"], to, status=409)
    assert (problem["code"], problem["wip_limit"], problem["cards"]) == ("wip_limit_reached", 1, 1)
    assert "Column 1" in problem["detail"]
    problem = await way.patch(outside["id"], {"before": inside["id"]}, status=409)
    assert problem["code"] == "wip_limit_reached"
    assert (await way.create(board, {**to, "title": "c"}, 409))["code"] == "wip_limit_reached"
    assert await way.person.get(f"/boards/{board.id}") == before


async def test_a_full_column_with_a_soft_limit_takes_more(way: Way, board: Board) -> None:
    await limited(way.person, board, 1, 1, hard=False)
    for title in "ab":
        await way.create(board, {"column_id": board.columns[1], "title": title})
    card = await make_card(way.person, board, title="c")
    await way.patch(card["id"], {"column_id": board.columns[1]})
    assert await titles(way.person, board, 1) == ["a", "b", "c"]


async def test_within_a_full_column_and_out_of_it_cards_move_freely(way: Way, board: Board) -> None:
    cards = [await make_card(way.person, board, 1, title=title) for title in "abc"]
    await limited(way.person, board, 1, 2, hard=True)
    await way.patch(cards[0]["id"], {"position": 1})
    await way.patch(cards[2]["id"], {"column_id": board.columns[1], "before": cards[1]["id"]})
    assert await titles(way.person, board, 1) == ["c", "b", "a"]
    await way.patch(cards[0]["id"], {"column_id": board.columns[0]})
    await way.patch(cards[1]["id"], {"title": "still edited"})


async def test_a_card_does_not_come_back_into_a_full_column(way: Way, board: Board) -> None:
    away, _ = [await make_card(way.person, board, 1, title=title) for title in "ab"]
    await way.patch(away["id"], {"archived": True})
    await limited(way.person, board, 1, 1, hard=True)
    problem = await way.patch(away["id"], {"archived": False}, status=409)
    assert problem["code"] == "wip_limit_reached"
    await way.patch(away["id"], {"archived": False, "column_id": board.columns[0]})


async def test_an_admin_goes_past_a_hard_limit_and_a_member_does_not(
    way: Way, app: Trivet, board: Board
) -> None:
    await make_card(way.person, board, 1)
    await limited(way.person, board, 1, 1, hard=True)
    card = await make_card(way.person, board)
    forced = {"column_id": board.columns[1], "force": True}
    member = await in_workspace(app, board.workspace_id, Role.MEMBER)
    await member.patch(f"/cards/{card['id']}", forced, 403)
    await member.post(f"/boards/{board.id}/cards", {**forced, "title": "x"}, 403)
    await way.patch(card["id"], forced)
    await way.create(board, {**forced, "title": "x"})
    assert len(await titles(way.person, board, 1)) == 3


async def test_of_many_who_take_the_last_free_place_one_gets_it(way: Way, board: Board) -> None:
    cards = [await make_card(way.person, board, title=title) for title in "abcdef"]
    await limited(way.person, board, 1, 1, hard=True)

    async def take(number: int) -> int:
        headers = {} if way.name == "quick" else {"Idempotency-Key": f"t{number}"}
        path, body = f"/cards/{cards[number]['id']}", {"column_id": board.columns[1]}
        return (await way.person.ask("PATCH", path, body, headers=headers)).status_code

    assert Counter(await asyncio.gather(*map(take, range(6)))) == {200: 1, 409: 5}
    assert len(await titles(way.person, board, 1)) == 1


async def test_a_limit_that_becomes_hard_meanwhile_holds_what_comes_after(
    way: Way, board: Board
) -> None:
    await limited(way.person, board, 1, 1, hard=False)
    cards = [await make_card(way.person, board, title=str(n)) for n in range(8)]
    to = {"column_id": board.columns[1]}

    async def take(number: int) -> int:
        headers = {} if way.name == "quick" else {"Idempotency-Key": f"t{number}"}
        path = f"/cards/{cards[number]['id']}"
        return (await way.person.ask("PATCH", path, to, headers=headers)).status_code

    await asyncio.gather(
        *map(take, range(4)), limited(way.person, board, 1, 1, hard=True), *map(take, range(4, 8))
    )
    types = [e["type"] for e in (await way.person.get(f"/boards/{board.id}/events"))["items"]]
    hardened = len(types) - types[::-1].index("column.updated")
    moved_before = types[:hardened].count("card.moved")
    assert types[hardened:].count("card.moved") == max(0, 1 - moved_before)


async def test_a_full_board_names_the_way_out(
    way: Way, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (limits, quick):
        monkeypatch.setattr(module, "MOST_OPEN_CARDS", 3)
    monkeypatch.setattr(quick, "NEARLY_FULL", 1)
    wanted = {"column_id": board.columns[0], "title": "x"}
    cards = [await way.create(board, wanted) for _ in range(3)]
    problem = await way.create(board, wanted, 409)
    assert (problem["code"], problem["limit"]) == ("board_full", 3)
    assert "archive" in problem["detail"]
    await way.patch(cards[0]["id"], {"archived": True})
    await way.create(board, wanted)
    assert (await way.patch(cards[0]["id"], {"archived": False}, 409))["code"] == "board_full"
    await way.person.delete(f"/cards/{cards[1]['id']}")
    await way.patch(cards[0]["id"], {"archived": False})
