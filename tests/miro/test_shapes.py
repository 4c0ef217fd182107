"""Shapes of boards in Miro, through the cache: read, written, shared with nobody who may not see them."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote

import pytest

from tests.miro.connected import Connected, connected
from tests.miro.whiteboards import RECTANGLE, aged, asked, bob_of, forgotten, read, shapes
from tests.realtime.followers import eventually
from tests.support.apps import Person, beside
from tests.support.fake_miro import Board, MiroServer, faults
from tests.support.fake_miro.state import Role
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


async def test_a_miss_goes_to_miro_and_fills_the_cache(there: Connected, plan: Board) -> None:
    made = [there.miro.shape(plan, f"Shape {number}") for number in range(120)]
    there.miro.card(plan, "No shape")
    first = await read(there.owner, shapes(plan), "MISS")
    assert [item["id"] for item in first["items"]] == [item.id for item in made]
    assert first["items"][7]["data"]["content"] == "Shape 7"
    pages = asked(there, "GET", "/items")
    assert pages == 3  # of 50, and of shapes alone
    assert await read(there.owner, shapes(plan), "HIT") == first
    assert asked(there, "GET", "/items") == pages


async def test_many_who_wait_are_one_question(there: Connected, plan: Board) -> None:
    there.miro.shape(plan, "One")
    await there.owner.ask("GET", "/api/limits", status=200)
    answers = await asyncio.gather(
        *(there.owner.ask("GET", shapes(plan), status=200) for _ in range(10))
    )
    assert len({answer.text for answer in answers}) == 1
    assert asked(there, "GET", "/items") == 1


async def test_what_is_stale_is_read_anew_and_given_while_miro_is_away(
    there: Connected, plan: Board
) -> None:
    one, two = there.miro.shape(plan, "One"), there.miro.shape(plan, "Two")
    await read(there.owner, shapes(plan), "MISS")
    await aged(there)
    down = there.miro.fault("GET", "/v2/*", faults.error(503), times=None)
    assert len((await read(there.owner, shapes(plan), "STALE"))["items"]) == 2
    await read(there.owner, shapes(plan, one.id), "STALE")
    down.lift()
    there.trivet.runtime.miro.access.transport._host._breakers._own.breakers.clear()
    there.miro.delete(plan, two)
    there.miro.change(plan, one, data={"content": "First"})
    found = await read(there.owner, shapes(plan), "MISS")
    assert [item["data"]["content"] for item in found["items"]] == ["First"]


async def test_one_shape_has_its_style(there: Connected, plan: Board) -> None:
    made = await there.owner.post(shapes(plan), {**RECTANGLE, "style": {"fillColor": "#ff0000"}})
    assert made["style"]["fillColor"] == "#ff0000"
    found = await read(there.owner, shapes(plan, made["id"]), "HIT")
    assert found["style"]["fillColor"] == "#ff0000"
    await aged(there)
    found = await read(there.owner, shapes(plan, made["id"]), "MISS")
    assert (found["style"]["fillColor"], found["type"]) == ("#ff0000", "shape")
    listed = await read(there.owner, shapes(plan), "MISS")
    assert listed["items"][0]["style"]["fillColor"] == "#ff0000"  # nothing changed since


async def test_a_shape_is_changed_where_something_is_given(there: Connected, plan: Board) -> None:
    made = await there.owner.post(shapes(plan), RECTANGLE)
    changed = await there.owner.ask(
        "PUT", shapes(plan, made["id"]), {"data": {"content": "Land"}}, status=200
    )
    assert changed.json()["data"]["content"] == "Land"
    assert changed.json()["position"]["x"] == 10  # Miro's own default would have moved it
    (request,) = [each for each in there.miro.requests if each.method == "PATCH"]
    assert b"position" not in request.body
    assert (await read(there.owner, shapes(plan), "MISS"))["items"][0]["data"]["content"] == "Land"


async def test_a_shape_is_deleted_once(there: Connected, plan: Board) -> None:
    made = await there.owner.post(shapes(plan), RECTANGLE)
    await there.owner.delete(shapes(plan, made["id"]))
    answer = await there.owner.ask("DELETE", shapes(plan, made["id"]))
    assert (answer.status_code, answer.json()["code"]) == (404, "miro_item_not_found")
    assert (await read(there.owner, shapes(plan), "MISS"))["items"] == []


async def test_what_changed_since_is_told(there: Connected, plan: Board) -> None:
    made = [await there.owner.post(shapes(plan), RECTANGLE) for _ in range(3)]
    first = await there.owner.get(shapes(plan))
    await there.owner.delete(shapes(plan, made[0]["id"]))
    await there.owner.ask(
        "PUT", shapes(plan, made[1]["id"]), {"data": {"content": "x"}}, status=200
    )
    told = await there.owner.get(f"{shapes(plan)}?since={first['cursor']}")
    assert ([item["id"] for item in told["items"]], told["deleted"]) == (
        [made[1]["id"]],
        [made[0]["id"]],
    )
    again = await there.owner.get(f"{shapes(plan)}?since={told['cursor']}")
    assert (again["items"], again["deleted"], again["more"]) == ([], [], False)


async def test_several_are_made_or_not_each_by_itself(there: Connected, plan: Board) -> None:
    frame = there.miro.frame(plan, "Frame")
    body = [RECTANGLE for _ in range(45)]
    body[21] = {**RECTANGLE, "parent": {"id": frame.id}, "position": {"x": 1e6, "y": 0}}
    answer = await there.owner.ask("POST", shapes(plan), body, status=200)
    results = answer.json()["results"]
    assert [each["index"] for each in results] == list(range(45))
    assert [each["index"] for each in results if each["status"] != 201] == [21]
    assert results[21]["code"] == "miro_invalid"
    assert len((await there.owner.get(shapes(plan)))["items"]) == 44


@pytest.mark.parametrize(
    "wrong",
    [
        {"data": {"shape": "blob"}},
        {"style": {"fillColor": "red"}},
        {"style": {"fontSize": "5"}},
        {"style": {"fontSize": "big"}},
        {"geometry": {"width": 0}},
        {"position": {"x": 1}},
        {"parent": {"id": "frame"}},
        {"metadata": {}},
        {"data": {"content": "x" * 6001}},
        [],
    ],
)
async def test_what_miro_would_not_take_does_not_reach_it(
    there: Connected, plan: Board, wrong: Any
) -> None:
    answer = await there.owner.ask("POST", shapes(plan), wrong)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert asked(there, "POST", "/shapes") == 0


async def test_what_miro_refuses_is_told_with_the_field(there: Connected, plan: Board) -> None:
    frame = there.miro.frame(plan, "Frame")
    body = {**RECTANGLE, "parent": {"id": frame.id}, "position": {"x": 1e6, "y": 0}}
    answer = await there.owner.ask("POST", shapes(plan), body)
    assert (answer.status_code, answer.json()["code"]) == (422, "miro_invalid")
    assert "Miro says" in answer.json()["detail"]


@pytest.mark.parametrize("many", [False, True])
async def test_a_key_makes_it_once_and_holds_nobody_up(
    there: Connected, plan: Board, many: bool
) -> None:
    token = (await there.owner.post("/auth/tokens", {"name": "x", "scopes": ["miro"]}))["token"]
    program = Person(there.trivet.http, there.owner.id, token)
    body: Any = [RECTANGLE, RECTANGLE] if many else RECTANGLE
    key = {"Idempotency-Key": "once"}
    async with asyncio.timeout(30):
        first = await program.ask("POST", shapes(plan), body, headers=key)
        again = await program.ask("POST", shapes(plan), body, headers=key)
    assert (first.status_code, first.text) == (200 if many else 201, again.text)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert len((await there.owner.get(shapes(plan)))["items"]) == (2 if many else 1)


# Who may.


async def test_a_board_is_not_there_for_whom_miro_does_not_let_read_it(
    there: Connected, plan: Board
) -> None:
    bob, user = await bob_of(there)
    one = there.miro.shape(plan, "Secret")
    await read(there.owner, shapes(plan), "MISS")
    first = await there.owner.get(shapes(plan))
    tags, cache = shapes(plan).replace("shapes", "tags"), f"/api/cache/{quote(plan.id, safe='')}"
    paths = [shapes(plan), shapes(plan, one.id), tags, cache, f"{cache}?refresh=true"]
    for path in [*paths, f"{shapes(plan)}?since={first['cursor']}"]:
        answer = await bob.ask("GET", path)
        assert (answer.status_code, answer.json()["code"]) == (404, "miro_board_not_found"), path
        assert "X-Cache" not in answer.headers
        assert "Secret" not in answer.text
    for method, path in (("POST", shapes(plan)), ("PUT", shapes(plan, one.id))):
        assert (await bob.ask(method, path, RECTANGLE)).status_code == 404
    assert (await bob.ask("DELETE", shapes(plan, one.id))).status_code == 404
    there.miro.share(plan, user, Role.VIEWER)
    assert len((await bob.get(shapes(plan)))["items"]) == 1
    answer = await bob.ask("POST", shapes(plan), RECTANGLE)
    assert (answer.status_code, answer.json()["code"]) == (403, "miro_forbids")


async def test_lost_access_is_noticed_within_minutes(there: Connected, plan: Board) -> None:
    bob, user = await bob_of(there)
    there.miro.share(plan, user, Role.EDITOR)
    there.miro.shape(plan, "Secret")
    await read(bob, shapes(plan), "MISS")
    there.miro.unshare(plan, user)
    await read(bob, shapes(plan), "HIT")  # it is remembered for minutes
    await forgotten(there)
    for _ in range(2):
        assert (await bob.ask("GET", shapes(plan))).status_code == 404


async def test_a_program_needs_the_scope(there: Connected, plan: Board) -> None:
    for scopes, status in ((["read", "write"], 403), (["miro"], 200)):
        token = (await there.owner.post("/auth/tokens", {"name": "x", "scopes": scopes}))["token"]
        program = Person(there.trivet.http, there.owner.id, token)
        assert (await program.ask("GET", shapes(plan))).status_code == status


# Tags, the whole cache, credits.


async def test_tags_are_read_through(there: Connected, plan: Board) -> None:
    made = [there.miro.tag(plan, f"Tag {number}") for number in range(60)]
    path = shapes(plan).replace("shapes", "tags")
    found = await read(there.owner, path, "MISS")
    assert [tag["title"] for tag in found["items"]] == [tag.title for tag in made]
    assert await read(there.owner, path, "HIT") == found


async def test_the_whole_board_is_swept_by_a_task(there: Connected, plan: Board) -> None:
    path = f"/api/cache/{quote(plan.id, safe='')}"
    answer = await there.owner.ask("GET", path)
    assert (answer.status_code, answer.json()["code"]) == (404, "miro_board_unread")
    for number in range(130):
        there.miro.shape(plan, f"Shape {number}")
    there.miro.card(plan, "Card")
    there.miro.tag(plan, "Tag")
    begun = await there.owner.get(f"{path}?refresh=true")
    assert begun["complete"] is False
    task_id = begun["task"]["id"]

    async def ended() -> bool:
        found: str | None = (await there.owner.get(f"/tasks/{task_id}"))["finished_at"]
        return found is not None

    await eventually(ended)
    task = await there.owner.get(f"/tasks/{task_id}")
    assert task["result"] == {"items": 131, "tags": 1}
    known = await there.owner.get(path)
    assert (known["complete"], len(known["items"]), len(known["tags"])) == (True, 131, 1)
    assert known["as_of"] is not None


async def test_credits_are_told(there: Connected, plan: Board) -> None:
    assert (await there.owner.get("/api/limits"))["credits"]["remaining"] == 100_000
    await there.owner.get(shapes(plan))
    limits = await there.owner.get("/api/limits")
    assert limits["credits"]["remaining"] == 100_000 - 50 - 100
    assert (limits["answering"], limits["queued"]) == (True, 0)


async def test_after_a_429_nothing_is_sent_before_the_reset(there: Connected, plan: Board) -> None:
    await there.owner.get(shapes(plan))
    there.miro.fault("POST", "*/shapes", faults.limited(reset_s=30))
    answer = await there.owner.ask("POST", shapes(plan), RECTANGLE)
    assert (answer.status_code, answer.json()["code"]) == (429, "miro_limited")
    assert 25 <= int(answer.headers["Retry-After"]) <= 32
    sent = len(there.miro.requests)
    assert (await there.owner.ask("POST", shapes(plan), RECTANGLE)).status_code == 429
    assert len(there.miro.requests) == sent
    assert (await there.owner.get("/api/limits"))["credits"]["blocked_until"] is not None


async def test_a_process_that_begins_meanwhile_keeps_to_a_429(
    there: Connected, plan: Board
) -> None:
    await there.owner.get(shapes(plan))
    there.miro.fault("POST", "*/shapes", faults.limited(reset_s=30))
    assert (await there.owner.ask("POST", shapes(plan), RECTANGLE)).status_code == 429
    sent = len(there.miro.requests)
    async with beside(there.trivet) as http:
        owner = Person(http, there.owner.id, there.owner.token)
        answer = await owner.ask("POST", shapes(plan), RECTANGLE)
    assert (answer.status_code, answer.json()["code"]) == (429, "miro_limited")
    assert len(there.miro.requests) == sent


async def test_who_asks_what_changed_of_a_board_that_is_not_known_is_told_all(
    there: Connected, plan: Board
) -> None:
    other = there.miro.board("Other", there.ada, team=there.miro.team())
    elsewhere = await there.owner.get(shapes(other))
    made = [there.miro.shape(plan, f"Shape {number}").id for number in range(3)]
    told = await there.owner.get(f"{shapes(plan)}?since={elsewhere['cursor']}")
    assert (told["reset"], [item["id"] for item in told["items"]]) == (True, made)
