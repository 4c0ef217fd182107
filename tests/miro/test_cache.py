"""The cache of boards in Miro: who may read it, what sweeps make of it, and what odd answers do not."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest
from sqlalchemy import update

from tests.miro.connected import Connected, connected
from tests.miro.whiteboards import RECTANGLE, aged, asked, bob_of, read, shapes
from tests.realtime.followers import eventually
from tests.support.apps import Person, somebody
from tests.support.fake_miro import Board, Item, MiroServer, faults
from tests.support.fake_miro.state import Role
from tests.support.playing.wire import Answer
from trivet.miro.access import BoardDoor
from trivet.miro.models import MiroBoardAccess
from trivet.miro.sweeping import Sweeper
from trivet.platform.clock import now, parse_rfc3339
from trivet.platform.settings import Settings
from trivet.platform.web.pagination import encode_cursor


@pytest.fixture
async def there(settings: Settings, fake_miro: MiroServer) -> AsyncIterator[Connected]:
    """The owner has connected their account."""
    async with connected(settings, fake_miro) as there:
        await there.connect(there.owner, there.ada)
        yield there


@pytest.fixture
def plan(there: Connected) -> Board:
    return there.miro.board("Plan", there.ada, team=there.miro.team())


def cache_of(board: Board) -> str:
    return f"/api/cache/{quote(board.id, safe='')}"


async def swept(there: Connected, person: Person, board: Board) -> None:
    """A task sweeps all of a board, and ends."""
    found = await person.get(f"{cache_of(board)}?refresh=true")
    task_id = found["task"]["id"]

    async def ended() -> bool:
        finished: str | None = (await person.get(f"/tasks/{task_id}"))["finished_at"]
        return finished is not None

    await eventually(ended)


async def sweeper_of(there: Connected, board: Board) -> Sweeper:
    """Sweeps a board at once, and whole, as the task does."""
    units, access = there.trivet.runtime.units, there.trivet.runtime.miro.access
    user_id, door = UUID(there.owner.id), BoardDoor(units, access)
    await door.enter(user_id, board.id)
    return Sweeper(units, door, await access.for_person(user_id), user_id, board.id)


def document(item: Item, **more: Any) -> dict[str, Any]:
    """An item as a list of Miro's has it."""
    return {
        "id": item.id,
        "type": item.type,
        "data": dict(item.data),
        "position": {"x": 0, "y": 0, "origin": "center", "relativeTo": "canvas_center"},
        "geometry": dict(item.geometry),
        "modifiedAt": item.modified_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        **more,
    }


def page(items: list[dict[str, Any]], **more: Any) -> faults.Fault:
    body = {"data": items, "size": len(items), "limit": 50, "type": "cursor-list", **more}
    return faults.answering(Answer(200, body))


def overtaken(done: asyncio.Event, held: asyncio.Event) -> faults.Fault:
    """What is asked is done at once, which `done` tells; the answer leaves when `held` is set."""

    async def fault(exchange: faults.Exchange) -> None:
        caught = await exchange.process()
        done.set()
        await exchange.wait(held.wait())
        await exchange.answer(caught)

    return fault


def ids(found: Any) -> list[str]:
    return [item["id"] for item in found["items"]]


# Who may.


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
async def test_asking_for_a_shape_by_the_id_of_a_card_leaves_the_card_in_the_cache(
    there: Connected, plan: Board, method: str
) -> None:
    bob, user = await bob_of(there)
    there.miro.share(plan, user, Role.EDITOR)
    card = there.miro.card(plan, "Card")
    await swept(there, there.owner, plan)
    body = {"data": {"content": "x"}} if method == "PUT" else None
    answer = await bob.ask(method, shapes(plan, card.id), body)
    assert answer.status_code == 404
    assert card.id in plan.items, "Miro has it still"
    assert ids(await there.owner.get(cache_of(plan))) == [card.id]


async def test_whom_miro_limits_does_not_read_for_a_day_what_is_no_longer_theirs(
    there: Connected, plan: Board
) -> None:
    bob, user = await bob_of(there)
    there.miro.share(plan, user, Role.VIEWER)
    there.miro.shape(plan, "Old")
    await read(bob, shapes(plan), "MISS")
    there.miro.unshare(plan, user)

    async def hours_later(unit: Any) -> None:
        await unit.session.run(
            update(MiroBoardAccess).values(proven_at=now() - timedelta(hours=23))
        )

    await there.trivet.runtime.units.retried(hours_later)
    there.miro.shape(plan, "Written long after he was turned out")
    await aged(there)
    await read(there.owner, shapes(plan), "MISS")
    # He uses his own credits up, which anybody can.
    spent = there.trivet.runtime.miro.access.transport.credits
    await spent.note(user.id, {"retry-after": "60"}, limited=True)
    answer = await bob.ask("GET", shapes(plan))
    assert "long after" not in answer.text
    assert answer.status_code in {404, 429}


