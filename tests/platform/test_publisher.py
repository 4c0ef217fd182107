"""The background publisher keeps order and makes nobody wait."""

import asyncio

import pytest
from structlog.testing import capture_logs

from trivet.platform.pubsub import publisher as module
from trivet.platform.pubsub.memory import MemoryPubSub
from trivet.platform.pubsub.port import Gap
from trivet.platform.pubsub.publisher import Publisher


class Flaky(MemoryPubSub):
    """A bus that writes down what it carries, and can be taken away."""

    def __init__(self) -> None:
        super().__init__()
        self.carried: list[tuple[str, bytes | Gap]] = []
        self.tries = 0
        self.tried = asyncio.Event()
        self.here = asyncio.Event()
        self.here.set()
        self.refusing = False

    async def _pass(self) -> None:
        self.tries += 1
        self.tried.set()
        await self.here.wait()
        if self.refusing:
            raise ConnectionRefusedError("no bus")

    async def publish(self, topic: str, payload: bytes) -> None:
        await self._pass()
        self.carried.append((topic, payload))

    async def publish_gap(self, topic: str, missed: int) -> None:
        await self._pass()
        self.carried.append((topic, Gap(missed)))


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FIRST_PAUSE_S", 0.001)


async def test_everything_is_published_in_order_and_drained_on_close() -> None:
    bus = Flaky()
    publisher = Publisher(bus)
    publisher.put("a", b"before the start")
    publisher.start()
    for number in range(500):
        publisher.put("ab"[number % 2], b"%d" % number)
        if number % 100 == 0:
            await asyncio.sleep(0)
    await publisher.close()
    assert [payload for _, payload in bus.carried] == [
        b"before the start",
        *(b"%d" % number for number in range(500)),
    ]


async def test_a_bus_that_hangs_makes_nobody_wait_and_the_loss_is_told_first() -> None:
    bus = Flaky()
    bus.here.clear()
    publisher = Publisher(bus, capacity=3)
    publisher.start()
    publisher.put("a", b"0")
    await bus.tried.wait()
    for number in range(1, 6):
        publisher.put("ab"[number % 2], b"%d" % number)
    bus.here.set()
    await publisher.close()
    # 0 was under way already; 1 and 2 gave way, and so did 0 as far as anybody could know.
    assert bus.carried == [
        ("a", b"0"),
        ("a", Gap(2)),
        ("b", Gap(1)),
        ("b", b"3"),
        ("a", b"4"),
        ("b", b"5"),
    ]


async def test_it_holds_no_more_bytes_than_it_may() -> None:
    """Ten thousand long texts would be gigabytes, if the bus hangs for long enough."""
    bus = Flaky()
    publisher = Publisher(bus, most_bytes=10)
    for number in range(4):
        publisher.put("a", b"%d" % number * 4)
    publisher.put("b", b"longer than all of it")
    publisher.start()
    await publisher.close()
    assert bus.carried == [("a", Gap(4)), ("b", b"longer than all of it")]
    publisher = Publisher(bus, most_bytes=8)
    for number in range(3):
        publisher.put("a", b"%d" % number * 4)
    publisher.start()
    await publisher.close()
    assert bus.carried[2:] == [("a", Gap(1)), ("a", b"1111"), ("a", b"2222")]


async def test_a_bus_that_is_down_is_tried_again_without_loss() -> None:
    bus = Flaky()
    bus.refusing = True
    publisher = Publisher(bus)
    publisher.start()
    with capture_logs() as logs:
        for number in range(5):
            publisher.put("a", b"%d" % number)
        while bus.tries < 4:
            bus.tried.clear()
            await bus.tried.wait()
    bus.refusing = False
    await publisher.close()
    assert bus.carried == [("a", b"%d" % number) for number in range(5)]
    assert [line["event"] for line in logs] == ["cannot publish, will go on trying"]


async def test_a_gap_that_could_not_be_told_is_kept() -> None:
    bus = Flaky()
    bus.refusing = True
    publisher = Publisher(bus, capacity=1)
    publisher.put("a", b"0")
    publisher.put("a", b"1")
    publisher.start()
    while bus.tries < 3:
        bus.tried.clear()
        await bus.tried.wait()
    bus.refusing = False
    await publisher.close()
    assert bus.carried == [("a", Gap(1)), ("a", b"1")]


async def test_closing_gives_up_on_a_bus_that_never_answers() -> None:
    bus = Flaky()
    bus.here.clear()
    publisher = Publisher(bus)
    publisher.start()
    publisher.put("a", b"0")
    with capture_logs() as logs:
        await publisher.close(timeout_s=0.01)
    assert logs[0]["event"] == "messages were not published"


async def test_closing_what_never_began_is_harmless() -> None:
    await Publisher(Flaky()).close()
