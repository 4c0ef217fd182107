"""A write that is cancelled in the midst of a statement leaves nothing behind."""

import asyncio
from uuid import UUID

from sqlalchemy import select

from trivet.auth.models import User
from trivet.platform.clock import now
from trivet.platform.ids import new_id
from trivet.platform.uow import Units, WriteUnit


async def _add_somebody(unit: WriteUnit) -> UUID:
    at = now()
    somebody = User(
        id=new_id(), name="Somebody", instance_admin=False, seq=0, created_at=at, updated_at=at
    )
    unit.session.add(somebody)
    await unit.session.flush()
    await unit.session.scalar(select(User.name).where(User.id == somebody.id))
    return somebody.id


async def test_the_next_write_need_not_wait_for_a_cancelled_one(units: Units) -> None:
    for steps in range(40):  # cancelled after ever more turns of the event loop
        writing = asyncio.ensure_future(units.retried(_add_somebody))
        for _ in range(steps):
            await asyncio.sleep(0)
        writing.cancel()
        await asyncio.wait([writing])
        async with asyncio.timeout(5):  # a transaction left open would hold the next one for 10 s
            await units.retried(_add_somebody)


async def test_what_was_cancelled_before_its_commit_is_not_there(units: Units) -> None:
    reached, go_on = asyncio.Event(), asyncio.Event()

    async def work(unit: WriteUnit) -> None:
        await _add_somebody(unit)
        reached.set()
        await go_on.wait()

    writing = asyncio.ensure_future(units.retried(work))
    await reached.wait()
    writing.cancel()
    await asyncio.wait([writing])
    assert writing.cancelled()
    async with units.read() as unit:
        assert (await unit.session.scalars(select(User.id))).all() == []
