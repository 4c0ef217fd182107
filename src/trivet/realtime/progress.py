"""Tells the other processes how far boards have come, and hears it from them.

Boards have their log, which every process can read: who has one in memory is told that there is more to read, if there
is another process. Of what waits to be sent the highest number of each board is enough, so that a burst of changes is
one message. Whatever is lost costs a second: boards are compared with the database as often.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Protocol

import structlog

from trivet.boards.events import BoardEvent
from trivet.platform.cancellation import ended
from trivet.platform.events import Event
from trivet.platform.ids import new_id
from trivet.platform.json import dumps, loads
from trivet.platform.pubsub.port import Gap, PubSub

TOPIC = "boards"
RETRY_S = 1.0
LAST_WORDS_S = 0.5
COUNT_S = 1.0
"""So often it is asked whether there are others to hear of it."""

log = structlog.get_logger(__name__)


class Boards(Protocol):
    """The boards in the memory of this process."""

    def note(self, board_id: str, seq: int) -> None:
        """A board has come so far, somewhere."""

    async def compare(self) -> None:
        """Hold all of them against the database."""


class Progress:
    """One for each process.

    Args:
        bus: carries the messages.
        boards: those in the memory of this process.
    """

    def __init__(self, bus: PubSub, boards: Boards) -> None:
        self._bus = bus
        self._boards = boards
        self._own = str(new_id())
        self._come: dict[str, int] = {}
        self._something = asyncio.Event()
        self._heard_ourselves = False
        self._work: tuple[asyncio.Task[None], ...] = ()
        self.alone = False
        """Whether nobody else listens, so that nobody need be told."""

    def start(self, *, hears: bool = True) -> None:
        """Begin to tell, and to hear. Call within the event loop.

        Args:
            hears: whether boards are read here; a worker, or a command beside the server, tells only.
        """
        works = (self._tell, self._listen, self._count) if hears else (self._tell,)
        self._work = tuple(
            asyncio.create_task(self._over_and_over(each), name=f"progress:{each.__name__}")
            for each in works
        )

    async def stop(self) -> None:
        """Hear and tell no more. What waits is told if that takes no time; harmless if it never began."""
        work, self._work = self._work, ()
        await ended(*work)
        if work and self._come:
            with suppress(ConnectionError, TimeoutError):
                async with asyncio.timeout(LAST_WORDS_S):
                    await self._send()

    def committed(self, events: Sequence[Event]) -> None:
        """A listener of the units of work."""
        if self.alone:
            return
        for event in events:
            if isinstance(event, BoardEvent):
                board_id = str(event.board_id)
                self._come[board_id] = max(event.seq, self._come.get(board_id, 0))
        if self._come:
            self._something.set()

    async def _over_and_over(self, work: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                await work()
            except ConnectionError:  # boards are compared all the same
                self.alone = False
                await asyncio.sleep(RETRY_S)
            except Exception:
                log.exception("progress_failed")
                self.alone = False
                await asyncio.sleep(RETRY_S)

    async def _tell(self) -> None:
        await self._something.wait()
        self._something.clear()
        await self._send()
        await asyncio.sleep(self._bus.pause_s)

    async def _send(self) -> None:
        come, self._come = self._come, {}
        await self._bus.publish(TOPIC, dumps({"from": self._own, "boards": come}))

    async def _listen(self) -> None:
        async with self._bus.subscribe(TOPIC) as stream:
            async for message in stream:
                if isinstance(message, Gap):
                    await self._compare()
                else:
                    self._take(message)
        await asyncio.sleep(RETRY_S)  # the bus was closed: so are we, soon

    async def _compare(self) -> None:
        try:
            await self._boards.compare()
        except Exception as error:  # it is done each second anyway
            log.warning("boards_not_compared", error=repr(error))

    def _take(self, message: bytes) -> None:
        try:
            told = loads(message)
            if told["from"] == self._own:
                self._heard_ourselves = True
                return
            for board_id, seq in told["boards"].items():
                self._boards.note(board_id, seq)
        except Exception:  # the next message must be heard all the same
            log.exception("progress_not_understood")

    async def _count(self) -> None:
        """We are alone if one process listens, and that is we: what we say comes back to us."""
        self._heard_ourselves = False
        await self._bus.publish(TOPIC, dumps({"from": self._own, "boards": {}}))
        await asyncio.sleep(COUNT_S)
        self.alone = self._heard_ourselves and await self._bus.listeners(TOPIC) <= 1
