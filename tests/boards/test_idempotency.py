"""`Idempotency-Key`: the same request is done once, and answered alike however often it comes."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from tests.support.apps import Board, Json, Person, Trivet, in_workspace, make_board, make_card
from trivet.platform.clock import now
from trivet.platform.web.models import IdempotencyRecord
from trivet.workspaces.models import Role

KEY = {"Idempotency-Key": "the-first"}


@pytest.fixture
async def board(owner: Person) -> Board:
    return await make_board(owner)


@pytest.fixture
def new(board: Board) -> Json:
    return {"column_id": board.columns[0], "title": "x"}


async def cards(person: Person, board: Board) -> int:
    return len((await person.get(f"/boards/{board.id}"))["cards"])


async def test_who_asks_again_gets_the_first_answer(owner: Person, board: Board, new: Json) -> None:
    path = f"/boards/{board.id}/cards"
    first = await owner.ask("POST", path, new, headers=KEY, status=201)
    await make_card(owner, board)
    again = await owner.ask("POST", path, new, headers=KEY, status=201)
    assert again.content == first.content
    for name in ("X-Board-Seq", "Location", "Content-Type"):
        assert again.headers[name] == first.headers[name]
    assert again.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["X-Request-ID"] != first.headers["X-Request-ID"]
    assert await cards(owner, board) == 2


async def test_the_same_key_with_another_request_is_refused(
    owner: Person, board: Board, new: Json
) -> None:
    path = f"/boards/{board.id}/cards"
    await owner.ask("POST", path, new, headers=KEY, status=201)
    for other, body in (
        (path, {**new, "title": "y"}),
        (f"/boards/{board.id}/columns", {"name": "x"}),
        (f"{path}?x=1", new),
    ):
        refused = await owner.ask("POST", other, body, headers=KEY, status=422)
        assert refused.json()["code"] == "idempotency_key_reused"
    assert await cards(owner, board) == 1


async def test_a_key_belongs_to_who_sent_it(
    app: Trivet, owner: Person, board: Board, new: Json
) -> None:
    member = await in_workspace(app, board.workspace_id, Role.MEMBER)
    path = f"/boards/{board.id}/cards"
    made = [
        (await person.ask("POST", path, new, headers=KEY, status=201)).json()["id"]
        for person in (owner, member, owner)
    ]
    assert made[0] == made[2] != made[1]


async def test_a_refusal_is_not_remembered(owner: Person, board: Board, new: Json) -> None:
    path = f"/boards/{board.id}/cards"
    await owner.patch(f"/boards/{board.id}", {"archived": True})
    await owner.ask("POST", path, new, headers=KEY, status=409)
    await owner.ask("POST", path, {**new, "title": ""}, headers=KEY, status=422)
    await owner.patch(f"/boards/{board.id}", {"archived": False})
    await owner.ask("POST", path, new, headers=KEY, status=201)


async def test_ten_requests_with_one_key_make_one_card(
    app: Trivet, owner: Person, board: Board, new: Json
) -> None:
    path = f"/boards/{board.id}/cards"
    answers = await asyncio.gather(*(owner.ask("POST", path, new, headers=KEY) for _ in range(10)))
    assert Counter(answer.status_code for answer in answers).keys() <= {201, 409}
    made = [answer for answer in answers if answer.status_code == 201]
    assert len({answer.content for answer in made}) == 1
    for answer in answers:
        if answer.status_code == 409:
            assert answer.json()["code"] == "idempotency_key_running"
            assert answer.headers["Retry-After"] == "1"
    assert await cards(owner, board) == 1
    async with app.runtime.units.read() as unit:
        assert await unit.session.scalar(select(func.count()).select_from(IdempotencyRecord)) == 1


async def test_while_the_first_is_running_the_second_is_told_so(
    app: Trivet, owner: Person, board: Board, new: Json
) -> None:
    running = app.runtime.running_keys
    running.enter(owner.id, KEY["Idempotency-Key"])
    path = f"/boards/{board.id}/cards"
    refused = await owner.ask("POST", path, new, headers=KEY, status=409)
    assert refused.json()["code"] == "idempotency_key_running"
    running.leave(owner.id, KEY["Idempotency-Key"])
    await owner.ask("POST", path, new, headers=KEY, status=201)


async def test_a_key_is_forgotten_after_a_day(
    app: Trivet, owner: Person, board: Board, new: Json
) -> None:
    path = f"/boards/{board.id}/cards"
    first = await owner.ask("POST", path, new, headers=KEY, status=201)
    async with app.runtime.units.write() as unit:
        yesterday = now() - timedelta(hours=24, seconds=1)
        await unit.session.run(update(IdempotencyRecord).values(created_at=yesterday))
    second = await owner.ask("POST", path, new, headers=KEY, status=201)
    assert second.json()["id"] != first.json()["id"]


@pytest.mark.parametrize("key", ["", "x" * 256, "a\tb", "ü"])
async def test_a_key_that_is_none_is_refused(
    owner: Person, board: Board, new: Json, key: str
) -> None:
    response = await owner.http.request(
        "POST",
        f"/boards/{board.id}/cards",
        json=new,
        headers=[
            (b"Authorization", f"Bearer {owner.token}".encode()),
            (b"Idempotency-Key", key.encode("latin-1")),
        ],
    )
    assert response.status_code == 400
    assert await cards(owner, board) == 0


async def test_answers_that_hold_a_secret_are_not_remembered(app: Trivet, owner: Person) -> None:
    made = [
        (await owner.ask("POST", "/auth/tokens", {"name": "x"}, headers=KEY, status=201)).json()
        for _ in range(2)
    ]
    assert made[0]["id"] != made[1]["id"]
    async with app.runtime.units.read() as unit:
        assert await unit.session.scalar(select(func.count()).select_from(IdempotencyRecord)) == 0