async def test_another_account_at_miro_does_not_read_what_the_former_one_could(
    there: Connected, plan: Board
) -> None:
    there.miro.shape(plan, "Hers")
    await read(there.owner, shapes(plan), "MISS")
    await there.owner.delete("/auth/miro")
    await there.connect(there.owner, there.miro.user("Somebody else"))
    answer = await there.owner.ask("GET", shapes(plan))
    assert answer.status_code == 404, answer.text


async def test_a_write_that_finds_the_board_gone_ends_reading_too(
    there: Connected, plan: Board
) -> None:
    bob, user = await bob_of(there)
    there.miro.share(plan, user, Role.EDITOR)
    there.miro.shape(plan, "Secret")
    await read(bob, shapes(plan), "MISS")
    there.miro.unshare(plan, user, status=404)
    assert (await bob.ask("POST", shapes(plan), RECTANGLE)).status_code == 404
    assert (await bob.ask("GET", shapes(plan))).status_code == 404


async def test_a_board_that_is_forbidden_looks_like_one_that_is_not_there(
    there: Connected, plan: Board
) -> None:
    bob, user = await bob_of(there)
    answers = []
    for status in (403, 404):
        there.miro.unshare(plan, user, status)
        answers.append((await bob.ask("GET", shapes(plan))).json())
    for each in answers:
        each.pop("request_id", None)
        each.pop("instance", None)
    assert answers[0] == answers[1]


async def test_the_task_of_somebody_else_tells_nothing_of_them(
    there: Connected, plan: Board
) -> None:
    bob, user = await bob_of(there)
    carol, her_user = await somebody(there.trivet, "Carol"), there.miro.user("Carol")
    await there.connect(carol, her_user)
    for each in (user, her_user):
        there.miro.share(plan, each, Role.VIEWER)
    there.miro.shape(plan, "One")
    await read(bob, shapes(plan), "MISS")
    await read(carol, shapes(plan), "HIT")
    spent = there.trivet.runtime.miro.access.transport.credits
    await spent.note(user.id, {"retry-after": "240"}, limited=True)
    begun = await bob.get(f"{cache_of(plan)}?refresh=true")

    async def waits() -> bool:
        task = await bob.get(f"/tasks/{begun['task']['id']}")
        due = task["next_attempt_at"]
        return due is not None and parse_rfc3339(due) > now() + timedelta(minutes=1)

    await eventually(waits)
    assert (await carol.ask("GET", f"/tasks/{begun['task']['id']}")).status_code == 404
    told = (await carol.get(cache_of(plan)))["task"] or {}
    assert (told.get("requested_by"), told.get("error")) == (None, None)


async def test_whom_miro_limits_does_not_keep_others_from_sweeping(
    there: Connected, plan: Board
) -> None:
    bob, user = await bob_of(there)
    there.miro.share(plan, user, Role.VIEWER)
    there.miro.shape(plan, "One")
    await read(bob, shapes(plan), "MISS")
    await read(there.owner, shapes(plan), "HIT")
    spent = there.trivet.runtime.miro.access.transport.credits
    await spent.note(user.id, {"retry-after": "240"}, limited=True)
    begun = await bob.get(f"{cache_of(plan)}?refresh=true")

    async def waits() -> bool:
        task = await bob.get(f"/tasks/{begun['task']['id']}")
        due = task["next_attempt_at"]
        return due is not None and parse_rfc3339(due) > now() + timedelta(minutes=1)

    await eventually(waits)
    found = await there.owner.get(f"{cache_of(plan)}?refresh=true")
    assert found["task"]["id"] != begun["task"]["id"], "it waits for minutes, for Bob's credits"


async def test_who_asks_at_once_whether_they_may_is_one_question(
    there: Connected, plan: Board
) -> None:
    there.miro.shape(plan, "One")
    await there.owner.ask("GET", "/api/limits", status=200)
    await asyncio.gather(*(there.owner.ask("GET", shapes(plan), status=200) for _ in range(20)))
    alone = f"/v2/boards/{quote(plan.id, safe='')}"
    assert sum(each.path == alone for each in there.miro.requests) == 1


