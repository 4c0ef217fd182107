"""Two people of different workspaces cannot see each other's boards, by whatever route, header or cache entry.

Bob asks for all that Ada has, at every route below `/api/`: a route that is new is walked without a word
here, unless it takes a body.
"""

import asyncio

import pytest

from tests.miro.two import KEY, SECRET, SHAPE, Two, asked, body_of, tells
from tests.miro.whiteboards import aged, forgotten
from tests.realtime.conftest import served
from tests.realtime.followers import follow_at
from tests.support.apps import Json, Person, make_board, make_card
from tests.support.fake_miro import faults

NOT_THERE = "miro_board_not_found"


async def _wrong(
    two: Two, person: Person, at: dict[str, str], wanted: set[tuple[int, str]], **headers: str
) -> list[str]:
    """Every route of a board, in every way: which of them answered something else, or too much."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    found = []
    for route in two.of_boards:
        for query in asked(two, route):
            path = route.path(at) + query
            answer = await person.ask(route.method, path, body_of(route), headers=named)
            said = (answer.status_code, answer.json().get("code") if answer.content else "")
            # A cursor of another list is refused before anybody looks whose board it is.
            none = query.startswith("?cursor=") and said == (422, "invalid")
            if not (said in wanted or none) or tells(two, answer):
                found.append(f"{route.method} {path}: {said} {answer.text}")
    return found


OF_HER_BOARD = {"queue_batch", "queue_cards"}
"""Name her board in their bodies."""


def _of_job(two: Two) -> dict[str, str]:
    """A job of hers, where a route names one."""
    return {"jobId": two.job, "index": "0"}


async def _away(two: Two) -> None:
    two.there.miro.fault("*", "*", faults.error(503), times=None)


STATES = ("fresh", "old", "away", "old and away", "of minutes ago, and away")
"""What the cache is like, when Bob asks."""


async def _come_to(two: Two, state: str) -> None:
    if "old" in state:
        await aged(two.there)
    if "minutes" in state:
        await forgotten(two.there)
    if "away" in state:
        await _away(two)


@pytest.mark.parametrize("state", STATES)
async def test_a_board_of_another_workspace_is_not_there(two: Two, state: str) -> None:
    await _come_to(two, state)
    wanted = {(404, NOT_THERE)}
    if "away" in state:
        # Whether he may is what cannot be found out.
        wanted.add((503, "miro_unreachable"))
    ways: dict[str, dict[str, str]] = {
        "with nothing": {},
        "with his own account": {"X_User_Id": two.bob.user.id},
        "with her key": {"Idempotency_Key": KEY["Idempotency-Key"]},
    }
    for way, headers in ways.items():
        assert await _wrong(two, two.bob.person, two.ada.at, wanted, **headers) == [], way


async def test_an_api_token_of_his_opens_nothing_more(two: Two) -> None:
    wanted = {"name": "bridge", "scopes": ["miro"]}
    token = (await two.bob.person.post("/auth/tokens", wanted))["token"]
    program = Person(two.there.trivet.http, two.bob.person.id, token)
    assert await _wrong(two, program, two.ada.at, {(404, NOT_THERE)}) == []


@pytest.mark.parametrize("trusting", [False, True])
async def test_her_account_in_the_header_is_not_his(two: Two, trusting: bool) -> None:
    settings = two.there.trivet.runtime.settings
    two.there.trivet.app.state.settings = settings.model_copy(
        update={"miro_trust_user_header": trusting}
    )
    wanted = {(403, "miro_user_mismatch")}
    for at in (two.ada.at, two.bob.at):
        named = {"X_User_Id": two.ada.user.id}
        assert await _wrong(two, two.bob.person, at, wanted, **named) == []
    for route in two.routes.values():
        if not route.takes("path", "boardId"):
            headers = {"X-User-Id": two.ada.user.id}
            answer = await two.bob.person.ask(
                route.method, route.path(_of_job(two)), body_of(route, two.ada), headers=headers
            )
            assert (answer.status_code, tells(two, answer)) == (403, False), route.name


async def test_what_names_no_board_tells_of_his_own_alone(two: Two) -> None:
    seen = set()
    for route in two.routes.values():
        if not route.takes("path", "boardId"):
            for query in asked(two, route):
                path = route.path(_of_job(two)) + query
                answer = await two.bob.person.ask(route.method, path, body_of(route, two.ada))
                if route.name in OF_HER_BOARD or route.takes("path", "jobId"):
                    assert answer.status_code == 404, path
                assert SECRET not in f"{answer.headers} {answer.text}", path
                assert two.ada.user.id not in answer.text, path
                seen.add(route.name)
    assert {"list_miro_boards", "miro_status", "get_miro_limits", "bring_miro_tokens"} <= seen
    (board,) = (await two.bob.person.get("/api/boards"))["items"]
    assert board["name"] == "Harmless plan"
    await _away(two)
    (board,) = (await two.bob.person.get("/api/boards"))["items"]
    assert board["name"] == "Harmless plan"
    answer = await two.bob.person.ask("GET", f"/api/boards?query={SECRET}")
    assert (answer.status_code, SECRET in answer.text) == (503, False)


async def test_her_items_are_not_on_his_board(two: Two) -> None:
    """Also where Miro would give an item of another board, the cache does not."""
    at = {**two.bob.at, "itemId": two.ada.item.id}
    for route in two.of_boards:
        if route.takes("path", "itemId"):
            answer = await two.bob.person.ask(route.method, route.path(at), body_of(route))
            assert (answer.status_code, answer.json()["code"]) == (404, "miro_item_not_found")
            assert not tells(two, answer)
    path = two.routes["create_shapes"].path(two.bob.at)
    body = {**SHAPE, "parent": {"id": two.ada.item.id}}
    answer = await two.bob.person.ask("POST", path, body)
    assert (answer.status_code, tells(two, answer)) == (422, False)


async def test_her_cursors_on_his_board_tell_of_his(two: Two) -> None:
    for route in two.of_boards:
        if route.method == "GET":
            for query in asked(two, route):
                answer = await two.bob.person.ask("GET", route.path(two.bob.at) + query)
                assert SECRET not in f"{answer.headers} {answer.text}", (route.name, query)


async def test_her_key_is_new_where_he_sends_it(two: Two) -> None:
    path = two.routes["create_shapes"].path(two.bob.at)
    answer = await two.bob.person.ask("POST", path, SHAPE, status=201, headers=KEY)
    assert "Idempotency-Replayed" not in answer.headers
    assert answer.json()["id"] in two.bob.board.items
    path = two.routes["create_shapes"].path(two.ada.at)
    answer = await two.ada.person.ask("POST", path, SHAPE, status=201, headers=KEY)
    assert answer.headers["Idempotency-Replayed"] == "true"
    assert answer.json()["id"] in two.ada.board.items


async def test_a_board_that_is_hers_looks_like_one_that_is_none(two: Two) -> None:
    for status in (403, 404):
        two.ada.board.refuses_with = status
        for route in two.of_boards:
            answers = []
            for board_id in (two.ada.board.id, "uXjVnowhere="):
                path = route.path({**two.ada.at, "boardId": board_id})
                answer = await two.bob.person.ask(route.method, path, body_of(route))
                answers.append({**answer.json(), "request_id": None})
            assert answers[0] == answers[1], route.name


async def test_while_she_reads_it_he_does_not(two: Two) -> None:
    await aged(two.there)
    go = asyncio.Event()
    held = two.there.miro.fault("GET", "*/items*", faults.slow(go), times=None)
    path = two.routes["list_shapes"].path(two.ada.at)
    reading = asyncio.create_task(two.ada.person.ask("GET", path))
    await two.there.miro.requests.until(lambda all_: all_.of("GET", "/items"))
    assert await _wrong(two, two.bob.person, two.ada.at, {(404, NOT_THERE)}) == []
    held.lift()
    go.set()
    assert SECRET in (await reading).text


async def test_the_task_that_read_it_is_hers(two: Two) -> None:
    """For whoever looks after the installation it is there, and tells how many items, not which."""
    path = f"/tasks/{two.task}"
    calls = (("GET", path), ("POST", f"{path}/retry"), ("POST", f"{path}/cancel"), ("DELETE", path))
    for method, where in calls:
        answer = await two.bob.person.ask(method, where)
        assert (answer.status_code, tells(two, answer)) == (404, False), (method, where)
    assert (await two.bob.person.ask("GET", "/tasks")).status_code == 403
    for where in (path, "/tasks"):
        assert SECRET not in (await two.there.owner.ask("GET", where, status=200)).text


async def test_nothing_else_of_trivet_tells_of_it(two: Two) -> None:
    bob = two.bob.person
    (workspace,) = (await bob.get("/workspaces"))["items"]
    paths = (
        *("/auth/miro", "/auth/me", "/auth/me/export", "/auth/audit", "/auth/sessions"),
        *("/me/notifications", "/me/cards", f"/search?q={SECRET}", f"/search?q={two.ada.board.id}"),
        *(f"/workspaces/{workspace['id']}/{each}" for each in ("tasks", "audit", "members")),
    )
    for path in paths:
        answer = await bob.ask("GET", path, status=200)
        assert not tells(two, answer), path
        assert two.ada.board.id not in answer.text.replace(f"q={two.ada.board.id}", ""), path


async def test_news_of_her_task_come_to_her_alone(two: Two) -> None:
    boards = [await make_board(each.person) for each in (two.ada, two.bob)]
    async with served(two.there.trivet) as (address, _):
        follow = follow_at(address)
        async with (
            follow(boards[0], two.ada.person) as hers,
            follow(boards[1], two.bob.person) as his,
        ):
            for follower in (hers, his):
                await follower.next("hello")
            path = two.routes["sync_miro_board"].path(two.ada.at)
            task = (await two.ada.person.ask("POST", path, status=202)).json()["task"]
            while (await hers.next("task"))["task"]["finished_at"] is None:
                pass
            await make_card(two.bob.person, boards[1])
            seen: list[Json] = []
            while not any(message["type"] == "events" for message in seen):
                seen.append(await his.message())
    assert task["id"] not in str(seen)


async def test_she_herself_reads_all_of_it(two: Two) -> None:
    """Or none of the above says anything."""
    told = set()
    for route in two.of_boards:
        if route.method == "GET":
            for query in asked(two, route):
                answer = await two.ada.person.ask("GET", route.path(two.ada.at) + query)
                if answer.status_code == 200 and SECRET in answer.text:
                    told.add(route.name)
    assert told == {each.name for each in two.of_boards if each.method == "GET"}
