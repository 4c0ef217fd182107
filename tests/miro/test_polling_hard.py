"""Followed boards where things come at the wrong moment: limits, events, faults, retries by hand."""

from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from urllib.parse import quote
from uuid import UUID

import pytest
from pydantic import SecretStr, ValidationError
from sqlalchemy import ColumnElement, func, select, update

from tests.miro.connected import Connected, connected
from tests.miro.test_happenings import SECRET, deliver, event
from tests.miro.test_polling import board_of, follow_of, followed, looked, looked_twice, told
from tests.miro.whiteboards import asked, bob_of, shapes
from tests.realtime.followers import eventually
from tests.support.fake_miro import MiroServer, faults
from tests.support.fake_miro.state import Role
from trivet.miro import poll_worker, sweeping
from trivet.miro.follow_repository import FollowRepository
from trivet.miro.models import MiroBoard, MiroToken
from trivet.miro.tasks import POLL_BOARD, WATCH_BOARDS, poll_key
from trivet.platform.clock import now
from trivet.platform.settings import Settings
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.repository import TaskReader
from trivet.platform.tasks.snapshots import TaskSnapshot


@pytest.fixture
async def there(settings: Settings, fake_miro: MiroServer) -> AsyncIterator[Connected]:
    async with connected(settings, fake_miro, miro_poll_s=0.05) as there:
        await there.connect(there.owner, there.ada)
        yield there


@pytest.fixture
async def told_by_miro(settings: Settings, fake_miro: MiroServer) -> AsyncIterator[Connected]:
    secret = SecretStr(SECRET)
    async with connected(
        settings, fake_miro, miro_webhook_secret=secret, miro_poll_s=3600
    ) as there:
        await there.connect(there.owner, there.ada)
        yield there


async def test_a_look_that_is_limited_on_its_first_page_reads_pages_afterwards(
    there: Connected,
) -> None:
    plan = there.miro.board("Plan", there.ada, team=there.miro.team())
    for number in range(60):
        there.miro.shape(plan, f"Shape {number}")
    await followed(there.owner, plan)
    before = asked(there, "GET", "/items/")
    there.miro.fault("GET", "*/items", faults.limited(reset_s=1))
    follow = await follow_of(there.owner, plan)
    assert follow is not None
    await looked_twice(there.owner, plan)
    assert asked(there, "GET", "/items/") == before, "each item was asked for by itself"


async def test_a_sync_that_is_limited_on_its_first_page_is_not_complete_without_a_page(
    there: Connected,
) -> None:
    plan = there.miro.board("Plan", there.ada, team=there.miro.team())
    for number in range(3):
        there.miro.shape(plan, f"Shape {number}")
    path = f"/api/cache/{quote(plan.id, safe='')}"
    there.miro.fault("GET", "*/items", faults.limited(reset_s=1))
    await there.owner.ask("GET", f"{path}?refresh=true")

    async def complete() -> bool:
        answer = await there.owner.ask("GET", path)
        return answer.status_code == 200 and bool(answer.json()["complete"])

    await eventually(complete)
    assert len((await there.owner.get(path))["items"]) == 3


async def test_the_same_words_about_a_second_change_count_again(told_by_miro: Connected) -> None:
    there = told_by_miro
    plan = there.miro.board("Plan", there.ada, team=there.miro.team())
    shape = there.miro.shape(plan, "One")
    cursor = await followed(there.owner, plan)
    there.miro.change(plan, shape, data={"content": "Second"})
    assert (await deliver(there, event(plan, shape.id))).json()["status"] == "accepted"
    found = await told(there.owner, plan, cursor)
    await at_rest(there)
    there.miro.change(plan, shape, data={"content": "Third"})
    assert (await deliver(there, event(plan, shape.id))).json()["status"] == "accepted"
    found = await told(there.owner, plan, found["cursor"])
    assert [each["data"]["content"] for each in found["items"]] == ["Third"]


async def are_gone(there: Connected, which: ColumnElement[bool]) -> bool:
    """Whether no such task is left; of what is done every few seconds no row stays."""
    async with there.trivet.runtime.units.read() as unit:
        return not await unit.session.scalar(select(func.count(TaskRow.id)).where(which))


async def at_rest(there: Connected) -> None:
    """Until nothing is looked at this moment."""

    async def rests() -> bool:
        async with there.trivet.runtime.units.read() as unit:
            running = select(func.count()).where(
                TaskRow.name == POLL_BOARD.name, TaskRow.state == "running"
            )
            return await unit.session.scalar(running) == 0

    await eventually(rests)


