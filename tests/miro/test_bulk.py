"""Arrays of shapes: each is made or not by itself, at no more cost than that takes."""

import json
from collections.abc import AsyncIterator, Callable

import pytest

from tests.miro.connected import Connected, connected
from tests.miro.whiteboards import RECTANGLE, asked, bob_of, read, shapes
from tests.support.apps import Json
from tests.support.fake_miro import Board, MiroServer, faults
from tests.support.fake_miro.state import Role
from tests.support.playing.wire import Answer
from trivet.miro.bulk import MOST_REFUSALS
from trivet.platform.settings import Settings

BULK = "*/items/bulk"
NO_FRAME = "3458764500000009999"


@pytest.fixture
async def there(settings: Settings, fake_miro: MiroServer) -> AsyncIterator[Connected]:
    """The owner has connected their account."""
    async with connected(settings, fake_miro) as there:
        await there.connect(there.owner, there.ada)
        yield there


@pytest.fixture
async def plan(there: Connected) -> Board:
    """A board, which the owner has read."""
    plan = there.miro.board("Plan", there.ada, team=there.miro.team())
    await there.owner.get(shapes(plan))
    return plan


def named(number: int, *, bad: bool = False) -> Json:
    return {"data": {"content": f"{'Bad' if bad else 'Good'} {number}"}}


def array(size: int, *bad: int) -> list[Json]:
    return [named(number, bad=number in bad) for number in range(size)]


async def made(there: Connected, plan: Board, body: list[Json]) -> list[Json]:
    """What becomes of each; that no index is wrong."""
    answer = await there.owner.ask("POST", shapes(plan), body, status=200)
    results: list[Json] = answer.json()["results"]
    assert [each["index"] for each in results] == list(range(len(body)))
    for sent, each in zip(body, results, strict=True):
        assert (each["item"] is not None) is (each["status"] == 201)
        if each["item"] is not None:
            assert each["item"]["data"]["content"] == sent["data"]["content"]
    return results


def statuses(results: list[Json]) -> dict[int, list[int]]:
    """The indices by what became of them."""
    found: dict[int, list[int]] = {}
    for each in results:
        found.setdefault(each["status"], []).append(each["index"])
    return found


def posts(there: Connected) -> int:
    return asked(there, "POST", "/items/bulk")


def refusing(names: Callable[[list[int]], list[str]]) -> faults.Fault:
    """Miro refuses a request in which something is bad, and names fields.

    Args:
        names: the fields, by the places of what is bad.
    """

    async def fault(exchange: faults.Exchange) -> None:
        bodies = exchange.asked.json
        wrong = [place for place, body in enumerate(bodies) if "Bad" in body["data"]["content"]]
        if not wrong:
            await exchange.answer(await exchange.process())
            return
        fields = [{"field": each, "message": f"{each} is bad"} for each in names(wrong)]
        body = {
            "type": "error",
            "code": "2.0703",
            "message": "Invalid parameters",
            "context": {"fields": fields},
            "status": 400,
        }
        await exchange.answer(Answer(400, body))

    return fault


def all_of(wrong: list[int]) -> list[str]:
    return [f"{place}.data.content" for place in wrong]


def first_of(wrong: list[int]) -> list[str]:
    return all_of(wrong)[:1]


def none_of(_: list[int]) -> list[str]:
    return ["data.content"]


# Refused.


async def test_those_that_miro_names_are_refused_and_the_rest_is_made(
    there: Connected, plan: Board
) -> None:
    there.miro.fault("POST", BULK, refusing(all_of), times=None)
    results = await made(there, plan, array(45, 3, 21, 22, 39))
    assert statuses(results)[422] == [3, 21, 22, 39]
    assert len(statuses(results)[201]) == 41
    assert results[21]["code"] == "miro_invalid"
    assert results[21]["detail"] == "Miro says: 1.data.content is bad"
    assert posts(there) == 5  # three parts, and the rests of two
    assert len(plan.items) == 41


async def test_all_that_miro_names_at_once_cost_a_request_each_twenty(
    there: Connected, plan: Board
) -> None:
    there.miro.fault("POST", BULK, refusing(all_of), times=None)
    results = await made(there, plan, array(500, *range(500)))
    assert {each["code"] for each in results} == {"miro_invalid"}
    assert posts(there) == 25


async def test_where_miro_names_one_at_a_time_the_others_are_made(
    there: Connected, plan: Board
) -> None:
    there.miro.fault("POST", BULK, refusing(first_of), times=None)
    results = await made(there, plan, array(40, 0, 1, 5, 19, 25))
    assert statuses(results) == {
        422: [0, 1, 5, 19, 25],
        201: [each for each in range(40) if each not in {0, 1, 5, 19, 25}],
    }
    assert posts(there) < 16


async def test_where_miro_names_none_it_is_searched_for_by_halves(
    there: Connected, plan: Board
) -> None:
    there.miro.fault("POST", BULK, refusing(none_of), times=None)
    results = await made(there, plan, array(40, 13))
    assert statuses(results)[422] == [13]
    assert len(plan.items) == 39
    assert posts(there) <= 12


async def test_many_that_miro_refuses_one_by_one_do_not_use_the_minute_up(
    there: Connected, plan: Board
) -> None:
    frame = there.miro.frame(plan, "Frame")
    outside = {**RECTANGLE, "parent": {"id": frame.id}, "position": {"x": 1e6, "y": 0}}
    before = (await there.owner.get("/api/limits"))["credits"]["remaining"]
    results = await made(there, plan, [outside] * 500)
    assert {each["status"] for each in results} == {422}
    codes = [each["code"] for each in results]
    tried = codes.index("miro_not_tried")
    assert set(codes[:tried]) == {"miro_invalid"}
    assert set(codes[100:]) == {"miro_not_tried"}
    assert posts(there) == MOST_REFUSALS
    after = (await there.owner.get("/api/limits"))["credits"]["remaining"]
    assert before - after < 50_000


