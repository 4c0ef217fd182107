"""What Miro is asked to do is done once: in two processes, and while the database fails."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from tests.miro.connected import Connected, connected
from tests.miro.whiteboards import RECTANGLE, asked, shapes
from tests.realtime.followers import eventually
from tests.support.apps import Json, Person, beside
from tests.support.fake_miro import Board, MiroServer, faults
from trivet.miro.cache_writer import MiroCacheWriter
from trivet.platform.settings import Settings

KEY = {"Idempotency-Key": "once"}


@pytest.fixture
async def there(settings: Settings, fake_miro: MiroServer) -> AsyncIterator[Connected]:
    """The owner has connected their account."""
    async with connected(settings, fake_miro) as there:
        await there.connect(there.owner, there.ada)
        yield there


@pytest.fixture
def plan(there: Connected) -> Board:
    return there.miro.board("Plan", there.ada, team=there.miro.team())


@pytest.mark.parametrize("body", [RECTANGLE, [RECTANGLE] * 3], ids=["one", "several"])
async def test_a_key_makes_shapes_once_in_two_processes(
    there: Connected, plan: Board, body: Any
) -> None:
    await there.owner.ask("GET", shapes(plan), status=200)
    held = asyncio.Event()
    slow = there.miro.fault("POST", "/v2/*", faults.slow(held), times=2)
    async with beside(there.trivet) as http:
        other = Person(http, there.owner.id, there.owner.token)
        first = asyncio.ensure_future(there.owner.ask("POST", shapes(plan), body, headers=KEY))
        await eventually(lambda: len(slow.met) == 1)
        refused = await other.ask("POST", shapes(plan), body, headers=KEY, status=409)
        assert refused.json()["code"] == "idempotency_key_running"
        held.set()
        made = await first
        again = await other.ask("POST", shapes(plan), body, headers=KEY)
    assert made.status_code == again.status_code == (200 if isinstance(body, list) else 201)
    assert again.content == made.content
    assert len(plan.items) == (3 if isinstance(body, list) else 1)


async def test_a_board_is_read_anew_once_for_one_key(there: Connected, plan: Board) -> None:
    path = shapes(plan).replace("/shapes", "/sync")
    held = asyncio.Event()
    slow = there.miro.fault("GET", "/v2/boards/*", faults.slow(held))
    async with beside(there.trivet) as http:
        other = Person(http, there.owner.id, there.owner.token)
        first = asyncio.ensure_future(there.owner.ask("POST", path, headers=KEY))
        await eventually(lambda: len(slow.met) == 1)
        await other.ask("POST", path, headers=KEY, status=409)
        held.set()
        begun = await first
        again = await other.ask("POST", path, headers=KEY, status=202)
    assert begun.status_code == 202
    assert again.content == begun.content


class Deadlock(Exception):
    sqlstate = "40P01"


@pytest.mark.parametrize("headers", [{}, KEY], ids=["bare", "keyed"])
async def test_a_failing_database_has_nothing_made_twice(
    there: Connected, plan: Board, monkeypatch: pytest.MonkeyPatch, headers: Json
) -> None:
    await there.owner.get(shapes(plan))
    _failing(monkeypatch)
    await there.owner.ask("POST", shapes(plan), RECTANGLE, headers=headers)
    assert len(plan.items) == 1


async def test_a_failing_database_has_nothing_changed_or_deleted_twice(
    there: Connected, plan: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = [await there.owner.post(shapes(plan), RECTANGLE) for _ in range(2)]
    _failing(monkeypatch)
    await there.owner.ask("PUT", shapes(plan, one["id"]), {"data": {"content": "Land"}})
    answer = await there.owner.ask("DELETE", shapes(plan, two["id"]))
    assert answer.status_code != 404
    assert (asked(there, "PATCH", "/shapes"), asked(there, "DELETE", "/shapes")) == (1, 1)


def _failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What Miro answered cannot be kept."""

    async def fails(*_: Any, **__: Any) -> int:
        raise DBAPIError("…", {}, Deadlock())

    for name in ("keep_items", "bury"):
        monkeypatch.setattr(MiroCacheWriter, name, fails)