async def test_an_event_that_comes_during_a_look_is_not_left_until_the_next(
    told_by_miro: Connected,
) -> None:
    there = told_by_miro
    plan = there.miro.board("Plan", there.ada, team=there.miro.team())
    one, two = there.miro.shape(plan, "One"), there.miro.shape(plan, "Two")
    await followed(there.owner, plan)
    await at_rest(there)
    there.miro.fault("GET", f"*/items/{one.id}", faults.slow(1.5))
    before = asked(there, "GET", f"/items/{one.id}")
    assert (await deliver(there, event(plan, one.id))).json()["status"] == "accepted"

    async def is_asked() -> bool:
        return asked(there, "GET", f"/items/{one.id}") > before

    await eventually(is_asked)
    assert (await deliver(there, event(plan, two.id))).json()["status"] == "accepted"

    async def other_is_asked() -> bool:
        return asked(there, "GET", f"/items/{two.id}") > 0

    with suppress(TimeoutError):
        await eventually(other_is_asked, patience_s=8)
    assert await other_is_asked(), "the second event waits for the next look, in an hour or more"


async def test_who_follows_for_good_and_asks_has_it_looked_at_as_often(
    settings: Settings, fake_miro: MiroServer
) -> None:
    async with connected(settings, fake_miro, miro_poll_s=0.5) as there:
        await there.connect(there.owner, there.ada)
        plan = there.miro.board("Plan", there.ada, team=there.miro.team())
        await there.owner.ask("PUT", board_of(plan, "/follow"), status=200)
        cursor = (await there.owner.get(shapes(plan)))["cursor"]
        await there.owner.get(f"{shapes(plan)}?since={cursor}")
        await looked(there.owner, plan)
        await there.owner.get(f"{shapes(plan)}?since={cursor}")
        await looked_twice(there.owner, plan)
        follow = await follow_of(there.owner, plan)
        assert follow is not None
        assert follow["every_s"] < 3.0, "slower than for who only asks"


async def test_where_nobody_looks_old_follows_make_no_tasks(
    settings: Settings, fake_miro: MiroServer
) -> None:
    async with connected(settings, fake_miro, miro_poll_s=0) as there:
        await there.connect(there.owner, there.ada)
        plan = there.miro.board("Plan", there.ada, team=there.miro.team())
        await there.owner.get(shapes(plan))
        units = there.trivet.runtime.units
        async with units.write() as unit:
            await FollowRepository(unit.session).keep(UUID(there.owner.id), plan.id, now(), None)

        async def rows() -> int:
            async with units.read() as unit:
                found = await unit.session.scalar(
                    select(func.count()).where(TaskRow.name == POLL_BOARD.name)
                )
                return found or 0

        for _ in range(3):
            async with units.write() as unit:
                unit.enqueue(WATCH_BOARDS.call())
            await eventually(lambda: are_gone(there, TaskRow.name == WATCH_BOARDS.name))
        assert await rows() == 0


@pytest.mark.parametrize(
    "body",
    [
        b'{"event": {"boardId": "x", "n": 99999999999999999999999, "t": "\\ud800"}}',
        b'{"event": {"boardId": "x", "n": NaN}}',
        b'{"event": ' + b"[" * 100_000,
    ],
    ids=["big", "nan", "deep"],
)
async def test_no_body_is_a_fault_of_ours(told_by_miro: Connected, body: bytes) -> None:
    answer = await deliver(told_by_miro, body)
    assert answer.status_code < 500


