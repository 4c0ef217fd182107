"""`GET /boards/{id}/events`: the log in stretches, and when it is not enough."""

from datetime import timedelta

import pytest

from tests.support.apps import Board, Json, Person, Trivet, make_board, make_card
from trivet.boards.log import empty_texts
from trivet.platform.clock import now


@pytest.fixture
async def board(owner: Person) -> Board:
    made = await make_board(owner)  # events 1 to 4
    for title in "abcdef":
        await make_card(owner, made, title=title)
    return made


def seqs(page: Json) -> list[int]:
    return [event["seq"] for event in page["items"]]


async def test_the_log_comes_in_stretches(owner: Person, board: Board) -> None:
    path: str | None = f"/boards/{board.id}/events?limit=4"
    stretches = []
    while path is not None:
        answer = await owner.ask("GET", path, status=200)
        assert answer.headers["X-Board-Seq"] == "10"
        page = answer.json()
        assert (page["seq"], page["resync"]) == (10, False)
        stretches.append(seqs(page))
        path = answer.links["next"]["url"] if "next" in answer.links else None
        assert (path is None) is (page["next_cursor"] is None)
    assert stretches == [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10]]


async def test_since_is_the_last_number_one_has(owner: Person, board: Board) -> None:
    path = f"/boards/{board.id}/events"
    assert seqs(await owner.get(f"{path}?since=7")) == [8, 9, 10]
    assert seqs(await owner.get(f"{path}?since=3&cursor=8")) == [9, 10]
    end = await owner.get(f"{path}?since=10")
    assert (end["items"], end["next_cursor"], end["resync"]) == ([], None, False)


async def test_an_event_says_what_who_and_when(owner: Person, board: Board) -> None:
    event = (await owner.get(f"/boards/{board.id}/events?since=9"))["items"][0]
    assert event.keys() == {
        *("seq", "type", "card_id", "actor_id", "origin", "correlation_id", "created_at"),
        "payload",
    }
    shown = (await owner.get(f"/boards/{board.id}"))["cards"][-1]
    assert (event["type"], event["actor_id"]) == ("card.created", owner.id)
    assert event["card_id"] == shown["id"]
    assert event["payload"]["card"]["title"] == "f"


async def test_who_is_ahead_of_the_log_must_load_the_board_again(
    owner: Person, board: Board
) -> None:
    page = await owner.get(f"/boards/{board.id}/events?since=11")
    assert (page["resync"], page["items"], page["seq"]) == (True, [], 10)


async def test_who_has_seen_less_than_was_emptied_must_load_the_board_again(
    app: Trivet, owner: Person, board: Board
) -> None:
    units = app.runtime.units
    async with units.write() as unit:
        assert await empty_texts(unit.session, board.uuid, now() - timedelta(hours=1)) == 0
    path = f"/boards/{board.id}/events"
    assert (await owner.get(path))["resync"] is False
    async with units.write() as unit:
        assert await empty_texts(unit.session, board.uuid, now() + timedelta(hours=1)) == 6
    await make_card(owner, board, title="g")
    page = await owner.get(path)
    assert page["resync"] is True
    assert seqs(page) == list(range(1, 12))
    assert "title" not in page["items"][9]["payload"]["card"]
    assert page["items"][10]["payload"]["card"]["title"] == "g"
    assert [(await owner.get(f"{path}?since={n}"))["resync"] for n in (9, 10)] == [True, False]


@pytest.mark.parametrize(
    "query",
    [
        *("since=-1", "since=x", f"since={2**63}", "limit=0", "limit=1001"),
        *("cursor=x", "cursor=-1", "cursor=%C2%B2", f"cursor={2**63}", "cursor="),
    ],
)
async def test_a_stretch_that_makes_no_sense_is_refused(
    owner: Person, board: Board, query: str
) -> None:
    await owner.ask("GET", f"/boards/{board.id}/events?{query}", status=422)
