"""What processes tell one another of how far boards have come."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from unittest.mock import AsyncMock
from uuid import UUID

import pytest

from tests.realtime.followers import eventually
from trivet.boards.events import BoardEvent
from trivet.platform.ids import new_id
from trivet.platform.json import dumps, loads
from trivet.platform.pubsub.memory import MemoryPubSub
from trivet.realtime import progress
from trivet.realtime.progress import TOPIC, Progress


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "COUNT_S", 0.02)
    monkeypatch.setattr(progress, "RETRY_S", 0.02)


class Remembering:
    """Boards that keep what they are told of."""

    def __init__(self) -> None:
        self.noted: dict[str, int] = {}
        self.compared = 0

    def note(self, board_id: str, seq: int) -> None:
        self.noted[board_id] = seq

    async def compare(self) -> None:
        self.compared += 1


class Crowded(MemoryPubSub):
    """One that others listen to as well, and that is slow."""

    def __init__(self, listeners: int = 2) -> None:
        super().__init__()
        self.sent: list[dict[str, int]] = []
        self.may_send = asyncio.Event()
        self.may_send.set()
        self._many = listeners
        self.cut_off = False
        self.published = 0

    async def publish(self, topic: str, payload: bytes) -> None:
        await self.may_send.wait()
        self.published += 1
        if boards := loads(payload)["boards"]:
            self.sent.append(boards)
        if not self.cut_off:
            await super().publish(topic, payload)

    async def listeners(self, topic: str) -> int:
        return self._many


class Stubborn(MemoryPubSub):
    """One whose connection breaks in the moment in which whoever asks is told to stop."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = asyncio.Event()

    async def listeners(self, topic: str) -> int:
        self.asked.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            raise ConnectionError("it broke") from None
        return 0


@asynccontextmanager
async def running(bus: MemoryPubSub, boards: Remembering) -> AsyncIterator[Progress]:
    one = Progress(bus, boards)
    one.start()
    try:
        yield one
    finally:
        async with asyncio.timeout(30):
            await one.stop()


def event(board_id: UUID, seq: int) -> BoardEvent:
    told = BoardEvent(type="card.moved", board_id=board_id)
    told.seq = seq
    return told


async def test_it_stops_whatever_happens_meanwhile() -> None:
    bus = Stubborn()
    async with running(bus, Remembering()):
        await bus.asked.wait()


async def test_of_a_burst_the_highest_number_is_told() -> None:
    bus, board, other = Crowded(), new_id(), new_id()
    async with running(bus, Remembering()) as one:
        bus.may_send.clear()
        one.committed([event(board, 1)])
        await eventually(lambda: not one._come)  # the first is on its way
        for seq in (2, 4, 3):
            one.committed([event(board, seq)])
        one.committed([event(other, 9)])
        bus.may_send.set()
        await eventually(lambda: len(bus.sent) == 2)
    assert bus.sent == [{str(board): 1}, {str(board): 4, str(other): 9}]


async def test_a_process_hears_of_others_and_not_of_itself() -> None:
    bus, here, there = Crowded(), Remembering(), Remembering()
    board = new_id()
    async with running(bus, here), running(bus, there) as other:
        await eventually(lambda: len(bus._subscribers.get(TOPIC, ())) == 2)
        other.committed([event(board, 3)])
        await eventually(lambda: here.noted == {str(board): 3})
    assert there.noted == {}


async def test_what_is_not_understood_does_not_end_it_and_a_gap_is_a_reason_to_compare() -> None:
    bus, boards = Crowded(), Remembering()
    async with running(bus, boards):
        await eventually(lambda: TOPIC in bus._subscribers)
        await bus.publish_gap(TOPIC, 1)
        await super(Crowded, bus).publish(TOPIC, b"{")
        await super(Crowded, bus).publish(TOPIC, dumps({"from": "other", "boards": {"b": 2}}))
        await eventually(lambda: boards.noted == {"b": 2})
    assert boards.compared == 1


async def test_nobody_is_told_where_nobody_else_is() -> None:
    bus = Crowded(listeners=1)
    async with running(bus, Remembering()) as one:
        await eventually(lambda: one.alone)
        one.committed([event(new_id(), 1)])
        assert not one._come


async def test_who_is_cut_off_does_not_think_to_be_alone() -> None:
    bus = Crowded(listeners=1)
    bus.cut_off = True
    async with running(bus, Remembering()) as one:
        await eventually(lambda: bus.published > 2)
        assert not one.alone


async def test_what_waits_when_it_stops_is_told() -> None:
    bus, board = Crowded(), new_id()
    async with running(bus, Remembering()) as one:
        one.committed([event(board, 5)])
    assert bus.sent == [{str(board): 5}]


async def test_a_failure_ends_nothing_and_somebody_may_be_there() -> None:
    bus = Crowded(listeners=1)
    async with running(bus, Remembering()) as one:
        await eventually(lambda: one.alone)
        with pytest.MonkeyPatch.context() as broken:
            broken.setattr(bus, "listeners", AsyncMock(side_effect=ConnectionError))
            await eventually(lambda: not one.alone)
        await eventually(lambda: one.alone)


async def test_a_worker_tells_and_does_not_listen() -> None:
    bus, board = Crowded(), new_id()
    one = Progress(bus, Remembering())
    one.start(hears=False)
    one.committed([event(board, 2)])
    await eventually(lambda: bus.sent == [{str(board): 2}])
    assert TOPIC not in bus._subscribers
    await one.stop()
