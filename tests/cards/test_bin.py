"""Deleted cards: in the bin for 30 days, back from it, and gone for good."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, update

from tests.support.apps import Board, Json, Person, Trivet, in_workspace, make_board, make_card
from tests.support.tasks import run_now
from trivet.boards.models import BoardEventRow
from trivet.cards.bin_tasks import PURGE_BIN
from trivet.cards.models import Card, CardDependency, Comment
from trivet.platform.clock import now
from trivet.platform.ids import new_id
from trivet.workspaces.models import Role


async def bin_of(person: Person, board: Board, query: str = "") -> list[Json]:
    items: list[Json] = (await person.get(f"/boards/{board.id}/bin{query}"))["items"]
    return items


async def test_a_deleted_card_lies_in_the_bin_and_comes_back_by_its_key(
    app: Trivet, owner: Person
) -> None:
    board = await make_board(owner)
    member = await in_workspace(app, board.workspace_id, Role.MEMBER)
    label = await owner.post(f"/boards/{board.id}/labels", {"name": "bug", "color": "#ff0000"})
    card = await make_card(owner, board, 1, description="Long.", label_ids=[label["id"]])
    stays = await make_card(owner, board, 1, title="stays")
    await member.delete(f"/cards/{card['key']}")
    await owner.ask("GET", f"/cards/{card['key']}", status=404)
    (lies,) = await bin_of(owner, board)
    assert lies["deleted_by"] == member.id
    assert (lies["card"]["id"], lies["card"]["has_description"]) == (card["id"], True)

    back = await owner.post(f"/cards/{card['key']}/restore", {}, 200)
    changed = ("version", "rank", "updated_at")
    assert {**back, **{n: card[n] for n in changed}} == card
    assert back["version"] == 3
    assert await bin_of(owner, board) == []
    shown = await owner.get(f"/boards/{board.id}")
    assert [c["id"] for c in shown["cards"]] == [stays["id"], card["id"]]
    again = await owner.post(f"/cards/{card['id']}/restore", {}, 200)
    assert again == back


async def test_a_card_comes_back_where_it_is_wanted(owner: Person) -> None:
    board = await make_board(owner)
    first = await make_card(owner, board, 2, title="first")
    for away in ("delete", "archive"):
        card = await make_card(owner, board, title=away)
        if away == "delete":
            await owner.delete(f"/cards/{card['id']}")
        else:
            await owner.patch(f"/cards/{card['id']}", {"archived": True})
        body: Json = {"column_id": board.columns[2], "before": first["id"]}
        back = await owner.post(f"/cards/{card['id']}/restore", body, 200)
        assert (back["column_id"], back["rank"] < first["rank"]) == (board.columns[2], True)
        assert "archived_at" not in back


async def test_of_an_archived_card_nothing_is_left_archived_when_it_comes_from_the_bin(
    owner: Person,
) -> None:
    board = await make_board(owner)
    card = await make_card(owner, board)
    await owner.patch(f"/cards/{card['id']}", {"archived": True})
    await owner.delete(f"/cards/{card['id']}")
    await owner.post(f"/cards/{card['id']}/restore", {}, 200)
    assert [c["id"] for c in (await owner.get(f"/boards/{board.id}"))["cards"]] == [card["id"]]


async def test_a_card_whose_column_has_gone_comes_back_into_another_one(owner: Person) -> None:
    board = await make_board(owner)
    card = await make_card(owner, board, 2)
    await owner.delete(f"/cards/{card['id']}")
    await owner.delete(f"/columns/{board.columns[2]}")
    back = await owner.post(f"/cards/{card['id']}/restore", {}, 200)
    assert back["column_id"] in board.columns[:2]


async def test_of_two_who_bring_back_into_the_last_place_one_is_refused(owner: Person) -> None:
    board = await make_board(owner)
    cards = [await make_card(owner, board, 1) for _ in range(2)]
    for card in cards:
        await owner.delete(f"/cards/{card['id']}")
    await owner.patch(f"/columns/{board.columns[1]}", {"wip_limit": 1, "wip_hard": True})
    answers = await asyncio.gather(
        *(owner.ask("POST", f"/cards/{card['id']}/restore", {}) for card in cards)
    )
    assert Counter(a.status_code for a in answers) == {200: 1, 409: 1}
    (refused,) = [a.json() for a in answers if a.status_code == 409]
    assert refused["code"] == "wip_limit_reached"
    (left,) = await bin_of(owner, board)
    await owner.post(f"/cards/{left['card']['id']}/restore", {"force": True}, 200)


async def test_the_bin_comes_in_pages_the_newest_first(owner: Person) -> None:
    board = await make_board(owner)
    ids = [(await make_card(owner, board))["id"] for _ in range(5)]
    for card_id in ids:
        await owner.delete(f"/cards/{card_id}")
    seen: list[str] = []
    further: str | None = f"/boards/{board.id}/bin?limit=2"
    while further:
        answer = await owner.ask("GET", further, status=200)
        seen += [item["card"]["id"] for item in answer.json()["items"]]
        further = answer.links["next"]["url"] if "next" in answer.links else None
    assert seen == ids[::-1]
    for cursor in ("nonsense", "WyIwMDAxLTAxLTAxVDAwOjAwOjAwKzIzOjU5IiwgIngiXQ"):
        await owner.ask("GET", f"/boards/{board.id}/bin?cursor={cursor}", status=422)


async def aged(app: Trivet, card_ids: list[str], days: float) -> None:
    """Have cards lie in the bin for some days."""
    at = now() - timedelta(days=days)
    async with app.runtime.units.write() as unit:
        ids = [UUID(one) for one in card_ids]
        await unit.session.run(update(Card).where(Card.id.in_(ids)).values(deleted_at=at))


async def count(app: Trivet, wanted: Any) -> int:
    async with app.runtime.units.read() as unit:
        return int(await unit.session.scalar(wanted) or 0)


async def test_after_30_days_a_card_goes_for_good_with_what_belongs_to_it(
    app: Trivet, owner: Person
) -> None:
    board = await make_board(owner)
    beside = await make_board(owner, name="Wings", workspace_id=board.workspace_id)
    old, young = [await make_card(owner, board, title=title) for title in ("secret", "young")]
    child, waits = await make_card(owner, board), await make_card(owner, beside)
    await tie(app, owner, old, child, waits)
    for card in (old, young):
        await owner.delete(f"/cards/{card['id']}")
    await aged(app, [old["id"]], 30.01)
    await aged(app, [young["id"]], 29.99)
    before = [await owner.get(f"/boards/{b.id}") for b in (board, beside)]
    assert next(c for c in before[0]["cards"] if c["id"] == child["id"])["parent_id"] == old["id"]

    assert await run_now(app, PURGE_BIN) == {"purged": 1}

    assert [lies["card"]["id"] for lies in await bin_of(owner, board)] == [young["id"]]
    await owner.ask("POST", f"/cards/{old['key']}/restore", {}, status=404)
    of_old = select(func.count()).where(BoardEventRow.card_id == UUID(old["id"]))
    assert await count(app, of_old) > 0
    assert await count(app, of_old.where(BoardEventRow.texts.is_not(None))) == 0
    comments = select(func.count()).select_from(Comment)
    assert await count(app, comments.where(Comment.card_id == UUID(old["id"]))) == 0
    for at, seen in ((board, child), (beside, waits)):
        shown = await owner.get(f"/boards/{at.id}")
        form = next(c for c in shown["cards"] if c["id"] == seen["id"])
        assert "parent_id" not in form
        assert "blocked_by" not in form
        card = await owner.get(f"/cards/{seen['id']}")
        assert card["version"] == form["version"] == seen["version"] + 1
        event = (await owner.get(f"/boards/{at.id}/events"))["items"][-1]
        assert event["type"] == "card.updated"
        assert event["payload"]["version"] == card["version"]
    assert await run_now(app, PURGE_BIN) == {"purged": 0}


async def tie(app: Trivet, owner: Person, old: Json, child: Json, waits: Json) -> None:
    """Make one card the parent of another, have a third wait for it, and a comment on it."""
    at: datetime = now()
    async with app.runtime.units.write() as unit:
        run, card_id = unit.session.run, UUID(old["id"])
        parent = update(Card).where(Card.id == UUID(child["id"])).values(parent_id=card_id)
        await run(parent)
        tied = {"blocked_id": UUID(waits["id"]), "blocker_id": card_id, "created_at": at}
        await run(insert(CardDependency).values(tied))
        said = {"id": new_id(), "card_id": card_id, "author_id": UUID(owner.id), "body": "Psst."}
        await run(insert(Comment).values(**said, version=1, created_at=at))


async def test_purging_many_goes_on_until_nothing_is_left(app: Trivet, owner: Person) -> None:
    board = await make_board(owner)
    ids = [(await make_card(owner, board))["id"] for _ in range(7)]
    for card_id in ids:
        await owner.delete(f"/cards/{card_id}")
    await aged(app, ids, 31)
    assert await run_now(app, PURGE_BIN) == {"purged": 7}
    assert await bin_of(owner, board) == []