# Sweeps.


async def test_what_a_sweep_saw_is_not_gone(there: Connected, plan: Board) -> None:
    one = there.miro.shape(plan, "One")
    await read(there.owner, shapes(plan, one.id), "MISS")
    # A list that lags behind, an undo, another way of writing times: Miro tells an older moment.
    one.modified_at -= timedelta(seconds=5)
    await aged(there)
    assert ids(await read(there.owner, shapes(plan), "MISS")) == [one.id]


@pytest.mark.parametrize("cursor", ["same", 7, {"next": 1}], ids=["repeated", "number", "object"])
async def test_a_sweep_whose_pages_end_oddly_takes_nothing_away(
    there: Connected, plan: Board, cursor: Any
) -> None:
    made = [there.miro.shape(plan, f"Shape {number}") for number in range(60)]
    await read(there.owner, shapes(plan), "MISS")
    await aged(there)
    first = [document(item) for item in made[:50]]
    there.miro.fault("GET", "*/items", page(first, total=60, cursor=cursor), times=2)
    answer = await there.owner.ask("GET", shapes(plan), status=200)
    assert len(answer.json()["items"]) == 60
    assert answer.headers["X-Cache"] == "STALE"


async def test_a_sweep_that_saw_fewer_than_there_are_takes_nothing_away(
    there: Connected, plan: Board
) -> None:
    made = [there.miro.shape(plan, f"Shape {number}") for number in range(3)]
    await read(there.owner, shapes(plan), "MISS")
    await aged(there)
    there.miro.fault("GET", "*/items", page([], total=3))
    answer = await there.owner.ask("GET", shapes(plan), status=200)
    assert ids(answer.json()) == [item.id for item in made]


async def test_a_sweep_ends_though_cursors_go_round(there: Connected, plan: Board) -> None:
    one = there.miro.shape(plan, "One")
    for _ in range(100):
        there.miro.fault("GET", "*/items", page([document(one)], total=1, cursor="a"))
        there.miro.fault("GET", "*/items", page([document(one)], total=1, cursor="b"))
    answer = await there.owner.ask("GET", shapes(plan))
    assert asked(there, "GET", "/items") < 50
    assert answer.status_code in {200, 503}


async def test_tags_end_though_miro_gives_the_same_page_again(
    there: Connected, plan: Board
) -> None:
    same = [{"id": str(n), "type": "tag", "title": f"Tag {n}"} for n in range(1, 51)]
    there.miro.fault("GET", "*/tags", page(same), times=200)
    answer = await there.owner.ask("GET", shapes(plan).replace("shapes", "tags"))
    assert asked(there, "GET", "/tags") < 50
    assert answer.status_code in {200, 503}


async def test_older_tags_do_not_take_the_place_of_newer_ones(
    there: Connected, plan: Board
) -> None:
    there.miro.tag(plan, "Old")
    done, held = asyncio.Event(), asyncio.Event()
    path = shapes(plan).replace("shapes", "tags")
    bob, user = await bob_of(there)
    there.miro.share(plan, user, Role.VIEWER)
    there.miro.fault("GET", "*/tags", overtaken(done, held))
    first = asyncio.ensure_future(bob.ask("GET", path))
    await done.wait()
    there.miro.tag(plan, "New")
    assert len((await read(there.owner, path, "MISS"))["items"]) == 2
    held.set()
    await first
    assert len((await there.owner.get(path))["items"]) == 2


async def test_what_was_deleted_here_does_not_come_back_by_an_older_page(
    there: Connected, plan: Board
) -> None:
    one = there.miro.shape(plan, "One")
    await there.owner.ask("GET", shapes(plan, "1"), status=404)
    done, held = asyncio.Event(), asyncio.Event()
    there.miro.fault("GET", "*/items", overtaken(done, held))
    first = asyncio.ensure_future(there.owner.ask("GET", shapes(plan)))
    await done.wait()
    await there.owner.delete(shapes(plan, one.id))
    held.set()
    await first
    assert ids(await there.owner.get(shapes(plan))) == []


