"""Shapes as they are written: what Miro did is answered as done, what is not known as not known."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError
from structlog.testing import capture_logs

from tests.miro.connected import Connected, connected
from tests.miro.whiteboards import asked, read, shapes
from tests.support.fake_miro import Board, MiroServer, faults
from tests.support.playing.wire import Answer
from trivet.miro.cache_writer import MiroCacheWriter
from trivet.platform.db.faults import busy
from trivet.platform.settings import Settings

NEW = {"data": {"content": "Nobody else's business"}}


@pytest.fixture
async def there(settings: Settings, fake_miro: MiroServer) -> AsyncIterator[Connected]:
    """The owner has connected their account."""
    async with connected(settings, fake_miro) as there:
        await there.connect(there.owner, there.ada)
        yield there


@pytest.fixture
def plan(there: Connected) -> Board:
    return there.miro.board("Plan", there.ada, team=there.miro.team())


class Deadlock(Exception):
    sqlstate = "40P01"


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception, *methods: str) -> None:
    """Have the cache fail."""

    async def fails(*_: Any, **__: Any) -> Any:
        raise error

    for each in methods or ("keep_items", "bury"):
        monkeypatch.setattr(MiroCacheWriter, each, fails)


async def written(there: Connected, plan: Board, method: str) -> Any:
    """Write while something is wrong; the shape is on the board and known before."""
    one = there.miro.shape(plan, "One")
    await read(there.owner, shapes(plan, one.id), "MISS")
    await read(there.owner, shapes(plan), "MISS")
    await read(there.owner, shapes(plan), "HIT")
    path = shapes(plan) if method == "POST" else shapes(plan, one.id)
    return one, lambda: there.owner.ask(method, path, None if method == "DELETE" else NEW)


async def shown(there: Connected, plan: Board, source: str = "MISS") -> list[str]:
    return [
        each["data"]["content"] for each in (await read(there.owner, shapes(plan), source))["items"]
    ]


DONE = {
    "POST": (201, ["One", NEW["data"]["content"]]),
    "PUT": (200, [NEW["data"]["content"]]),
    "DELETE": (204, []),
}


@pytest.mark.parametrize("error", [busy(), DBAPIError("…", {}, Deadlock()), KeyError("x")])
@pytest.mark.parametrize("method", DONE)
async def test_what_miro_did_is_answered_though_the_cache_is_not_written(
    there: Connected, plan: Board, monkeypatch: pytest.MonkeyPatch, method: str, error: Exception
) -> None:
    one, write = await written(there, plan, method)
    with monkeypatch.context() as patched, capture_logs() as logs:
        failing(patched, error)
        answer = await write()
    status, contents = DONE[method]
    assert answer.status_code == status, answer.text
    (warned,) = [each for each in logs if each["event"] == "miro_write_not_kept"]
    assert (warned["board_id"], warned["log_level"]) == (plan.id, "warning")
    assert NEW["data"]["content"] not in str(logs)
    sent = {"POST": "POST", "PUT": "PATCH", "DELETE": "DELETE"}[method]
    assert asked(there, sent, "/shapes") == 1
    # Whoever reads next is not given what was true before.
    if method == "PUT":
        found = await read(there.owner, shapes(plan, one.id), "MISS")
        assert found["data"]["content"] == NEW["data"]["content"]
    if method == "DELETE":
        await there.owner.ask("GET", shapes(plan, one.id), status=404)
    assert await shown(there, plan) == contents


@pytest.mark.parametrize("method", DONE)
async def test_what_miro_did_is_answered_though_the_database_is_away(
    there: Connected, plan: Board, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    _, write = await written(there, plan, method)
    with monkeypatch.context() as patched:
        failing(patched, OSError("Connect call failed"), "held")
        assert (await write()).status_code == DONE[method][0]


async def test_several_are_answered_though_the_cache_is_not_written(
    there: Connected, plan: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await shown(there, plan) == []
    with monkeypatch.context() as patched:
        failing(patched, DBAPIError("…", {}, Deadlock()))
        answer = await there.owner.ask("POST", shapes(plan), [NEW] * 25, status=200)
    assert [each["status"] for each in answer.json()["results"]] == [201] * 25
    assert len(plan.items) == 25
    assert len(await shown(there, plan)) == 25


def unread() -> faults.Fault:
    """What is asked is done, and what is answered is none of Miro's."""

    async def fault(exchange: faults.Exchange) -> None:
        await exchange.process()
        await exchange.answer(Answer(201, raw=b"<html>"))

    return fault


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("POST", faults.lost()),
        ("PUT", faults.lost()),
        ("DELETE", faults.lost()),
        ("POST", unread()),
        ("PUT", unread()),
    ],
)
async def test_where_it_is_not_known_what_miro_did_that_is_said_and_looked_up(
    there: Connected, plan: Board, method: str, fault: faults.Fault
) -> None:
    one, write = await written(there, plan, method)
    there.miro.fault("PATCH" if method == "PUT" else method, "*/shapes*", fault)
    answer = await write()
    assert (answer.status_code, answer.json()["code"]) == (503, "miro_unreachable")
    assert "look at the board before" in answer.json()["detail"]
    assert "tried again" not in answer.text
    if method == "PUT":
        await read(there.owner, shapes(plan, one.id), "MISS")
    assert await shown(there, plan) == DONE[method][1]


async def test_a_frame_that_is_gone_takes_no_shape_with_it(there: Connected, plan: Board) -> None:
    one, _ = await written(there, plan, "PUT")
    words = {"type": "error", "code": "3.0201", "message": "Item not found", "status": 404}
    there.miro.fault("PATCH", "*/shapes*", faults.answering(Answer(404, words)))
    answer = await there.owner.ask("PUT", shapes(plan, one.id), {"parent": {"id": "1"}})
    assert (answer.status_code, answer.json()["code"]) == (404, "miro_item_not_found")
    await read(there.owner, shapes(plan, one.id), "MISS")
    assert await shown(there, plan) == ["One"]


async def test_a_question_without_an_answer_can_be_asked_again(
    there: Connected, plan: Board
) -> None:
    there.miro.fault("GET", "*/items*", faults.cut(), times=None)
    answer = await there.owner.ask("GET", shapes(plan))
    assert (answer.status_code, answer.json()["code"]) == (503, "miro_unreachable")
    assert "Nothing is lost" in answer.json()["detail"]


async def test_what_never_reached_miro_can_be_done_again(there: Connected, plan: Board) -> None:
    assert await shown(there, plan) == []
    down = there.miro.fault("*", "*/shapes*", faults.error(503), times=None)
    details = []
    for _ in range(12):
        answer = await there.owner.ask("POST", shapes(plan), NEW)
        assert answer.status_code == 503
        details.append(answer.json()["detail"])
    assert len(down.met) < 12, "the circuit has opened"
    assert "look at the board before" in details[0]
    assert "Nothing is lost" in details[-1]
