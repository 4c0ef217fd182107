"""What processes tell one another of how far boards have come."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from tests.realtime.followers import eventually
from trivet.boards.events import BoardEvent
from trivet.platform.ids import new_id
from trivet.platform.json import dumps, loads
from trivet.platform.pubsub.memory import MemoryPubSub
from trivet.realtime.progress import TOPIC, Progress


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
        self.counted = 0

    @property
    def live(self) -> bool:
        return not self.cut_off

    async def publish(self, topic: str, payload: bytes) -> None:
        await self.may_send.wait()
        if topic == TOPIC:
            self.sent.append(loads(payload)["boards"])
        await super().publish(topic, payload)

    async def listeners(self, topic: str) -> int:
        self.counted += 1
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
    progress = Progress(bus, boards)
    progress.start()
    try:
        yield progress
    finally:
        async with asyncio.timeout(30):
            await progress.stop()


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
    async with running(bus, Remembering()) as progress:
        bus.may_send.clear()
        progress.committed([event(board, 1)])
        await eventually(lambda: not progress._come)  # the first is on its way
        for seq in (2, 4, 3):
            progress.committed([event(board, seq)])
        progress.committed([event(other, 9)])
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
    async with running(bus, Remembering()) as progress:
        await eventually(lambda: progress.alone)
        progress.committed([event(new_id(), 1)])
        assert not progress._come


async def test_who_is_cut_off_does_not_think_to_be_alone() -> None:
    bus = Crowded(listeners=1)
    bus.cut_off = True
    async with running(bus, Remembering()) as progress:
        await eventually(lambda: bus.counted > 0)
        assert not progress.alone
