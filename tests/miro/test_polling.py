"""Boards that are followed are looked at again and again: what changes in Miro is told, once."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import select, update

from tests.miro.connected import Connected, connected
from tests.miro.whiteboards import asked, bob_of, shapes
from tests.realtime.followers import eventually
from tests.support.apps import Json, Person
from tests.support.fake_miro import Board, MiroServer, faults
from tests.support.fake_miro.state import Role
from trivet.miro import poll_worker
from trivet.miro.models import MiroBoard, MiroFollow
from trivet.miro.tasks import POLL_BOARD, WATCH_BOARDS, poll_key
from trivet.platform.clock import now
from trivet.platform.settings import Settings
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.repository import TaskReader


@pytest.fixture
async def there(settings: Settings, fake_miro: MiroServer) -> AsyncIterator[Connected]:
    """The owner has connected their account; it is looked for changes all the time."""
    async with connected(settings, fake_miro, miro_poll_s=0.05) as there:
        await there.connect(there.owner, there.ada)
        yield there


@pytest.fixture
def plan(there: Connected) -> Board:
    return there.miro.board("Plan", there.ada, team=there.miro.team())


def board_of(board: Board, more: str = "") -> str:
    return f"/api/boards/{quote(board.id, safe='')}{more}"


async def follow_of(person: Person, board: Board) -> Json | None:
    found: Json | None = (await person.get(board_of(board)))["follow"]
    return found


async def followed(person: Person, board: Board) -> str:
    """Somebody follows a board until they say otherwise, and it was looked at; the cursor then."""
    await person.ask("PUT", board_of(board, "/follow"), status=200)
    await looked(person, board)
    cursor: str = (await person.get(shapes(board)))["cursor"]
    return cursor


async def looked(person: Person, board: Board, since: Any = None) -> None:
    """Until a board was looked at."""

    async def was() -> bool:
        follow = await follow_of(person, board)
        return follow is not None and follow["looked_at"] not in {None, since}

    await eventually(was)


async def looked_twice(person: Person, board: Board) -> None:
    """Until a look began and ended from now on."""
    for _ in range(2):
        follow = await follow_of(person, board)
        assert follow is not None
        await looked(person, board, follow["looked_at"])


async def told(person: Person, board: Board, cursor: str) -> Json:
    """What changed since a cursor, once anything did."""
    found: Json = {}

    async def is_told() -> bool:
        nonlocal found
        found = await person.get(f"{shapes(board)}?since={cursor}")
        return bool(found["items"] or found["deleted"])

    await eventually(is_told)
    return found


async def poll_of(there: Connected, board: Board) -> TaskRow | None:
    """The task that looks at a board."""
    async with there.trivet.runtime.units.read() as unit:
        rows = await TaskReader(unit.session).under_way([poll_key(board.id)])
    assert len(rows) <= 1, "two look at it"
    return rows[0] if rows else None


async def is_looked_at_no_more(there: Connected, board: Board) -> None:
    async def ended() -> bool:
        return await poll_of(there, board) is None

    await eventually(ended)


async def test_who_asks_what_changed_is_told_what_others_do_in_miro(
    there: Connected, plan: Board
) -> None:
    one, two = there.miro.shape(plan, "One"), there.miro.shape(plan, "Two")
    cursor = (await there.owner.get(shapes(plan)))["cursor"]
    assert (await there.owner.get(f"{shapes(plan)}?since={cursor}"))["items"] == []
    there.miro.change(plan, one, data={"content": "Changed"})
    found = await told(there.owner, plan, cursor)
    assert [each["data"]["content"] for each in found["items"]] == ["Changed"]
    three = there.miro.shape(plan, "Three")
    found = await told(there.owner, plan, found["cursor"])
    assert [each["id"] for each in found["items"]] == [three.id]
    there.miro.delete(plan, two)
    found = await told(there.owner, plan, found["cursor"])
    assert (found["items"], found["deleted"]) == ([], [two.id])
    follow = await follow_of(there.owner, plan)
    assert follow is not None
    assert (follow["lasting"], follow["problem"]) == (False, None)


async def test_nothing_is_told_where_nothing_changed(there: Connected, plan: Board) -> None:
    there.miro.shape(plan, "One")
    cursor = await followed(there.owner, plan)
    made = await there.owner.post(shapes(plan), {"data": {"content": "Ours"}}, status=201)
    found = await told(there.owner, plan, cursor)
    assert [each["id"] for each in found["items"]] == [made["id"]]
    await looked_twice(there.owner, plan)
    again = await there.owner.get(f"{shapes(plan)}?since={found['cursor']}")
    assert (again["items"], again["deleted"]) == ([], []), "what we wrote came back as news"


async def test_tags_are_looked_at_too(
    there: Connected, plan: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poll_worker, "TAGS_EVERY", timedelta(0))
    await followed(there.owner, plan)
    there.miro.tag(plan, "New")

    async def known() -> bool:
        cache = await there.owner.get(f"/api/cache/{quote(plan.id, safe='')}")
        return [each["title"] for each in cache["tags"]] == ["New"]

    await eventually(known)


async def test_it_ends_once_nobody_follows(there: Connected, plan: Board) -> None:
    assert await follow_of(there.owner, plan) is None
    await followed(there.owner, plan)
    await there.owner.ask("PUT", board_of(plan, "/follow"), status=200)
    follow = await follow_of(there.owner, plan)
    assert follow is not None
    assert follow["lasting"]
    assert follow["every_s"] > 0
    await there.owner.ask("DELETE", board_of(plan, "/follow"), status=204)
    await is_looked_at_no_more(there, plan)
    assert await follow_of(there.owner, plan) is None
    # Who reads on follows it for a while, and then no more.
    cursor = (await there.owner.get(shapes(plan)))["cursor"]
    await there.owner.get(f"{shapes(plan)}?since={cursor}")
    assert await poll_of(there, plan) is not None
    async with there.trivet.runtime.units.write() as unit:
        await unit.session.run(update(MiroFollow).values(until=now() - timedelta(seconds=1)))
    await is_looked_at_no_more(there, plan)


async def test_who_follows_for_good_is_not_made_to_for_a_while(
    there: Connected, plan: Board
) -> None:
    cursor = await followed(there.owner, plan)
    await there.owner.get(f"{shapes(plan)}?since={cursor}")
    follow = await follow_of(there.owner, plan)
    assert follow is not None
    assert (follow["lasting"], follow["until"]) == (True, None)


async def test_a_board_is_not_followed_by_who_may_not_read_it(
    there: Connected, plan: Board
) -> None:
    bob, _ = await bob_of(there)
    assert (await bob.ask("PUT", board_of(plan, "/follow"))).status_code == 404
    assert await poll_of(there, plan) is None


async def test_who_loses_a_board_keeps_nobody_else_from_it(there: Connected, plan: Board) -> None:
    bob, user = await bob_of(there)
    there.miro.share(plan, user, Role.VIEWER)
    cursor = await followed(there.owner, plan)
    await followed(bob, plan)
    there.miro.unshare(plan, there.ada)
    shape = there.miro.shape(plan, "New")
    found = await told(bob, plan, cursor)
    assert [each["id"] for each in found["items"]] == [shape.id]
    answer = await there.owner.ask("GET", f"{shapes(plan)}?since={cursor}")
    assert answer.status_code == 404
    async with there.trivet.runtime.units.read() as unit:
        rows = (await unit.session.scalars(select(MiroFollow))).all()
    problems = {str(row.user_id): row.problem for row in rows}
    assert problems == {there.owner.id: "miro_board_not_found", bob.id: None}
    # It is theirs again: asking is enough.
    there.miro.share(plan, there.ada, Role.OWNER)
    await there.owner.get(f"{shapes(plan)}?since={cursor}")
    follow = await follow_of(there.owner, plan)
    assert follow is not None
    assert follow["problem"] is None


async def test_without_an_account_it_waits_and_says_why(there: Connected, plan: Board) -> None:
    await followed(there.owner, plan)
    await there.owner.ask("DELETE", "/auth/miro", status=204)

    async def is_known() -> bool:
        async with there.trivet.runtime.units.read() as unit:
            problem = await unit.session.scalar(select(MiroFollow.problem))
        return problem == "miro_account_missing"

    await eventually(is_known)
    await there.connect(there.owner, there.ada)
    follow = await follow_of(there.owner, plan)
    assert follow is not None
    assert follow["problem"] == "miro_account_missing"
    await there.owner.ask("PUT", board_of(plan, "/follow"), status=200)
    await looked(there.owner, plan, follow["looked_at"])


async def test_while_miro_does_not_answer_it_waits(
    there: Connected, plan: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poll_worker, "DELAYS_S", (0.05,))
    cursor = await followed(there.owner, plan)
    there.miro.fault("GET", "*/items", faults.error(500), times=2)
    shape = there.miro.shape(plan, "New")
    found = await told(there.owner, plan, cursor)
    assert [each["id"] for each in found["items"]] == [shape.id]


async def test_it_uses_two_fifths_of_the_credits_at_most(there: Connected, plan: Board) -> None:
    await followed(there.owner, plan)
    bucket = there.miro.world.limits.bucket(next(iter(there.miro.world.tokens.values())).bucket)
    bucket.used = 40_000
    await there.owner.ask("GET", board_of(plan), status=200)
    await there.owner.get("/api/boards")  # whose answer tells how little is left

    async def waits() -> bool:
        row = await poll_of(there, plan)
        return row is not None and row.error_code == "miro_limited"

    await eventually(waits)
    assert bucket.used < 42_000
    there.miro.shape(plan, "New")
    answer = await there.owner.ask("GET", shapes(plan))
    assert answer.status_code == 200, "people go on"


async def test_a_large_board_gives_way_and_goes_on_where_it_was(
    there: Connected, plan: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [there.miro.shape(plan, f"Shape {number}") for number in range(170)]
    monkeypatch.setattr(poll_worker, "SLICE_S", 0.0)
    cursor = await followed(there.owner, plan)
    assert len((await there.owner.get(f"/api/cache/{quote(plan.id, safe='')}"))["items"]) == 170
    there.miro.delete(plan, made[3])
    there.miro.change(plan, made[160], data={"content": "Changed"})
    deleted: list[str] = []
    changed: list[str] = []
    while not (deleted and changed):
        found = await told(there.owner, plan, cursor)
        cursor = found["cursor"]
        deleted += found["deleted"]
        changed += [each["id"] for each in found["items"]]
    assert (deleted, changed) == ([made[3].id], [made[160].id])


async def test_what_looks_at_a_board_and_was_ended_is_begun_again(
    there: Connected, plan: Board
) -> None:
    await followed(there.owner, plan)
    async with there.trivet.runtime.units.write() as unit:
        await unit.session.run(
            update(TaskRow)
            .where(TaskRow.name == POLL_BOARD.name)
            .values(state="failed", lease_token=None)
        )
    assert await poll_of(there, plan) is None
    async with there.trivet.runtime.units.write() as unit:
        unit.enqueue(WATCH_BOARDS.call())

    async def begun() -> bool:
        return await poll_of(there, plan) is not None

    await eventually(begun)


async def test_a_board_that_is_gone_is_followed_in_vain(there: Connected, plan: Board) -> None:
    await followed(there.owner, plan)
    there.miro.delete_board(plan)

    async def is_known() -> bool:
        async with there.trivet.runtime.units.read() as unit:
            problem = await unit.session.scalar(select(MiroFollow.problem))
        return problem == "miro_board_not_found"

    await eventually(is_known)
    await there.owner.ask("DELETE", board_of(plan, "/follow"), status=204)


async def test_where_nobody_looks_nobody_follows(settings: Settings, fake_miro: MiroServer) -> None:
    async with connected(settings, fake_miro, miro_poll_s=0) as there:
        await there.connect(there.owner, there.ada)
        plan = there.miro.board("Plan", there.ada, team=there.miro.team())
        answer = await there.owner.ask("PUT", board_of(plan, "/follow"))
        assert (answer.status_code, answer.json()["code"]) == (409, "miro_polling_off")
        cursor = (await there.owner.get(shapes(plan)))["cursor"]
        await there.owner.get(f"{shapes(plan)}?since={cursor}")
        assert await follow_of(there.owner, plan) is None


async def test_a_look_costs_one_request_where_a_page_is_enough(
    there: Connected, plan: Board
) -> None:
    there.miro.shape(plan, "One")
    await followed(there.owner, plan)
    async with there.trivet.runtime.units.read() as unit:
        cost = await unit.session.scalar(select(MiroBoard.poll_cost))
    assert cost == 150
    before = asked(there, "GET", "")
    await looked_twice(there.owner, plan)
    assert asked(there, "GET", "/items") > 0
    assert asked(there, "GET", "") - before <= 4
