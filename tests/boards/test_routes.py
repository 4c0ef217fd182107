"""Boards, columns and labels: made, changed, deleted, and refused."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from tests.support.apps import Board, Json, Person, Trivet, fill_board, make_board, make_card
from trivet.boards import limits
from trivet.boards.models import BoardEventRow
from trivet.cards.models import Card
from trivet.views.fragments import FragmentCodec
from trivet.views.snapshot import Snapshots

BLUE = "#3b82f6"


@pytest.fixture
async def board(owner: Person) -> Board:
    return await make_board(owner)


async def column_names(person: Person, board: Board) -> list[str]:
    return [column["name"] for column in (await person.get(f"/boards/{board.id}"))["columns"]]


async def code(person: Person, method: str, path: str, body: Json | None, status: int) -> str:
    return str((await person.ask(method, path, body, status=status)).json()["code"])


async def events(person: Person, board: Board) -> list[Json]:
    items: list[Json] = (await person.get(f"/boards/{board.id}/events"))["items"]
    return items


async def test_a_board_is_made_empty_with_a_key_from_its_name(owner: Person) -> None:
    workspace = await owner.post("/workspaces", {"name": "Acme"})
    path = f"/workspaces/{workspace['id']}/boards"
    made = [await owner.post(path, {"name": name}) for name in ("Blue Sky", "Blue Sky", "§")]
    assert [board["key"] for board in made] == ["BS", "BS2", "BOARD"]
    assert (await owner.post(path, {"name": "x", "key": "ENG"}))["key"] == "ENG"
    shown = await owner.get(f"/boards/{made[0]['id']}")
    assert (shown["columns"], shown["labels"], shown["cards"], shown["seq"]) == ([], [], [], 1)
    assert {name: shown[name] for name in made[0] if made[0][name] is not None} == {
        name: value for name, value in made[0].items() if value is not None
    }


@pytest.mark.parametrize(
    ("begin", "names"),
    [
        ("kanban", ["Backlog", "To do", "In progress", "Review", "Done"]),
        ("scrum", ["Product backlog", "Sprint backlog", "In progress", "Review", "Done"]),
        ("blank", []),
    ],
)
async def test_a_board_begins_with_the_columns_of_its_template(
    owner: Person, begin: str, names: list[str]
) -> None:
    workspace = await owner.post("/workspaces", {"name": "Acme"})
    path = f"/workspaces/{workspace['id']}/boards"
    made = await owner.post(path, {"name": "New", "template": begin})
    shown = await owner.get(f"/boards/{made['id']}")
    assert [column["name"] for column in shown["columns"]] == names
    labels = ["bug", "chore", "feature"] if names else []
    assert [label["name"] for label in shown["labels"]] == labels
    limits = [5, 3] if begin == "scrum" else []
    assert [c["wip_limit"] for c in shown["columns"] if "wip_limit" in c] == limits
    assert shown["seq"] == 1 + len(names) + len(labels)
    log = (await owner.get(f"/boards/{made['id']}/events"))["items"]
    columns = [e["payload"]["column"] for e in log if e["type"] == "column.created"]
    assert columns == shown["columns"]
    if names:  # both ways of writing know the new columns
        for position in (0, -1):
            column = shown["columns"][position]["id"]
            await owner.post(f"/boards/{made['id']}/cards", {"column_id": column, "title": "x"})


async def test_there_are_only_so_many_columns_labels_and_boards(
    owner: Person, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("MOST_COLUMNS", "MOST_LABELS", "MOST_BOARDS"):
        monkeypatch.setattr(limits, name, 3)
    for n in range(3):
        await owner.post(f"/boards/{board.id}/labels", {"name": f"l{n}", "color": "#112233"})
    boards = f"/workspaces/{board.workspace_id}/boards"
    for name in ("Wheels", "Wings"):
        await owner.post(boards, {"name": name})
    label = {"name": "new", "color": "#112233"}
    for path, body, expected in (
        (f"/boards/{board.id}/columns", {"name": "Fourth"}, "too_many_columns"),
        (f"/boards/{board.id}/labels", label, "too_many_labels"),
        (boards, {"name": "Fourth"}, "too_many_boards"),
    ):
        assert await code(owner, "POST", path, body, 409) == expected


async def test_a_key_that_is_taken_or_has_no_form_is_refused(owner: Person, board: Board) -> None:
    path = f"/workspaces/{board.workspace_id}/boards"
    taken = {"name": "x", "key": board.key}
    assert await code(owner, "POST", path, taken, 409) == "board_key_taken"
    for key in ("eng", "1A", "", "ABCDEFGHIJK", "A-B"):
        assert await code(owner, "POST", path, {"name": "x", "key": key}, 422) == "invalid"
    bodies: list[Any] = [
        {},
        {"name": ""},
        {"name": "x" * 121},
        {"name": "x", "colour": "red"},
        {"name": "x", "template": "y"},
        [],
    ]
    for body in bodies:
        await owner.ask("POST", path, body, status=422)
    nowhere = f"/workspaces/{uuid4()}/boards"
    assert await code(owner, "POST", nowhere, {"name": "x"}, 404) == "workspace_not_found"


async def test_boards_are_listed_in_pages_the_archived_ones_apart(owner: Person) -> None:
    workspace = await owner.post("/workspaces", {"name": "Acme"})
    path = f"/workspaces/{workspace['id']}/boards"
    ids = [(await owner.post(path, {"name": f"Board {n}"}))["id"] for n in range(5)]
    await owner.patch(f"/boards/{ids[2]}", {"archived": True})
    seen: list[str] = []
    further: str | None = f"{path}?limit=2"
    while further:
        answer = await owner.ask("GET", further, status=200)
        seen += [board["id"] for board in answer.json()["items"]]
        further = answer.links["next"]["url"] if "next" in answer.links else None
    assert seen == [*ids[:2], *ids[3:]]
    archived = (await owner.get(f"{path}?archived=true"))["items"]
    assert [board["id"] for board in archived] == [ids[2]]
    for query in ("cursor=nonsense", "limit=0", "limit=1000", "archived=perhaps"):
        await owner.ask("GET", f"{path}?{query}", status=422)


async def test_a_renamed_board_says_so_and_keeps_its_key(owner: Person, board: Board) -> None:
    changed = await owner.patch(f"/boards/{board.id}", {"name": "Motor"})
    assert (changed["name"], changed["key"]) == ("Motor", board.key)
    last = (await events(owner, board))[-1]
    assert last["type"] == "board.updated"
    assert last["payload"] == {"fields": {"name": "Motor"}, "was": {"name": "Engine"}}
    assert (await owner.get(f"/boards/{board.id}"))["name"] == "Motor"
    await owner.patch(f"/boards/{board.id}", {"name": "Motor"})
    assert (await events(owner, board))[-1] == last


async def test_an_archived_board_is_read_only_until_it_is_restored(
    owner: Person, board: Board
) -> None:
    card = await make_card(owner, board)
    label = await owner.post(f"/boards/{board.id}/labels", {"name": "x", "color": BLUE})
    shown = await owner.patch(f"/boards/{board.id}", {"archived": True})
    assert shown["archived_at"]
    assert (await owner.get(f"/boards/{board.id}"))["archived_at"] == shown["archived_at"]
    assert (await owner.get(f"/cards/{card['key']}"))["id"] == card["id"]
    writes: list[tuple[str, str, Json | None]] = [
        ("POST", f"/boards/{board.id}/columns", {"name": "x"}),
        ("PATCH", f"/columns/{board.columns[0]}", {"name": "x"}),
        ("DELETE", f"/columns/{board.columns[1]}", None),
        ("POST", f"/boards/{board.id}/labels", {"name": "y", "color": BLUE}),
        ("PATCH", f"/labels/{label['id']}", {"name": "y"}),
        ("DELETE", f"/labels/{label['id']}", None),
        ("POST", f"/cards/{card['id']}/move", {"position": 0}),
        ("DELETE", f"/cards/{card['id']}", None),
    ]
    for method, path, body in writes:
        assert await code(owner, method, path, body, 409) == "board_archived"
    restored = await owner.patch(f"/boards/{board.id}", {"archived": False})
    assert restored.get("archived_at") is None
    await owner.patch(f"/columns/{board.columns[0]}", {"name": "x"})
    types = [event["type"] for event in await events(owner, board)]
    assert types[-3:] == ["board.archived", "board.restored", "column.updated"]


async def test_a_deleted_board_is_gone_with_all_that_stood_on_it(
    owner: Person, board: Board
) -> None:
    card = await make_card(owner, board)
    await owner.get(f"/boards/{board.id}")
    await owner.delete(f"/boards/{board.id}")
    for path in (
        f"/boards/{board.id}",
        f"/boards/{board.id}?q=x",
        f"/boards/{board.id}/events",
        f"/cards/{card['id']}",
        f"/cards/{card['key']}",
    ):
        await owner.ask("GET", path, status=404)
    await owner.ask("PATCH", f"/cards/{card['id']}", {"title": "x"}, status=404)
    await owner.ask("PATCH", f"/columns/{board.columns[0]}", {"name": "x"}, status=404)
    await owner.ask("DELETE", f"/boards/{board.id}", status=404)


async def test_columns_are_made_where_they_are_wanted(owner: Person, board: Board) -> None:
    path = f"/boards/{board.id}/columns"
    first, last = board.columns[0], board.columns[-1]
    made = await owner.post(
        path, {"name": "top", "position": 0, "category": "done", "wip_limit": 3}
    )
    assert (made["category"], made["wip_limit"]) == ("done", 3)
    await owner.post(path, {"name": "before", "before": last})
    await owner.post(path, {"name": "after", "after": first})
    await owner.post(path, {"name": "end", "position": 99})
    assert await column_names(owner, board) == [
        *("top", "Column 0", "after", "Column 1", "before", "Column 2", "end")
    ]


async def test_a_column_is_changed_and_moved(owner: Person, board: Board) -> None:
    path = f"/columns/{board.columns[2]}"
    changed = await owner.patch(path, {"name": "Done", "category": "done", "wip_limit": 2})
    assert (changed["name"], changed["category"], changed["wip_limit"]) == ("Done", "done", 2)
    assert (await owner.patch(path, {"wip_limit": None}))["wip_limit"] is None
    await owner.patch(path, {"position": 0})
    assert await column_names(owner, board) == ["Done", "Column 0", "Column 1"]
    await owner.patch(path, {"after": board.columns[0]})
    assert await column_names(owner, board) == ["Column 0", "Done", "Column 1"]
    before = await events(owner, board)
    await owner.patch(path, {"name": "Done"})
    await owner.patch(path, {})
    assert await events(owner, board) == before


@pytest.mark.parametrize(
    "body",
    [
        {"name": ""},
        {"name": "x" * 121},
        {"wip_limit": 0},
        {"wip_limit": 1001},
        {"wip_limit": "3"},
        {"category": "later"},
        {"position": -1},
        {"position": 0, "before": "0199b2c0-0000-7000-8000-000000000000"},
        {"before": "0199b2c0-0000-7000-8000-000000000000"},
        {"colour": "red"},
    ],
)
async def test_a_column_that_makes_no_sense_is_refused(
    owner: Person, board: Board, body: Json
) -> None:
    before = await owner.get(f"/boards/{board.id}")
    await owner.ask("POST", f"/boards/{board.id}/columns", {"name": "x", **body}, status=422)
    await owner.ask("PATCH", f"/columns/{board.columns[0]}", body, status=422)
    assert await owner.get(f"/boards/{board.id}") == before


async def test_a_column_of_another_board_is_no_neighbour(owner: Person, board: Board) -> None:
    other = await make_board(owner)
    body = {"name": "x", "after": other.columns[0]}
    refused = await code(owner, "POST", f"/boards/{board.id}/columns", body, 422)
    assert refused == "unknown_column"


async def test_a_column_with_cards_is_deleted_only_with_a_place_for_them(
    owner: Person, board: Board
) -> None:
    card = await make_card(owner, board)
    path = f"/columns/{board.columns[0]}"
    assert await code(owner, "DELETE", path, None, 409) == "column_not_empty"
    other = await make_board(owner)
    for target in (other.columns[0], str(uuid4())):
        refused = await code(owner, "DELETE", f"{path}?move_cards_to={target}", None, 422)
        assert refused == "unknown_column"
    itself = f"{path}?move_cards_to={board.columns[0]}"
    assert await code(owner, "DELETE", itself, None, 409) == "column_not_empty"
    await owner.delete(f"{path}?move_cards_to={board.columns[1]}")
    assert (await owner.get(f"/cards/{card['id']}"))["column_id"] == board.columns[1]
    await owner.delete(f"/columns/{board.columns[2]}")
    last = f"/columns/{board.columns[1]}"
    assert await code(owner, "DELETE", last, None, 409) == "last_column"
    assert await code(owner, "DELETE", path, None, 404) == "column_not_found"


async def test_deleting_a_column_with_300_cards_keeps_their_order(
    app: Trivet, owner: Person, board: Board
) -> None:
    there = await make_card(owner, board, column=1)
    cards = [str(card) for card in await fill_board(app, board, 300)]
    await owner.get(f"/boards/{board.id}")
    answer = await owner.ask(
        "DELETE", f"/columns/{board.columns[0]}?move_cards_to={board.columns[1]}", status=204
    )
    shown = await owner.get(f"/boards/{board.id}")
    assert answer.headers["X-Board-Seq"] == str(shown["seq"])
    assert [card["id"] for card in shown["cards"]] == [there["id"], *cards]
    runtime = app.runtime
    source = Snapshots(runtime.units, FragmentCodec(), lambda: runtime.epoch, runtime.elsewhere)
    fresh = await source.load(board.uuid)
    assert fresh is not None
    live = await app.runtime.live.get(board.id)
    assert fresh.body() == live.body()
    async with app.runtime.units.read() as unit:
        versions = await unit.session.scalars(
            select(Card.version).where(Card.board_id == board.uuid, Card.number > 1)
        )
        assert set(versions) == {2}
        last = (
            await unit.session.scalars(
                select(BoardEventRow)
                .where(BoardEventRow.board_id == board.uuid)
                .order_by(BoardEventRow.seq.desc())
            )
        ).first()
    assert last is not None
    assert last.type == "column.deleted"
    assert [card["id"] for card in last.payload["cards"]] == cards


async def test_labels_are_made_changed_and_taken_from_all_cards(
    owner: Person, board: Board
) -> None:
    path = f"/boards/{board.id}/labels"
    longest = await owner.post(path, {"name": "ü" * 60, "color": BLUE})
    bug = await owner.post(path, {"name": " bug ", "color": "#ff0000"})
    assert (bug["name"], bug["color"]) == ("bug", "#ff0000")
    card = await make_card(owner, board, label_ids=[bug["id"], longest["id"]])
    assert card["label_ids"] == sorted([bug["id"], longest["id"]])
    changed = await owner.patch(f"/labels/{bug['id']}", {"name": "defect", "color": BLUE})
    assert changed == {"id": bug["id"], "name": "defect", "color": BLUE}
    shown = await owner.get(f"/boards/{board.id}")
    assert [label["name"] for label in shown["labels"]] == ["defect", "ü" * 60]
    await owner.delete(f"/labels/{bug['id']}")
    assert (await owner.get(f"/cards/{card['id']}"))["label_ids"] == [longest["id"]]
    shown = await owner.get(f"/boards/{board.id}")
    assert shown["cards"][0]["label_ids"] == [longest["id"]]
    assert await code(owner, "DELETE", f"/labels/{bug['id']}", None, 404) == "label_not_found"


async def test_labels_that_make_no_sense_are_refused(owner: Person, board: Board) -> None:
    path = f"/boards/{board.id}/labels"
    bug = await owner.post(path, {"name": "bug", "color": BLUE})
    other = await owner.post(path, {"name": "other", "color": BLUE})
    again = {"name": "bug", "color": "#000000"}
    assert await code(owner, "POST", path, again, 409) == "label_name_taken"
    rename = {"name": "bug"}
    assert await code(owner, "PATCH", f"/labels/{other['id']}", rename, 409) == "label_name_taken"
    await owner.patch(f"/labels/{bug['id']}", rename)
    for body in (
        {"name": "x" * 61, "color": BLUE},
        {"name": " ", "color": BLUE},
        {"name": "x", "color": "red"},
        {"name": "x", "color": "#FFF"},
        {"name": "x", "color": f"{BLUE}\n"},
        {"name": "x"},
    ):
        await owner.ask("POST", path, body, status=422)


async def test_a_label_of_another_board_fits_on_no_card(owner: Person, board: Board) -> None:
    other = await make_board(owner)
    label = await owner.post(f"/boards/{other.id}/labels", {"name": "x", "color": BLUE})
    body = {"column_id": board.columns[0], "title": "x", "label_ids": [label["id"]]}
    assert await code(owner, "POST", f"/boards/{board.id}/cards", body, 422) == "unknown_label"