# Frames and boards that are not there.


def lost(frame_id: str, words: str) -> faults.Fault:
    """Miro does not find a frame, and does not say which."""

    async def fault(exchange: faults.Exchange) -> None:
        parents = [each.get("parent") for each in exchange.asked.json]
        if {"id": frame_id} not in parents:
            await exchange.answer(await exchange.process())
            return
        body = {"type": "error", "code": "3.0201", "message": words, "status": 404}
        await exchange.answer(Answer(404, body))

    return fault


@pytest.mark.parametrize("words", ["Item not found", "The requested resource is not found"])
async def test_one_whose_frame_is_gone_keeps_none_of_the_others_from_being_made(
    there: Connected, plan: Board, words: str
) -> None:
    frame = there.miro.frame(plan, "Frame")
    there.miro.fault("POST", BULK, lost(NO_FRAME, words), times=None)
    body = array(65)
    for number in (1, 2, 30, 64):
        body[number]["parent"] = {"id": NO_FRAME}
    body[7] |= {"parent": {"id": frame.id}, "position": {"x": 100, "y": 100}}
    results = await made(there, plan, body)
    assert statuses(results)[404] == [1, 2, 30, 64]
    assert {results[each]["code"] for each in (1, 2, 30, 64)} == {"miro_item_not_found"}
    assert len(statuses(results)[201]) == 61
    # Which frame it is is found out once.
    assert posts(there) <= 5 + 4


async def test_a_board_that_is_gone_is_asked_once(there: Connected, plan: Board) -> None:
    there.miro.fault("POST", BULK, faults.not_found(), times=None)
    answer = await there.owner.ask("POST", shapes(plan), array(500))
    assert (answer.status_code, answer.json()["code"]) == (404, "miro_board_not_found")
    assert posts(there) == 1


async def test_a_board_that_goes_meanwhile_is_told_with_what_was_made(
    there: Connected, plan: Board
) -> None:
    after(there, 1, faults.not_found())
    there.miro.fault("GET", "/v2/boards/*", faults.not_found(), times=None)
    results = await made(there, plan, array(65))
    assert statuses(results) == {201: list(range(20)), 404: list(range(20, 65))}
    assert {each["code"] for each in results[20:]} == {"miro_board_not_found"}
    assert posts(there) == 2
    await there.owner.ask("GET", shapes(plan), status=404)


async def test_what_is_forbidden_is_asked_once(there: Connected, plan: Board) -> None:
    bob, user = await bob_of(there)
    there.miro.share(plan, user, Role.VIEWER)
    await bob.get(shapes(plan))
    answer = await bob.ask("POST", shapes(plan), array(500))
    assert (answer.status_code, answer.json()["code"]) == (403, "miro_forbids")
    assert posts(there) == 1


# Answers that do not fit, or do not come.


@pytest.mark.parametrize("kept", [0, 1, 2, 4])
async def test_more_or_fewer_made_than_sent_are_not_told_by_the_wrong_index(
    there: Connected, plan: Board, kept: int
) -> None:
    async def fault(exchange: faults.Exchange) -> None:
        caught = await exchange.process()
        found = json.loads(caught.body)
        found["data"] = (found["data"] * 2)[:kept]
        await exchange.answer(Answer(201, found))

    there.miro.fault("POST", BULK, fault)
    results = await made(there, plan, array(3))
    assert [each["status"] for each in results] == [503] * 3
    assert {each["retry_after"] for each in results} == {None}
    assert all("look at the board" in each["detail"] for each in results)
    assert len((await read(there.owner, shapes(plan), "MISS"))["items"]) == 3


async def test_after_a_limit_the_rest_is_not_tried_and_told_when_it_can_be(
    there: Connected, plan: Board
) -> None:
    after(there, 1, faults.limited(reset_s=30))
    results = await made(there, plan, array(500))
    assert statuses(results) == {201: list(range(20)), 429: list(range(20, 500))}
    assert {each["code"] for each in results[20:]} == {"miro_limited"}
    assert all(25 <= each["retry_after"] <= 32 for each in results[20:])
    assert {each["retry_after"] for each in results[:20]} == {None}
    assert posts(there) == 2


async def test_where_nothing_was_made_the_limit_is_the_answer(
    there: Connected, plan: Board
) -> None:
    there.miro.fault("POST", BULK, faults.limited(reset_s=30))
    answer = await there.owner.ask("POST", shapes(plan), array(45))
    assert (answer.status_code, answer.json()["code"]) == (429, "miro_limited")
    assert 25 <= int(answer.headers["Retry-After"]) <= 32


async def test_where_no_answer_comes_the_rest_is_not_tried(there: Connected, plan: Board) -> None:
    after(there, 1, faults.lost())
    results = await made(there, plan, array(65))
    assert statuses(results) == {201: list(range(20)), 503: list(range(20, 65))}
    unknown, unsent = results[20:40], results[40:]
    assert all("look at the board" in each["detail"] for each in unknown)
    assert {each["retry_after"] for each in unknown} == {None}
    assert all("was not sent" in each["detail"] and each["retry_after"] > 0 for each in unsent)
    assert posts(there) == 2
    assert len((await read(there.owner, shapes(plan), "MISS"))["items"]) == 40


def after(there: Connected, times: int, fault: faults.Fault) -> None:
    """Something goes wrong, but not at first."""

    async def well(exchange: faults.Exchange) -> None:
        await exchange.answer(await exchange.process())

    there.miro.fault("POST", BULK, well, times=times)
    there.miro.fault("POST", BULK, fault)
