"""An `Idempotency-Key` holds in all processes, also while its request waits for a vendor."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from tests.platform.web.processes import Process, Vendor, process
from tests.realtime.followers import eventually
from tests.support.databases import Place
from tests.support.queries import counted
from trivet.platform.clock import now
from trivet.platform.errors import Conflict
from trivet.platform.uow import WriteUnit
from trivet.platform.web import key_claims
from trivet.platform.web.idempotency import forget_outdated
from trivet.platform.web.models import IdempotencyRecord

ASKING = ["/made", "/looked"]


@pytest.fixture
def vendor() -> Vendor:
    return Vendor()


@pytest.fixture
async def one(place: Place, vendor: Vendor) -> AsyncIterator[Process]:
    async with process(place, vendor) as started:
        yield started


@pytest.fixture
async def other(place: Place, vendor: Vendor) -> AsyncIterator[Process]:
    async with process(place, vendor) as started:
        yield started


async def begun(process: Process, vendor: Vendor, path: str = "/made") -> "asyncio.Task[Any]":
    """A request that waits for the vendor now."""
    before = vendor.asked
    vendor.answers.clear()
    asking = asyncio.ensure_future(process.post(path))
    await eventually(lambda: vendor.asked > before)
    return asking


async def died(process: Process, vendor: Vendor) -> None:
    """A request ended while it waited for the vendor, and nobody heard how."""
    asking = await begun(process, vendor)
    asking.cancel()
    await asyncio.wait([asking])
    vendor.answers.set()


async def claimed(process: Process, **since: float) -> None:
    """As if the claims there are had last been prolonged a while ago."""

    async def age(unit: WriteUnit) -> None:
        ends = now() + key_claims.LASTS - timedelta(**since)
        await unit.session.run(update(IdempotencyRecord).values(claimed_until=ends))

    await process.units.retried(age)


@pytest.mark.parametrize("path", ASKING)
async def test_the_vendor_is_asked_by_one_of_two_processes(
    one: Process, other: Process, vendor: Vendor, path: str
) -> None:
    first = await begun(one, vendor, path)
    refused = await other.post(path)
    assert (refused.status_code, refused.json()["code"]) == (409, "idempotency_key_running")
    assert refused.headers["Retry-After"] == "1"
    vendor.answers.set()
    made = await first
    again = await other.post(path)
    assert (made.status_code, again.status_code) == (201, 201)
    assert again.content == made.content
    assert again.headers["Idempotency-Replayed"] == "true"
    assert (vendor.asked, await one.written()) == (1, 1)
    (record,) = await one.records()
    assert (record.claim, record.claimed_until) == (None, None)


async def test_the_key_with_another_body_is_409_while_it_runs_and_422_then(
    one: Process, other: Process, vendor: Vendor
) -> None:
    first = await begun(one, vendor)
    assert (await other.post("/made", body={"other": True})).status_code == 409
    assert (await one.post("/made", body={"other": True})).status_code == 409
    vendor.answers.set()
    await first
    for each in (one, other):
        refused = await each.post("/made", body={"other": True})
        assert (refused.status_code, refused.json()["code"]) == (422, "idempotency_key_reused")
    assert vendor.asked == 1


async def test_another_key_waits_for_nobody(one: Process, other: Process, vendor: Vendor) -> None:
    first = await begun(one, vendor)
    second = asyncio.ensure_future(other.post("/made", key="another"))
    await eventually(lambda: vendor.asked == 2)
    vendor.answers.set()
    assert {(await each).status_code for each in (first, second)} == {201}


@pytest.mark.parametrize("trouble", [Conflict("It is taken."), RuntimeError("a fault of ours")])
@pytest.mark.parametrize("path", ASKING)
async def test_what_fails_leaves_no_answer_and_frees_the_key(
    one: Process, other: Process, vendor: Vendor, path: str, trouble: Exception
) -> None:
    vendor.troubles.append(trouble)
    assert (await one.post(path)).status_code in {409, 500}
    assert (await one.written(), list(await one.records())) == (0, [])
    assert (await other.post(path)).status_code == 201
    assert vendor.asked == 2


async def test_a_refusal_that_is_returned_frees_the_key_too(
    one: Process, other: Process, vendor: Vendor
) -> None:
    for each in (one, other):
        assert (await each.post("/returned")).json() == {"number": vendor.asked}
    assert (vendor.asked, await one.written(), list(await one.records())) == (2, 0, [])


async def test_an_answer_that_holds_a_secret_is_not_kept(
    one: Process, other: Process, vendor: Vendor
) -> None:
    first = await begun(one, vendor, "/secret")
    assert (await other.post("/secret")).status_code == 409
    vendor.answers.set()
    assert (await first).status_code == 201
    assert (await one.written(), list(await one.records())) == (1, [])


async def test_a_request_that_died_holds_its_key_for_minutes(
    one: Process, other: Process, vendor: Vendor
) -> None:
    await died(one, vendor)
    await claimed(one, seconds=key_claims.LASTS.total_seconds() - 5)
    for each in (one, other):
        refused = await each.post("/made")
        assert (refused.status_code, refused.json()["code"]) == (409, "idempotency_key_running")
    await claimed(one, seconds=key_claims.LASTS.total_seconds())
    made = await other.post("/made")
    assert made.status_code == 201
    assert (await one.post("/made")).content == made.content
    assert (vendor.asked, await one.written()) == (2, 1)


async def test_a_key_of_one_that_died_may_be_used_for_something_else(
    one: Process, vendor: Vendor
) -> None:
    await died(one, vendor)
    await claimed(one, minutes=2)
    assert (await one.post("/plain")).status_code == 201
    (record,) = await one.records()
    assert (record.status, record.claim) == (201, None)


async def test_a_request_that_is_held_up_for_too_long_gives_way_to_the_next(
    one: Process, other: Process, vendor: Vendor
) -> None:
    late = await begun(one, vendor)
    await claimed(one, minutes=2)
    second = await begun(other, vendor)
    vendor.answers.set()
    answers = [await late, await second]
    assert [each.status_code for each in answers] == [409, 201]
    assert answers[0].json()["code"] == "idempotency_key_running"
    assert await one.written() == 1  # the late one's was taken back
    assert (await one.post("/made")).content == answers[1].content


async def test_a_request_that_takes_long_keeps_its_key(
    one: Process, other: Process, vendor: Vendor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_claims, "PROLONGED_S", 0.01)
    first = await begun(one, vendor)
    for _ in range(2):
        await claimed(one, seconds=60)

        async def prolonged() -> bool:
            (record,) = await one.records()
            assert record.claimed_until is not None
            return record.claimed_until > now() + timedelta(seconds=100)

        await eventually(prolonged)
    assert (await other.post("/made")).status_code == 409
    vendor.answers.set()
    assert (await first).status_code == 201


async def test_a_beat_that_fails_is_not_the_last(
    one: Process, vendor: Vendor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_claims, "PROLONGED_S", 0.0)
    retried, failed = one.units.retried, 0

    async def failing(*args: Any) -> Any:
        nonlocal failed
        failed += 1
        if failed < 3:
            raise ConnectionError
        return await retried(*args)

    monkeypatch.setattr(one.units, "retried", failing)
    first = await begun(one, vendor)
    await eventually(lambda: failed > 3)
    vendor.answers.set()
    assert (await first).status_code == 201


async def test_a_key_that_cannot_be_freed_is_free_by_itself(
    one: Process, other: Process, vendor: Vendor, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: Any) -> None:
        raise ConnectionError

    vendor.troubles.append(Conflict("It is taken."))
    with monkeypatch.context() as patch:
        patch.setattr(one.units, "retried", fails)
        assert (await one.post("/made")).json()["detail"] == "It is taken."
    assert (await other.post("/made")).status_code == 409
    await claimed(one, minutes=2)
    assert (await other.post("/made")).status_code == 201


async def test_a_request_that_asks_nobody_claims_nothing(one: Process) -> None:
    with counted(one.database) as queries:
        await one.post("/plain")
    assert [each for each in queries.statements if "claim = " in each] == []
    assert sum("INTO idempotency_keys" in each for each in queries.statements) == 1
    with counted(one.database) as queries:
        await one.post("/made", key=None)
    assert [each for each in queries.statements if "idempotency_keys" in each] == []


async def test_claims_of_requests_that_died_are_forgotten_after_a_day(
    one: Process, vendor: Vendor
) -> None:
    await died(one, vendor)

    async def a_day_later(unit: WriteUnit) -> None:
        yesterday = now() - timedelta(hours=24, seconds=1)
        values = {"created_at": yesterday, "claimed_until": yesterday}
        await unit.session.run(update(IdempotencyRecord).values(values))

    await one.units.retried(a_day_later)
    async with one.units.write() as unit:
        assert await forget_outdated(unit.session, 10) == 1
    assert list(await one.records()) == []
