"""Questions that several wait for: asked once, and not left behind where a process stops."""

import asyncio
from functools import partial
from typing import Any

import pytest

from tests.miro.connected import connected
from tests.miro.whiteboards import shapes
from tests.realtime.followers import eventually
from tests.support.fake_miro import MiroServer, faults
from trivet.miro.flights import Flights
from trivet.platform.settings import Settings


async def test_what_is_under_way_is_broken_off_and_awaited() -> None:
    flights = Flights()
    begun: list[int] = []
    ended: list[int] = []

    async def ask(number: int) -> None:
        begun.append(number)
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            ended.append(number)

    waiting = [
        asyncio.ensure_future(flights.once((number,), partial(ask, number))) for number in range(3)
    ]
    await eventually(lambda: len(begun) == 3)
    await flights.close()
    assert sorted(ended) == [0, 1, 2]
    done, _ = await asyncio.wait(waiting)
    assert all(each.cancelled() for each in done)
    await flights.close()  # with nothing under way


async def test_a_question_that_comes_to_its_end_all_the_same_is_awaited_too() -> None:
    flights, begun = Flights(), asyncio.Event()

    async def ask() -> Any:
        begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            await asyncio.sleep(0)
            return "answered"

    waiting = asyncio.ensure_future(flights.once(("x",), ask))
    await begun.wait()
    await flights.close()
    assert await waiting == "answered"


async def test_a_question_that_nobody_waits_for_any_more_ends_with_the_process(
    settings: Settings, fake_miro: MiroServer
) -> None:
    held = asyncio.Event()
    async with connected(settings, fake_miro) as there:
        await there.connect(there.owner, there.ada)
        plan = fake_miro.board("Plan", there.ada, team=fake_miro.team())
        slow = fake_miro.fault("GET", "*/items", faults.slow(held))
        reading = asyncio.ensure_future(there.owner.ask("GET", shapes(plan)))
        await eventually(lambda: len(slow.met) == 1)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        (flight,) = there.trivet.runtime.miro.flights._asking.values()
        assert not flight.done()
    assert flight.cancelled()
    held.set()
