"""What processes tell one another."""

import asyncio

from tests.support.apps import Trivet
from trivet.platform.pubsub.memory import MemoryPubSub
from trivet.platform.pubsub.publisher import Publisher
from trivet.realtime.relay import Relay


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


async def test_it_stops_whatever_happens_meanwhile(app: Trivet) -> None:
    bus, runtime = Stubborn(), app.runtime
    relay = Relay(bus, Publisher(bus), lambda _: None, runtime.sockets, runtime.live)
    relay.start()
    await bus.asked.wait()
    async with asyncio.timeout(30):
        await relay.stop()