async def test_a_sweep_that_takes_longer_than_a_place_is_kept_ends_all_the_same(
    there: Connected, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten minutes as two seconds: each page goes on, and the whole takes longer."""
    plan = there.miro.board("Plan", there.ada, team=there.miro.team())
    for number in range(390):
        there.miro.shape(plan, f"Shape {number}")
    monkeypatch.setattr(poll_worker, "SLICE_S", 0.0)
    monkeypatch.setattr(sweeping, "GOES_ON", timedelta(seconds=2))
    there.miro.fault("GET", "*/items", faults.slow(0.4), times=1000)
    await there.owner.ask("PUT", board_of(plan, "/follow"), status=200)
    await looked(there.owner, plan)


async def test_to_look_for_what_is_missing_gives_way_too(
    there: Connected, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = there.miro.board("Plan", there.ada, team=there.miro.team())
    made = [there.miro.shape(plan, f"Shape {number}") for number in range(40)]
    await followed(there.owner, plan)
    monkeypatch.setattr(poll_worker, "SLICE_S", 0.0)
    cursor = (await there.owner.get(shapes(plan)))["cursor"]
    runs: list[TaskSnapshot] = []
    there.trivet.runtime.tasks.listeners.append(runs.append)
    for each in made:
        there.miro.delete(plan, each)
    gone: set[str] = set()
    while len(gone) < len(made):
        found = await told(there.owner, plan, cursor)
        cursor, gone = found["cursor"], gone | set(found["deleted"])
    begun = [each for each in runs if (each.name, each.state) == (POLL_BOARD.name, "running")]
    assert len(begun) >= len(made) / sweeping.AT_ONCE, "one board kept a worker for all of it"


async def test_who_begins_to_ask_waits_no_interval_of_before(there: Connected) -> None:
    """Of a board that was quiet, or of a setting that somebody has changed since."""
    plan = there.miro.board("Plan", there.ada, team=there.miro.team())
    there.miro.shape(plan, "One")
    await followed(there.owner, plan)
    async with there.trivet.runtime.units.write() as unit:
        await unit.session.run(update(MiroBoard).values(poll_every_s=12 * 3600.0, polled_at=now()))
    await at_rest(there)
    cursor = (await there.owner.get(shapes(plan)))["cursor"]
    await there.owner.ask("DELETE", board_of(plan, "/follow"), status=204)
    await there.owner.get(f"{shapes(plan)}?since={cursor}")
    there.miro.shape(plan, "New")
    found = await told(there.owner, plan, cursor)
    assert len(found["items"]) == 1


async def test_an_event_that_miro_does_not_understand_keeps_no_other(
    told_by_miro: Connected, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = told_by_miro
    monkeypatch.setattr(poll_worker, "BREATH_S", 0.1)
    plan = there.miro.board("Plan", there.ada, team=there.miro.team())
    shape = there.miro.shape(plan, "One")
    cursor = await followed(there.owner, plan)
    odd = "9" * 19
    there.miro.fault("GET", f"*/items/{odd}", faults.error(400), times=None)
    there.miro.change(plan, shape, data={"content": "Changed"})
    await deliver(there, event(plan, odd))
    await deliver(there, event(plan, shape.id))
    found = await told(there.owner, plan, cursor)
    assert [each["id"] for each in found["items"]] == [shape.id]


@pytest.mark.parametrize("secret", ["short", "pXz/8vQk+Lw3/aaaa==", "ä" * 20, "a" * 201])
def test_a_secret_that_is_no_part_of_an_address_is_refused(secret: str) -> None:
    with pytest.raises(ValidationError, match="it is part of an address"):
        Settings(miro_webhook_secret=SecretStr(secret))


async def test_a_retried_look_is_not_a_second_one(there: Connected) -> None:
    plan = there.miro.board("Plan", there.ada, team=there.miro.team())
    await followed(there.owner, plan)
    units = there.trivet.runtime.units
    async with units.write() as unit:
        await unit.session.run(
            update(TaskRow)
            .where(TaskRow.name == POLL_BOARD.name)
            .values(state="failed", lease_token=None, finished_at=now())
        )
    async with units.read() as reading:
        dead = await reading.session.scalar(
            select(TaskRow.id).where(TaskRow.name == POLL_BOARD.name, TaskRow.state == "failed")
        )
    assert dead is not None
    async with units.write() as unit:
        unit.enqueue(WATCH_BOARDS.call())
    await looked_twice(there.owner, plan)
    async with units.write() as unit:
        await there.trivet.runtime.tasks.retry(unit, dead)

    async def is_one() -> bool:
        async with units.read() as reading:
            return len(await TaskReader(reading.session).under_way([poll_key(plan.id)])) == 1

    await eventually(is_one)
    await looked_twice(there.owner, plan)


async def test_whoever_disconnects_is_asked_for_in_nobodys_name(there: Connected) -> None:
    """A person whose renewal fails at Miro keeps nobody else from the board."""
    plan = there.miro.board("Plan", there.ada, team=there.miro.team())
    bob, user = await bob_of(there)
    there.miro.share(plan, user, Role.VIEWER)
    cursor = await followed(there.owner, plan)
    await followed(bob, plan)
    there.miro.fault("POST", "/v1/oauth/token", faults.error(500), times=1000)
    async with there.trivet.runtime.units.write() as unit:
        await unit.session.run(
            update(MiroToken)
            .where(MiroToken.user_id == UUID(there.owner.id))
            .values(expires_at=now() - timedelta(seconds=60))
        )
    await at_rest(there)
    there.miro.shape(plan, "New")
    found = await told(bob, plan, cursor)
    assert len(found["items"]) == 1
