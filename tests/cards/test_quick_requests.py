"""However odd a request is, the quick way answers it as the ordinary one does, or leaves it alone."""

from itertools import count
from typing import Any
from uuid import UUID

import pytest

from tests.support.apps import Board, Json, Person, Trivet, beside, make_board, make_card
from trivet.cards.repository import CardRepository

PLAIN = "application/json"
_keys = count()

ODD_BODIES = {
    "nothing": b"",
    "no JSON": b"{title:",
    "a list": b"[]",
    "a text": b'"title"',
    "null": b"null",
    "nothing in it": b"{}",
    "an unknown field": b'{"titel": "x"}',
    "a name twice": b'{"title": "first", "title": "second"}',
    "half an emoji": b'{"title": "\\ud83d"}',
    "a NUL": b'{"title": "a\\u0000b"}',
    "a real NUL": b'{"title": "a\0b"}',
    "not UTF-8": b'{"title": "\xff"}',
    "UTF-16": '{"title": "x"}'.encode("utf-16"),
    "a byte order mark": b'\xef\xbb\xbf{"title": "x"}',
    "spaces around": b' \n\t{"title": "x"}\r\n ',
    "no title": b'{"title": null}',
    "an empty title": b'{"title": "  "}',
    "a long title": b'{"title": "' + b"x" * 501 + b'"}',
    "a number for a title": b'{"title": 7}',
    "NaN": b'{"estimate": NaN}',
    "infinity": b'{"estimate": 1e999}',
    "a whole estimate": b'{"estimate": 3}',
    "an estimate in words": b'{"estimate": "3"}',
    "true for a number": b'{"estimate": true}',
    "beyond 64 bits": b'{"position": 18446744073709551616}',
    "far beyond 64 bits": b'{"position": 1' + b"0" * 400 + b"}",
    "a broken position": b'{"position": 1.5}',
    "a position in words": b'{"position": "1"}',
    "below zero": b'{"position": -1}',
    "minus zero": b'{"position": -0.0}',
    "an unknown column": b'{"column_id": "01a22d1d-0000-7000-8000-000000000000"}',
    "no column": b'{"column_id": "there"}',
    "a day": b'{"due_date": "2026-12-01"}',
    "a moment for a day": b'{"due_date": "2026-12-01T00:00:00Z"}',
    "seconds for a day": b'{"due_date": 1790000000}',
    "an unknown priority": b'{"priority": "Urgent"}',
    "a version before any": b'{"base_version": 0, "title": "x"}',
    "a version of before": b'{"base_version": 1, "title": "another"}',
    "a version to come": b'{"base_version": 99, "title": "x"}',
    "deep": b'{"title": ' + b"[" * 40 + b"]" * 40 + b"}",
}


@pytest.fixture
async def board(owner: Person) -> Board:
    board = await make_board(owner)
    await owner.get(f"/boards/{board.id}")
    return board


async def said(
    app: Trivet, owner: Person, method: str, path: str, body: bytes, **headers: str
) -> tuple[int, Any]:
    """What is answered, without what is new each time."""
    given = {"Authorization": f"Bearer {owner.token}", "Content-Type": PLAIN, **headers}
    answer = await app.http.request(method, path, content=body, headers=given)
    document: Json = answer.json()
    for conflict in document.get("conflicts", ()):
        del conflict["at"]
    told = {
        name: value
        for name, value in document.items()
        if name not in {"request_id", "id", "key", "number", "created_at", "updated_at", "rank"}
    }
    return answer.status_code, told


def keyed() -> dict[str, str]:
    """What makes a request take the ordinary way."""
    return {"Idempotency-Key": f"odd-{next(_keys)}"}


@pytest.mark.parametrize("name", ODD_BODIES)
async def test_an_odd_change_is_answered_as_ever(
    app: Trivet, owner: Person, board: Board, name: str
) -> None:
    answers = []
    for headers in ({}, keyed()):
        card = await make_card(owner, board)
        await owner.patch(f"/cards/{card['id']}", {"title": "Of somebody else"})
        path = f"/cards/{card['id']}"
        answers.append(await said(app, owner, "PATCH", path, ODD_BODIES[name], **headers))
    assert answers[0] == answers[1]


@pytest.mark.parametrize("name", ODD_BODIES)
async def test_an_odd_new_card_is_answered_as_ever(
    app: Trivet, owner: Person, board: Board, name: str
) -> None:
    odd = ODD_BODIES[name]
    column = b'{"column_id": "' + board.columns[0].encode() + b'", "title": "A card", '
    body = odd.replace(b"{", column, 1) if odd.startswith(b'{"') else odd
    path = f"/boards/{board.id}/cards"
    quick = await said(app, owner, "POST", path, body)
    assert quick == await said(app, owner, "POST", path, body, **keyed())


