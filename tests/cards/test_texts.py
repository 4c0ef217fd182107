"""What people type: stored as typed, or refused where no database and no client could hold it."""

import json
from typing import Any

import pytest

from tests.support.apps import Board, Json, Person, make_board, make_card

UNSTORABLE = ["a\x00b", "a\ud800b"]
WHATEVER = "  <script>&amp; ' \" \\ \u202e אב ‮ 👩‍👩‍👧 \r\n\t\x01 \uffff  "


@pytest.fixture
async def board(owner: Person) -> Board:
    return await make_board(owner)


async def send(person: Person, method: str, path: str, body: Json) -> tuple[int, Json]:
    """Send JSON in ASCII, in which a lone surrogate has a form."""
    response = await person.http.request(
        method,
        path,
        content=json.dumps(body),
        headers={
            "Authorization": f"Bearer {person.token}",
            "Content-Type": "application/json",
        },
    )
    return response.status_code, response.json()


@pytest.mark.parametrize("text", UNSTORABLE, ids=["nul", "surrogate"])
async def test_text_that_cannot_be_stored_is_refused_in_every_field(
    owner: Person, board: Board, text: str
) -> None:
    card = await make_card(owner, board)
    label = await owner.post(f"/boards/{board.id}/labels", {"name": "x", "color": "#112233"})
    new_card: Json = {"column_id": board.columns[0], "title": "x"}
    fields: list[tuple[str, str, str, dict[str, Any]]] = [
        ("POST", "/workspaces", "name", {}),
        ("PATCH", f"/workspaces/{board.workspace_id}", "name", {}),
        ("POST", f"/workspaces/{board.workspace_id}/boards", "name", {}),
        ("POST", f"/workspaces/{board.workspace_id}/boards", "key", {"name": "x"}),
        ("PATCH", f"/boards/{board.id}", "name", {}),
        ("POST", f"/boards/{board.id}/columns", "name", {}),
        ("PATCH", f"/columns/{board.columns[0]}", "name", {}),
        ("POST", f"/boards/{board.id}/labels", "name", {"color": "#112233"}),
        ("POST", f"/boards/{board.id}/labels", "color", {"name": "y"}),
        ("PATCH", f"/labels/{label['id']}", "name", {}),
        ("POST", "/auth/tokens", "name", {}),
        ("POST", "/auth/refresh", "refresh_token", {}),
    ]
    for name in ("title", "description", "acceptance_criteria", "priority", "due_date"):
        fields.append(("POST", f"/boards/{board.id}/cards", name, new_card))
        fields.append(("PATCH", f"/cards/{card['id']}", name, {}))
    for method, path, name, others in fields:
        status, problem = await send(owner, method, path, {**others, name: text})
        assert (status, problem["code"]) == (422, "invalid"), (path, name)
        assert [field["field"] for field in problem["fields"]] == [name]
        status, problem = await send(owner, method, path, {**others, text: "x"})
        assert status == 422, (path, name)


async def test_filters_refuse_what_cannot_be_stored(owner: Person, board: Board) -> None:
    for query in ("q=%00", "label=%00", "q=%ED%A0%80", "assignee=%00", "updated_since=%00"):
        response = await owner.ask("GET", f"/boards/{board.id}?{query}")
        assert response.status_code in {200, 422}, query
        assert "%00" not in query or response.status_code == 422


async def test_all_other_text_comes_back_as_it_was_typed(owner: Person, board: Board) -> None:
    card = await make_card(owner, board, description=WHATEVER, acceptance_criteria=WHATEVER)
    patched = await owner.patch(f"/cards/{card['id']}", {"title": f"x{WHATEVER}x"})
    assert patched["title"] == f"x{WHATEVER}x"
    read = await owner.get(f"/cards/{card['id']}")
    assert (read["description"], read["acceptance_criteria"]) == (WHATEVER, WHATEVER)
    assert read["title"] == patched["title"]
    found = await owner.ask("GET", f"/boards/{board.id}", status=200)
    assert found.json()["cards"][0]["title"] == patched["title"]


async def test_a_title_has_500_characters_and_a_description_100_kb(
    owner: Person, board: Board
) -> None:
    body: Json = {"column_id": board.columns[0], "title": "ä" * 500}
    path = f"/boards/{board.id}/cards"
    await owner.post(path, {**body, "description": "ä" * 50_000})
    for name, text in (("title", "x" * 501), ("description", "ä" * 50_001), ("title", " \n ")):
        problem = await owner.post(path, {**body, name: text}, status=422)
        assert [field["field"] for field in problem["fields"]] == [name]
