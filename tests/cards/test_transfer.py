"""A card goes to another board: the same card, under a new key."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from typing import Any

import orjson
import pytest
from sqlalchemy import select

from tests.boards.test_snapshot_and_log import CODEC, Play, assert_same, fresh_board, snapshots
from tests.factories.github import PullRequests, branch
from tests.support.apps import (
    Board,
    Json,
    Person,
    Trivet,
    beside,
    in_workspace,
    make_board,
    make_card,
    somebody,
)
from trivet.boards.live import LiveBoard
from trivet.cards.models import CardAlias
from trivet.platform import ranking
from trivet.workspaces.models import Role


@dataclass
class Two:
    """Two boards of one workspace."""

    owner: Person
    here: Board
    there: Board

    async def transfer(self, card: Json, body: Json | None = None, status: int = 200) -> Json:
        wanted = {"board_id": self.there.id, **(body or {})}
        return await self.owner.post(f"/cards/{card['id']}/transfer", wanted, status)

    async def back(self, card: Json) -> Json:
        return await self.transfer(card, {"board_id": self.here.id})

    async def titles(self, board: Board, column: int = 0) -> list[str]:
        shown = await self.owner.get(f"/boards/{board.id}")
        return [c["title"] for c in shown["cards"] if c["column_id"] == board.columns[column]]


@pytest.fixture
async def two(app: Trivet, owner: Person) -> Two:
    here = await make_board(owner, name="Engine")
    there = await make_board(owner, name="Wings", workspace_id=here.workspace_id)
    for board in (here, there):  # both in memory: the quick way goes on on both
        await owner.get(f"/boards/{board.id}")
    return Two(owner, here, there)


async def test_it_keeps_what_it_is_and_the_old_key_finds_it(two: Two) -> None:
    owner = two.owner
    label = await owner.post(f"/boards/{two.here.id}/labels", {"name": "bug", "color": "#ff0000"})
    fields = {"description": "Long.", "priority": "high", "assignee_ids": [owner.id]}
    card = await make_card(owner, two.here, 1, label_ids=[label["id"]], **fields)
    await make_card(owner, two.there, 1, title="first there")
    arrived = await two.transfer(card)
    assert (arrived["id"], arrived["key"]) == (card["id"], f"{two.there.key}-2")
    assert (arrived["board_id"], arrived["column_id"]) == (two.there.id, two.there.columns[1])
    assert {name: arrived[name] for name in fields} == fields
    (made,) = (await owner.get(f"/boards/{two.there.id}"))["labels"]
    assert (made["name"], made["color"]) == ("bug", "#ff0000")
    assert arrived["label_ids"] == [made["id"]]
    for name in (card["id"], card["key"], arrived["key"]):
        assert await owner.get(f"/cards/{name}") == arrived
    assert await two.titles(two.here, 1) == []
    assert await two.titles(two.there, 1) == ["first there", "A card"]
    edited = await owner.patch(f"/cards/{card['key']}", {"title": "By its old key"})
    assert edited["version"] == arrived["version"] + 1
    # Its old number is not given to another.
    assert (await make_card(owner, two.here))["number"] == card["number"] + 1


async def test_there_and_back_again_all_its_keys_find_it(app: Trivet, two: Two) -> None:
    card = await make_card(two.owner, two.here)
    keys = [card["key"]]
    for _ in range(2):
        keys.append((await two.transfer(card))["key"])
        keys.append((await two.back(card))["key"])
    assert len(set(keys)) == 5
    for key in keys:
        assert (await two.owner.get(f"/cards/{key}"))["key"] == keys[-1]
    async with app.runtime.units.read() as unit:
        aliases = (await unit.session.scalars(select(CardAlias))).all()
    assert len(aliases) == 4


async def test_both_logs_tell_of_it(two: Two) -> None:
    card = await make_card(two.owner, two.here)
    arrived = await two.transfer(card, {"position": 0})
    left = (await two.owner.get(f"/boards/{two.here.id}/events"))["items"][-1]
    assert (left["type"], left["card_id"]) == ("card.left", card["id"])
    version = card["version"] + 1
    to = {"to_board_id": two.there.id, "to_key": arrived["key"]}
    assert left["payload"] == {"version": version, **to}
    came = (await two.owner.get(f"/boards/{two.there.id}/events"))["items"][-1]
    assert (came["type"], came["card_id"]) == ("card.arrived", card["id"])
    since = {"from_board_id": two.here.id, "from_key": card["key"]}
    assert came["payload"] == {"version": version, "card": arrived, **since}


async def test_its_history_goes_on(two: Two) -> None:
    owner = two.owner
    card = await make_card(owner, two.here)
    path = f"/cards/{card['id']}"
    await owner.patch(path, {"title": "one"})
    await two.transfer(card)
    await owner.patch(path, {"title": "two"})
    await two.back(card)
    await owner.patch(path, {"title": "three"})
    await two.transfer(card)
    expected = [
        *("card.arrived", "card.left", "card.updated", "card.arrived", "card.left"),
        *("card.updated", "card.arrived", "card.left", "card.updated", "card.created"),
    ]
    for limit in (1, 2, 3, 4, 100):
        seen: list[Json] = []
        further: str | None = f"{path}/activity?limit={limit}"
        while further:
            answer = await owner.ask("GET", further, status=200)
            seen += answer.json()["items"]
            further = answer.links["next"]["url"] if "next" in answer.links else None
        assert [event["type"] for event in seen] == expected
        versions = [event["payload"].get("version", 1) for event in seen]
        assert versions == sorted(versions, reverse=True)
        boards = {two.here.id, two.there.id}
        assert {event["board_id"] for event in seen} == boards


async def test_a_conflict_from_before_is_still_told_who_and_when(two: Two) -> None:
    card = await make_card(two.owner, two.here)
    theirs = await two.owner.patch(f"/cards/{card['id']}", {"title": "Theirs"})
    await two.transfer(card)
    body = {"title": "Mine", "base_version": 1}
    problem = await two.owner.patch(f"/cards/{card['id']}", body, 409)
    (conflict,) = problem["conflicts"]
    assert (conflict["theirs"], conflict["at"]) == ("Theirs", theirs["updated_at"])


async def test_it_goes_where_it_is_wanted(two: Two) -> None:
    first = await make_card(two.owner, two.there, 2, title="first")
    body: dict[str, Any]
    for title, body in (
        ("before", {"before": first["id"]}),
        ("named", {"column_id": two.there.columns[2], "position": 1}),
        ("end", {"column_id": two.there.columns[2]}),
    ):
        await two.transfer(await make_card(two.owner, two.here, title=title), body)
    assert await two.titles(two.there, 2) == ["before", "named", "first", "end"]
    card = await make_card(two.owner, two.here, title="x")
    stranger = await make_card(two.owner, two.here)
    problem = await two.transfer(card, {"before": stranger["id"]}, 422)
    assert problem["code"] == "unknown_card"
    problem = await two.transfer(card, {"column_id": two.here.columns[0]}, 422)
    assert problem["code"] == "unknown_column"


async def test_to_its_own_board_it_just_moves(two: Two) -> None:
    card = await make_card(two.owner, two.here)
    same = {"board_id": two.here.id}
    assert await two.transfer(card, same) == card
    moved = await two.transfer(card, {**same, "column_id": two.here.columns[1]})
    assert (moved["key"], moved["column_id"]) == (card["key"], two.here.columns[1])


async def test_a_card_beside_which_one_is_wanted_may_have_left(two: Two) -> None:
    cards = [await make_card(two.owner, two.here, title=title) for title in "abc"]
    await two.transfer(cards[1])
    await two.owner.patch(f"/cards/{cards[0]['id']}", {"after": cards[1]["id"]})
    assert await two.titles(two.here) == ["c", "a"]


async def test_refusals(app: Trivet, two: Two) -> None:
    owner = two.owner
    card = await make_card(owner, two.here)
    elsewhere = await make_board(owner)
    problem = await two.transfer(card, {"board_id": elsewhere.id}, 422)
    assert (problem["code"], problem["fields"][0]["field"]) == ("other_workspace", "board_id")
    stranger = await make_board(await owned(app))
    assert (await two.transfer(card, {"board_id": stranger.id}, 404))["code"] == "board_not_found"
    viewer = await in_workspace(app, two.here.workspace_id, Role.VIEWER)
    await viewer.post(f"/cards/{card['id']}/transfer", {"board_id": two.there.id}, 403)
    await owner.patch(f"/cards/{card['id']}", {"archived": True})
    assert (await two.transfer(card, status=409))["code"] == "card_archived"
    await owner.patch(f"/cards/{card['id']}", {"archived": False})
    full = {"wip_limit": 1, "wip_hard": True}
    await make_card(owner, two.there, 0)
    await owner.patch(f"/columns/{two.there.columns[0]}", full)
    assert (await two.transfer(card, status=409))["code"] == "wip_limit_reached"
    await owner.patch(f"/boards/{two.there.id}", {"archived": True})
    assert (await two.transfer(card, status=409))["code"] == "board_archived"
    await owner.patch(f"/boards/{two.there.id}", {"archived": False})
    assert (await two.transfer(card, {"force": True}))["board_id"] == two.there.id


async def owned(app: Trivet) -> Person:
    return await somebody(app, "Grace")


async def test_a_board_without_columns_says_so(two: Two) -> None:
    path = f"/workspaces/{two.here.workspace_id}/boards"
    empty = await two.owner.post(path, {"name": "Empty"})
    card = await make_card(two.owner, two.here)
    problem = await two.transfer(card, {"board_id": empty["id"]}, 422)
    assert "no columns" in problem["detail"]


async def test_of_two_who_take_the_last_place_there_one_is_refused(two: Two) -> None:
    await two.owner.patch(f"/columns/{two.there.columns[0]}", {"wip_limit": 1, "wip_hard": True})
    cards = [await make_card(two.owner, two.here) for _ in range(3)]
    wanted = {"board_id": two.there.id}
    answers = await asyncio.gather(
        *(two.owner.ask("POST", f"/cards/{card['id']}/transfer", wanted) for card in cards)
    )
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: 2}
    assert len(await two.titles(two.there)) == 1


async def test_many_cross_at_once_and_others_write_meanwhile(app: Trivet, two: Two) -> None:
    going = [await make_card(two.owner, two.here, title=f"g{n}") for n in range(6)]
    coming = [await make_card(two.owner, two.there, title=f"c{n}") for n in range(6)]

    async def edit(card: Json) -> None:
        for n in range(3):
            answer = await two.owner.ask("PATCH", f"/cards/{card['id']}", {"title": f"e{n}"})
            assert answer.status_code in {200, 409}, answer.text
            if answer.status_code == 409:
                assert answer.json()["code"] == "card_elsewhere"

    await asyncio.gather(
        *(two.transfer(card) for card in going),
        *(two.back(card) for card in coming),
        *(edit(card) for card in going + coming),
    )
    shown = {b.id: await two.owner.get(f"/boards/{b.id}") for b in (two.here, two.there)}
    assert {c["id"] for c in shown[two.there.id]["cards"]} == {c["id"] for c in going}
    assert {c["id"] for c in shown[two.here.id]["cards"]} == {c["id"] for c in coming}
    for board in (two.here, two.there):
        fresh = await fresh_board(app, board)
        assert_same(shown[board.id], orjson.loads(fresh.body()))


async def test_snapshot_and_events_are_the_snapshot_on_both_boards(
    app: Trivet, two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "MAX_LENGTH", 3)
    owner = two.owner
    boards = (two.here, two.there)
    label = await owner.post(f"/boards/{two.here.id}/labels", {"name": "x", "color": "#ff0000"})
    cards = [await make_card(owner, two.here, label_ids=[label["id"]]) for _ in range(4)]
    taken = {b.id: [(await app.runtime.live.get(b.id)).to_bytes()] for b in boards}
    steps: list[tuple[str, str, Json]] = [
        *(("POST", "transfer", {"board_id": two.there.id, "position": 0}) for _ in range(4)),
        ("PATCH", "", {"title": "There", "description": "Long."}),
        ("DELETE", "", {}),
        ("POST", "restore", {"position": 0}),
        ("POST", "transfer", {"board_id": two.here.id, "position": 0}),
        ("PATCH", "", {"archived": True}),
        ("POST", "restore", {}),
        ("POST", "copy", {"board_id": two.there.id}),
        ("POST", "copy", {}),
    ]
    for number, (method, verb, body) in enumerate(steps):
        path = f"/cards/{cards[number % 4 if number < 4 else 0]['id']}"
        answer = await owner.ask(method, f"{path}/{verb}" if verb else path, body or {})
        assert answer.status_code < 300, answer.text
        for board in boards:
            taken[board.id].append((await app.runtime.live.get(board.id)).to_bytes())
    for board in boards:
        fresh = await fresh_board(app, board)
        expected = orjson.loads(fresh.body())
        assert_same(await owner.get(f"/boards/{board.id}"), expected)
        log = await snapshots(app).events(board.uuid, 0)
        assert log is not None
        for data in taken[board.id]:
            replayed = LiveBoard.from_bytes(data, CODEC)
            for event in log[replayed.seq :]:
                replayed.apply(event)
            assert_same(orjson.loads(replayed.body()), expected)
            assert replayed.structure_version == fresh.structure_version


async def test_pull_requests_and_branches_follow_it(app: Trivet, two: Two) -> None:
    play = await Play.on(app, two.owner, two.here)
    card = await make_card(two.owner, two.here)
    pull = PullRequests(1, title=card["key"])
    await play.hear_of("create", branch(f"{card['key']}-x"))
    await play.hear_of("pull_request", pull.at(2, "opened"))
    arrived = await two.transfer(card)
    assert [p["number"] for p in arrived["pull_requests"]] == [1]
    assert [b["name"] for b in arrived["branches"]] == [f"{card['key']}-x"]
    # The title still says the old key.
    await play.hear_of("pull_request", pull.at(3, "edited", title=f"{card['key']} again"))
    shown = await two.owner.get(f"/cards/{card['id']}")
    assert [p["title"] for p in shown["pull_requests"]] == [f"{card['key']} again"]
    last = (await two.owner.get(f"/boards/{two.there.id}/events"))["items"][-1]
    assert (last["type"], last["card_id"]) == ("pull_request.updated", card["id"])
    # And a new one finds it by its old key or by its new one.
    await play.hear_of("pull_request", PullRequests(2, title=arrived["key"]).at(4, "opened"))
    await play.hear_of("pull_request", PullRequests(3, title=card["key"]).at(4, "opened"))
    shown = await two.owner.get(f"/cards/{card['id']}")
    assert [p["number"] for p in shown["pull_requests"]] == [1, 2, 3]
    for board in (two.here, two.there):
        fresh = await fresh_board(app, board)
        answer = await two.owner.get(f"/boards/{board.id}")
        assert_same(answer, orjson.loads(fresh.body()))


async def test_rules_of_the_board_where_it_is_now_move_it(app: Trivet, two: Two) -> None:
    path = f"/workspaces/{two.here.workspace_id}/boards"
    kanban = await two.owner.post(path, {"name": "Kanban", "template": "kanban"})
    columns = {
        c["name"]: c["id"] for c in (await two.owner.get(f"/boards/{kanban['id']}"))["columns"]
    }
    play = await Play.on(app, two.owner, two.here)
    card = await make_card(two.owner, two.here)
    pull = PullRequests(1, title=card["key"])
    await play.hear_of("pull_request", pull.at(2, "opened"))
    arrived = await two.transfer(card, {"board_id": kanban["id"], "column_id": columns["To do"]})
    assert arrived["column_id"] == columns["To do"]
    await play.hear_of("pull_request", pull.at(3, "closed", merged=True))
    assert (await two.owner.get(f"/cards/{card['id']}"))["column_id"] == columns["Done"]


async def test_another_process_sees_it_leave_and_arrive(app: Trivet, two: Two) -> None:
    card = await make_card(two.owner, two.here)
    async with beside(app) as http:
        other = Person(http, two.owner.id, two.owner.token)
        for board in (two.here, two.there):
            await other.get(f"/boards/{board.id}")
        await two.transfer(card)
        for board, expected in ((two.here, []), (two.there, [card["id"]])):
            seq = (await two.owner.get(f"/boards/{board.id}"))["seq"]
            shown = await other.get(f"/boards/{board.id}", headers={"X-Min-Board-Seq": str(seq)})
            assert [c["id"] for c in shown["cards"]] == expected
        await other.patch(f"/cards/{card['id']}", {"title": "Seen there"})
    assert (await two.owner.get(f"/cards/{card['id']}"))["title"] == "Seen there"