@pytest.mark.parametrize("name", ["nothing in it", "below zero", "no column", "beyond 64 bits"])
async def test_an_odd_move_is_answered_as_ever(
    app: Trivet, owner: Person, board: Board, name: str
) -> None:
    path = f"/cards/{(await make_card(owner, board))['id']}/move"
    quick = await said(app, owner, "POST", path, ODD_BODIES[name])
    assert quick == await said(app, owner, "POST", path, ODD_BODIES[name], **keyed())


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        (PLAIN, 200),
        ("application/json; charset=utf-8", 200),
        ("APPLICATION/JSON", 200),
        ("application/merge-patch+json", 200),
        ("text/plain", 415),
        ("", 415),
    ],
)
async def test_a_body_says_that_it_is_json(
    app: Trivet, owner: Person, board: Board, content_type: str, status: int
) -> None:
    path = f"/cards/{(await make_card(owner, board))['id']}"
    body = b'{"title": "New"}'
    answer = await said(app, owner, "PATCH", path, body, **{"Content-Type": content_type})
    assert answer[0] == status


async def test_a_board_is_named_in_any_spelling_of_its_id(
    app: Trivet, owner: Person, board: Board
) -> None:
    body = b'{"column_id": "' + board.columns[0].encode() + b'", "title": "A card"}'
    for name in (board.id, board.id.upper(), board.id.replace("-", "")):
        status, _ = await said(app, owner, "POST", f"/boards/{name}/cards", body)
        assert status == 201
    digits = board.id.replace("-", "").lstrip("0")
    # Numbers to Python, and no ids to anybody else.
    numbers = (f"+{digits}", f"%20{digits}", f"{digits[0]}_{digits[1:]}", f"\u0660{digits}")
    for name in ("there", *numbers):
        status, _ = await said(app, owner, "POST", f"/boards/{name}/cards", body)
        assert status == 422, name
    assert len((await owner.get(f"/boards/{board.id}"))["cards"]) == 3


async def test_what_would_change_nothing_is_held_against_the_whole_board(
    app: Trivet, owner: Person, board: Board
) -> None:
    """Another process, of which nothing is heard yet, has put the neighbour elsewhere."""
    first, second, third = [
        (await make_card(owner, board, title=title))["id"] for title in ("X", "Y", "Z")
    ]
    mine = {"Authorization": f"Bearer {owner.token}"}
    async with beside(app) as other:
        moved = await other.patch(f"/cards/{second}", json={"after": third}, headers=mine)
        assert moved.status_code == 200
        await owner.patch(f"/cards/{first}", {"before": second})
        shown = (await other.get(f"/boards/{board.id}", headers=mine)).json()["cards"]
        assert [card["title"] for card in shown] == ["Z", "X", "Y"]
        await other.patch(f"/boards/{board.id}", json={"archived": True}, headers=mine)
        answer = await owner.ask("PATCH", f"/cards/{first}", {"title": "X"})
        assert answer.status_code == 409


async def test_a_card_is_named_by_its_key(app: Trivet, owner: Person, board: Board) -> None:
    card = await make_card(owner, board)
    path = f"/cards/{card['key']}?workspace_id={board.workspace_id}"
    status, told = await said(app, owner, "PATCH", path, b'{"title": "By its key"}')
    assert (status, told["title"]) == (200, "By its key")


async def test_nobody_changes_a_card_quickly_without_a_token(
    app: Trivet, owner: Person, board: Board
) -> None:
    path = f"/cards/{(await make_card(owner, board))['id']}"
    status, told = await said(app, owner, "PATCH", path, b'{"title": "x"}', Authorization="")
    assert (status, told["code"]) == (401, "not_authenticated")


async def test_what_a_card_is_on_another_board_is_not_told_of_this_one(
    app: Trivet, owner: Person, board: Board
) -> None:
    card = await make_card(owner, board, description="Words")
    other = await make_board(owner)
    seq = (await owner.get(f"/boards/{board.id}"))["seq"]
    async with app.runtime.units.read() as unit:
        cards = CardRepository(unit.session)
        here = await cards.details(UUID(card["id"]), board.uuid, seq)
        assert here is not None
        assert here.description == "Words"
        there = (await owner.get(f"/boards/{other.id}"))["seq"]
        assert await cards.details(UUID(card["id"]), other.uuid, seq) is None
        assert await cards.details(UUID(card["id"]), other.uuid, there) is None
