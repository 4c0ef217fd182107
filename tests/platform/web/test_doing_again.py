"""A request whose unit of work met a deadlock is run again, unless a vendor did something for it."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy.exc import DBAPIError

from tests.platform.web.processes import Process, Vendor, deadlock, process
from tests.support.databases import Place
from trivet.platform.db.faults import busy, unreachable
from trivet.platform.uow import TRIES

KEYS = pytest.mark.parametrize("key", [None, "once"], ids=["bare", "keyed"])


@pytest.fixture
def vendor() -> Vendor:
    return Vendor()


@pytest.fixture
async def one(place: Place, vendor: Vendor) -> AsyncIterator[Process]:
    async with process(place, vendor) as started:
        yield started


@KEYS
async def test_a_write_is_done_again_after_a_deadlock(
    one: Process, vendor: Vendor, key: str | None
) -> None:
    vendor.troubles += [deadlock() for _ in range(TRIES - 1)]
    assert (await one.post("/plain", key)).status_code == 201
    assert await one.written() == 1


@KEYS
async def test_a_vendor_that_was_only_asked_something_is_asked_again(
    one: Process, vendor: Vendor, key: str | None
) -> None:
    vendor.troubles += [deadlock(), deadlock()]
    made = await one.post("/looked", key)
    assert (made.status_code, made.json()) == (201, {"number": 3})
    assert await one.written() == 1


@KEYS
async def test_a_vendor_that_may_have_done_something_is_asked_once(
    one: Process, vendor: Vendor, key: str | None
) -> None:
    vendor.troubles.append(deadlock())
    answer = await one.post("/made", key)
    assert (answer.status_code, answer.json()["code"]) == (503, "database_busy")
    assert (vendor.asked, await one.written()) == (1, 0)
    assert list(await one.records()) == []


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        (deadlock(), "database_busy"),
        (busy(), "database_busy"),
        (unreachable(), "database_unreachable"),
        (
            DBAPIError("SELECT 1", {}, Exception("gone"), connection_invalidated=True),
            "database_unreachable",
        ),
    ],
)
async def test_what_a_vendor_did_is_not_said_to_be_undone(
    one: Process, vendor: Vendor, trouble: Exception, code: str
) -> None:
    vendor.troubles.append(trouble)
    answer = await one.post("/made")
    assert (answer.status_code, answer.json()["code"]) == (503, code)
    assert "whether it did is not known" in answer.json()["detail"]
    assert "Retry-After" not in answer.headers


async def test_of_what_asked_nobody_it_is_said(one: Process, vendor: Vendor) -> None:
    for path in ("/plain", "/looked"):
        vendor.troubles.append(busy())
        answer = await one.post(path)
        assert "Nothing was changed" in answer.json()["detail"]
        assert answer.headers["Retry-After"] == "1"