async def test_an_older_404_does_not_bury_what_came_back_meanwhile(
    there: Connected, plan: Board
) -> None:
    one = there.miro.shape(plan, "One")
    await read(there.owner, shapes(plan), "MISS")
    there.miro.delete(plan, one)
    done, held = asyncio.Event(), asyncio.Event()
    there.miro.fault("GET", f"*/shapes/{one.id}", overtaken(done, held))
    first = asyncio.ensure_future(there.owner.ask("GET", shapes(plan, one.id)))
    await done.wait()
    plan.items[one.id] = one  # somebody undoes the deletion
    await aged(there)
    assert ids(await read(there.owner, shapes(plan), "MISS")) == [one.id]
    held.set()
    assert (await first).status_code == 404
    assert ids(await there.owner.get(shapes(plan))) == [one.id]


async def test_a_shape_that_became_something_else_is_told_as_gone(
    there: Connected, plan: Board
) -> None:
    one = there.miro.shape(plan, "One")
    first = await read(there.owner, shapes(plan), "MISS")
    assert ids(first) == [one.id]
    changed = document(one, type="sticky_note")
    there.miro.fault("GET", "*/items", page([changed], total=1))
    await (await sweeper_of(there, plan)).sweep()
    assert ids(await there.owner.get(shapes(plan))) == []
    told = await there.owner.get(f"{shapes(plan)}?since={first['cursor']}")
    assert told["deleted"] == [one.id]


async def test_a_style_that_is_given_as_fresh_was_said_lately(
    there: Connected, plan: Board
) -> None:
    one = there.miro.shape(plan, "One", style={"fillColor": "#ff0000"})
    await read(there.owner, shapes(plan, one.id), "MISS")
    # In the second of its last change, which is all that Miro tells of times.
    one.style = {**one.style, "fillColor": "#00ff00"}
    await aged(there)
    await read(there.owner, shapes(plan), "MISS")  # has no styles, and makes the item fresh
    found = (await there.owner.ask("GET", shapes(plan, one.id), status=200)).json()
    assert found["style"]["fillColor"] == "#00ff00"


# Odd answers.


@pytest.mark.parametrize(
    "odd",
    [
        {"type": None},
        {"data": "text"},
        {"data": {"content": "a\x00b"}},
        {"geometry": []},
        {"modifiedAt": None},
        {"id": "9" * 40},
    ],
    ids=["no-type", "data-text", "nul", "geometry-list", "no-time", "long-id"],
)
async def test_one_odd_item_keeps_no_other_from_being_read(
    there: Connected, plan: Board, odd: dict[str, Any]
) -> None:
    one, two = there.miro.shape(plan, "One"), there.miro.shape(plan, "Two")
    both: list[dict[str, Any]] = [document(one), {**document(two), **odd}]
    there.miro.fault("GET", "*/items", page(both, total=2), times=None)
    for _ in range(2):
        await (await sweeper_of(there, plan)).sweep()
    answer = await there.owner.ask("GET", cache_of(plan), status=200)
    assert one.id in ids(answer.json())


async def test_a_tag_without_a_title_keeps_no_other_from_being_read(
    there: Connected, plan: Board
) -> None:
    odd: list[dict[str, Any]] = [
        {"id": "1", "type": "tag", "title": "One"},
        {"id": "2", "type": "tag", "title": None},
    ]
    there.miro.fault("GET", "*/tags", page(odd))
    await there.owner.ask("GET", shapes(plan).replace("shapes", "tags"), status=200)


async def test_a_board_that_answers_by_another_id_is_no_failure_of_ours(
    there: Connected, plan: Board
) -> None:
    other = plan.id.rstrip("=")
    there.miro.fault(
        "GET", f"/v2/boards/{other}", faults.answering(Answer(200, {"id": plan.id, "name": "Plan"}))
    )
    answer = await there.owner.ask("GET", f"/api/boards/{other}/shapes")
    assert answer.status_code in {404, 503}, answer.text


async def test_a_page_that_miro_refuses_is_no_fault_of_who_reads(
    there: Connected, plan: Board
) -> None:
    there.miro.shape(plan, "One")
    await read(there.owner, shapes(plan), "MISS")
    await aged(there)
    gone = {"type": "error", "code": "2.0703", "message": "Invalid cursor", "status": 400}
    there.miro.fault("GET", "*/items", faults.answering(Answer(400, gone)))
    answer = await there.owner.ask("GET", shapes(plan))
    assert answer.status_code in {200, 503}, answer.text


async def test_a_cursor_beyond_all_numbers_is_no_cursor(there: Connected, plan: Board) -> None:
    await there.owner.get(shapes(plan))
    answer = await there.owner.ask(
        "GET", f"{shapes(plan)}?since={encode_cursor('seq', '1', '9' * 30)}"
    )
    assert answer.status_code == 422, answer.text
