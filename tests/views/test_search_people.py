"""Who finds what: only what stands in one's own workspaces, and only what is there."""

import asyncio
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, insert, update

from tests.support.apps import (
    Board,
    Person,
    Trivet,
    fill_board,
    in_workspace,
    make_board,
    make_card,
    somebody,
)
from tests.views.test_search_cases import comment_on, found
from trivet.boards.models import Board as BoardRow
from trivet.boards.models import Column
from trivet.cards.models import Card, CardAlias
from trivet.workspaces.models import Role, WorkspaceMember


@pytest.fixture
async def board(owner: Person) -> Board:
    return await make_board(owner)


async def everything(person: Person, *, key: str) -> int:
    """How many hits somebody has, by whatever way."""
    return sum([len(await found(person, q)) for q in ("rocket", "fuel", "remark", key)])


async def test_others_find_nothing_and_who_left_no_more(
    app: Trivet, owner: Person, board: Board
) -> None:
    card = await make_card(owner, board, title="Rocket", description="Fuel")
    await comment_on(app, card, "A remark", owner)
    member = await in_workspace(app, board.workspace_id, Role.MEMBER)
    viewer = await in_workspace(app, board.workspace_id, Role.VIEWER)
    stranger, admin = await somebody(app), await somebody(app, instance_admin=True)
    await make_card(stranger, await make_board(stranger), title="Engine 1")
    assert [await everything(p, key=card["key"]) for p in (owner, member, viewer)] == [4, 4, 4]
    assert await everything(admin, key=card["key"]) == 0
    assert [hit["card"]["title"] for hit in await found(stranger, card["key"])] in (
        [],
        ["Engine 1"],
    )
    assert await found(stranger, "rocket", workspace_id=board.workspace_id) == []

    await owner.delete(f"/workspaces/{board.workspace_id}/members/{member.id}")
    assert await everything(member, key=card["key"]) == 0
    await owner.delete(f"/boards/{board.id}")
    assert await everything(owner, key=card["key"]) == 0


async def test_a_workspace_that_is_gone_is_not_found(owner: Person, board: Board) -> None:
    other = await make_board(owner)
    await make_card(owner, board, title="Rocket here")
    await make_card(owner, other, title="Rocket there")
    (hit,) = await found(owner, "rocket", workspace_id=other.workspace_id)
    assert hit["card"]["title"] == "Rocket there"
    await owner.delete(f"/workspaces/{board.workspace_id}")
    assert [hit["card"]["title"] for hit in await found(owner, "rocket")] == ["Rocket there"]


async def test_old_keys_find_their_card(app: Trivet, owner: Person, board: Board) -> None:
    card = await make_card(owner, board, title="Moved")
    alias = {"board_id": board.uuid, "number": 77, "card_id": UUID(card["id"])}
    async with app.runtime.units.write() as unit:
        await unit.session.run(insert(CardAlias).values(**alias))
    (hit,) = await found(owner, f"{board.key}-77")
    assert (hit["where"], hit["card"]["key"]) == ("key", card["key"])


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?q=",
        "?q=%20%20",
        "?q=!%3F",
        f"?q={'a' * 201}",
        "?q=a&cursor=x",
        "?q=a%00b",
        "?q=a&limit=0",
    ],
)
async def test_what_cannot_be_asked_is_said(owner: Person, query: str) -> None:
    await owner.ask("GET", f"/search{query}", status=422)


async def test_a_hit_says_where_the_card_stands(owner: Person, board: Board) -> None:
    card = await make_card(owner, board, title="Rocket", due_date="2026-12-24", priority="high")
    (hit,) = await found(owner, "rocket")
    assert hit == {
        "card": {
            "id": card["id"],
            "key": card["key"],
            "title": "Rocket",
            "board_id": board.id,
            "board_key": board.key,
            "board_name": "Engine",
            "workspace_id": board.workspace_id,
            "column_name": "Column 0",
            "category": "unstarted",
            "priority": "high",
            "due_date": "2026-12-24",
            "updated_at": card["updated_at"],
            "archived_at": None,
        },
        "where": "title",
        "excerpt": "Rocket",
        "comment_id": None,
    }


async def test_my_cards_are_those_i_work_on(app: Trivet, owner: Person, board: Board) -> None:
    member = await in_workspace(app, board.workspace_id, Role.MEMBER)
    other = await make_board(owner, workspace_id=board.workspace_id, name="Wheels")
    mine: dict[str, Any] = {"assignee_ids": [member.id, owner.id]}
    first = await make_card(owner, other, title="2", due_date="2026-05-02", **mine)
    last = await make_card(owner, board, title="old", **mine)
    soon = await make_card(owner, board, title="1", due_date="2026-05-01", **mine)
    same = await make_card(owner, board, title="2b", due_date="2026-05-02", **mine)
    new = await make_card(owner, board, title="new", **mine)
    done = await make_card(owner, board, column=2, title="done", **mine)
    await make_card(owner, board, title="theirs", assignee_ids=[owner.id])
    gone = await make_card(owner, board, title="gone", **mine)
    await owner.delete(f"/cards/{gone['id']}")
    away = await make_card(owner, board, title="away", **mine)
    await owner.patch(f"/cards/{away['id']}", {"archived": True})
    async with app.runtime.units.write() as unit:
        column = Column.id == UUID(board.columns[2])
        await unit.session.run(update(Column).where(column).values(category="done"))

    expected = [card["id"] for card in (soon, same, first, new, last)]

    async def walk(query: str) -> list[str]:
        ids: list[str] = []
        path: str | None = f"/me/cards?limit=2{query}"
        while path is not None:
            page = await member.ask("GET", path, status=200)
            ids += [card["id"] for card in page.json()["items"]]
            link = page.headers.get("Link")
            path = link and link.partition("<")[2].partition(">")[0]
        return ids

    assert await walk("") == expected
    assert set(await walk("&done=true")) == {*expected, done["id"]}
    assert await walk(f"&workspace_id={board.workspace_id}") == expected
    assert await walk(f"&workspace_id={(await make_board(owner)).workspace_id}") == []

    async with app.runtime.units.write() as unit:  # a board that was put away
        await unit.session.run(
            update(BoardRow)
            .where(BoardRow.id == other.uuid)
            .values(archived_at=BoardRow.updated_at)
        )
    assert await walk("") == [card_id for card_id in expected if card_id != first["id"]]
    async with app.runtime.units.write() as unit:  # still named on the cards
        membership = WorkspaceMember.user_id == UUID(member.id)
        await unit.session.run(delete(WorkspaceMember).where(membership))
    assert await walk("") == []


async def test_as_many_words_as_there_is_room_for(app: Trivet, owner: Person) -> None:
    """Each is one more set, and not one more table to join in the best of all orders."""
    board = await make_board(owner)
    words = [chr(ord("a") + n % 26) + "0123"[n // 26] for n in range(66)]
    await fill_board(app, board, 2000)
    async with app.runtime.units.write() as unit:
        text = {"description": " ".join(words[:-1])}
        await unit.session.run(update(Card).values(text))
    await make_card(owner, board, title="All of them", description=" ".join(words))
    async with asyncio.timeout(20):
        found = await owner.get(f"/search?q={'+'.join(words)}")
    assert [hit["card"]["title"] for hit in found["items"]] == ["All of them"]
