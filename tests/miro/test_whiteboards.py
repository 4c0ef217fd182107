"""Boards in Miro: listed, with what is known of each; read by tasks; in pages; forgotten in time."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from tests.miro.connected import Connected, connected
from tests.miro.whiteboards import aged, asked, bob_of, read, shapes
from tests.realtime.followers import eventually
from tests.support.apps import Json, Person
from tests.support.fake_miro import Board, MiroServer, faults
from tests.support.fake_miro.state import Role
from trivet.miro.cache_writer import MiroCacheWriter
from trivet.miro.models import MiroBoard, MiroBoardAccess, MiroItem
from trivet.miro.tasks import TEND_BOARDS
from trivet.platform.clock import now
from trivet.platform.settings import Settings


@pytest.fixture
async def there(settings: Settings, fake_miro: MiroServer) -> AsyncIterator[Connected]:
    """The owner has connected their account."""
    async with connected(settings, fake_miro) as there:
        await there.connect(there.owner, there.ada)
        yield there


@pytest.fixture
def plan(there: Connected) -> Board:
    return there.miro.board("Plan", there.ada, team=there.miro.team())


def path_of(board: Board) -> str:
    return f"/api/boards/{quote(board.id, safe='')}"


def cache_of(board: Board) -> str:
    return f"/api/cache/{quote(board.id, safe='')}"


async def synced(person: Person, board: Board) -> Json:
    """The task that read all of a board, which has ended."""
    answer = await person.ask("POST", f"{path_of(board)}/sync", status=202)
    return await ended(person, answer.json()["task"]["id"])


async def ended(person: Person, task_id: str) -> Json:
    """A task that has ended."""

    async def has() -> bool:
        finished_at: str | None = (await person.get(f"/tasks/{task_id}"))["finished_at"]
        return finished_at is not None

    await eventually(has, patience_s=120.0)  # of thousands of items, on a busy machine
    return await person.get(f"/tasks/{task_id}")


async def names(person: Person, query: str = "") -> list[str]:
    return [each["name"] for each in (await person.get(f"/api/boards{query}"))["items"]]


# The list.


async def test_the_boards_that_miro_lets_somebody_see_are_listed_in_pages(there: Connected) -> None:
    acme = there.miro.team()
    for number in range(60):
        there.miro.board(f"Board {number}", there.ada, team=acme)
    first = await there.owner.ask("GET", "/api/boards", status=200)
    assert first.headers["X-Cache"] == "MISS"
    page = first.json()
    assert len(page["items"]) == 50
    assert page["next_cursor"] in first.headers["Link"]
    second = await there.owner.get(f"/api/boards?cursor={page['next_cursor']}")
    assert second["next_cursor"] is None
    listed = {each["name"] for each in page["items"] + second["items"]}
    assert listed == {f"Board {number}" for number in range(60)}
    board = page["items"][0]
    assert (board["items"], board["as_of"], board["complete"], board["task"]) == (
        0,
        None,
        False,
        None,
    )
    assert board["view_link"].startswith("http")


async def test_boards_are_searched_by_name(there: Connected, plan: Board) -> None:
    there.miro.board("Other", there.ada, team=there.miro.team())
    assert await names(there.owner, "?query=Pla") == ["Plan"]


async def test_a_board_tells_what_is_known_of_it(there: Connected, plan: Board) -> None:
    for number in range(3):
        there.miro.shape(plan, f"Shape {number}")
    there.miro.tag(plan, "Tag")
    task = await synced(there.owner, plan)
    assert task["state"] == "succeeded"
    board = await there.owner.get(path_of(plan))
    (listed,) = (await there.owner.get("/api/boards"))["items"]
    assert board == listed
    assert (board["items"], board["tags"], board["complete"]) == (3, 1, True)
    assert board["as_of"] is not None
    assert (board["task"]["id"], board["task"]["state"]) == (task["id"], "succeeded")


async def test_a_board_tells_why_it_could_not_be_read(there: Connected, plan: Board) -> None:
    await read(there.owner, shapes(plan), "MISS")
    there.miro.fault("GET", "*/items*", faults.forbidden(), times=None)
    task = await synced(there.owner, plan)
    assert task["state"] == "failed"
    (listed,) = (await there.owner.get("/api/boards"))["items"]
    assert listed["task"]["error"]["code"] == "miro_board_not_found"


async def test_while_miro_is_away_what_somebody_read_is_listed(
    there: Connected, plan: Board
) -> None:
    other = there.miro.board("Other", there.ada, team=there.miro.team())
    await read(there.owner, shapes(plan), "MISS")
    there.miro.fault("GET", "/v2/*", faults.error(503), times=None)
    answer = await there.owner.ask("GET", "/api/boards", status=200)
    assert answer.headers["X-Cache"] == "STALE"
    assert [each["name"] for each in answer.json()["items"]] == ["Plan"]
    assert other.name == "Other"
    bob, _ = await bob_of(there)
    refused = await bob.ask("GET", "/api/boards")
    assert (refused.status_code, refused.json()["code"]) == (503, "miro_unreachable")


async def test_nobody_sees_boards_of_others(there: Connected, plan: Board) -> None:
    await synced(there.owner, plan)
    bob, user = await bob_of(there)
    assert await names(bob) == []
    assert (await bob.ask("GET", path_of(plan))).status_code == 404
    assert (await bob.ask("POST", f"{path_of(plan)}/sync")).status_code == 404
    there.miro.share(plan, user, Role.VIEWER)
    assert await names(bob) == ["Plan"]


async def test_who_asks_at_once_for_a_board_gets_one_task(there: Connected, plan: Board) -> None:
    await there.owner.get(path_of(plan))
    held = there.miro.fault("GET", "*/items*", faults.slow(0.5), times=None)
    answers = await asyncio.gather(
        *(there.owner.ask("POST", f"{path_of(plan)}/sync", status=202) for _ in range(5))
    )
    assert len({answer.json()["task"]["id"] for answer in answers}) == 1
    held.lift()


# Pages.


async def test_items_are_read_in_pages(there: Connected, plan: Board) -> None:
    made = [there.miro.shape(plan, f"Shape {number}").id for number in range(25)]
    there.miro.card(plan, "Card")
    await synced(there.owner, plan)
    for path, key in ((shapes(plan), None), (cache_of(plan), "complete")):
        found: list[str] = []
        cursor: str | None = ""
        pages = 0
        while cursor is not None:
            more = f"&cursor={cursor}" if cursor else ""
            page = await there.owner.get(f"{path}?limit=10{more}")
            found += [item["id"] for item in page["items"]]
            cursor, pages = page["next_cursor"], pages + 1
        assert pages == 3
        assert found[:25] == made
        assert len(found) == (25 if key is None else 26)


async def test_what_changes_while_pages_are_read_is_told_after_them(
    there: Connected, plan: Board
) -> None:
    for _ in range(4):
        there.miro.shape(plan, "Shape")
    first = await there.owner.get(f"{shapes(plan)}?limit=2")
    item_id = first["items"][0]["id"]
    await there.owner.ask("PUT", shapes(plan, item_id), {"data": {"content": "New"}}, status=200)
    last = await there.owner.get(f"{shapes(plan)}?limit=2&cursor={first['next_cursor']}")
    assert last["next_cursor"] is None
    told = await there.owner.get(f"{shapes(plan)}?since={last['cursor']}")
    assert [item["id"] for item in told["items"]] == [item_id]


@pytest.mark.parametrize("query", ["cursor=x", "since=x", "cursor=WyJzZXEiXQ", "limit=0"])
async def test_a_cursor_that_is_none_is_refused(there: Connected, plan: Board, query: str) -> None:
    for path in (shapes(plan), cache_of(plan), "/api/boards"):
        name = query.partition("=")[0]
        if (name == "since" and path != shapes(plan)) or (
            name == "limit" and path == "/api/boards"
        ):
            continue
        answer = await there.owner.ask("GET", f"{path}?{query}")
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), path


# Upkeep.


async def tended(there: Connected) -> None:
    call = TEND_BOARDS.call(requested_by=UUID(there.owner.id))
    async with there.trivet.runtime.units.write() as unit:
        unit.enqueue(call)
    assert (await ended(there.owner, str(call.id)))["state"] == "succeeded"


async def older(there: Connected, days: int, *columns: Any) -> None:
    """As if some moments had been days before."""
    async with there.trivet.runtime.units.write() as unit:
        for column in columns:
            await unit.session.run(
                update(column.class_).values({column.key: now() - timedelta(days=days)})
            )


async def rows(there: Connected, table: type[Any]) -> int:
    async with there.trivet.runtime.units.read() as unit:
        return await unit.session.scalar(select(func.count()).select_from(table)) or 0


async def test_a_board_that_nobody_reads_is_forgotten(there: Connected, plan: Board) -> None:
    there.miro.shape(plan, "One")
    before = await there.owner.get(shapes(plan))
    await older(there, 29, MiroBoard.fetched_at)
    await tended(there)
    assert await rows(there, MiroItem) == 1
    await older(there, 31, MiroBoard.fetched_at, MiroBoardAccess.proven_at)
    await tended(there)
    assert [await rows(there, each) for each in (MiroBoard, MiroItem, MiroBoardAccess)] == [0, 0, 0]
    # Who comes back later is told that what they have is of another time.
    there.miro.shape(plan, "Two")
    await read(there.owner, shapes(plan), "MISS")
    told = await there.owner.get(f"{shapes(plan)}?since={before['cursor']}")
    assert (told["reset"], len(told["items"])) == (True, 2)


async def test_what_went_long_ago_is_forgotten_and_who_asks_is_told_all(
    there: Connected, plan: Board
) -> None:
    gone, kept = (there.miro.shape(plan, name).id for name in ("Gone", "Kept"))
    before = await there.owner.get(shapes(plan))
    await there.owner.delete(shapes(plan, gone))
    between = await there.owner.get(f"{shapes(plan)}?since={before['cursor']}")
    assert (between["deleted"], between["reset"]) == ([gone], False)
    await older(there, 31, MiroItem.deleted_at)
    async with there.trivet.runtime.units.write() as unit:
        await unit.session.run(update(MiroItem).where(MiroItem.id == kept).values(deleted_at=None))
    await tended(there)
    assert await rows(there, MiroItem) == 1
    told = await there.owner.get(f"{shapes(plan)}?since={before['cursor']}")
    assert (told["reset"], [item["id"] for item in told["items"]]) == (True, [kept])
    told = await there.owner.get(f"{shapes(plan)}?since={between['cursor']}")
    assert (told["reset"], told["items"], told["deleted"]) == (False, [], [])


async def test_a_large_board_is_read_by_a_task_while_what_is_known_is_given(
    there: Connected, plan: Board
) -> None:
    async with there.trivet.runtime.units.write() as unit:
        cache = MiroCacheWriter(unit.session)
        await cache.keep_board({"id": plan.id, "name": "Plan"}, now())
    for number in range(501):
        there.miro.shape(plan, f"Shape {number}")
    await read(there.owner, f"{shapes(plan)}?limit=1", "MISS")
    await aged(there)
    pages = asked(there, "GET", "/items")
    await read(there.owner, f"{shapes(plan)}?limit=1", "STALE")
    await ended(there.owner, (await there.owner.get(path_of(plan)))["task"]["id"])
    await read(there.owner, f"{shapes(plan)}?limit=1", "HIT")
    assert asked(there, "GET", "/items") == pages + 11


async def test_5000_items_are_read_within_the_credits_of_a_minute(
    there: Connected, plan: Board
) -> None:
    for number in range(5_000):
        there.miro.shape(plan, f"Shape {number}")
    for number in range(60):
        there.miro.tag(plan, f"Tag {number}")
    before = (await there.owner.get("/api/limits"))["credits"]["remaining"]
    task = await synced(there.owner, plan)
    assert task["result"] == {"items": 5_000, "tags": 60}
    after = (await there.owner.get("/api/limits"))["credits"]["remaining"]
    # 100 pages of items, 2 of tags, and the board, which opens the door.
    assert before - after == 100 * 100 + 2 * 50 + 50
    known = await there.owner.get(f"{cache_of(plan)}?limit=1000")
    assert (len(known["items"]), known["complete"]) == (1_000, True)


async def test_who_has_to_connect_again_is_told_so_in_place_of_a_task_that_fails(
    there: Connected, plan: Board
) -> None:
    await there.owner.get(path_of(plan))
    there.miro.fault("GET", "*/items*", faults.unauthorized())
    assert (await synced(there.owner, plan))["state"] == "failed"
    answer = await there.owner.ask("POST", f"{path_of(plan)}/sync")
    assert (answer.status_code, answer.json()["code"]) == (404, "miro_sign_in_needed")
